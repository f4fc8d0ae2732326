"""How a questionnaire looks to those who answer it; nothing they try there is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import form_of, questionnaire_at
from mentoringup.questionnaires.errors import QuestionnaireIsGoneError
from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.reading import PageReading, read_page
from mentoringup.questionnaires.form.values import Answers, Form, Layout
from mentoringup.questionnaires.forms import language_name
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.previewing import (
    carried,
    carried_from,
    first_look,
    number_after,
    page_with_answers,
)
from mentoringup.questionnaires.rendering.compiled import render_page
from mentoringup.questionnaires.rendering.wording import Speaker

LAYOUTS = {
    Layout.SIDE_BY_SIDE: _("Side by side"),
    Layout.ITEM_BY_ITEM: _("First all BEFORE, then all NOW"),
    Layout.NOW_FIRST: _("Side by side, NOW first"),
}
WIDTHS = {"desktop": _("Desktop"), "phone": _("Phone")}
"""Questions look at the width they are given, so a narrow frame shows what a phone shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What staff chose to look at."""

    language: str
    layout: Layout
    width: str

    @property
    def query(self) -> str:
        """The same as a query string."""
        query = QueryDict(mutable=True)
        query.update({"language": self.language, "layout": self.layout, "width": self.width})
        return query.urlencode()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.SURVEY_VIEW)
def preview(request: HttpRequest, scope: Scope, questionnaire_id: int, page: int) -> HttpResponse:
    """Show a page, or read what was tried on it and show the next one."""
    row = _found(scope, questionnaire_id)
    form = form_of(row)
    if not 1 <= page <= len(form.pages):
        raise Http404
    look = _look(request.GET, form)
    told = {"scope": scope, "row": row, "form_value": form, "look": look}
    if request.method == "POST":
        return _tried(request, told, page)
    return _page(request, told, page, shown=first_look(form, page))


def _tried(request: HttpRequest, told: Mapping[str, Any], number: int) -> HttpResponse:
    """Faults with what was typed, or the next page; the answers go along in the page itself."""
    form, look = told["form_value"], told["look"]
    before = carried_from(request.POST.get("carried", ""), form)
    shown = page_with_answers(form, number, before)
    reading = read_page(shown, dict(request.POST.lists()), look.language)
    answers = {**before, **reading.answers}
    for name in reading.cleared:
        answers.pop(name, None)
    if reading.faults:
        seen = page_with_answers(form, number, answers)
        return _page(request, told, number, shown=seen, answers=answers, reading=reading)
    following = number_after(form, number, answers)
    if following is None:
        return render(request, "questionnaires/preview_end.html", dict(told))
    seen = page_with_answers(form, following, answers)
    return _page(request, told, following, shown=seen, answers=answers)


def _page(
    request: HttpRequest,
    told: Mapping[str, Any],
    number: int,
    *,
    shown: ShownPage,
    answers: Answers | None = None,
    reading: PageReading | None = None,
) -> HttpResponse:
    row, form, look = told["row"], told["form_value"], told["look"]
    speaker = Speaker(language=look.language, fallback=form.languages[0])
    faults = dict(reading.faults) if reading else {}
    questions = render_page(
        form_key=f"{row.pk}:{row.revision}",
        form=form,
        shown=shown,
        layout=look.layout,
        language=look.language,
        answers=answers or {},
        typed=reading.typed if reading else {},
        faults=faults,
    )
    context = {
        **told,
        "number": number,
        "title": speaker.say(shown.page.title),
        "intro": speaker.say(shown.page.intro),
        "questions": questions,
        "faults": faults,
        "carried": carried(answers or {}),
        "pages": [(place, speaker.say(page.title)) for place, page in enumerate(form.pages, 1)],
        "languages": [(code, language_name(code)) for code in form.languages],
        "layouts": list(LAYOUTS.items()),
        "widths": list(WIDTHS.items()),
    }
    status = 422 if faults else 200
    return render(request, "questionnaires/preview.html", context, status=status)


def _found(scope: Scope, questionnaire_id: int) -> Questionnaire:
    try:
        return questionnaire_at(site=scope.site, questionnaire_id=questionnaire_id)
    except QuestionnaireIsGoneError as error:
        raise Http404 from error


def _look(sent: QueryDict, form: Form) -> Look:
    """What was chosen; what nobody offers counts as not chosen."""
    language, layout, width = (sent.get(name, "") for name in ("language", "layout", "width"))
    return Look(
        language=language if language in form.languages else form.languages[0],
        layout=Layout(layout) if layout in set(Layout) else Layout.SIDE_BY_SIDE,
        width=width if width in WIDTHS else "desktop",
    )
