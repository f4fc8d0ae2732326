"""The instrument that many tests need: valid, and with nothing in it but what a test is about."""

from collections.abc import Iterable
from typing import Any

from mentoreval.instruments.model import Design, Instrument, Item, Provenance, Wording


def small_instrument(items: Iterable[Item], **more: Any) -> Instrument:
    """Give an instrument of these items; `more` are further fields, or others than these."""
    fields: dict[str, Any] = {
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "language": "en",
        "design": Design.RETROSPECTIVE,
        "provenance": Provenance(wording=Wording.PROJECT, notice="", licence="MIT"),
        "scales": (),
    }
    return Instrument(items=tuple(items), **(fields | more))
