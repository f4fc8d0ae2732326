"""What can be done with series and sessions; reads are in `queries`."""
