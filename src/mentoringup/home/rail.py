"""The places of a site for its staff: written once, for the rail and for the site's first page."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a site.

    Attributes:
        route: name of the address; it takes the site's slug as `site_slug`.
        about: what can be done there, one sentence.
        permission: who is shown the way; the gate of the page decides again.
        parts: names of further addresses that belong to the place.
    """

    route: str
    label: Promise
    about: Promise
    icon: str
    permission: Permission
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RailEntry:
    """A place as one person sees it."""

    address: str
    label: Promise
    about: Promise
    icon: str
    is_here: bool


PLACES = (
    Place(
        route="home:site",
        label=_("Overview"),
        about=_("What comes next at this site."),
        icon="home",
        permission=Permission.SITE_VIEW,
    ),
    Place(
        route="training:list_series",
        label=_("Series"),
        about=_("Write, check and publish workshop series."),
        icon="calendar",
        permission=Permission.SERIES_VIEW,
    ),
    Place(
        route="curriculum:browse",
        label=_("Curriculum"),
        about=_("Find and read modules, activities, cases and worksheets to teach from."),
        icon="book",
        permission=Permission.CURRICULUM_VIEW,
    ),
    Place(
        route="planning:list_plans",
        label=_("Plans"),
        about=_("Plan which activities fill the hours you have."),
        icon="clock",
        permission=Permission.CURRICULUM_VIEW,
    ),
    Place(
        route="eligibility:list_rules",
        label=_("Who may come"),
        about=_("Rules on who comes first, rosters, and what proves that somebody belongs."),
        icon="shield",
        permission=Permission.ELIGIBILITY_EDIT,
        parts=("eligibility:list_rosters", "eligibility:edit_proofs"),
    ),
    Place(
        route="surveys:list_surveys",
        label=_("Surveys"),
        about=_("Turn evaluation on, see whom it asks, and write its mails."),
        icon="check",
        permission=Permission.SURVEY_VIEW,
    ),
    Place(
        route="questionnaires:list_questionnaires",
        label=_("Questionnaires"),
        about=_("Write what surveys ask: instruments, questions of your own, translations."),
        icon="edit",
        permission=Permission.SURVEY_VIEW,
    ),
    Place(
        route="evaluation:overview",
        label=_("Evaluation"),
        about=_("Evaluate the answers of surveys, and read what was found."),
        icon="chart",
        permission=Permission.EVALUATION_VIEW,
    ),
    Place(
        route="organizations:list_colleagues",
        label=_("Colleagues"),
        about=_("Invite colleagues, give roles and take them back."),
        icon="key",
        permission=Permission.ROLE_GRANT,
    ),
    Place(
        route="organizations:list_people",
        label=_("People"),
        about=_("Correct, merge and erase."),
        icon="people",
        permission=Permission.PERSON_VIEW,
    ),
    Place(
        route="outbox:list_mails",
        label=_("Mails"),
        about=_("What was written to whom, and whether it arrived."),
        icon="mail",
        permission=Permission.OUTBOX_VIEW,
        parts=("registration:list_letters",),
    ),
    Place(
        route="audit:list_entries",
        label=_("History"),
        about=_("Who did what, when and why."),
        icon="history",
        permission=Permission.HISTORY_VIEW,
    ),
    Place(
        route="organizations:edit_site",
        label=_("Settings"),
        about=_("Name, contact, logo, units and term calendar."),
        icon="settings",
        permission=Permission.SITE_EDIT,
        parts=("organizations:list_units", "organizations:list_terms"),
    ),
)


def entries_for(scope: Scope, *, path: str) -> list[RailEntry]:
    """Places that the person may go to. The one with the longest fitting address is "here"."""
    found = [
        (place, address)
        for place in PLACES
        if scope.may(place.permission) and (address := _address(place.route, scope))
    ]
    fitting = [
        (len(own), address)
        for place, address in found
        for own in (address, *(_address(part, scope) for part in place.parts))
        if own and path.startswith(own)
    ]
    _length, here = max(fitting, default=(0, ""))
    return [
        RailEntry(
            address=address,
            label=place.label,
            about=place.about,
            icon=place.icon,
            is_here=address == here,
        )
        for place, address in found
    ]


def _address(route: str, scope: Scope) -> str:
    try:
        return reverse(route, kwargs={"site_slug": scope.site.slug})
    except NoReverseMatch:
        return ""
