"""Pages on which staff adapt the curriculum, and bring packs and modules in and out."""
