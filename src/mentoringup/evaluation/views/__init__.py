"""Pages of data sets, runs and findings."""
