"""A session's requests as a table for other programs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mentoringup.registration.models import Registration
from mentoringup.registration.plan_words import tier_name
from mentoringup.ui.csv_files import csv_lines


def csv_of(
    rows: Iterable[Registration],
    *,
    positions: Mapping[int, int],
    tiers: int,
    zone: str,
) -> Iterator[str]:
    """CSV, line by line, without access needs.

    Args:
        rows: in the order in which they are to stand.
        positions: places in line, by primary key.
        tiers: how many the series has.
        zone: in which moments are told.
    """
    head = [
        _("Ticket"),
        _("State"),
        _("Place in line"),
        _("Name"),
        _("E-mail"),
        _("Career stage"),
        _("Discipline"),
        _("Unit"),
        _("Priority"),
        _("Why this priority"),
        _("Within the priority"),
        _("Proof"),
        _("By hand"),
        _("Asked"),
        _("Address confirmed"),
        _("Seat since"),
        _("Offer until"),
        _("Last change"),
        _("Time zone"),
    ]
    return csv_lines(head, (_cells(one, positions, tiers, zone) for one in rows))


def _cells(one: Registration, positions: Mapping[int, int], tiers: int, zone: str) -> list[str]:
    return [
        str(one.ticket),
        one.get_state_display(),
        str(positions.get(one.pk, "")),
        one.name,
        one.email,
        one.get_stage_display(),
        one.get_discipline_display(),
        one.unit.name if one.unit else "",
        tier_name(one.tier, tiers=tiers),
        one.tier_words,
        one.get_precedence_display(),
        one.get_proof_display(),
        _("yes") if one.by_hand else _("no"),
        _moment(one.asked_at, zone),
        _moment(one.confirmed_at, zone),
        _moment(one.seated_at, zone),
        _moment(one.offered_until, zone),
        _moment(one.changed_at, zone),
        zone,
    ]


def _moment(moment: datetime | None, zone: str) -> str:
    if moment is None:
        return ""
    return moment.astimezone(ZoneInfo(zone)).isoformat(sep=" ", timespec="minutes")
