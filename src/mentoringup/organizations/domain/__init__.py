"""What can be done with organizations; reads are in `queries`."""
