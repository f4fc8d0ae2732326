"""Rules of a series that a sentence states."""

from dataclasses import dataclass
from datetime import date

from mentoringup.people.enums import CareerStage
from mentoringup.training.checks.dates_in_text import find_dates
from mentoringup.training.enums import RsvpRule
from mentoringup.training.page import ContactOnPage, TierOnPage
from mentoringup.training.page_import.people_in_text import disciplines_in, stages_in
from mentoringup.training.page_import.phrases import (
    ContactWords,
    days_before,
    is_eligibility,
    is_priority,
    is_term_start,
    order_said,
    rsvp_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    """When RSVPs open."""

    rule: RsvpRule
    days: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one sentence says; None or empty where it says nothing."""

    stages: tuple[str, ...] = ()
    rsvp: Rsvp | None = None
    any_order: bool | None = None

    @property
    def are_some(self) -> bool:
        """Whether it says anything."""
        return bool(self.stages) or self.rsvp is not None or self.any_order is not None


def facts_in(words: str, *, language: str) -> Facts:
    """Who may attend, when RSVPs open, in which order."""
    return Facts(
        stages=stages_in(words) if is_eligibility(words) else (),
        rsvp=_rsvp_in(words, language),
        any_order=order_said(words),
    )


def _rsvp_in(words: str, language: str) -> Rsvp | None:
    said = rsvp_words(words)
    if said is None:
        return None
    if is_term_start(said):
        return Rsvp(rule=RsvpRule.TERM_START)
    days = days_before(said)
    if days:
        return Rsvp(rule=RsvpRule.DAYS_BEFORE, days=days)
    for found in find_dates(said, language=language):
        if found.year is not None and found.dates():
            return Rsvp(rule=RsvpRule.ON_DAY, on=found.dates()[0])
    return None


def tier_in(words: str) -> TierOnPage | None:
    """A priority group, where the sentence names people or fields."""
    if not is_priority(words):
        return None
    stages, disciplines = stages_in(words), disciplines_in(words)
    return TierOnPage(stages=stages, disciplines=disciplines) if stages or disciplines else None


def contacts_from(words: ContactWords, *, first: int) -> list[ContactOnPage]:
    """One contact for each career stage that the words name, or one for everybody."""
    stages = [CareerStage(stage).value for stage in stages_in(words.who)] or [""]
    return [
        ContactOnPage(key=f"new-{number}", name=words.name, email=words.email, stage=stage)
        for number, stage in enumerate(stages, start=first)
    ]
