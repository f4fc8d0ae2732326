"""Trainings of Lakeside that are over, so that there is something to evaluate."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from mentoringup.curriculum.enums import Mode
from mentoringup.home.demo import story_of_surveys as story
from mentoringup.home.demo.guests import Guest
from mentoringup.home.demo.past import A_MOMENT, Past, sessions_of
from mentoringup.home.demo.series import begin_series, edition, publish, wednesdays
from mentoringup.home.demo.story import ADMISSION, CONTACTS, Meeting
from mentoringup.organizations.calendars import TermDates
from mentoringup.organizations.domain.queries import terms_of
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.training.content import AboutText, DeliveryText, SessionText
from mentoringup.training.domain.deliveries import save_delivery
from mentoringup.training.domain.series import save_about, save_admission, save_contacts, save_rsvp
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.domain.states import finish_sessions
from mentoringup.training.enums import Audience, RsvpRule
from mentoringup.training.models import Implementation, Series
from mentoringup.training.rsvp import Rsvp

CAPACITY = 24
OPEN_DAYS_BEFORE = 30
ASKED = timedelta(days=20)
"""How long before a session people asked for it."""


def write_past_series(
    site: Site,
    *,
    title: str,
    about: tuple[str, str],
    meetings: Sequence[Meeting],
    modules: Sequence[tuple[str, ...]],
    weeks: Sequence[int],
    actor: Person,
    begun: datetime,
    now: datetime,
) -> Series:
    """A published series whose sessions are over.

    Args:
        site: whose.
        title: of the series.
        about: summary and description.
        meetings: one a session.
        modules: what each session taught.
        weeks: in which each was, counted from the present one; all below 0.
        actor: coordinates it.
        begun: when it was written and published.
        now: from which weeks are counted.
    """
    days = wednesdays(site, weeks, now=now)
    term = _term_of(site, days[0])
    series, delivery = begin_series(site, title, term, Mode.IN_PERSON, actor, now=begun)
    text = DeliveryText(
        edition_id=edition("postdocs-and-graduate-students"),
        audience=Audience.MENTEES,
        mode=Mode.IN_PERSON,
    )
    save_delivery(series=series, delivery=delivery, text=text, actor=actor, now=begun)
    summary, description = about
    told = AboutText(title=title, summary=summary, description=description, term_id=series.term_id)
    save_about(series=series, about=told, actor=actor, now=begun)
    save_admission(series=series, admission=ADMISSION, actor=actor, now=begun)
    rsvp = Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=OPEN_DAYS_BEFORE)
    save_rsvp(series=series, rsvp=rsvp, any_order=True, actor=actor, now=begun)
    save_contacts(series=series, contacts=CONTACTS, actor=actor, now=begun)
    for meeting, taught, day in zip(meetings, modules, days, strict=True):
        _add(delivery, meeting, taught, day, actor=actor, now=begun)
    publish(series, actor, now=begun)
    return series


def seat_and_attend(
    series: Series, guests: Sequence[Guest], *, actor: Person, begun: datetime, now: datetime
) -> None:
    """Have everybody come to every session; two missed the first of them, one the last."""
    past = Past(begins=begun, now=now)
    sessions = sessions_of(series)
    for session in sessions:
        assert session.starts_at is not None  # noqa: S101  it was given a day
        assert session.ends_at is not None  # noqa: S101  it was given a day
        for number, guest in enumerate(guests):
            at = session.starts_at - ASKED + timedelta(minutes=11 * number)
            past.asks(guest, session, at=max(at, begun + timedelta(hours=1)))
        past.at(session.ends_at + A_MOMENT, lambda moment: finish_sessions(now=moment))
        absent = (3, 8) if session is sessions[0] else (5,)
        past.is_attended(session, absent=absent, actor=actor)
    past.happen()


def _term_of(site: Site, day: date) -> TermDates:
    """The term of a day, or the last one before it."""
    return [term for term in terms_of(site=site) if term.starts_on <= day][-1]


def _add(
    delivery: Implementation,
    meeting: Meeting,
    modules: tuple[str, ...],
    day: date,
    *,
    actor: Person,
    now: datetime,
) -> None:
    text = SessionText(
        title=meeting.title,
        description=meeting.description,
        on=day,
        start=meeting.start,
        end=meeting.end,
        zone=delivery.series.site.zone,
        place="Room 5, Library",
        capacity=CAPACITY,
        modules=modules,
    )
    add_session(delivery=delivery, text=text, actor=actor, now=now)


two_afternoons = partial(
    write_past_series,
    title=story.PAST_TITLE,
    about=(story.PAST_SUMMARY, story.PAST_DESCRIPTION),
    meetings=story.PAST_MEETINGS,
    modules=story.PAST_MODULES,
)
one_afternoon = partial(
    write_past_series,
    title=story.SHORT_TITLE,
    about=(story.SHORT_SUMMARY, story.SHORT_DESCRIPTION),
    meetings=story.SHORT_MEETINGS,
    modules=story.SHORT_MODULES,
)
