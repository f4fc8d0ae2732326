"""Making one person of two, and taking it back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, models, transaction

from mentoringup.audit.domain import record
from mentoringup.people.domain.following import join
from mentoringup.people.domain.journal import Journal, Moved
from mentoringup.people.domain.profile import PROFILE_FIELDS
from mentoringup.people.domain.references import Reference, movable_references
from mentoringup.people.enums import MergeState, PersonState
from mentoringup.people.models import Merge, Person

MERGED_FIELDS = ("email", *PROFILE_FIELDS)
"""Fields of which a merge takes one of two values."""

type_of_choice = Literal["keep", "absorb"]


class MergeIsNotPossibleError(ValueError):
    """The two are the same person already, or one of them isn't active."""


class MergeCannotBeUndoneError(ValueError):
    """The merge was undone or sealed, the kept person is gone, or an address is in use again."""


def merge_persons(
    *,
    keep: Person,
    absorb: Person,
    choices: Mapping[str, type_of_choice],
    actor: Person | None,
    now: datetime,
    site_id: int | None = None,
) -> Merge:
    """Move everything that points to `absorb` over to `keep`, and remember how to take it back.

    What apps above settled because the two can't both have it stays settled (see `joins`).

    Args:
        keep: the person that goes on.
        absorb: the person whose rows go over.
        choices: for each of `MERGED_FIELDS` whose value to take; a field that isn't named takes
            that of `keep`, or that of `absorb` where `keep` has none.
        actor: who decided it.
        now: when.
        site_id: whose staff did it, and may read about it.

    Raises:
        MergeIsNotPossibleError: the same person twice, or one who isn't active.
    """
    with transaction.atomic():
        join(keep=keep, absorb=absorb, actor=actor, now=now)
        keep, absorb = _locked(keep, absorb)
        values = chosen_values(keep=keep, absorb=absorb, choices=choices)
        journal = _join(keep=keep, absorb=absorb, values=values)
        merge = Merge.objects.create(
            kept=keep, absorbed=absorb, journal=journal.as_json(), merged_by=actor, merged_at=now
        )
        detail = {"absorbed": absorb.pk, "merge": merge.pk, "fields": sorted(values)}
        record(
            verb="person.merged", thing=keep, actor=actor, now=now, site_id=site_id, detail=detail
        )
    return merge


def undo_merge(
    *, merge: Merge, actor: Person | None, now: datetime, site_id: int | None = None
) -> Merge:
    """Bring the absorbed person back, with their own rows and the kept one's own fields.

    What was changed or added after the merge stays with the kept person: only rows that went over,
    and fields that still hold what the merge wrote, go back.

    Raises:
        MergeCannotBeUndoneError: see there.
    """
    try:
        with transaction.atomic():
            merge = Merge.objects.select_for_update().get(pk=merge.pk)
            keep, absorb = _to_undo(merge)
            _part(Journal.from_json(merge.journal), keep=keep, absorb=absorb)
            merge.state, merge.journal = MergeState.UNDONE, {}
            merge.save(update_fields=["state", "journal"])
            detail = {"absorbed": absorb.pk, "merge": merge.pk}
            record(
                verb="person.merge-undone",
                thing=keep,
                actor=actor,
                now=now,
                site_id=site_id,
                detail=detail,
            )
    except IntegrityError as error:
        raise MergeCannotBeUndoneError("in use") from error
    return merge


def _join(*, keep: Person, absorb: Person, values: Mapping[str, str]) -> Journal:
    """Do the merge, and say what was done.

    In this order: sessions of `absorb` end; `absorb` is marked as merged, which frees its address;
    fields of `keep` are written; addresses make room; all rows go over, except those that `keep`
    already has (the same role, the same unit): these stay where they are.
    """
    before = {field: getattr(keep, field) for field in values}
    sessions = _end_sessions(absorb)
    absorb.state, absorb.merged_into = PersonState.MERGED, keep
    absorb.save(update_fields=["state", "merged_into"])
    _write(keep, values)
    primary, dropped = _prepare_addresses(keep=keep, absorb=absorb)
    moved, stayed = _move_everything(source=absorb, target=keep)
    _choose_address(keep)
    return Journal(
        before=before,
        after=dict(values),
        moved=moved,
        stayed=stayed,
        dropped=dropped,
        primary=primary,
        sessions=sessions,
    )


def _part(journal: Journal, *, keep: Person, absorb: Person) -> None:
    """Do the opposite, in the order that leaves each address with one active person."""
    untouched = {
        field: value
        for field, value in journal.before.items()
        if getattr(keep, field) == journal.after[field]
    }
    _write(keep, untouched)
    absorb.state, absorb.merged_into = PersonState.ACTIVE, None
    absorb.save(update_fields=["state", "merged_into"])
    _move_back(journal, keep=keep, absorb=absorb)


def _write(person: Person, values: Mapping[str, str]) -> None:
    for field, value in values.items():
        setattr(person, field, value)
    if values:
        person.save(update_fields=list(values))


def preview_merge(*, keep: Person, absorb: Person, now: datetime) -> Journal:
    """What a merge would move and leave: done for real, and taken back before anybody sees it.

    Raises:
        MergeIsNotPossibleError: as `merge_persons` does.
    """
    with transaction.atomic():
        merge = merge_persons(keep=keep, absorb=absorb, choices={}, actor=None, now=now)
        journal = Journal.from_json(merge.journal)
        transaction.set_rollback(True)
    return journal


