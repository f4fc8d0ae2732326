"""Statistics on exact score counts: each refuses, none switches its method silently."""
