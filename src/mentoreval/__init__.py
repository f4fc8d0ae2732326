"""Evaluate a mentorship training from its survey export.

Pure Python: no web framework, no database, no clock, no network.
"""

__version__ = "0.1.0"