def chosen_values(
    *, keep: Person, absorb: Person, choices: Mapping[str, type_of_choice]
) -> dict[str, str]:
    """The fields of `keep` that the merge changes, with their new values."""
    values = {}
    for field in MERGED_FIELDS:
        ours, theirs = getattr(keep, field), getattr(absorb, field)
        side = choices.get(field, "keep" if ours else "absorb")
        if side == "absorb" and theirs != ours:
            values[field] = theirs
    return values


def _locked(keep: Person, absorb: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their keys, fit for a merge."""
    if keep.pk == absorb.pk:
        raise MergeIsNotPossibleError("the same person")
    rows = Person.objects.select_for_update().filter(pk__in=[keep.pk, absorb.pk]).order_by("pk")
    by_id = {person.pk: person for person in rows}
    if any(person.state != PersonState.ACTIVE for person in by_id.values()):
        raise MergeIsNotPossibleError("not active")
    return by_id[keep.pk], by_id[absorb.pk]


def _to_undo(merge: Merge) -> tuple[Person, Person]:
    """Both persons of a merge that can be undone, locked."""
    rows = Person.objects.select_for_update().filter(pk__in=[merge.kept_id, merge.absorbed_id])
    by_id = {person.pk: person for person in rows.order_by("pk")}
    keep, absorb = by_id[merge.kept_id], by_id[merge.absorbed_id]
    if merge.state != MergeState.DONE:
        raise MergeCannotBeUndoneError(merge.state)
    if keep.state != PersonState.ACTIVE or absorb.state != PersonState.MERGED:
        raise MergeCannotBeUndoneError(f"the kept person is {keep.state}")
    return keep, absorb


def _end_sessions(person: Person) -> int:
    """Sign the person out everywhere; says from how many places."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


def _prepare_addresses(
    *, keep: Person, absorb: Person
) -> tuple[tuple[int, ...], tuple[dict[str, object], ...]]:
    """Make room: nobody has a primary address, and no unverified row bars a verified one."""
    both = EmailAddress.objects.filter(user__in=[keep, absorb])
    primary = tuple(both.filter(primary=True).order_by("pk").values_list("pk", flat=True))
    both.filter(primary=True).update(primary=False)
    verified = EmailAddress.objects.filter(user=absorb, verified=True).values_list("email")
    barring = EmailAddress.objects.filter(user=keep, verified=False, email__in=verified)
    dropped = tuple(barring.order_by("pk").values("id", "email"))
    barring.delete()
    return primary, dropped


def _choose_address(keep: Person) -> None:
    """Mark the row of the address that we write to."""
    EmailAddress.objects.filter(user=keep, email=keep.email.lower()).update(primary=True)


def _move_everything(
    *, source: Person, target: Person
) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
    """Point all movable rows from one person to another; those that can't be two stay."""
    moved, stayed = [], []
    for reference in movable_references():
        rows = reference.model._base_manager.filter(**{reference.field: source})  # noqa: SLF001  also rows that a manager hides
        keys = tuple(rows.order_by("pk").values_list("pk", flat=True))
        if not keys:
            continue
        done = keys if _moves(reference, keys, target) else _one_by_one(reference, keys, target)
        left = tuple(key for key in keys if key not in set(done))
        if done:
            moved.append(Moved(label=reference.label, field=reference.field, rows=done))
        if left:
            stayed.append(Moved(label=reference.label, field=reference.field, rows=left))
    return tuple(moved), tuple(stayed)


def _one_by_one(reference: Reference, keys: Iterable[object], target: Person) -> tuple[object, ...]:
    return tuple(key for key in keys if _moves(reference, (key,), target))


def _moves(reference: Reference, keys: tuple[object, ...], target: Person) -> bool:
    """Point rows to the target; False where a constraint forbids it, and nothing has changed."""
    try:
        with transaction.atomic():
            _point(reference.model, reference.field, keys).update(**{reference.field: target})
    except IntegrityError:
        return False
    return True


def _point(
    model: type[models.Model], field: str, keys: Iterable[object]
) -> "models.QuerySet[models.Model]":
    return model._base_manager.filter(pk__in=list(keys)).exclude(**{f"{field}__isnull": True})  # noqa: SLF001  also rows that a manager hides


def _move_back(journal: Journal, *, keep: Person, absorb: Person) -> None:
    """Return rows that still point to the kept person, and put the addresses as they were."""
    EmailAddress.objects.filter(user=keep, primary=True).update(primary=False)
    for moved in journal.moved:
        reference = Reference(label=moved.label, field=moved.field)
        rows = _point(reference.model, moved.field, moved.rows).filter(**{moved.field: keep})
        rows.update(**{moved.field: absorb})
    for row in journal.dropped:
        EmailAddress.objects.get_or_create(
            user=keep, email=row["email"], defaults={"id": row["id"], "verified": False}
        )
    EmailAddress.objects.filter(pk__in=journal.primary).update(primary=True)
    if not EmailAddress.objects.filter(user=keep, primary=True).exists():
        _choose_address(keep)
