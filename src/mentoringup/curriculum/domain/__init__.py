"""What can be done with the curriculum; reads are in `queries`."""
