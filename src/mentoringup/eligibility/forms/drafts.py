"""How the form of a rule sends a draft, and how what is unfinished in it is told.

Each part of the draft has fields named by its way: `kind-0-1` and `parts-0-1` of a group, `asks-`,
`not-` and `values-` of a condition. The draft itself has the way `top`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.eligibility.draft import (
    ASKABLE,
    MOST_LEVELS,
    MOST_PARTS,
    RULE,
    Condition,
    Group,
    Kind,
    Part,
    Step,
    changed,
    parts_of,
    rule_of,
    type_of_way,
)
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.rules import RuleIsBrokenError, as_json, parse

TOP = "top"
UNDO = "undo"
LONGEST_UNDO = 20_000
"""Letters of a draft that the form carries along to bring it back."""

_WAY = re.compile(r"top((?:-[0-9]{1,2}){0,20})")

KINDS: Mapping[Kind, Promise] = {
    Kind.ALL: gettext_lazy("All of these fit"),
    Kind.ANY: gettext_lazy("At least one of these fits"),
    Kind.NONE: gettext_lazy("None of these fits"),
    Kind.NOT_ALL: gettext_lazy("Not all of these fit"),
}
"""Groups, as they are chosen."""

ASKED: Mapping[str, Promise] = {
    Fact.STAGE: gettext_lazy("Career stage"),
    Fact.DISCIPLINE: gettext_lazy("Discipline"),
    Fact.UNIT: gettext_lazy("Unit"),
    Fact.ROSTER: gettext_lazy("Roster"),
    Fact.SITE: gettext_lazy("Site"),
    RULE: gettext_lazy("Another rule"),
}
"""Conditions, as they are chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a button asks for: a step at a part, to take the last one back, or only to look."""

    step: Step | None = None
    way: type_of_way = ()
    is_undo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something unfinished or wrong at a part, as a whole sentence."""

    way: type_of_way
    text: str


def way_in_words(way: type_of_way) -> str:
    """The way as field names have it."""
    return "-".join((TOP, *map(str, way)))


def read_draft(data: QueryDict) -> Group:
    """The draft that a form sent; whatever makes no sense in it is left out, nothing is refused."""
    part = _read(data, (), [MOST_PARTS])
    return part if isinstance(part, Group) else Group()


def sent_by(draft: Group) -> QueryDict:
    """What a form with the draft would send."""
    data = QueryDict(mutable=True)
    for way, part in parts_of(draft):
        name = way_in_words(way)
        if isinstance(part, Group):
            data[f"kind-{name}"] = part.kind.value
            data[f"parts-{name}"] = str(len(part.parts))
        else:
            data[f"asks-{name}"] = part.asks
            data[f"not-{name}"] = "yes" if part.is_not else ""
            data.setlist(f"values-{name}", list(part.values))
    return data


def order_in(data: QueryDict) -> Order | None:
    """What the pressed button asks for; None for a plain save. What no button says only looks."""
    said = data.get("do")
    if said is None:
        return None
    if said == UNDO:
        return Order(is_undo=True)
    step, _colon, where = said.partition(":")
    found = _WAY.fullmatch(where)
    if step not in {*Step} or not found:
        return Order()
    return Order(step=Step(step), way=tuple(map(int, found[1].split("-")[1:])))


def obeyed(order: Order, data: QueryDict) -> Group:
    """The draft of the form after the step that was asked for."""
    draft = read_draft(data)
    if order.is_undo:
        before = data.get("before", "")
        return read_draft(QueryDict(before[:LONGEST_UNDO])) if before else draft
    if order.step is None:
        return draft
    asks = data.get(f"add-{way_in_words(order.way)}", "")
    return changed(draft, order.step, order.way, asks=asks if asks in ASKABLE else "")


def refusal_of(order: Order, before: Group, after: Group) -> str:
    """Why adding changed nothing, as a whole sentence; empty where it did, or was not asked."""
    if order.step is not Step.ADD or before != after:
        return ""
    if len(list(parts_of(before))) >= MOST_PARTS:
        return _("A rule has at most %(most)d parts. Give some of them a rule of their own.") % {
            "most": MOST_PARTS
        }
    return _(
        "Groups stand in groups at most %(most)d deep. Give the inner ones a rule of their own."
    ) % {"most": MOST_LEVELS}


def faults_in(draft: Group, known: Mapping[str, Sequence[tuple[str, str]]]) -> list[Fault]:
    """What keeps a draft from being a rule.

    Args:
        draft: to look at.
        known: the values there are, for everything that can be asked, each with its label.
    """
    faults = [
        Fault(way=way, text=text) for way, part in parts_of(draft) if (text := _fault(part, known))
    ]
    if not faults:
        try:
            parse(as_json(rule_of(draft)))
        except RuleIsBrokenError:
            text = _("The groups stand too deep in each other. Give the inner ones a rule.")
            faults.append(Fault(way=(), text=text))
    return faults


def _fault(part: Part, known: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    if isinstance(part, Group):
        return (
            "" if part.parts else _("This group asks for nothing. Add a condition, or remove it.")
        )
    if not part.values:
        return _("Choose at least one.")
    values = {value for value, _label in known.get(part.asks, ())}
    strange = [one for one in part.values if one not in values]
    if strange and part.asks in {Fact.STAGE, Fact.DISCIPLINE}:
        return _("There is no “%(value)s” to choose from. Take it out.") % {
            "value": strange[0][:40]
        }
    if strange:
        return _("What was chosen here is no longer there. Take it out.")
    return ""


def _read(data: QueryDict, way: type_of_way, left: list[int]) -> Part | None:
    """A part and those in it; `left` counts how many more are read."""
    name = way_in_words(way)
    if left[0] <= 0 or len(way) > 2 * MOST_LEVELS:
        return None
    left[0] -= 1
    asks = data.get(f"asks-{name}", "")
    if asks in ASKABLE:
        values = tuple(dict.fromkeys(one[:40] for one in data.getlist(f"values-{name}") if one))
        return Condition(asks=asks, is_not=data.get(f"not-{name}") == "yes", values=values[:200])
    kind = data.get(f"kind-{name}", "")
    if kind not in {*Kind} and way:
        return None
    count = data.get(f"parts-{name}", "")
    number = int(count) if re.fullmatch(r"[0-9]{1,2}", count) else 0
    parts = (_read(data, (*way, place), left) for place in range(number))
    return Group(
        kind=Kind(kind) if kind in {*Kind} else Kind.ALL,
        parts=tuple(part for part in parts if part is not None),
    )
