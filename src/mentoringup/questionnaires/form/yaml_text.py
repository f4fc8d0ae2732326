"""An instrument's keys as YAML."""

from collections.abc import Mapping
from typing import Any

from mentoreval.yaml_files.writing import yaml_of


def yaml_text(content: Mapping[str, Any]) -> str:
    """Write keys and values in their order, leaving out what is empty at the top."""
    return yaml_of({key: value for key, value in content.items() if value})
