"""The shape of an instrument's file."""

from functools import cache
from typing import Final

from mentoreval.yaml_files.document import Document
from mentoreval.yaml_files.shape import Schema, ShapeFaults, read_schema, shape_faults

SCHEMA: Final = "mentoreval.instrument/1"
"""The name of the format, as its files say it."""


def instrument_faults(document: Document) -> ShapeFaults:
    """Hold a document against the schema of instruments."""
    return shape_faults(document, _schema())


@cache
def _schema() -> Schema:
    return read_schema("mentoreval.instruments", "instrument.schema.json")
