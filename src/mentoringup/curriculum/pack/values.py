"""What a pack says, as frozen values in one language (the pack's own: English).

Texts that are Markdown say so; all others are plain sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mentoringup.curriculum.enums import (
    ActivityKind,
    FieldKind,
    FilledBy,
    Form,
    Group,
    Length,
    Mode,
    ModuleKind,
    Setting,
    Speaker,
)

SOURCE_LANGUAGE = "en"
"""Every text exists in it; other languages fall back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Something mentees do to mentor up."""

    id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What somebody can do after a module."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A publication: bibliographic facts."""

    authors: str
    year: int
    title: str
    source: str
    doi: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of an activity.

    Attributes:
        minutes: in the full form, at least 1.
        short: minutes in the short form; 0 leaves the step out.
        do: what is done, Markdown of one paragraph.
    """

    minutes: int
    short: int
    group: Group
    speaker: Speaker
    do: str

    def minutes_in(self, form: Form) -> int:
        """Minutes in a form; 0 if the form leaves the step out."""
        return self.minutes if form is Form.FULL else self.short


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityNotes:
    """The sections of an activity, each Markdown.

    Attributes:
        participants: what their packet prints; empty for nothing.
    """

    say: str
    listen: str
    wrong: str
    close: str
    online: str
    large: str
    participants: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A timed piece of a module.

    Attributes:
        module: id of its module.
        objectives, strategies, worksheets, cases: ids.
        editions: ids of the editions it is for; empty for all.
        modes: how the training is held where it works; empty for all.
    """

    id: str
    module: str
    title: str
    kind: ActivityKind
    objectives: tuple[str, ...]
    strategies: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    worksheets: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    steps: tuple[Step, ...]
    notes: ActivityNotes

    @property
    def has_short_form(self) -> bool:
        """Whether it can be cut down."""
        return any(step.short != step.minutes for step in self.steps)

    def minutes_in(self, form: Form) -> int:
        """Minutes in a form."""
        return sum(step.minutes_in(form) for step in self.steps)

    def suits(self, *, edition: str | None = None, mode: Mode | None = None) -> bool:
        """Whether an edition and a mode may use it; None asks for neither."""
        return (edition is None or not self.editions or edition in self.editions) and (
            mode is None or not self.modes or mode in self.modes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A story with questions.

    Attributes:
        mentee: who tells it, in words ("second-year postdoc").
        story, questions, commentary: Markdown; the commentary is for the facilitator alone.
        editions: ids of the editions it is for; empty for all.
    """

    id: str
    module: str
    title: str
    setting: Setting
    mentee: str
    themes: tuple[str, ...]
    objectives: tuple[str, ...]
    editions: tuple[str, ...] = ()
    story: str
    questions: str
    commentary: str

    def suits(self, *, edition: str | None) -> bool:
        """Whether an edition may use it; None asks for none."""
        return edition is None or not self.editions or edition in self.editions


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An activity in a length of a module, and in which form."""

    activity: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthOfModule:
    """Which activities make a length, and which objectives it leaves out, with the reason."""

    activities: tuple[Chosen, ...]
    unserved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What to do when somebody tells of harm; Markdown."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Module:
    """Teaches one competency, or opens or closes the training.

    Attributes:
        purpose, pre_work, follow_up: Markdown.
        builds_on: ids of modules that come before it wherever both are taught.
        strategies: ids.
        activities, cases: in the order of their ids.
    """

    id: str
    kind: ModuleKind
    is_core: bool
    name: str
    aliases: tuple[str, ...]
    summary: str
    purpose: str
    builds_on: tuple[str, ...]
    objectives: tuple[Objective, ...]
    strategies: tuple[str, ...]
    pre_work: str
    follow_up: str
    reading: tuple[Reference, ...]
    lengths: Mapping[Length, LengthOfModule]
    guidance: Guidance
    activities: tuple[Activity, ...]
    cases: tuple[Case, ...]

    @cached_property
    def activity_by_id(self) -> Mapping[str, Activity]:
        """Its activities."""
        return {activity.id: activity for activity in self.activities}

    @cached_property
    def case_by_id(self) -> Mapping[str, Case]:
        """Its cases."""
        return {case.id: case for case in self.cases}

    def activities_in(
        self, length: Length, *, edition: str | None = None, mode: Mode | None = None
    ) -> tuple[Chosen, ...]:
        """What a length consists of for an edition and a mode, in order."""
        return tuple(
            chosen
            for chosen in self.lengths[length].activities
            if self.activity_by_id[chosen.activity].suits(edition=edition, mode=mode)
        )

    def minutes_in(
        self, length: Length, *, edition: str | None = None, mode: Mode | None = None
    ) -> int:
        """Minutes of a length."""
        return sum(
            self.activity_by_id[chosen.activity].minutes_in(chosen.form)
            for chosen in self.activities_in(length, edition=edition, mode=mode)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something to fill in.

    Attributes:
        lines: room for a text, in lines.
        options, several: of a choice; `several` lets one choose more than one.
        points, low, high, rows: of a scale: statements in `rows`, marked 1 to `points`.
        columns, rows, empty_rows: of a table; `rows` fill its first column.
        shape, height: of a drawing; "rings" or "blank", centimeters.
        items: of a checklist.
        roles: of signatures.
    """

    id: str
    kind: FieldKind
    label: str
    hint: str = ""
    lines: int = 1
    options: tuple[str, ...] = ()
    several: bool = False
    points: int = 5
    low: str = ""
    high: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    empty_rows: int = 0
    shape: str = "blank"
    height: int = 8
    items: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading; the introduction is Markdown."""

    title: str
    intro: str = ""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """What participants fill in, on paper or in their workbook."""

    id: str
    title: str
    purpose: str
    filled_by: FilledBy
    minutes: int
    privacy: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Primer:
    """What a facilitator reads before the first workshop; Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A choice of modules for an audience; names by language."""

    id: str
    version: str
    names: Mapping[str, str]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleTranslation:
    """What participants read of a module in another language. Empty texts fall back.

    Attributes:
        objectives: text by id.
        activities: title and participants' section by id.
        cases: title, story and questions by id.
    """

    name: str
    aliases: tuple[str, ...]
    summary: str
    objectives: Mapping[str, str]
    pre_work: str = ""
    follow_up: str = ""
    activities: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    cases: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A pack's words for participants in one other language."""

    language: str
    strategies: Mapping[str, Strategy]
    modules: Mapping[str, ModuleTranslation]
    worksheets: Mapping[str, Worksheet]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A whole curriculum.

    Attributes:
        titles: by language.
        about: Markdown.
        modules: in the order in which they are taught.
        worksheets: by title's order in the folder, i.e. by id.
        translations: by language.
    """

    id: str
    version: str
    titles: Mapping[str, str]
    license: str
    authors: tuple[str, ...]
    about: str
    editions: tuple[Edition, ...]
    strategies: tuple[Strategy, ...]
    primer: Primer
    modules: tuple[Module, ...]
    worksheets: tuple[Worksheet, ...]
    translations: Mapping[str, Translation]

    @cached_property
    def module_by_id(self) -> Mapping[str, Module]:
        """Its modules."""
        return {module.id: module for module in self.modules}

    @cached_property
    def worksheet_by_id(self) -> Mapping[str, Worksheet]:
        """Its worksheets."""
        return {worksheet.id: worksheet for worksheet in self.worksheets}

    @cached_property
    def edition_by_id(self) -> Mapping[str, Edition]:
        """Its editions."""
        return {edition.id: edition for edition in self.editions}

    def modules_of(self, edition: str) -> tuple[Module, ...]:
        """The modules of an edition, in their order."""
        return tuple(self.module_by_id[name] for name in self.edition_by_id[edition].modules)
