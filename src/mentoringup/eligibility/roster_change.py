"""What an upload would do to a roster, counted before it is done. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256

from mentoringup.eligibility.roster_file import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChange:
    """The roster after an upload, and how it differs.

    Attributes:
        after: every entry by address.
        added, changed, removed: addresses.
        same: how many stay as they are.
        mark: of the roster before and after; two changes with the same mark do the same.
    """

    after: Mapping[str, Entry]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int
    mark: str


def change_of(
    before: Mapping[str, Entry], entries: Sequence[Entry], *, replaces: bool
) -> RosterChange:
    """What comes of an upload.

    Args:
        before: who stands on the roster, by address.
        entries: who is uploaded.
        replaces: whether only they are to stand on it. Otherwise the others stay, and of those who
            stand on it already, what is uploaded as empty stays as it was.
    """
    given = {one.email: one for one in entries}
    if replaces:
        after = given
    else:
        merged = {
            email: _merged(before[email], one) for email, one in given.items() if email in before
        }
        after = {**before, **given, **merged}
    changed = tuple(sorted(e for e in after if e in before and after[e] != before[e]))
    return RosterChange(
        after=after,
        added=tuple(sorted(after.keys() - before.keys())),
        changed=changed,
        removed=tuple(sorted(before.keys() - after.keys())),
        same=len(after.keys() & before.keys()) - len(changed),
        mark=_mark(before, after),
    )


def _merged(old: Entry, new: Entry) -> Entry:
    return replace(
        old,
        name=new.name or old.name,
        stage=new.stage or old.stage,
        discipline=new.discipline or old.discipline,
        unit_id=new.unit_id or old.unit_id,
    )


def _mark(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> str:
    known = [[astuple(side[email]) for email in sorted(side)] for side in (before, after)]
    return sha256(json.dumps(known).encode()).hexdigest()[:24]
