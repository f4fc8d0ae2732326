"""Proving, from what is stored, that seats were given as the rules say.

Everything is read once and looked at by pure code: the audit rows are replayed in their order, and
the state that they lead to must be the one that is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Sum

from mentoringup.audit.models import Entry
from mentoringup.eligibility.enums import Proof
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.registration.domain.draw_queries import faults_in_draws
from mentoringup.registration.enums import (
    ACTIVE,
    ATTENDANCE,
    ENDED,
    TAKEN,
    WAITING,
    Cause,
    DrawState,
    LetterKind,
    RegistrationState,
)
from mentoringup.registration.group import has_left
from mentoringup.registration.models import Draw, Hold, Registration
from mentoringup.training.models import Session

S = RegistrationState

TAKES = timedelta(minutes=2)
"""A mail is looked at right before it is sent; so much later a mail server may have taken it."""

_GIVEN_IN_TURN = frozenset({Cause.ASKED, Cause.ACCEPTED, Cause.SWAPPED})
"""Seats that nobody gets without fitting the rules at that moment."""

type_of_rank = tuple[int, int]
"""Tier and precedence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that must not be. `rule` names which, `what` says what was found."""

    rule: str
    session_id: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit looked at, and found."""

    sessions: int
    requests: int
    steps: int
    faults: tuple[Fault, ...]


@dataclass(slots=True, kw_only=True)
class _Replay:
    """One session while its history is replayed; `state` and `rank` by request."""

    session_id: int
    rows: Mapping[int, Registration]
    state: dict[int, RegistrationState] = field(default_factory=dict)
    rank: dict[int, type_of_rank] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def say(self, rule: str, what: str) -> None:
        """Note a fault."""
        self.faults.append(_fault(rule, self.session_id, what))


def audit_seats(*, session_id: int | None = None) -> Report:
    """Look at one session, or at all of them.

    Cost: linear in requests and their steps; a fixed number of queries.
    """
    rows = Registration.objects.all().order_by("session", "place")
    if session_id is not None:
        rows = rows.filter(session=session_id)
    by_session: dict[int, list[Registration]] = defaultdict(list)
    for row in rows:
        by_session[row.session_id].append(row)
    entries = _entries(by_session)
    sessions = Session.objects.in_bulk(by_session.keys())
    held = dict(Hold.objects.order_by().values_list("session").annotate(Sum("seats")))
    drawn: dict[int, list[Draw]] = defaultdict(list)
    for draw in Draw.objects.filter(session__in=by_session, state=DrawState.DRAWN):
        drawn[draw.session_id].append(draw)
    people = _who_they_are_now()
    faults: list[Fault] = []
    for number, requests in by_session.items():
        faults += _too_many(sessions[number], requests, held.get(number, 0))
        faults += _twice(number, requests, people)
        faults += _order(number, requests, drawn[number])
        faults += _replayed(number, requests, entries[number])
    faults += _mails(rows)
    faults += [
        Fault(rule="draws", session_id=session_id or 0, what=what)
        for what in faults_in_draws(sessions=list(by_session))
    ]
    return Report(
        sessions=len(by_session),
        requests=sum(map(len, by_session.values())),
        steps=sum(map(len, entries.values())),
        faults=tuple(faults),
    )


def _entries(by_session: Mapping[int, Sequence[Registration]]) -> dict[int, list[Entry]]:
    """Audit rows of requests in the order they were written, by session."""
    session_of = {str(one.pk): number for number, rows in by_session.items() for one in rows}
    found: dict[int, list[Entry]] = defaultdict(list)
    entries = Entry.objects.filter(
        thing_kind="registration.registration", verb__startswith="registration."
    )
    for entry in entries.order_by("pk").iterator():
        number = session_of.get(entry.thing_id)
        if number is not None:
            found[number].append(entry)
    return found


def _too_many(session: Session, requests: Iterable[Registration], held: int) -> Iterator[Fault]:
    taken = sum(1 for one in requests if one.state in (*TAKEN, *ATTENDANCE))
    given = taken + held
    if session.capacity is not None and given > session.capacity and taken:
        yield Fault(
            rule="capacity",
            session_id=session.pk,
            what=f"{taken} seats and offers and {held} held, of {session.capacity}",
        )


def _who_they_are_now() -> dict[int, int]:
    """For every person who was merged into another, that one."""
    merged = Person.objects.filter(merged_into__isnull=False).order_by()
    into = {pk: kept for pk, kept in merged.values_list("pk", "merged_into") if kept}
    for pk, kept in into.items():
        last = kept
        while last in into:
            last = into[last]
        into[pk] = last
    return into


def _twice(
    session_id: int, requests: Iterable[Registration], people: Mapping[int, int]
) -> Iterator[Fault]:
    """Two requests of whoever is one person now; two marks of attendance outlive a merge."""
    seen: dict[tuple[str, int | str], Registration] = {}
    for one in requests:
        if one.state not in (*ACTIVE, *ATTENDANCE):
            continue
        keys: list[tuple[str, int | str]] = []
        if one.person_id is not None:
            keys.append(("person", people.get(one.person_id, one.person_id)))
        if one.email:
            keys.append(("address", one.email))
        for key in keys:
            other = seen.setdefault(key, one)
            if other is not one and not {one.state, other.state} <= set(ATTENDANCE):
                what = f"requests {other.pk} and {one.pk} are of one {key[0]}"
                yield _fault("one-active", session_id, what)


