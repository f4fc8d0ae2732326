"""Forms on paper: those typed in, printing them, removing a wrong typing and putting it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.form.values import said
from mentoringup.surveys.domain.paper import (
    TAKES_PAPER,
    Sheet,
    differences_of,
    next_number,
    paper_form_at,
    paper_forms_of,
    remove_form,
    removed_forms_of,
    restore_form,
    sheet_of_wave,
)
from mentoringup.surveys.errors import (
    PaperFormIsGoneError,
    PaperFormIsInAnotherStateError,
    PaperNumberIsTakenError,
    SurveyError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.forms_paper import PrintForm
from mentoringup.surveys.models import PaperForm, Wave
from mentoringup.surveys.paper.sheet import sheet_of
from mentoringup.surveys.views.finding import found_wave


@require_safe
@never_cache
@in_site(Permission.SURVEY_EDIT)
def list_paper(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """The forms of a wave, and how far each is."""
    wave, sheet = found_sheet(scope, wave_id)
    rows = [(one, len(differences_of(one, sheet=sheet))) for one in paper_forms_of(wave)]
    told = {
        "scope": scope,
        "wave": wave,
        "rows": rows,
        "removed": removed_forms_of(wave),
        "taken_over": sum(one.is_taken_over for one, _differing in rows),
        "takes_paper": wave.state in TAKES_PAPER,
    }
    return render(request, "surveys/paper/list.html", told)


@require_safe
@never_cache
@in_site(Permission.SURVEY_EDIT)
def print_paper(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """Numbered forms, to be printed from the browser."""
    wave, sheet = found_sheet(scope, wave_id)
    languages = sheet.form.languages
    form = PrintForm(request.GET or None, languages=languages, initial={"first": next_number(wave)})
    told = {
        "scope": scope,
        "wave": wave,
        "form": form,
        "numbers": [],
        "paper_language": languages[0],
    }
    if form.is_bound and form.is_valid():
        first, language = form.cleaned_data["first"], form.language()
        told["numbers"] = range(first, first + form.cleaned_data["copies"])
        told["paper_language"] = language
        told["paper"] = _printed(wave, sheet, language)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "surveys/paper/print.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.SURVEY_EDIT)
def remove_paper(request: HttpRequest, scope: Scope, wave_id: int, number: int) -> HttpResponse:
    """Take what was typed of a form off the list."""
    wave = found_wave(scope, wave_id)
    form = found_form(wave, number)
    refused = said_refusal(PaperFormIsInAnotherStateError()) if form.is_taken_over else ""
    if request.method == "POST" and not refused:
        try:
            remove_form(form=form, actor=scope.actor, now=timezone.now())
        except SurveyError as error:
            refused = said_refusal(error)
        else:
            messages.success(
                request,
                _("What was typed of form %(number)d is removed. You can put it back below.")
                % {"number": number},
            )
            return redirect("surveys:list_paper", scope.site.slug, wave.pk)
    told = {"scope": scope, "wave": wave, "form": form, "refused": refused}
    status = 409 if refused else 200
    return render(request, "surveys/paper/remove.html", told, status=status)


@require_POST
@in_site(Permission.SURVEY_EDIT)
def restore_paper(request: HttpRequest, scope: Scope, wave_id: int, form_id: int) -> HttpResponse:
    """Put a removed form back on the list."""
    wave = found_wave(scope, wave_id)
    form = removed_forms_of(wave).filter(pk=form_id).first()
    if form is None:
        raise Http404
    number = {"number": form.number}
    try:
        restore_form(form=form, actor=scope.actor, now=timezone.now())
    except PaperNumberIsTakenError:
        messages.error(
            request,
            _("Form %(number)d was typed in anew meanwhile. Remove that typing first.") % number,
        )
    except SurveyError as error:
        messages.error(request, said_refusal(error))
    else:
        messages.success(request, _("What was typed of form %(number)d is back.") % number)
    return redirect("surveys:list_paper", scope.site.slug, wave.pk)


def found_sheet(scope: Scope, wave_id: int) -> tuple[Wave, Sheet]:
    """A wave of the site that was opened, and what it asks; else 404."""
    wave = found_wave(scope, wave_id)
    try:
        return wave, sheet_of_wave(wave)
    except WaveIsInAnotherStateError:
        raise Http404 from None


def found_form(wave: Wave, number: int) -> PaperForm:
    """The form with this number, or 404."""
    try:
        return paper_form_at(wave, number)
    except PaperFormIsGoneError:
        raise Http404 from None


def said_refusal(error: SurveyError) -> str:
    """Why something could not be done with a form, a sentence."""
    if isinstance(error, WaveIsInAnotherStateError):
        return _("Forms are typed in from the opening of the survey until its data set is made.")
    if isinstance(error, PaperFormIsGoneError):
        return _("Somebody removed what was typed of this form meanwhile, or put it back.")
    return _(
        "Somebody was faster: the form was typed a second time, settled or taken over meanwhile. "
        "What is taken over is among the answers, and nothing leads back to its paper."
    )


def _printed(wave: Wave, sheet: Sheet, language: str) -> str:
    """The questions of one form, without its number, in the language of the paper."""
    with override(language):
        consent = wave.consent if wave.asked_id else wave.survey.consent
        told = {
            "title": said(sheet.form.title, language),
            "intro": said(sheet.form.intro, language),
            "pages": sheet_of(sheet.form, sheet.pages, language=language),
            "consent": said(consent.text, language) if consent else "",
            "approval": consent.approval if consent else "",
        }
        return render_to_string("surveys/paper/sheet.html", told)
