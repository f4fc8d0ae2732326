"""Reads about the requests of one person, for the person."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mentoringup.people.models import Person
from mentoringup.registration.domain.letter_drafts import drafts_of
from mentoringup.registration.domain.letter_filling import Occasion
from mentoringup.registration.domain.plans import plan_of
from mentoringup.registration.domain.queries import requests_of_person
from mentoringup.registration.domain.queries_public import waiting_before
from mentoringup.registration.domain.remembering import no_shows_of
from mentoringup.registration.enums import WAITING, LetterKind, RegistrationState
from mentoringup.registration.links import token_of
from mentoringup.registration.models import Registration, SeatPlan
from mentoringup.registration.own_seats import GroupName, SeatRow, SeatsGroup
from mentoringup.registration.rsvp_page import AbsenceMark, Answer, Tally
from mentoringup.training.enums import SeriesState, SessionState


def calendar_of(*, registration: Registration, now: datetime) -> str:
    """The entry of a seat for a calendar, the same as in its mail; empty without a seat."""
    if registration.state != RegistrationState.SEATED:
        return ""
    occasion = Occasion(kind=LetterKind.SEATED)
    drafts = drafts_of([registration], occasion=occasion, now=now)
    return drafts[0].calendar if drafts else ""


def seats_of_person(*, person: Person, now: datetime) -> list[SeatsGroup]:
    """All requests of a person by how they stand; empty groups are left out. Two queries."""
    found = list(requests_of_person(person=person))
    ahead = waiting_before([one.pk for one in found if one.state in WAITING])
    rows: dict[GroupName, list[SeatRow]] = {name: [] for name in GroupName}
    for one in found:
        row = _seat_row(one, ahead.get(one.pk, 0))
        rows[row.group(now)].append(row)
    for name in (GroupName.TO_ANSWER, GroupName.SEATED, GroupName.WAITING):
        rows[name].sort(key=lambda row: (row.starts_at is None, row.starts_at or now))
    return [SeatsGroup(name=name, rows=tuple(group)) for name, group in rows.items() if group]


def _seat_row(registration: Registration, ahead: int | None) -> SeatRow:
    session = registration.session
    series = session.implementation.series
    zone = session.zone or series.site.zone
    answer = Answer(
        state=RegistrationState(registration.state),
        email=registration.email,
        is_confirmed=registration.confirmed_at is not None,
        offered_until=registration.offered_until,
        ahead=ahead,
        zone=zone,
    )
    return SeatRow(
        token=token_of(registration),
        title=session.title,
        language=series.site.language,
        series=series.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=zone,
        is_cancelled=session.state == SessionState.CANCELLED
        or series.state == SeriesState.CANCELLED,
        answer=answer,
    )


def absences_of(*, person: Person, now: datetime) -> list[AbsenceMark]:
    """Marks for staying away that still count somewhere, newest first. Two queries.

    They count at the site, for those of its series whose plan uses them.
    """
    marked = (
        Registration.objects.filter(person=person, state=RegistrationState.NO_SHOW)
        .select_related("session__implementation__series__site")
        .order_by("-session__starts_at")
    )
    days = _days_that_count({one.session.implementation.series.site_id for one in marked})
    return [
        mark
        for one in marked
        if (mark := _mark(one, days.get(one.session.implementation.series.site_id)))
        and mark.until > now
    ]


def tallies_of(*, person: Person, now: datetime) -> list[Tally]:
    """How often somebody stayed away, wherever a mark still counts: for each site and reach.

    Flat in requests; one query for each different measure among the rules of these sites.
    """
    sites = Registration.objects.filter(person=person, state=RegistrationState.NO_SHOW).values(
        "session__implementation__series__site"
    )
    rows = SeatPlan.objects.filter(no_show_marks=True, series__site__in=sites)
    found: dict[tuple[int, int], Tally] = {}
    measured = set()
    for stored in rows.select_related("series__site").order_by("series__site", "-no_show_days"):
        plan, site = plan_of(stored.series), stored.series.site
        measure = (site.pk, plan.no_show_days, plan.no_show_percent, plan.no_show_least)
        seen = found.get((site.pk, plan.no_show_days))
        if measure in measured or (seen is not None and seen.is_behind):
            continue
        measured.add(measure)
        counted = no_shows_of(
            email=person.email, person_id=person.pk, site=site, plan=plan, now=now
        )
        if counted.forgotten_at is not None:
            found[site.pk, plan.no_show_days] = Tally(
                site_name=site.name,
                zone=site.zone,
                seats=counted.seats,
                missed=counted.missed,
                days=plan.no_show_days,
                forgotten_at=counted.forgotten_at,
                is_behind=counted.puts_behind(plan),
            )
    return list(found.values())


def _days_that_count(site_ids: Iterable[int]) -> dict[int, int]:
    """The longest memory of any series of each site that uses marks."""
    plans = SeatPlan.objects.filter(series__site__in=set(site_ids), no_show_marks=True)
    found: dict[int, int] = {}
    for site_id, days in plans.values_list("series__site", "no_show_days"):
        found[site_id] = max(days, found.get(site_id, 0))
    return found


def _mark(registration: Registration, days: int | None) -> AbsenceMark | None:
    session = registration.session
    if days is None or session.starts_at is None:
        return None
    site = session.implementation.series.site
    return AbsenceMark(
        title=session.title,
        starts_at=session.starts_at,
        zone=session.zone or site.zone,
        until=session.starts_at + timedelta(days=days),
        site_name=site.name,
        contact=site.contact_email,
    )
