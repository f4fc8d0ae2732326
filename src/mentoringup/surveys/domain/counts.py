"""What staff see of a wave: counts, and nothing that is made from fewer than five answers.

What is made from answers (how many consented, how much gains differ) is worked out by the worker
once at least five answers have come since the last time, and stored: somebody who looks before and
after one answer sees the same.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.values import Form, said
from mentoringup.surveys.domain.paper import number_left
from mentoringup.surveys.domain.queries import Asking, asking_in
from mentoringup.surveys.enums import InvitationState, WaveState
from mentoringup.surveys.models import (
    Draft,
    Invitation,
    Response,
    Wave,
    WaveDay,
    WaveMinutes,
)
from mentoringup.surveys.setup import MOST_REMINDERS
from mentoringup.surveys.watching.coming import Unanswered
from mentoringup.surveys.watching.precision import gain_of, spread_of
from mentoringup.surveys.watching.rates import FEWEST, DayCount, Told, median_minutes
from mentoringup.ui.zones import zone_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """How many unfinished questionnaires stand at a page, by its title."""

    page: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveCounts:
    """Everything that is counted of a wave.

    Attributes:
        days: those on which something happened, ascending.
        all: all of them together; None while nothing has happened.
        asking: by what became of invitations.
        unanswered: who was invited and has not answered as far as is known.
        minutes: the median time to answer; None of fewer than five.
        told: see `Told`; ascending.
        stops: by page, in the order of the questionnaire.
        paper: forms on paper that are typed in, but not taken over.
    """

    days: tuple[DayCount, ...]
    all: DayCount | None
    asking: Asking
    unanswered: tuple[Unanswered, ...]
    minutes: float | None
    told: tuple[Told, ...]
    stops: tuple[Stop, ...]
    paper: int

    @property
    def finished(self) -> int:
        """How many sent their answers."""
        return self.all.finished if self.all else 0

    @property
    def invited(self) -> int:
        """How many were written to."""
        return self.all.invited if self.all else 0

    @property
    def unfinished(self) -> int:
        """How many questionnaires are begun and not sent."""
        return sum(one.count for one in self.stops)

    @property
    def to_remind(self) -> int:
        """How many would get a reminder that is sent now."""
        return sum(one.people for one in self.unanswered if one.reminded < MOST_REMINDERS)


def counts_of(wave: Wave) -> WaveCounts:
    """Count a wave; six queries, whatever its size."""
    days = tuple(
        DayCount(
            day=one.day,
            invited=one.invited,
            opened=one.opened,
            started=one.started,
            finished=one.finished,
        )
        for one in WaveDay.objects.filter(wave=wave).order_by("day")
    )
    total = None
    for one in days:
        total = one if total is None else total.plus(one)
    return WaveCounts(
        days=days,
        all=total,
        asking=asking_in([wave]).get(wave.pk, Asking()),
        unanswered=_unanswered(wave),
        minutes=median_minutes(
            WaveMinutes.objects.filter(wave=wave).values_list("minutes", "count")
        ),
        told=told_of(wave),
        stops=_stops(wave),
        paper=number_left(wave),
    )


def to_remind(wave: Wave) -> QuerySet[Invitation]:
    """Those whom reminders may reach: invited, wanting mails, not known to have answered."""
    return Invitation.objects.filter(
        wave=wave, state=InvitationState.INVITED, participant__is_opted_out=False
    )


def told_of(wave: Wave) -> tuple[Told, ...]:
    """What was worked out from answers so far."""
    return tuple(Told(**{**one, "day": date.fromisoformat(one["day"])}) for one in wave.told)


def note_told(*, wave: Wave, now: datetime) -> bool:
    """Work out what staff are told, if at least five answers are new; whether it was."""
    with transaction.atomic():
        held = (
            Wave.objects.select_for_update(of=("self",), no_key=True)
            .select_related("survey__site", "asked")
            .get(pk=wave.pk)
        )
        rows = list(Response.objects.filter(wave=held).values_list("answers", "consent"))
        known = held.told[-1]["answers"] if held.told else 0
        if len(rows) - known < FEWEST or held.asked is None:
            return False
        form = form_of_version(held.asked)
        gains, spread = spread_of(gain_of(form, answers) for answers, _ in rows)
        zone = zone_named(held.survey.site.zone)
        asks_consent = held.consent_id is not None
        told = Told(
            day=now.astimezone(zone).date(),
            answers=len(rows),
            consented=sum(consent is True for _, consent in rows) if asks_consent else None,
            gains=gains,
            spread=spread,
        )
        held.told = [*held.told, _document(told)]
        held.save(update_fields=["told"])
    return True


def note_all_told(now: datetime) -> int:
    """Do that for every wave that takes answers; answers for how many it was done. A tick."""
    waiting = Wave.objects.filter(state__in=[WaveState.OPEN, WaveState.CLOSED]).annotate(
        sent=Count("responses")
    )
    return sum(
        note_told(wave=wave, now=now)
        for wave in waiting.filter(sent__gte=FEWEST)
        if wave.sent - (wave.told[-1]["answers"] if wave.told else 0) >= FEWEST
    )


def _unanswered(wave: Wave) -> tuple[Unanswered, ...]:
    groups = (
        to_remind(wave)
        .order_by("days_late", "reminders_due")
        .values_list("days_late", "reminders_due")
        .annotate(people=Count("pk"))
    )
    return tuple(
        Unanswered(days_late=late, reminded=reminded, people=people)
        for late, reminded, people in groups
    )


def _document(told: Told) -> dict[str, Any]:
    return {**asdict(told), "day": told.day.isoformat()}


def _stops(wave: Wave) -> tuple[Stop, ...]:
    """Where unfinished questionnaires stand, or stood when the wave closed.

    A page that only some are shown counts with the page before it: that somebody was shown it
    would say what she answered.
    """
    if wave.asked is None:
        return ()
    form = form_of_version(wave.asked)
    places = {page.id: place for place, page in enumerate(form.pages)}
    if wave.state == WaveState.OPEN:
        found = _drafts_by_page(wave)
    else:
        found = {places[name]: count for name, count in wave.dropouts.items() if name in places}
    return _by_page_for_all(form, found, language=wave.survey.site.language)


def _drafts_by_page(wave: Wave) -> Mapping[int, int]:
    sent = Response.objects.filter(wave=wave, locator__isnull=False).values("locator")
    drafts = Draft.objects.filter(wave=wave).exclude(locator__in=sent)
    return Counter(drafts.values_list("page", flat=True))


def _by_page_for_all(form: Form, found: Mapping[int, int], *, language: str) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for place, page in enumerate(form.pages):
        is_for_some = all(element.show_if is not None for element in page.elements)
        count = found.get(place, 0)
        if is_for_some and stops:
            stops[-1] = Stop(page=stops[-1].page, count=stops[-1].count + count)
        else:
            stops.append(Stop(page=said(page.title, language) or str(place + 1), count=count))
    return tuple(stops)
