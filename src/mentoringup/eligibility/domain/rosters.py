"""How rosters are begun, filled, emptied and removed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mentoringup.audit.domain import record
from mentoringup.eligibility.domain.uses import rules_naming_roster
from mentoringup.eligibility.errors import IsStillUsedError, RosterWasChangedError
from mentoringup.eligibility.models import Roster, RosterEntry
from mentoringup.eligibility.roster_change import RosterChange, change_of
from mentoringup.eligibility.roster_file import Entry
from mentoringup.eligibility.words import listed
from mentoringup.organizations.errors import NameIsTakenError
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person

_AT_ONCE = 500
_FILLED = ("name", "stage", "discipline", "unit_id")


@transaction.atomic
def add_roster(*, site: Site, name: str, proves: bool, actor: Person, now: datetime) -> Roster:
    """A roster without people.

    Raises:
        NameIsTakenError: the site has one of that name.
    """
    roster = Roster(site=site, name=name, proves=proves)
    _save_named(roster)
    record(verb="roster.added", thing=roster, actor=actor, now=now, site_id=site.pk, name=name)
    return roster


@transaction.atomic
def save_roster(*, roster: Roster, name: str, proves: bool, actor: Person, now: datetime) -> Roster:
    """Rename a roster, or say whether standing on it is a proof; nothing where neither differs.

    Raises:
        NameIsTakenError: another one of the site has the name.
    """
    row = Roster.objects.select_for_update().get(pk=roster.pk)
    if (row.name, row.proves) == (name, proves):
        return row
    row.name, row.proves = name, proves
    _save_named(row)
    record(verb="roster.saved", thing=row, actor=actor, now=now, site_id=row.site_id, name=name)
    return row


def foresee_upload(*, roster: Roster, entries: Sequence[Entry], replaces: bool) -> RosterChange:
    """What `fill_roster` would do. Changes nothing."""
    return change_of(_stored(roster), entries, replaces=replaces)


@transaction.atomic
def fill_roster(
    *,
    roster: Roster,
    entries: Sequence[Entry],
    replaces: bool,
    mark: str,
    actor: Person,
    now: datetime,
) -> RosterChange:
    """Write all entries or none. `mark` is that of the change that was looked at.

    Raises:
        RosterWasChangedError: it would do something else by now.
    """
    row = Roster.objects.select_for_update().get(pk=roster.pk)
    change = change_of(_stored(row), entries, replaces=replaces)
    if change.mark != mark:
        raise RosterWasChangedError(
            _("The roster was changed meanwhile. Look at what would happen now, then confirm.")
        )
    _remove(row, change.removed)
    RosterEntry.objects.bulk_create(
        [row_of(row, change.after[email]) for email in change.added], batch_size=_AT_ONCE
    )
    _rewrite(row, change)
    row.uploaded_at = now
    row.save(update_fields=["uploaded_at"])
    record(
        verb="roster.filled",
        thing=row,
        actor=actor,
        now=now,
        site_id=row.site_id,
        name=row.name,
        detail={
            "people_added": len(change.added),
            "people_changed": len(change.changed),
            "people_removed": len(change.removed),
        },
    )
    return change


@transaction.atomic
def remove_entry(*, entry: RosterEntry, actor: Person, now: datetime) -> None:
    """Take one person off a roster."""
    roster = entry.roster
    entry.delete()
    record(
        verb="roster.person-removed",
        thing=roster,
        actor=actor,
        now=now,
        site_id=roster.site_id,
        name=roster.name,
    )


@transaction.atomic
def remove_roster(*, roster: Roster, actor: Person, now: datetime) -> None:
    """Remove a roster with everybody on it.

    Raises:
        IsStillUsedError: a rule asks for it.
    """
    Site.objects.select_for_update().get(pk=roster.site_id)  # no rule is written meanwhile
    rules = rules_naming_roster(roster=roster)
    if rules:
        names = [_("“%(name)s”") % {"name": one.name} for one in rules]
        raise IsStillUsedError(
            _("Rules ask for this roster: %(rules)s. Change them first.") % {"rules": listed(names)}
        )
    record(
        verb="roster.removed",
        thing=roster,
        actor=actor,
        now=now,
        site_id=roster.site_id,
        name=roster.name,
        detail={"people_removed": roster.entries.count()},
    )
    roster.delete()


def row_of(roster: Roster, entry: Entry) -> RosterEntry:
    """The entry as a row that isn't stored."""
    return RosterEntry(
        roster=roster,
        email=entry.email,
        name=entry.name,
        stage=entry.stage,
        discipline=entry.discipline,
        unit_id=entry.unit_id,
    )


def _stored(roster: Roster) -> dict[str, Entry]:
    rows = RosterEntry.objects.filter(roster=roster).values_list("email", *_FILLED)
    return {
        email: Entry(email=email, name=name, stage=stage, discipline=discipline, unit_id=unit)
        for email, name, stage, discipline, unit in rows
    }


def _remove(roster: Roster, emails: Sequence[str]) -> None:
    for start in range(0, len(emails), _AT_ONCE):
        some = emails[start : start + _AT_ONCE]
        RosterEntry.objects.filter(roster=roster, email__in=some).delete()


def _rewrite(roster: Roster, change: RosterChange) -> None:
    wanted = set(change.changed)
    rows = [one for one in RosterEntry.objects.filter(roster=roster) if one.email in wanted]
    for row in rows:
        entry = change.after[row.email]
        row.name, row.stage = entry.name, entry.stage
        row.discipline, row.unit_id = entry.discipline, entry.unit_id
    RosterEntry.objects.bulk_update(rows, ["name", "stage", "discipline", "unit"], _AT_ONCE)


def _save_named(row: Roster) -> None:
    taken = Roster.objects.filter(site=row.site_id, name__iexact=row.name).exclude(pk=row.pk)
    refusal = NameIsTakenError(_("The site has a roster of that name."))
    if taken.exists():
        raise refusal
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise refusal from error
