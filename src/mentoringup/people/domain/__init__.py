"""What can be done with persons; reads are in `queries`."""
