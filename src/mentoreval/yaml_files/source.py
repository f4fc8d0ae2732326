"""YAML files of our own kinds, read and held against their schema, with the line of each part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoreval.errors import Reason
from mentoreval.yaml_files.document import Document, KeyPath, parse_yaml
from mentoreval.yaml_files.shape import shape_faults

Place = KeyPath
"""Keys and positions that lead from the top of a document to one of its parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlSource:
    """A YAML document whose parts know their lines.

    Attributes:
        file: name of the file, for messages.
        value: the document as dicts, lists and scalars.
    """

    file: str
    value: Any
    document: Document

    def reason(self, what: str, *place: str | int) -> Reason:
        """Make a reason that names the file and the line of a part, or of the part around it."""
        return self.document.reason(place, what)


def read_yaml(content: bytes, *, file: str) -> YamlSource:
    """Read one YAML document; `file` is its name in messages.

    Raises:
        InputRefusedError: if it is not UTF-8, is empty, is no YAML, or holds a key twice.
    """
    document = parse_yaml(content, file=file)
    return YamlSource(file=file, value=document.value, document=document)


def schema_reasons(source: YamlSource, schema: Mapping[str, Any]) -> list[Reason]:
    """Say where a document departs from a JSON Schema, in the order of its lines."""
    return list(shape_faults(source.document, dict(schema)).reasons)
