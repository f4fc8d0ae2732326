"""Tables 1 to 3 and their companions, from results."""
