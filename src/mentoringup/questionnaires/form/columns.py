"""Columns that stand beside the answers wherever they are written; no question has their names."""

from typing import Final

RESPONDENT: Final = "respondent_id"
IMPLEMENTATION: Final = "implementation_id"
CONSENT: Final = "consent"
SYNTHETIC: Final = "synthetic"
RECORDED: Final = "recorded"
SECONDS: Final = "seconds"
LAYOUT: Final = "layout"
RESERVED: Final = frozenset(
    (RESPONDENT, IMPLEMENTATION, CONSENT, SYNTHETIC, RECORDED, SECONDS, LAYOUT)
)
