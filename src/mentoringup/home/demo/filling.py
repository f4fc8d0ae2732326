"""The demo's rows: one institution, two sites, people for every role, three series.

Made by the same functions as everything else, so with history, mails and checks. Dates are counted
from today, so that something always comes next, and something has always happened already.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction

from mentoringup.access.permissions import Role
from mentoringup.curriculum.enums import Mode
from mentoringup.eligibility.models import NamedRule
from mentoringup.home.demo import story
from mentoringup.home.demo.cast import EVERYBODY, OTHER_SITE, SITE, Part
from mentoringup.home.demo.guests import Guests
from mentoringup.home.demo.lakeside_surveys import evaluate_lakeside
from mentoringup.home.demo.lakeside_teaching import teach_lakeside
from mentoringup.home.demo.network_cohort import store_network_cohort
from mentoringup.home.demo.seats import (
    add_former_participants,
    add_partners,
    give_seats,
    new_guests,
    write_own_letter,
)
from mentoringup.home.demo.series import (
    add_meetings,
    begin_series,
    days_in,
    edition,
    publish,
    terms_around,
    wednesdays,
)
from mentoringup.organizations.calendars import academic_year_of, propose_year
from mentoringup.organizations.domain.institutions import add_institution
from mentoringup.organizations.domain.invitations import resend_invitation
from mentoringup.organizations.domain.roles import give_role
from mentoringup.organizations.domain.sites import create_site
from mentoringup.organizations.domain.terms import save_academic_year
from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.models import Institution, Site
from mentoringup.organizations.values import InstitutionFacts, SeasonDates, SiteFacts
from mentoringup.people.domain.profile import enter_person
from mentoringup.people.models import Person
from mentoringup.training.content import (
    AboutText,
    Admission,
    ContactText,
    DeliveryText,
    SessionText,
)
from mentoringup.training.domain.deliveries import save_delivery
from mentoringup.training.domain.series import (
    save_about,
    save_admission,
    save_contacts,
    save_questions,
    save_rsvp,
)
from mentoringup.training.domain.sessions import add_session
from mentoringup.training.domain.states import (
    finish_sessions,
)
from mentoringup.training.enums import Audience, RsvpRule
from mentoringup.training.models import Series
from mentoringup.training.rsvp import Rsvp

BEGUN = timedelta(days=100)
"""How long ago the sites were founded."""

WEEKS_FROM_NOW = (-5, -2, 2, 4, 6, 8, 10)
OTHER_WEEKS_FROM_NOW = (2, 4, 6)
"""In which weeks the sessions are."""

RSVPS_OPEN_DAYS_BEFORE = 49
OTHER_RSVPS_OPEN_DAYS_BEFORE = 30


@transaction.atomic
def fill(*, now: datetime, with_seats: bool = True, with_surveys: bool | None = None) -> bool:
    """Fill an empty database; False, and nothing done, where there is any site.

    Args:
        now: the moment from which all dates are counted.
        with_seats: whether people have asked for seats, and workshops were planned and led; without
            them it takes a third of the time.
        with_surveys: whether trainings were evaluated; None where there are seats.
    """
    if Site.objects.exists():
        return False
    begun = now - BEGUN
    people = {part.key: _enter(part, now=begun) for part in EVERYBODY}
    founder = people["network-admin"]
    give_role(person=founder, role=Role.NETWORK_ADMIN, site=None, actor=None, now=begun)
    sites = _found_sites(founder, now=now)
    for part in EVERYBODY:
        if part.role and part.role != Role.NETWORK_ADMIN:
            give_role(
                person=people[part.key],
                role=part.role,
                site=sites.get(part.site),
                actor=founder,
                now=begun,
            )
    guests = new_guests(begun=begun)
    _write_live_series(sites, people, guests=guests, with_seats=with_seats, now=now)
    _write_faulty_series(sites[SITE], people["coordinator"], now=now)
    if with_seats if with_surveys is None else with_surveys:
        evaluate_lakeside(sites[SITE], people, guests=guests, now=now)
        store_network_cohort(people, now=now)
    finish_sessions(now=now)
    return True


def _enter(part: Part, *, now: datetime) -> Person:
    fields = {
        "given_name": part.given_name,
        "family_name": part.family_name,
        "career_stage": part.career_stage,
        "discipline": part.discipline,
    }
    person = enter_person(email=part.email, fields=fields, actor=None, now=now)
    EmailAddress.objects.create(user=person, email=part.email, verified=True, primary=True)
    return person


def _found_sites(founder: Person, *, now: datetime) -> dict[str, Site]:
    facts = InstitutionFacts(name="Lakeside University", ror_id="", country="US", city="Lakeside")
    institution = add_institution(facts=facts, actor=founder, now=now - BEGUN)
    return {
        SITE: _found_site(
            institution,
            SITE,
            SiteFacts(
                name="Office of Research Mentoring",
                zone="America/Los_Angeles",
                language="en",
                contact_email="mentoring@lakeside.example",
                website="",
                calendar=CalendarKind.QUARTERS,
            ),
            founder,
            now=now,
        ),
        OTHER_SITE: _found_site(
            institution,
            OTHER_SITE,
            SiteFacts(
                name="Harbor Clinical Research Hub",
                zone="America/New_York",
                language="en",
                contact_email="hub@harbor.example",
                website="",
                calendar=CalendarKind.SEMESTERS,
            ),
            founder,
            now=now,
        ),
    }


def _found_site(
    institution: Institution, slug: str, facts: SiteFacts, founder: Person, *, now: datetime
) -> Site:
    """A site with the term calendars of last, this and the next two years."""
    begun = now - BEGUN
    site = create_site(
        institution=institution,
        slug=slug,
        facts=facts,
        administrator_email=f"noor.haddad@{slug}.example",
        actor=founder,
        now=begun,
    )
    resend_invitation(invitation=site.invitations.get(), actor=founder, now=now)
    this_year = academic_year_of(now.astimezone(ZoneInfo(facts.zone)).date())
    for year in range(this_year - 1, this_year + 3):
        site.refresh_from_db()
        save_academic_year(
            site=site,
            first_year=year,
            seasons=[
                SeasonDates(season=t.season, starts_on=t.starts_on, ends_on=t.ends_on)
                for t in propose_year(facts.calendar, year)
            ],
            version=site.version,
            actor=founder,
            now=begun,
        )
    return site


def _write_live_series(
    sites: Mapping[str, Site],
    people: dict[str, Person],
    *,
    guests: Guests,
    with_seats: bool,
    now: datetime,
) -> None:
    """A series at each site, whose seats people have asked for since."""
    rosa, samuel = people["coordinator"], people["other-coordinator"]
    write_own_letter(sites[SITE], actor=rosa, now=guests.begun)
    rule, finished = add_former_participants(
        sites[SITE], guests=guests, actor=rosa, now=guests.begun
    )
    partners = add_partners(sites[OTHER_SITE], guests=guests, actor=samuel, now=guests.begun)
    good = _write_good_series(sites[SITE], people, rule, now=now)
    other = _write_other_series(sites[OTHER_SITE], samuel, now=now)
    if with_seats:
        give_seats(
            good=good,
            other=other,
            people=people,
            guests=guests,
            finished=finished,
            partners=partners,
            now=now,
        )
        teach_lakeside(good, people, now=now)


def _write_good_series(
    site: Site, people: dict[str, Person], rule: NamedRule, *, now: datetime
) -> Series:
    actor, begun = people["coordinator"], now - BEGUN
    term = terms_around(site, now=now)[0]
    series, delivery = begin_series(site, story.TITLE, term, Mode.ONLINE, actor, now=begun)
    text = DeliveryText(
        edition_id=edition("postdocs-and-graduate-students"),
        audience=Audience.MENTEES,
        mode=Mode.ONLINE,
        facilitators=(people["facilitator"].pk,),
    )
    save_delivery(series=series, delivery=delivery, text=text, actor=actor, now=begun)
    about = AboutText(
        title=story.TITLE,
        summary=story.SUMMARY,
        description=story.DESCRIPTION,
        term_id=term.id,
    )
    save_about(series=series, about=about, actor=actor, now=begun)
    admission = replace(story.ADMISSION, rule_id=rule.pk)
    save_admission(series=series, admission=admission, actor=actor, now=begun)
    rsvp = Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=RSVPS_OPEN_DAYS_BEFORE)
    save_rsvp(series=series, rsvp=rsvp, any_order=True, actor=actor, now=begun)
    save_contacts(series=series, contacts=story.CONTACTS, actor=actor, now=begun)
    save_questions(series=series, questions=story.QUESTIONS, actor=actor, now=begun)
    days = wednesdays(site, WEEKS_FROM_NOW, now=now)
    add_meetings(delivery, story.MEETINGS, days, "Zoom", actor, now=begun)
    publish(series, actor, now=begun)
    return series


def _write_faulty_series(site: Site, actor: Person, *, now: datetime) -> Series:
    """A draft in which the checks find plenty."""
    terms = terms_around(site, now=now)
    series, delivery = begin_series(
        site, story.FAULTY_TITLE, terms[-1], Mode.ONLINE, actor, now=now
    )
    about = AboutText(
        title=story.FAULTY_TITLE,
        summary=story.FAULTY_SUMMARY,
        description=story.FAULTY_DESCRIPTION,
        term_id=terms[-1].id,
    )
    save_about(series=series, about=about, actor=actor, now=now)
    save_admission(series=series, admission=story.ADMISSION, actor=actor, now=now)
    save_contacts(series=series, contacts=story.FAULTY_CONTACTS, actor=actor, now=now)
    save_questions(series=series, questions=story.FAULTY_QUESTIONS, actor=actor, now=now)
    wednesday, later = days_in(terms[-1])
    faulty = (
        SessionText(
            title="What do we expect of each other?",
            description=f"We meet on Monday, {wednesday:%B} {wednesday.day}, {wednesday.year}.",
            on=wednesday,
            start=time(16, 0),
            end=time(15, 0),
            zone=site.zone,
            place="Zoom",
            modules=("expectations",),
        ),
        SessionText(title="Being heard, and hearing", zone=site.zone, modules=("communication",)),
        SessionText(
            title="Standing on your own feet",
            description="I am text block. Click edit button to change this text.",
            on=later,
            start=time(16, 0),
            end=time(17, 30),
            zone=site.zone,
            modules=("independence",),
        ),
    )
    for text in faulty:
        add_session(delivery=delivery, text=text, keep_impossible_time=True, actor=actor, now=now)
    return series


def _write_other_series(site: Site, actor: Person, *, now: datetime) -> Series:
    begun, title = now - BEGUN, story.OTHER_TITLE
    term = terms_around(site, now=now)[0]
    series, delivery = begin_series(site, title, term, Mode.IN_PERSON, actor, now=begun)
    delivered = DeliveryText(
        edition_id=edition("early-career-investigators"),
        audience=Audience.MENTEES,
        mode=Mode.IN_PERSON,
    )
    save_delivery(series=series, delivery=delivery, text=delivered, actor=actor, now=begun)
    about = AboutText(
        title=title,
        summary=story.OTHER_SUMMARY,
        description=story.OTHER_DESCRIPTION,
        term_id=term.id,
    )
    save_about(series=series, about=about, actor=actor, now=begun)
    admission = Admission(stages=("clinical-fellow", "early-faculty"))
    save_admission(series=series, admission=admission, actor=actor, now=begun)
    rsvp = Rsvp(rule=RsvpRule.DAYS_BEFORE, days_before=OTHER_RSVPS_OPEN_DAYS_BEFORE)
    save_rsvp(series=series, rsvp=rsvp, any_order=True, actor=actor, now=begun)
    contact = ContactText(name=actor.name, email=actor.email)
    save_contacts(series=series, contacts=[contact], actor=actor, now=begun)
    days = wednesdays(site, OTHER_WEEKS_FROM_NOW, now=now)
    add_meetings(delivery, story.OTHER_MEETINGS, days, "Room 214", actor, now=begun)
    publish(series, actor, now=begun)
    return series
