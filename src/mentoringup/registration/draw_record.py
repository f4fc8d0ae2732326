"""What is published of a draw, and whether it is right. Pure: the standard library and `drawing`.

The JSON is described in docs/guides/draws.md. Within `FORMAT` fields are only ever added.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mentoringup.registration import drawing

FORMAT = "mentoringup-draw/1"


class UnreadableRecordError(Exception):
    """It is no record of a draw. The text is a whole sentence."""


class NotDrawnYetError(Exception):
    """The record is of a draw that has not taken place. The text is a whole sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A draw that took place, as far as it can be checked.

    Attributes:
        entries: tickets, as listed.
        order: tickets, first drawn first.
    """

    session: str
    commitment: str
    seed: str
    entries: tuple[int, ...]
    order: tuple[int, ...]


def read(text: str) -> Outcome:
    """The outcome that a record tells.

    Raises:
        UnreadableRecordError: it is no record, or one of a later format.
        NotDrawnYetError: the seed is not published yet.
    """
    found = _object_in(text)
    if found.get("format") != FORMAT:
        told = json.dumps(found.get("format"))[:60]
        raise UnreadableRecordError(f"Its “format” is {told}; expected “{FORMAT}”.")
    commitment = _hash_in(found, "commitment")
    if found.get("seed") is None:
        raise NotDrawnYetError(
            f"The draw has not taken place yet; its commitment is {commitment}. "
            f"Keep it: the seed that is published later must fit."
        )
    return Outcome(
        session=str(found.get("session", "")),
        commitment=commitment,
        seed=_hash_in(found, "seed"),
        entries=_tickets_in(found, "entries"),
        order=_tickets_in(found, "order"),
    )


def faults(outcome: Outcome, *, noted: str = "") -> list[str]:
    """What is wrong, in whole sentences; nothing where everything is right.

    Args:
        outcome: as published.
        noted: the commitment that somebody noted before the draw, or empty.
    """
    found = []
    if noted and noted != outcome.commitment:
        found.append(
            f"The commitment is {outcome.commitment}; the one noted before the draw is {noted}."
        )
    computed = drawing.commitment_of(outcome.seed)
    if computed != outcome.commitment:
        found.append(
            f"The seed does not fit the commitment: its SHA-256 is {computed}, "
            f"but {outcome.commitment} was published."
        )
    found += _faults_of_list(outcome.entries) or _faults_of_order(outcome)
    return found


def _faults_of_list(entries: tuple[int, ...]) -> list[str]:
    for before, after in pairwise(entries):
        if after == before:
            return [f"Ticket {after} stands twice in the list of tickets."]
        if after < before:
            return [f"The list of tickets is not in ascending order: {after} follows {before}."]
    return []


def _faults_of_order(outcome: Outcome) -> list[str]:
    """The first difference, and nothing more: whatever follows it is shifted."""
    right = drawing.draw(outcome.entries, seed=outcome.seed)
    told = outcome.order
    for place, (ticket, drawn) in enumerate(zip(told, right, strict=False), start=1):
        if ticket != drawn:
            fault = (
                f"The order differs first at place {place}: the record has ticket {ticket}, "
                f"the draw gives ticket {drawn}."
            )
            return [fault]
    if len(told) != len(right):
        return [f"The order has {len(told)} tickets, but {len(right)} took part."]
    return []


def _object_in(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableRecordError("It is not JSON, so it is no record of a draw.") from error
    if not isinstance(found, dict):
        raise UnreadableRecordError("It is JSON, but no object, so it is no record of a draw.")
    return found


def _hash_in(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not drawing.is_hash(value):
        told = json.dumps(value)[:80]
        raise UnreadableRecordError(
            f"Its “{name}” is {told}; expected 64 lower-case hexadecimal digits."
        )
    return value


def _tickets_in(found: Mapping[str, Any], name: str) -> tuple[int, ...]:
    values = found.get(name)
    if not isinstance(values, list):
        raise UnreadableRecordError(f"Its “{name}” is no list of tickets.")
    for value in values:
        if type(value) is not int or value < 1:
            told = json.dumps(value)[:40]
            raise UnreadableRecordError(
                f"Its “{name}” holds {told}; expected whole numbers from 1 on."
            )
    return tuple(values)
