"""What a series' rules say, as whole sentences in the reader's language. Pure.

Free text on a page can only add to these: nobody can write that RSVPs open on another day than
they do.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from mentoringup.organizations.enums import CalendarKind
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.enums import RsvpRule
from mentoringup.training.page import TierOnPage
from mentoringup.training.rsvp import Rsvp

PEOPLE: Mapping[str, Promise] = MappingProxyType(
    {
        CareerStage.UNDERGRADUATE: gettext_lazy("undergraduate students"),
        CareerStage.GRADUATE: gettext_lazy("graduate students"),
        CareerStage.MEDICAL: gettext_lazy("medical students"),
        CareerStage.POSTDOC: gettext_lazy("postdocs"),
        CareerStage.CLINICAL_FELLOW: gettext_lazy("clinical fellows"),
        CareerStage.EARLY_FACULTY: gettext_lazy("early-career faculty"),
        CareerStage.FACULTY: gettext_lazy("faculty"),
        CareerStage.STAFF: gettext_lazy("research staff"),
        CareerStage.OTHER: gettext_lazy("people at other career stages"),
    }
)
"""Career stages, several people at once."""

FIELDS: Mapping[str, Promise] = MappingProxyType(
    {
        Discipline.BIOSCIENCES: gettext_lazy("the biosciences"),
        Discipline.CLINICAL: gettext_lazy("the clinical and health sciences"),
        Discipline.PHYSICAL: gettext_lazy("the physical sciences"),
        Discipline.MATHEMATICS: gettext_lazy("mathematics and computing"),
        Discipline.ENGINEERING: gettext_lazy("engineering"),
        Discipline.SOCIAL: gettext_lazy("the social sciences"),
        Discipline.HUMANITIES: gettext_lazy("the humanities and arts"),
        Discipline.OTHER: gettext_lazy("other fields"),
    }
)
"""Disciplines, as they stand after “in”."""

_PRIORITIES = (
    gettext_lazy("First priority"),
    gettext_lazy("Second priority"),
    gettext_lazy("Third priority"),
    gettext_lazy("Fourth priority"),
    gettext_lazy("Fifth priority"),
)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b, and c`, in the reader's language."""
    match words:
        case []:
            return ""
        case [only]:
            return only
        case [first, second]:
            return _("%(first)s and %(second)s") % {"first": first, "second": second}
        case [*rest, last]:
            return _("%(rest)s, and %(last)s") % {"rest": ", ".join(rest), "last": last}
    return ""


def eligibility_sentence(stages: Sequence[str]) -> str:
    """Who may come, from `CareerStage` values; none is everybody."""
    if not stages:
        return _("This series is open to everybody.")
    return _("This series is for %(people)s.") % {"people": _people(stages)}


def priority_sentences(tiers: Sequence[TierOnPage]) -> tuple[str, ...]:
    """One sentence a tier, in their order; none where there are no tiers."""
    return tuple(_priority(place, tier) for place, tier in enumerate(tiers))


def order_sentence(*, any_order: bool) -> str:
    """Whether the order of sessions matters."""
    if any_order:
        return _("The sessions can be taken in any order.")
    return _("The sessions build on each other; take them in their order.")


def rsvp_sentence(rsvp: Rsvp, calendar: CalendarKind) -> str:
    """When RSVPs open, for the whole series; empty while the rule is unfinished."""
    match rsvp.rule:
        case RsvpRule.TERM_START:
            if calendar == CalendarKind.QUARTERS:
                return _("RSVP opens at the start of each quarter.")
            return _("RSVP opens at the start of each semester.")
        case RsvpRule.DAYS_BEFORE if rsvp.days_before is not None:
            return ngettext(
                "RSVP opens %(days)d day before each session.",
                "RSVP opens %(days)d days before each session.",
                rsvp.days_before,
            ) % {"days": rsvp.days_before}
        case RsvpRule.ON_DAY if rsvp.opens_on is not None:
            return _("RSVP opens on %(day)s.") % {"day": day_in_words(rsvp.opens_on)}
        case RsvpRule.NONE:
            return _("No RSVP is needed.")
    return ""


def rsvp_opens_sentence(opens: datetime, zone: str, *, now: datetime) -> str:
    """When RSVPs for one session open, or opened, at a zone."""
    day = day_in_words(opens.astimezone(ZoneInfo(zone)).date())
    if opens <= now:
        return _("RSVP opened on %(day)s.") % {"day": day}
    return _("RSVP opens on %(day)s.") % {"day": day}


def day_in_words(day: date) -> str:
    """A day with its weekday: “Wednesday, October 19, 2022”."""
    return date_format(day, pgettext("format of a day, see Django's date filter", "l, F j, Y"))


def _people(stages: Sequence[str]) -> str:
    return listed([str(PEOPLE[stage]) for stage in CareerStage.values if stage in stages])


def _priority(place: int, tier: TierOnPage) -> str:
    first = (
        str(_PRIORITIES[place])
        if place < len(_PRIORITIES)
        else _("Priority %(number)d") % {"number": place + 1}
    )
    people = _people(tier.stages) if tier.stages else _("everybody who may come")
    fields = [str(FIELDS[one]) for one in Discipline.values if one in tier.disciplines]
    words = {"priority": first, "people": people, "fields": listed(fields), "unit": tier.unit}
    if fields and tier.unit:
        return _("%(priority)s: %(people)s in %(fields)s, at %(unit)s.") % words
    if fields:
        return _("%(priority)s: %(people)s in %(fields)s.") % words
    if tier.unit:
        return _("%(priority)s: %(people)s at %(unit)s.") % words
    if not tier.stages:
        return _("%(priority)s: everybody else who may come.") % words
    return _("%(priority)s: %(people)s of any discipline.") % words
