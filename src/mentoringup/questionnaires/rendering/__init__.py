"""How questions look: HTML of a page's elements, made once and filled with answers."""
