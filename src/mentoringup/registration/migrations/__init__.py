"""Schema changes, named and reversible."""
