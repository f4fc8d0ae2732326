"""What can be done with requests and seats; reads are in `queries`."""
