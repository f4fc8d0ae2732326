"""Survey tools that get the same load in the same run."""
