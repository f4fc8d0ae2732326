"""What an instrument is: items, options, scales and questions, without any answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

OVERALL = "overall"
"""Id of the scale over all items that is reported beside the declared ones."""


class Occasion(StrEnum):
    """The two ratings of a paired item."""

    BEFORE = "before"
    NOW = "now"


class Design(StrEnum):
    """How the two occasions came about."""

    RETROSPECTIVE = "retrospective"  # both asked at once, after the training
    PRE_POST = "pre-post"  # asked in two waves, joined by a key


class Wording(StrEnum):
    """Where the words of the items come from."""

    PROJECT = "project"  # ours; not the validated text
    LICENSED = "licensed"  # loaded by a site that holds the right
    PUBLIC = "public"  # free to use, source named


class QuestionKind(StrEnum):
    """The shape of an answer to a question that is not a paired item."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Role(StrEnum):
    """What a question is for; decides how its counts are protected and used."""

    DEMOGRAPHIC = "demographic"  # describes the person: cell-wise suppression, a group variable
    EVALUATION = "evaluation"  # judges the training
    OPEN = "open"  # anything else


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One response option.

    Attributes:
        code: the number stored for it, 0 to 32,767; unique within its question.
        label: the words shown.
        not_applicable: the option says "does not apply" or "prefer not to say";
            it is kept and shown, and is never a number.
        favorable: counts towards the headline share of its question
            ("effective or very effective").
        aliases: other spellings met in exports.
    """

    code: int
    label: str
    not_applicable: bool = False
    favorable: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A paired item: rated BEFORE and NOW on the same options.

    Attributes:
        id: stable; the plain wide CSV calls its columns `<id>_before` and `<id>_now`.
        text: the words shown, marked by the instrument's `wording`.
        topic: what it is about, in a few words; labels plots.
        options: in the order shown.
        aliases: names met in exports (export tags, REDCap variables).
        source: id of the instrument that declared it.
    """

    id: str
    text: str
    topic: str
    options: tuple[Option, ...]
    aliases: tuple[str, ...] = ()
    source: str = ""

    @property
    def scored(self) -> tuple[Option, ...]:
        """The options that carry a number."""
        return tuple(option for option in self.options if not option.not_applicable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A mean over items.

    Attributes:
        id: stable within its instrument; the same id in another instrument is another scale.
        name: the words shown.
        items: ids of its items.
        reversed_items: ids of those scored as lowest + highest - answer.
        minimum_share: a person enters if at least this share of the items is answered on both
            occasions.
        source: id of the instrument that declared it; Holm's family.
        competency: id of the competency it measures, or None.
    """

    id: str
    name: str
    items: tuple[str, ...]
    reversed_items: frozenset[str] = frozenset()
    minimum_share: Fraction = Fraction(2, 3)
    source: str = ""
    competency: str | None = None

    def minimum_answered(self, share: Fraction | None = None) -> int:
        """Items needed on both occasions, at least 1; `share` replaces the scale's own."""
        wanted = self.minimum_share if share is None else share
        return max(1, -(-len(self.items) * wanted.numerator // wanted.denominator))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question asked once: single or multiple choice, text, number or date.

    `compare` says that its options are groups worth comparing (a group variable).
    """

    id: str
    text: str
    topic: str
    kind: QuestionKind
    options: tuple[Option, ...] = ()
    role: Role = Role.OPEN
    compare: bool = False
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGain:
    """A mean gain that somebody published, to stand beside ours in a figure."""

    scale: str
    gain: float
    training: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an instrument comes from and what may be done with it."""

    wording: Wording
    notice: str
    licence: str
    references: tuple[str, ...] = ()
    validated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """An instrument that another one includes; locked, known by its hash."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A versioned questionnaire. Everything is resolved: includes are part of it.

    Attributes:
        sha256: of the canonical content, included cores and all; changes with any change that
            could change a result or a word.
        cores: the shipped instruments it includes, with their own hashes.
        prompt: the sentence above the paired items.
        published: gains of other trainings, for comparison.
    """

    id: str
    version: str
    title: str
    language: str
    design: Design
    provenance: Provenance
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    questions: tuple[Question, ...] = ()
    cores: tuple[Core, ...] = ()
    aliases: tuple[str, ...] = ()
    prompt: str = ""
    published: tuple[PublishedGain, ...] = ()
    sha256: str = ""
    notices: Mapping[str, str] = field(default_factory=dict)
    """Notice by included instrument id, so that a report can print each."""

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def scale_by_id(self) -> Mapping[str, Scale]:
        """Scales by id, `overall` among them."""
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @property
    def group_variables(self) -> tuple[Question, ...]:
        """The questions whose options are compared as groups unless the user limits it."""
        return tuple(question for question in self.questions if question.compare)
