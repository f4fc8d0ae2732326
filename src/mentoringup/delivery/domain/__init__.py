"""What can be done; reads are in `queries`."""
