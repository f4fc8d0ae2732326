"""A series page as a value: what checks look at, what an import gives, what pages show.

Free of Django's models, so that a draft on paper, a form being typed and a live page are checked by
the same code.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from mentoringup.training.enums import RsvpRule, SessionState


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleOnPage:
    """A module of the curriculum, in the page's language."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOnPage:
    """A session as it is written.

    Attributes:
        key: names it in findings; the primary key of a stored one, `new-1` of an imported one.
        modules: ids.
        objectives: of its own, beside those of its modules.
        rsvp_opens: computed from the series' rule; None where it can't be or there is none.
        programs: that it also counts towards.
    """

    key: str
    title: str
    description: str = ""
    objectives: tuple[str, ...] = ()
    state: SessionState = SessionState.DRAFT
    on: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None
    modules: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    rsvp_opens: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnPage:
    """A named rule. `people`: whom it fits, such as “people who are on the roster “T32””."""

    name: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TierOnPage:
    """A priority group: `CareerStage` and `Discipline` values, a unit's name and a rule.

    What is empty fits all.

    Attributes:
        key: names it in findings; a tier without one is named by its number on the page, from 1.
    """

    key: str = ""
    stages: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    unit: str = ""
    rule: RuleOnPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOnPage:
    """Whom to ask; `stage` is a `CareerStage` value, empty for everybody."""

    key: str
    name: str
    email: str
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOnPage:
    """A question and its answer; either may be missing."""

    key: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage:
    """Everything on the page of a series.

    Attributes:
        zone: of the site.
        stages: `CareerStage` values that may attend; empty is everybody.
        rule: who may attend must fit it, too.
        rsvp_days_before, rsvp_opens_on: what the rule needs, where it needs it.
        curriculum: modules of the edition that is taught.
        dead_links: addresses that did not answer four times in a row.
    """

    title: str
    summary: str = ""
    description: str = ""
    who_may_come: str = ""
    how_seats_are_given: str = ""
    language: str = "en"
    zone: str = "UTC"
    stages: tuple[str, ...] = ()
    rule: RuleOnPage | None = None
    tiers: tuple[TierOnPage, ...] = ()
    rsvp_rule: RsvpRule = RsvpRule.NONE
    rsvp_days_before: int | None = None
    rsvp_opens_on: date | None = None
    any_order: bool = True
    sessions: tuple[SessionOnPage, ...] = ()
    contacts: tuple[ContactOnPage, ...] = ()
    questions: tuple[QuestionOnPage, ...] = ()
    curriculum: tuple[ModuleOnPage, ...] = ()
    dead_links: frozenset[str] = frozenset()
