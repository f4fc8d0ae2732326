"""Persons: how they sign in, what they are called, merging and erasing."""
