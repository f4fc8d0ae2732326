"""Commands of `registration`."""
