"""What staff see of a wave while it is open: counts, never an answer. Pure."""
