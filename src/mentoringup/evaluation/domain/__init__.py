"""What can be done with data sets and runs; reads are in `queries`."""
