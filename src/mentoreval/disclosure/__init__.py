"""Small cells: what must be hidden so that no small group of people can be seen or worked out."""
