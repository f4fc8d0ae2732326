"""What a series' rules say, as whole sentences in the reader's language. Pure.

Free text on a page can only add to these: nobody can write that RSVPs open on another day than
they do.
"""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from mentoringup.eligibility.words import FIELDS, PEOPLE, listed
from mentoringup.organizations.enums import CalendarKind
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.enums import RsvpRule
from mentoringup.training.page import RuleOnPage, TierOnPage
from mentoringup.training.rsvp import Rsvp

__all__ = [
    "FIELDS",
    "PEOPLE",
    "day_in_words",
    "eligibility_sentence",
    "listed",
    "order_sentence",
    "priority_name",
    "priority_sentences",
    "rsvp_opens_sentence",
    "rsvp_sentence",
]

_PRIORITIES = (
    gettext_lazy("First priority"),
    gettext_lazy("Second priority"),
    gettext_lazy("Third priority"),
    gettext_lazy("Fourth priority"),
    gettext_lazy("Fifth priority"),
)


def eligibility_sentence(stages: Sequence[str], rule: RuleOnPage | None = None) -> str:
    """Who may come, from `CareerStage` values (none is everybody) and a rule that must fit too."""
    words = {"people": _people(stages), **_rule_words(rule)}
    if stages and rule:
        return _("This series is for %(people)s who also fit “%(rule)s”: %(fitting)s.") % words
    if rule:
        return _("This series is for %(fitting)s (%(rule)s).") % words
    if stages:
        return _("This series is for %(people)s.") % words
    return _("This series is open to everybody.")


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


def priority_name(place: int) -> str:
    """What the tier at that place, from 0, is called: “First priority”."""
    if place < len(_PRIORITIES):
        return str(_PRIORITIES[place])
    return _("Priority %(number)d") % {"number": place + 1}


def _priority(place: int, tier: TierOnPage) -> str:
    words = {"priority": priority_name(place), "people": _group(tier), **_rule_words(tier.rule)}
    says_more = tier.stages or tier.disciplines or tier.unit
    if tier.rule and says_more:
        return _("%(priority)s: %(people)s, if they also fit “%(rule)s”: %(fitting)s.") % words
    if tier.rule:
        return _("%(priority)s: %(fitting)s (%(rule)s).") % words
    return _("%(priority)s: %(people)s.") % words


def _group(tier: TierOnPage) -> str:
    """The people of a tier, but for its rule."""
    people = _people(tier.stages) if tier.stages else _("everybody who may come")
    fields = [str(FIELDS[one]) for one in Discipline.values if one in tier.disciplines]
    words = {"people": people, "fields": listed(fields), "unit": tier.unit}
    if fields and tier.unit:
        return _("%(people)s in %(fields)s, at %(unit)s") % words
    if fields:
        return _("%(people)s in %(fields)s") % words
    if tier.unit:
        return _("%(people)s at %(unit)s") % words
    if not tier.stages:
        return _("everybody else who may come")
    return _("%(people)s of any discipline") % words


def _rule_words(rule: RuleOnPage | None) -> dict[str, str]:
    return {"rule": rule.name, "fitting": rule.people} if rule else {}
