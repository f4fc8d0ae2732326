"""Waves to come: what they ask and when, opening one now, and the poster of a link."""

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.errors import FormIsWrongError, QuestionnaireIsGoneError
from mentoringup.surveys import links
from mentoringup.surveys.domain.lengths import minutes_of
from mentoringup.surveys.domain.planning import follow_again, move_wave
from mentoringup.surveys.domain.setting_up import choose_questionnaire
from mentoringup.surveys.domain.waves import open_wave
from mentoringup.surveys.enums import AudienceKind, WaveKind, WaveState
from mentoringup.surveys.errors import KeyIsGoneError, WaveIsInAnotherStateError, WaveIsInUseError
from mentoringup.surveys.forms import WaveForm, wall_time
from mentoringup.surveys.models import Wave
from mentoringup.surveys.views.finding import found_wave, questionnaires_to_choose


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def edit_wave(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """What a wave that is still to come asks, and when."""
    wave = found_wave(scope, wave_id)
    if wave.state != WaveState.PLANNED:
        raise Http404
    form = _wave_form(request, scope, wave)
    if request.method != "POST" or not form.is_valid():
        return _wave_page(request, scope, wave, form)
    try:
        _save(scope, wave, form)
    except (WaveIsInAnotherStateError, WaveIsInUseError):
        form.add_error(None, _("It was opened meanwhile, so it stays as it is."))
    except QuestionnaireIsGoneError:
        form.add_error("questionnaire", _("This questionnaire is gone. Choose another one."))
    else:
        messages.success(request, _("The survey is saved."))
        return redirect("surveys:show_survey", scope.site.slug, wave.survey_id)
    return _wave_page(request, scope, wave, form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_EDIT)
def open_wave_now(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """Open a wave before its time, or after it: say what follows, then do it."""
    wave = found_wave(scope, wave_id)
    told: dict[str, Any] = {"scope": scope, "wave": wave, "survey": wave.survey}
    if request.method != "POST":
        if wave.state != WaveState.PLANNED:
            raise Http404
        return render(request, "surveys/open_wave.html", {**told, "minutes": minutes_of(wave)})
    try:
        open_wave(wave=wave, actor=scope.actor, now=timezone.now())
    except WaveIsInAnotherStateError:
        told["refusal"] = _("It is open already, or evaluation was turned off meanwhile.")
    except KeyIsGoneError:
        told["refusal"] = _("The key of this survey is gone, so nobody can get a link.")
    except FormIsWrongError as error:
        told["refusal"] = " ".join(error.faults)
    else:
        messages.success(request, _("The survey is open. Invitations are being written."))
        return redirect("surveys:show_survey", scope.site.slug, wave.survey_id)
    return render(request, "surveys/open_wave.html", told, status=422)


@require_safe
@in_site(Permission.SURVEY_VIEW)
def show_poster(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """The link of a public wave and its code, large enough for a wall."""
    wave = found_wave(scope, wave_id)
    is_public = wave.survey.audience == AudienceKind.PUBLIC and wave.kind != WaveKind.MENTOR
    if not is_public or wave.state == WaveState.CANCELLED:
        raise Http404
    address = links.public_address_of(wave.ref)
    told = {
        "scope": scope,
        "wave": wave,
        "survey": wave.survey,
        "address": address,
        "code": code_of(address, title=_("The link as a code for cameras")),
        "minutes": minutes_of(wave),
    }
    return render(request, "surveys/poster.html", told)


def code_of(address: str, *, title: str) -> SafeString:
    """A QR code as SVG that a screen reader can name; dark on white whatever the page's colors."""
    import segno  # noqa: PLC0415  only this page needs it

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        title=title,
        omitsize=True,
        light="#fff",
        dark="#000",
        border=4,
        svgclass="qr-code",
        lineclass=None,
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  made by segno; it escapes the title


def _save(scope: Scope, wave: Wave, form: WaveForm) -> None:
    said, now = form.cleaned_data, timezone.now()
    if said["questionnaire"] != wave.questionnaire_id:
        choose_questionnaire(
            wave=wave, questionnaire_id=said["questionnaire"], actor=scope.actor, now=now
        )
    if not said["follows"]:
        move_wave(
            wave=wave,
            opens_at=said["opens_at"],
            closes_at=said["closes_at"],
            actor=scope.actor,
            now=now,
        )
    elif wave.is_moved_by_hand:
        follow_again(wave=wave, actor=scope.actor, now=now)


def _wave_form(request: HttpRequest, scope: Scope, wave: Wave) -> WaveForm:
    zone = scope.site.zone
    choices = questionnaires_to_choose(scope.site)
    if wave.questionnaire_id not in dict(choices):
        choices.insert(0, (wave.questionnaire_id, wave.questionnaire.name))
    return WaveForm(
        request.POST if request.method == "POST" else None,
        initial={
            "questionnaire": wave.questionnaire_id,
            "follows": not wave.is_moved_by_hand,
            "opens_at": wall_time(wave.opens_at, zone),
            "closes_at": wall_time(wave.closes_at, zone),
        },
        questionnaires=choices,
        zone=zone,
    )


def _wave_page(request: HttpRequest, scope: Scope, wave: Wave, form: WaveForm) -> HttpResponse:
    told = {"scope": scope, "wave": wave, "survey": wave.survey, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "surveys/edit_wave.html", told, status=status)
