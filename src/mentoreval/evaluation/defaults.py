"""Settings of an evaluation that hold unless others are given; said once, here."""

DEFAULT_SEED = 20_220_427
"""Seed of every Monte Carlo step."""

DEFAULT_SMALL_CELLS = 5
"""Counts of people below this are hidden."""
