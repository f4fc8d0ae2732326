"""Hypothesis without a stopwatch: a shared machine is slow at times, a test is right or wrong."""

from hypothesis import settings

settings.register_profile("without-deadline", deadline=None)
settings.load_profile("without-deadline")
