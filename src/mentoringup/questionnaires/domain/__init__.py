"""What can be done with questionnaires; reads are in `queries`."""