def _order(
    session_id: int, requests: Sequence[Registration], draws: Sequence[Draw]
) -> Iterator[Fault]:
    """Places are the order of arrival, but for tickets that a recorded draw exchanged."""
    in_draws = {ticket for draw in draws for ticket in draw.entries}
    places = [one.place for one in requests]
    if len(set(places)) != len(places):
        yield _fault("order", session_id, "two requests share a place")
    drawn = [one for one in requests if one.ticket in in_draws]
    if sorted(one.place for one in drawn) != sorted(one.ticket for one in drawn):
        yield _fault("order", session_id, "a draw exchanged other places than those it had")
    for one in requests:
        if one.ticket not in in_draws and one.place != one.ticket:
            what = f"request {one.pk} stands at {one.place}, arrived as {one.ticket}"
            yield _fault("order", session_id, what)


def _replayed(
    session_id: int, requests: Sequence[Registration], entries: Sequence[Entry]
) -> list[Fault]:
    """Step by step: each from where the one before led, and nobody overtook who was able."""
    replay = _Replay(session_id=session_id, rows={one.pk: one for one in requests})
    for entry in entries:
        verb = entry.verb.removeprefix("registration.")
        if verb == "moved-in-line":
            _moved(replay, entry)
        elif verb in S.values:
            _step(replay, entry, S(verb))
    for number, row in replay.rows.items():
        state, rank = replay.state.get(number), replay.rank.get(number)
        if state != row.state:
            replay.say("history", f"request {number} is {row.state}, its history says {state}")
        if rank is not None and rank != (row.tier, row.precedence):
            what = f"request {number} stands in tier {row.tier}, precedence {row.precedence},"
            replay.say("order", f"{what} its history says {rank[0]}, {rank[1]}")
    return replay.faults


def _step(replay: _Replay, entry: Entry, state: RegistrationState) -> None:
    """One change of state."""
    number, said = int(entry.thing_id), entry.detail
    before, row = replay.state.get(number), replay.rows[int(entry.thing_id)]
    if said.get("was", "") != (before.value if before else ""):
        replay.say("history", f"request {number}: a step is lost")
    rank = replay.rank.get(number, (row.tier, row.precedence))
    told = (said.get("tier", rank[0]), said.get("precedence", rank[1]))
    if number in replay.rank and told != rank:
        what = f"request {number}: in tier {told[0]}, precedence {told[1]} when it was {state}"
        replay.say("order", f"{what}, in {rank[0]}, {rank[1]} before")
    replay.rank[number] = told
    if state in {S.OFFERED, S.SEATED}:
        replay.faults += _unfair(replay, entry)
    if state == S.SEATED:
        replay.faults += _unproven(replay.session_id, entry)
    replay.state[number] = state


def _moved(replay: _Replay, entry: Entry) -> None:
    """Another tier, or before or behind the others of it: from where the history had it."""
    number = int(entry.thing_id)
    row, changed = replay.rows[number], entry.detail.get("changed", {})
    rank = replay.rank.get(number, (row.tier, row.precedence))
    was = (changed.get("tier", rank)[0], changed.get("precedence", rank[::-1])[0])
    if was != rank:
        replay.say("order", f"request {number}: a move in line is lost")
    tier = changed["tier"][1] if "tier" in changed else rank[0]
    precedence = changed["precedence"][1] if "precedence" in changed else rank[1]
    replay.rank[number] = (tier, precedence)


def _unfair(replay: _Replay, entry: Entry) -> Iterator[Fault]:
    """Somebody got a seat in turn while an able one waited before them, by tier or within it."""
    if entry.detail.get("cause") not in {Cause.TURN, Cause.ASKED, Cause.SUBSTITUTE, Cause.SWAPPED}:
        return
    mine = int(entry.thing_id)
    rank = (*replay.rank[mine], replay.rows[mine].place)
    passed = set(entry.detail.get("passed", ()))
    for number, its_state in replay.state.items():
        its_rank = (*replay.rank[number], replay.rows[number].place)
        if its_state in WAITING and its_rank < rank and number not in passed:
            yield _fault(
                "turns",
                replay.session_id,
                f"request {mine} of tier {rank[0] + 1} passed request {number}"
                f" of tier {its_rank[0] + 1}",
            )


def _unproven(session_id: int, entry: Entry) -> Iterator[Fault]:
    """A seat was given without what the rules said of the person then."""
    said = entry.detail
    if "proof" not in said and said.get("cause") != Cause.ATTENDANCE:
        yield _fault("eligibility", session_id, f"request {entry.thing_id}: not looked at")
    elif said.get("by_hand") and said.get("proof") != Proof.WORD:
        yield _fault("eligibility", session_id, f"request {entry.thing_id}: by hand, without word")
    elif (
        said.get("cause") in _GIVEN_IN_TURN
        and said.get("eligible") is not True
        and said.get("proof") != Proof.WORD
    ):
        yield _fault("eligibility", session_id, f"request {entry.thing_id}: not eligible")


def _mails(rows: Iterable[Registration]) -> Iterator[Fault]:
    """A mail to those who come went to somebody who had left before it was sent.

    Letters that tell of an end, or that there was no seat, go to those who have left.
    """
    ended = {one.pk: one for one in rows if one.state in ENDED and one.state != S.EXPIRED}
    kinds = (
        LetterKind.OFFER,
        LetterKind.SEATED,
        LetterKind.REMINDER,
        LetterKind.CHANGED,
        LetterKind.GROUP,
    )
    sent = Mail.objects.filter(kind__in=kinds, state=MailState.SENT)
    for mail in sent.only("kind", "check_with", "sent_at"):
        row = ended.get(mail.check_with.get("registration", 0))
        if row is None or mail.sent_at is None or mail.sent_at <= row.changed_at + TAKES:
            continue
        if mail.kind != LetterKind.GROUP or has_left(state=row.state, ended_by=row.ended_by):
            yield _fault("mails", row.session_id, f"request {row.pk} had left before {mail.kind}")


def _fault(rule: str, session_id: int, what: str) -> Fault:
    return Fault(rule=rule, session_id=session_id, what=what)
