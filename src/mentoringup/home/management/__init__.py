"""Commands of `home`."""
