"""Do on a page what a repair offers."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from mentoringup.training.checks.clock import starts_at
from mentoringup.training.checks.finding import Repair
from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.page import SeriesPage, SessionOnPage, TierOnPage


def apply_repair(page: SeriesPage, repair: Repair) -> SeriesPage:
    """The page after the repair; the same page if its place is not there any more.

    Raises:
        ValueError: if the value is none for its field, as only a forged repair's can be.
    """
    key, field, value = repair.place.key, repair.place.field, _value(repair)
    match repair.place.part:
        case "series" if field == "rsvp_days_before":
            return _open_days_before(page, int(repair.value))
        case "series":
            return replace(page, **{field: value})
        case "session":
            sessions = tuple(
                replace(session, **{field: value}) if session.key == key else session
                for session in page.sessions
            )
            return replace(page, sessions=sessions)
        case "tier":
            tiers = tuple(
                _tier_with(tier, field, value) if key == (tier.key or str(number)) else tier
                for number, tier in enumerate(page.tiers, start=1)
            )
            return replace(page, tiers=tiers)
        case "contact":
            contacts = tuple(
                replace(contact, **{field: value}) if contact.key == key else contact
                for contact in page.contacts
            )
            return replace(page, contacts=contacts)
        case "question":
            questions = tuple(
                replace(pair, **{field: value}) if pair.key == key else pair
                for pair in page.questions
            )
            return replace(page, questions=questions)
        case part:
            raise ValueError(f"{part}: not a part of a page")


def _value(repair: Repair) -> Any:
    """The field's own type: what a form would make of the text."""
    value = repair.value
    match repair.place.part, repair.place.field:
        case "session", "on":
            return date.fromisoformat(value)
        case "session", "start" | "end":
            return time.fromisoformat(value)
        case "session", "state":
            return SessionState(value)
        case "session", "objectives":
            return tuple(line for line in value.splitlines() if line.strip())
        case ("session", "modules") | ("tier", "stages"):
            return tuple(part for part in value.split(",") if part)
        case _:
            return value


def _tier_with(tier: TierOnPage, field: str, value: Any) -> TierOnPage:
    return replace(tier, **{field: value})


def _open_days_before(page: SeriesPage, days: int) -> SeriesPage:
    sessions = tuple(_opening_before(session, days) for session in page.sessions)
    return replace(page, rsvp_rule=RsvpRule.DAYS_BEFORE, rsvp_days_before=days, sessions=sessions)


def _opening_before(session: SessionOnPage, days: int) -> SessionOnPage:
    start = starts_at(session)
    if start is None:
        return session
    try:
        opens = start - timedelta(days=days)
    except OverflowError:
        return replace(session, rsvp_opens=None)
    return replace(session, rsvp_opens=opens)
