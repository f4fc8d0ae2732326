"""What can be done with rules and rosters; reads are in `queries`."""
