"""Watching a wave: how many answered, how exact that makes it, and what comes next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.controlling import zone_of
from mentoringup.surveys.domain.counts import WaveCounts, counts_of
from mentoringup.surveys.domain.obstacles import obstacles_of
from mentoringup.surveys.enums import AudienceKind, Mode, SurveyState, WaveKind, WaveState
from mentoringup.surveys.models import Wave
from mentoringup.surveys.setup import MOST_REMINDERS
from mentoringup.surveys.views.finding import found_wave
from mentoringup.surveys.watching.coming import coming_up
from mentoringup.surveys.watching.plot import wave_plot
from mentoringup.surveys.watching.precision import Precision, precision
from mentoringup.surveys.watching.rates import FEWEST, response_rate
from mentoringup.surveys.wave_ways import ways_from


@require_safe
@never_cache
@in_site(Permission.SURVEY_VIEW)
def show_wave(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """How a wave does; the part with the counts for htmx, which asks again every few seconds."""
    wave = found_wave(scope, wave_id)
    counted = _counted(wave)
    told = {"scope": scope, "wave": wave, **counted, **_ways(scope, wave, counted["counts"])}
    told |= {"obstacles": obstacles_of(wave), "ways_on": ways_from(wave, scope)}
    is_part = bool(request.headers.get("HX-Request"))
    told |= {"is_part": is_part, "mark": _mark(told)}
    if not is_part:
        return render(request, "surveys/watching/show_wave.html", told)
    seen_state, _dot, seen = request.headers.get("X-Seen", "").partition(".")
    if seen_state != wave.state:
        return HttpResponse(headers={"HX-Refresh": "true"})  # what can be done is another now
    if seen == told["mark"]:
        return HttpResponse(status=204)
    return render(request, "surveys/watching/counts.html", told)


def _counted(wave: Wave) -> dict[str, Any]:
    """Everything that changes while people answer."""
    now = timezone.now()
    counts, survey = counts_of(wave), wave.survey
    is_public = survey.audience == AudienceKind.PUBLIC and wave.kind != WaveKind.MENTOR
    is_over = wave.state in {WaveState.CLOSED, WaveState.FROZEN}
    until = wave.closes_at if is_over and wave.closes_at else now
    return {
        "counts": counts,
        "is_public": is_public,
        "rate": None
        if is_public or not counts.invited
        else response_rate(finished=counts.finished, invited=counts.invited),
        "precision": _precision(wave, counts, is_public=is_public),
        "told": counts.told[-1] if counts.told else None,
        "fewest": FEWEST,
        "plot": wave_plot(
            counts.days,
            told=counts.told,
            until=day_in(until, survey.site.zone),
            is_public=is_public,
        ),
        "zone": zone_of(wave),
        "coming": coming_up(
            state=WaveState(wave.state),
            opens_at=wave.opens_at,
            closes_at=wave.closes_at,
            reminder_days=survey.reminder_days[:MOST_REMINDERS],
            unanswered=counts.unanswered,
            is_anonymous=wave.mode == Mode.ANONYMOUS,
            zone=survey.site.zone,
            now=now,
        ),
    }


def _precision(wave: Wave, counts: WaveCounts, *, is_public: bool) -> Precision | None:
    """With the spread of the answers that are told, and the number that has come by now."""
    told = counts.told[-1] if counts.told else None
    if told is None or told.spread is None:
        return None
    left: int | None = 0
    if wave.state == WaveState.OPEN:
        left = None if is_public else max(0, counts.invited - counts.finished)
    answers = told.gains + max(0, counts.finished - told.answers)
    return precision(answers=answers, spread=told.spread, left=left)


def _ways(scope: Scope, wave: Wave, counts: WaveCounts) -> dict[str, bool]:
    """What can be done with the wave as it is."""
    had_all_reminders = bool(counts.unanswered) and not counts.to_remind
    may_edit = scope.may(Permission.SURVEY_EDIT)
    has_key = wave.survey.key_gone_on is None
    is_on = wave.survey.state == SurveyState.ON
    takes_paper = wave.state in {WaveState.OPEN, WaveState.CLOSED}
    return {
        "may_edit": may_edit,
        "may_open": may_edit and is_on and has_key and wave.state == WaveState.PLANNED,
        "may_cancel": may_edit and wave.state == WaveState.PLANNED,
        "may_close": may_edit and wave.state == WaveState.OPEN,
        "may_remind": may_edit
        and wave.state == WaveState.OPEN
        and not had_all_reminders
        and wave.survey.audience != AudienceKind.PUBLIC,
        "may_reopen": may_edit and has_key and wave.state == WaveState.CLOSED,
        "may_plan_again": may_edit and is_on and has_key and wave.state == WaveState.CANCELLED,
        "may_destroy_key": may_edit and has_key,
        "may_type": may_edit and takes_paper,
        "is_live": wave.state == WaveState.OPEN,
    }


def _mark(told: dict[str, Any]) -> str:
    """Changes whenever something changes that the part of the page says."""
    seen = (told["counts"], told["coming"], told["wave"].closes_at, get_language())
    return salted_hmac("surveys.watching", repr(seen)).hexdigest()[:16]
