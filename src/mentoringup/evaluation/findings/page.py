"""What the page of a run shows, in its order: first the words, then numbers, then everything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoreval.formatting import absent

type_of_told = Mapping[str, Any]


_MARKS = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
"""Roles of single marks without a name: the drawing as a whole has one text instead."""


_CLUSTERED = "Clustered interval"
"""Head of the column that a first look shows, where there are implementations enough for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNumber:
    """A number with what it is and what it stands on."""

    value: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A drawing with its words and its numbers.

    Attributes:
        svg: as mentoreval drew it, its texts escaped.
        height: of the frame in which it is interactive.
        data: heads and rows; None where they are too many.
    """

    id: str
    number: str
    title: str
    caption: str
    svg: str
    height: int
    data: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page; `words` is Markdown in English."""

    id: str
    title: Promise
    words: tuple[str, ...]
    figures: tuple[ShownFigure, ...]
    tables: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The page."""

    headline: str
    subtitle: str
    first: tuple[str, ...]
    key_numbers: tuple[KeyNumber, ...]
    glance: Mapping[str, Any] | None
    sections: tuple[Section, ...]
    missing: tuple[Mapping[str, str], ...]
    limitations: str
    reproduction: str
    notices: str
    hidden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What stands in a section: words and tables by id, figures by the beginning of theirs."""

    id: str
    title: Promise
    words: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


_SECTIONS = (
    _Plan(
        id="change",
        title=gettext_lazy("What changed"),
        words=("published",),
        figures=("figure-2", "figure-gain"),
        tables=("table-2b-scales",),
    ),
    _Plan(
        id="judged",
        title=gettext_lazy("How people judged the training"),
        words=("judged",),
        tables=("table-2-evaluation", "table-2-options"),
    ),
    _Plan(
        id="who",
        title=gettext_lazy("Who took part"),
        figures=("figure-1", "figure-response"),
        tables=("response", "table-1-participants"),
    ),
    _Plan(
        id="groups",
        title=gettext_lazy("Differences between groups"),
        words=("groups",),
        tables=("groups",),
    ),
    _Plan(id="items", title=gettext_lazy("Answers to every item"), figures=("figure-likert",)),
    _Plan(
        id="flow",
        title=gettext_lazy("Who is left out, and why"),
        words=("who",),
        figures=("figure-flow",),
        tables=("flow", "implementations"),
    ),
    _Plan(
        id="quality",
        title=gettext_lazy("Quality of the data"),
        words=("quality", "remarks"),
        tables=("data-quality",),
    ),
    _Plan(
        id="sure",
        title=gettext_lazy("How reliable the scales are"),
        words=("reliability", "sensitivity"),
        tables=("reliability", "sensitivity", "profiles"),
    ),
)


def findings_of(told: type_of_told, drawings: Mapping[str, str]) -> Findings:
    """Arrange what the job told; `drawings` are SVG by figure id."""
    words = told["words"]
    return Findings(
        headline=told["headline"],
        subtitle=told["subtitle"],
        first=tuple(told["first"]),
        key_numbers=tuple(_key_number(one) for one in told["key_numbers"]),
        glance=_glance(told),
        sections=tuple(_sections(told, drawings)),
        missing=tuple(told["missing"]),
        limitations=words["limitations"],
        reproduction=words["reproduction"],
        notices=words["notices"],
        hidden=words["hidden"],
    )


def _sections(told: type_of_told, drawings: Mapping[str, str]) -> Iterator[Section]:
    """Those that have something to show."""
    for plan in _SECTIONS:
        words = tuple(text for name in plan.words if (text := told["words"][name]))
        figures = tuple(
            _figure(one, drawings)
            for start in plan.figures
            for one in told["figures"]
            if one["id"].startswith(start) and one["id"] in drawings
        )
        tables = tuple(told["tables"][name] for name in plan.tables if name in told["tables"])
        if figures or tables:
            yield Section(id=plan.id, title=plan.title, words=words, figures=figures, tables=tables)


def _figure(one: Mapping[str, Any], drawings: Mapping[str, str]) -> ShownFigure:
    return ShownFigure(
        id=one["id"],
        number=one["number"],
        title=one["title"],
        caption=one["caption"],
        svg=_MARKS.sub("", drawings[one["id"]]),
        height=one["height"] + 30,
        data=one["data"],
    )


def _glance(told: type_of_told) -> Mapping[str, Any] | None:
    """The first panel of Table 2b with the columns that a first look needs."""
    table = told["tables"].get("table-2b-scales")
    if table is None:
        return None
    panel = table["panels"][0]
    heads = [head["text"] for head in panel["heads"]]
    interval = _CLUSTERED
    if interval in heads and {row[heads.index(interval)] for row in panel["rows"]} == {absent()}:
        interval = "t interval"
    keep = [place for place, head in enumerate(heads) if head == interval or _is_glanced(head)]
    return {
        "heads": [panel["heads"][place] for place in keep],
        "rows": [[row[place] for place in keep] for row in panel["rows"]],
    }


def _is_glanced(head: str) -> bool:
    return head == "n" or head.startswith(("Scale", "BEFORE", "NOW", "Gain"))


def _key_number(one: Mapping[str, str]) -> KeyNumber:
    values = {name: one.get(name, "") for name in ("value", "counts", "interval", "name")}
    low, _to, high = values["interval"].partition(" to ")
    if high:
        values["interval"] = _("%(low)s to %(high)s") % {"low": low, "high": high}
    what, detail = {
        "response": (
            _("of those trained answered"),
            _("%(counts)s people; 95%% interval %(interval)s"),
        ),
        "people": (_("people’s answers are analyzed"), ""),
        "gain": (
            _("points: mean self-rated gain on “%(name)s”"),
            _("n %(counts)s; 95%% interval %(interval)s"),
        ),
        "rose": (_("of %(counts)s scales rose clearly"), _("corrected p below .05")),
    }[one["kind"]]
    return KeyNumber(value=one["value"], what=what % values, detail=detail % values)
