"""Template tags of `people`."""
