"""The seats of the demo: rules, rosters, a site's own letter, and months of people who ask.

Everything is done by the functions that pages and the clock call, at moments before now, so that
history, mails and the audit of seats are what they would be. Only a draw's seed differs each time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from mentoringup.eligibility.domain.proofs import add_domain
from mentoringup.eligibility.domain.rosters import add_roster, fill_roster, foresee_upload
from mentoringup.eligibility.domain.rules import add_rule
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.models import NamedRule, Roster
from mentoringup.eligibility.roster_file import Entry
from mentoringup.eligibility.rules import Not, OneOf
from mentoringup.home.demo import story
from mentoringup.home.demo.guests import Guest, Guests
from mentoringup.home.demo.harbor_seats import tell_harbor
from mentoringup.home.demo.lakeside_seats import a_former_participant, tell_lakeside
from mentoringup.home.demo.letters_of_the_past import send_what_no_longer_holds
from mentoringup.home.demo.past import A_MOMENT, Past
from mentoringup.organizations.models import Site
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.people.models import Person
from mentoringup.registration.domain.letter_texts import letter_of, save_letter
from mentoringup.registration.enums import LetterKind
from mentoringup.training.models import Series

SEED = 20
FORMER_PARTICIPANTS = 6
PARTNERS = 5


def add_former_participants(
    site: Site, *, guests: Guests, actor: Person, now: datetime
) -> tuple[NamedRule, Guest]:
    """A roster of those who have finished, the rule that leaves them out, and one of them."""
    finished = [a_former_participant(guests) for _ in range(FORMER_PARTICIPANTS)]
    roster = _filled(site, story.FORMER_ROSTER, finished, proves=False, actor=actor, now=now)
    rule = add_rule(
        site=site,
        name=story.FORMER_RULE,
        rule=Not(OneOf(Fact.ROSTER, (roster.pk,))),
        actor=actor,
        now=now,
    )
    return rule, finished[0]


def add_partners(site: Site, *, guests: Guests, actor: Person, now: datetime) -> list[Guest]:
    """The clinic's own addresses as proof, and a roster of people who have another."""
    add_domain(site=site, domain="harbor.example", actor=actor, now=now)
    partners = guests.of_clinics(PARTNERS, domain="partner-clinic.example")
    _filled(site, story.PARTNER_ROSTER, partners, proves=True, actor=actor, now=now)
    return partners


def write_own_letter(site: Site, *, actor: Person, now: datetime) -> None:
    """Lakeside tells in its own words that somebody has a seat."""
    letter = letter_of(site=site, kind=LetterKind.SEATED, language="en")
    save_letter(
        site=site,
        kind=LetterKind.SEATED,
        language="en",
        words=LetterWords(subject=story.SEATED_SUBJECT, text=story.SEATED_TEXT),
        mark=letter.mark,
        actor=actor,
        now=now,
    )


def give_seats(
    *,
    good: Series,
    other: Series,
    people: Mapping[str, Person],
    guests: Guests,
    finished: Guest,
    partners: list[Guest],
    now: datetime,
) -> None:
    """Let everything happen that happened before now, in the order of time."""
    past = Past(begins=guests.begun, now=now)
    tell_lakeside(good, people, past=past, guests=guests, finished=finished, now=now)
    tell_harbor(
        other, people["other-coordinator"], past=past, guests=guests, partners=partners, now=now
    )
    past.tick(now - A_MOMENT)
    past.happen()
    send_what_no_longer_holds()


def new_guests(*, begun: datetime) -> Guests:
    """The same people in the same order each time."""
    return Guests(chance=Random(SEED), begun=begun)  # noqa: S311  a story, no secret


def _filled(
    site: Site, name: str, members: Sequence[Guest], *, proves: bool, actor: Person, now: datetime
) -> Roster:
    roster = add_roster(site=site, name=name, proves=proves, actor=actor, now=now)
    entries = [
        Entry(
            email=one.asker.email,
            name=one.asker.name,
            stage=one.asker.stage,
            discipline=one.asker.discipline,
        )
        for one in members
    ]
    change = foresee_upload(roster=roster, entries=entries, replaces=True)
    fill_roster(
        roster=roster, entries=entries, replaces=True, mark=change.mark, actor=actor, now=now
    )
    return roster
