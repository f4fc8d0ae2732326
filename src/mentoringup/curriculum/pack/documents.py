"""A part as YAML value, lead and sections; and such a document as text, in the house's YAML.

What didn't change keeps its lines: quotes, breaks and comments stay as somebody wrote them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from mentoreval.yaml_files.document import plain_value
from mentoreval.yaml_files.source import read_yaml
from mentoringup.curriculum.pack.lengths import refuse_excess
from mentoringup.curriculum.pack.markdown_file import read_markdown
from mentoringup.curriculum.pack.pieces import LEAD, pieces_of, with_pieces

_WIDTH: Final = 98
_LONGEST_PLAIN: Final = 70
_LONGEST_FLOW: Final = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A part that is not strategies, taken apart.

    Attributes:
        front: the YAML value; of a YAML file the whole.
        lead: Markdown before the first heading.
        sections: Markdown below each heading of level 2.
    """

    front: Mapping[str, Any]
    lead: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


def document_of(path: str, text: str) -> Document:
    """A part's text taken apart.

    Raises:
        InputRefusedError: it can't be.
    """
    refuse_excess(text, file=path)
    if path.endswith(".yaml"):
        return Document(front=read_yaml(text.encode(), file=path).value)
    found = read_markdown(text, file=path)
    return Document(front=found.front.value, lead=found.lead, sections=found.sections)


def text_from(document: Document, *, path: str, current: str | None = None) -> str:
    """A document as text; pieces that say what those of `current` say stay as they are there."""
    written = _written(document, is_yaml=path.endswith(".yaml"))
    if current is None:
        return with_pieces("", written) if path.endswith(".yaml") else _assembled(written)
    before = document_of(path, current)
    if is_alike(before, document):
        return current
    kept = {piece.key: piece.text for piece in pieces_of(current)}
    same = {key: text for key, text in kept.items() if _alike(key, before, document)}
    order = [*(key for key in kept if key in written or key in same), *written]
    new = {key: same.get(key) or written[key] for key in order}
    return with_pieces("", new) if path.endswith(".yaml") else _assembled(new)


def is_alike(one: Document, other: Document) -> bool:
    """Whether two documents say the same."""
    pairs = ((one.front, other.front), (one.lead, other.lead), (one.sections, other.sections))
    return all(normal(mine) == normal(theirs) for mine, theirs in pairs)


def normal(value: Any) -> Any:
    """A value without what makes no difference: space around texts, empty lists and texts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        pairs = ((key, normal(one)) for key, one in value.items())
        return {key: one for key, one in pairs if one not in ("", [], {}, None)}
    return [normal(one) for one in value] if isinstance(value, list | tuple) else value


def yaml_of(key: str, value: Any) -> str:
    """One key with its value as lines of YAML."""
    return yaml.dump(
        {key: value},
        Dumper=_HouseDumper,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
        default_flow_style=False,
    )


def _alike(key: str, before: Document, after: Document) -> bool:
    kind, _colon, name = key.partition(":")
    if kind == "front":
        return bool(normal(before.front.get(name)) == normal(after.front.get(name)))
    if key == LEAD:
        return before.lead.strip() == after.lead.strip()
    return before.sections.get(name, "").strip() == after.sections.get(name, "").strip()


def _written(document: Document, *, is_yaml: bool) -> dict[str, str]:
    """The texts of all pieces, newly written."""
    pieces = {f"front:{key}": yaml_of(key, value) for key, value in document.front.items()}
    if is_yaml:
        return pieces
    pieces[LEAD] = f"---\n{document.lead.strip()}\n"
    for title, text in document.sections.items():
        pieces[f"section:{title}"] = f"## {title}\n\n{text.strip()}\n"
    return pieces


def _assembled(pieces: Mapping[str, str]) -> str:
    """A Markdown file: fences, keys, lead, sections, with an empty line between the latter."""
    front = "".join(
        _ended(text.removeprefix("---\n")) for key, text in pieces.items() if key[:6] == "front:"
    )
    lead = pieces.get(LEAD, "").removeprefix("---\n").strip()
    sections = [text.strip() for key, text in pieces.items() if key.startswith("section:")]
    body = "\n\n".join([*([lead] if lead else []), *sections])
    return f"---\n{front}---\n{body}\n"


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


class _HouseDumper(yaml.SafeDumper):
    """Long texts as blocks, short lists and rows of small values on one line, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  PyYAML asks with the value
        """Never: packs have no anchors."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  PyYAML calls it so
        """Indent lists below their key."""
        super().increase_indent(flow, False)  # noqa: FBT003  the same


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = None
    if "\n" in value:
        style = "|"
    elif len(value) > _LONGEST_PLAIN:
        style = ">"
    elif not isinstance(plain_value(value), str):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(one, str) for one in value) and sum(map(len, value)) < _LONGEST_FLOW
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=is_short)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    is_small = len(value) == 1 and all(one == "short" for one in value.values())
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=is_small)


_HouseDumper.add_representer(str, _text)
_HouseDumper.add_representer(list, _list)
_HouseDumper.add_representer(dict, _mapping)
