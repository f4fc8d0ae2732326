"""The form of a rule: its name, and a draft that buttons change without saving it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mentoringup.eligibility.draft import (
    MOST_LEVELS,
    RULE,
    Group,
    Kind,
    Part,
    rule_of,
    type_of_way,
)
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.forms.drafts import (
    ASKED,
    KINDS,
    LONGEST_UNDO,
    Fault,
    faults_in,
    obeyed,
    order_in,
    read_draft,
    refusal_of,
    sent_by,
    way_in_words,
)
from mentoringup.eligibility.rules import AllOf, Rule
from mentoringup.organizations.forms.versioned import RefusableForm
from mentoringup.people.enums import CareerStage, Discipline

type_of_known = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(kw_only=True)
class Node:
    """A part of the draft as the page shows it.

    Attributes:
        id: the way to it, as in field names; `above` is that of the group it is in.
        number: as people count: “2.1”; empty for the whole rule.
        choices: values, labels and whether they are chosen, of a condition.
        can_ask: what can be added to a group, values and labels; empty for none.
    """

    id: str
    above: str
    number: str
    part: Part
    is_first: bool
    is_last: bool
    fault: str
    label: str = ""
    choices: list[tuple[str, str, bool]] = field(default_factory=list)
    kinds: list[tuple[str, str, bool]] = field(default_factory=list)
    can_ask: list[tuple[str, str]] = field(default_factory=list)
    nodes: list["Node"] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it has parts of its own."""
        return isinstance(self.part, Group)

    @property
    def is_one_choice(self) -> bool:
        """Whether a list to choose one from fits better than boxes."""
        return not isinstance(self.part, Group) and self.part.asks == RULE


class RuleForm(RefusableForm):
    """A rule being written.

    Attributes:
        draft: as it stands in the form after the button that was pressed, if one was.
        known: values that can be chosen, by what is asked.
        is_step: whether a button of the draft was pressed, so that nothing is to be saved.
        step_refusal: why the button did nothing, or empty.
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_(
            "Everybody reads it on the pages of series: “T32 trainees”, “Biosciences first”."
        ),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: Group,
        known: type_of_known,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.known = known
        self.draft = draft if data is None else read_draft(data)
        self.before = data.get("before", "")[:LONGEST_UNDO] if data is not None else ""
        self.step_refusal = ""
        self.draft_faults: list[Fault] = []
        order = order_in(data) if data is not None else None
        self.is_step = order is not None
        if data is not None and order is not None:
            was = self.draft
            self.draft = obeyed(order, data)
            self.step_refusal = refusal_of(order, was, self.draft)
            if self.draft != was:
                self.before = sent_by(was).urlencode()
        if data is not None and order is not None:
            typed = {"name": data.get("name", ""), "version": data.get("version", "")}
            super().__init__(initial=typed)
        else:
            super().__init__(data, initial=dict(initial or {}))

    def clean(self) -> dict[str, Any]:
        """A draft that is unfinished is no rule."""
        self.draft_faults = faults_in(self.draft, self.known)
        for fault in self.draft_faults:
            link = format_html('<a href="#{}">{}</a>', way_in_words(fault.way), self._told(fault))
            self.add_error(None, link)
        return self.cleaned_data

    def rule(self) -> Rule:
        """What a valid form says, or what is finished of it."""
        return rule_of(self.draft)

    @property
    def says_something(self) -> bool:
        """Whether any part of the draft is finished."""
        return self.rule() != AllOf()

    @property
    def can_undo(self) -> bool:
        """Whether the form knows what stood in it before the last step."""
        return 0 < len(self.before) < LONGEST_UNDO

    @property
    def top(self) -> Node:
        """The draft as the page shows it."""
        return self._node(self.draft, (), is_first=True, is_last=True)

    def _told(self, fault: Fault) -> str:
        number = _numbered(fault.way)
        if not number:
            return fault.text
        return str(_("Part %(number)s: %(fault)s")) % {"number": number, "fault": fault.text}

    def _node(self, part: Part, way: type_of_way, *, is_first: bool, is_last: bool) -> Node:
        fault = next((one.text for one in self.draft_faults if one.way == way), "")
        node = Node(
            id=way_in_words(way),
            above=way_in_words(way[:-1]),
            number=_numbered(way),
            part=part,
            is_first=is_first,
            is_last=is_last,
            fault=fault,
        )
        if isinstance(part, Group):
            last = len(part.parts) - 1
            node.kinds = [(kind.value, str(KINDS[kind]), kind is part.kind) for kind in Kind]
            node.can_ask = self._can_ask(len(way))
            node.nodes = [
                self._node(one, (*way, place), is_first=place == 0, is_last=place == last)
                for place, one in enumerate(part.parts)
            ]
        else:
            node.label = str(ASKED[part.asks])
            known = dict(self.known.get(part.asks, ()))
            gone = [(one, str(_("%(value)s (not there)")) % {"value": one}) for one in part.values]
            shown = [*known.items(), *(pair for pair in gone if pair[0] not in known)]
            node.choices = [(value, label, value in part.values) for value, label in shown]
        return node

    def _can_ask(self, level: int) -> list[tuple[str, str]]:
        asked = [(one, str(ASKED[one])) for one in ASKED if self.known.get(one)]
        group = [("", str(_("A group of conditions")))] if level + 1 < MOST_LEVELS else []
        return [*asked, *group]


def known_values(
    *,
    units: Mapping[int, str],
    sites: Mapping[int, str],
    rosters: Mapping[int, str],
    rules: Mapping[int, str],
) -> type_of_known:
    """What can be chosen in conditions, in the order in which it is shown."""

    def by_name(names: Mapping[int, str]) -> list[tuple[str, str]]:
        ordered = sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
        return [(str(number), name) for number, name in ordered]

    return {
        Fact.STAGE: [(one.value, str(one.label)) for one in CareerStage],
        Fact.DISCIPLINE: [(one.value, str(one.label)) for one in Discipline],
        Fact.UNIT: by_name(units),
        Fact.SITE: by_name(sites),
        Fact.ROSTER: by_name(rosters),
        RULE: by_name(rules),
    }


def _numbered(way: type_of_way) -> str:
    return ".".join(str(place + 1) for place in way)
