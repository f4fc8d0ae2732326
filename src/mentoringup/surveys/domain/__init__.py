"""What can be done with surveys; reads are in `queries`."""
