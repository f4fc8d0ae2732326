"""Publication checks: pure functions from a page to what is wrong with it."""
