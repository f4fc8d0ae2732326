"""The inclusion rules as a small YAML file."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.implementations import Audience, Mode
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.readers.text_file import read_bytes
from mentoreval.yaml_files.shape import read_schema
from mentoreval.yaml_files.source import YamlSource, read_yaml, schema_reasons


def read_rules(path: Path) -> InclusionRules:
    """Read a YAML file of rules; what it doesn't say is as in `InclusionRules()`.

    Raises:
        InputRefusedError: with every fault and its line.
    """
    source = read_yaml(read_bytes(path), file=path.name)
    reasons = schema_reasons(
        source, read_schema("mentoreval.readers", "rules.schema.json")
    ) or list(_impossible_days(source))
    if reasons:
        raise InputRefusedError(reasons)
    return _rules(source.value)


def _impossible_days(source: YamlSource) -> Iterator[Reason]:
    """Say which days no calendar has, and whether the last comes before the first."""
    days = {key: source.value[key] for key in ("first_date", "last_date") if key in source.value}
    for key, day in days.items():
        try:
            date.fromisoformat(day)
        except ValueError:
            yield source.reason(f"found '{day}', a day that no calendar has", key)
    if days.get("last_date", "9") < days.get("first_date", ""):
        what = f"the last date, {days['last_date']}, comes before the first, {days['first_date']}"
        yield source.reason(what, "last_date")


def _rules(value: Mapping[str, Any]) -> InclusionRules:
    default = InclusionRules()
    return InclusionRules(
        minimum_hours=float(value.get("minimum_hours", default.minimum_hours)),
        audiences=tuple(map(Audience, value.get("audiences", default.audiences))),
        modes=tuple(map(Mode, value.get("modes", default.modes))),
        first_date=value.get("first_date"),
        last_date=value.get("last_date"),
        research_consent=value.get("research_consent", True) in (True, "yes"),
    )
