"""YAML that `parse_yaml` reads as it was meant."""

from collections.abc import Mapping
from typing import Any

import yaml

from mentoreval.yaml_files.document import plain_value


class _Dumper(yaml.SafeDumper):
    """Writes what `parse_yaml` reads: no anchors, quotes where a word would be no text."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  the base class names it
        return True


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None if plain_value(text) == text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _quoted)


def yaml_of(content: Mapping[str, Any]) -> str:
    """Write keys and values in their order."""
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
