"""What the worker does; reads are in `queries`."""
