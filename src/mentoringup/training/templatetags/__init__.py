"""Template tags of the training pages."""
