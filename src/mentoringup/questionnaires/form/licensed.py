"""Licensed instruments as parts of a form's own file, so that the file stands alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import OVERALL, Instrument
from mentoreval.yaml_files.document import parse_yaml

_NONE: Final = "none"
_ALL: Final = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class LicensedParts:
    """What licensed files bring; keys are those of an instrument's file."""

    include: list[str] = field(default_factory=list)
    wording: list[Any] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    items: list[Any] = field(default_factory=list)
    scales: list[Any] = field(default_factory=list)
    questions: list[Any] = field(default_factory=list)
    published: list[Any] = field(default_factory=list)


def licensed_parts(licensed: Mapping[str, str], *, included: Iterable[str]) -> LicensedParts:
    """Join the parts of licensed files; lists of options keep apart by the id of their file.

    Args:
        licensed: YAML texts by id.
        included: ids that the form includes anyway, which are not included twice.

    Raises:
        InputRefusedError: a text is no YAML.
    """
    parts = LicensedParts()
    known = set(included)
    for instrument_id, text in licensed.items():
        value = parse_yaml(text.encode(), file=f"{instrument_id}.yaml").value
        for entry in value.get("include", ()):
            name = entry if isinstance(entry, str) else str(entry["instrument"])
            if name not in known:
                known.add(name)
                parts.include.append(name)
        parts.wording.extend(value.get("wording", ()))
        for name, options in value.get("options", {}).items():
            parts.options[_list_name(instrument_id, name)] = options
        parts.items.extend(_with_lists(value.get("items", ()), instrument_id))
        parts.questions.extend(_with_lists(value.get("questions", ()), instrument_id))
        parts.scales.extend(_with_share(value))
        parts.published.extend(value.get("published", ()))
    return parts


def overall_of(
    shipped_ids: Iterable[str], included: Iterable[Instrument], *, has_items: bool
) -> str:
    """Say which mean over all items a form has, as the key `overall` of its file.

    It is that of the first shipped instrument with one; over all items where one licensed
    instrument has the only ones; none where the site's own items would be mixed in.

    Args:
        shipped_ids: what the file includes.
        included: what the form includes, shipped and licensed.
        has_items: the site has items of its own.
    """
    for each in shipped_ids:
        if OVERALL in load_instrument(each).scale_by_id:
            return each
    with_items = [each for each in included if each.items]
    is_one = len(with_items) == 1 and OVERALL in with_items[0].scale_by_id
    return _ALL if is_one and not has_items else _NONE


def _list_name(instrument_id: str, name: str) -> str:
    return f"{instrument_id[:30]}.{name}"[:64]


def _with_lists(entries: Iterable[Mapping[str, Any]], instrument_id: str) -> Iterator[Any]:
    """Rename the lists of options that entries name."""
    for entry in entries:
        options = entry.get("options")
        if isinstance(options, str):
            yield {**entry, "options": _list_name(instrument_id, options)}
        else:
            yield entry


def _with_share(value: Mapping[str, Any]) -> Iterator[Any]:
    """The minimum share of a file becomes that of each of its scales."""
    share = value.get("minimum_share")
    for scale in value.get("scales", ()):
        yield (
            scale
            if share is None or "minimum_share" in scale
            else {"minimum_share": share, **scale}
        )
