"""A questionnaire as a whole: its pages and elements, and the buttons that arrange them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.questionnaires.domain.queries import change_to_undo, form_of
from mentoringup.questionnaires.domain.writing import undo_change
from mentoringup.questionnaires.editing import arranging
from mentoringup.questionnaires.editing.arranging import EditRefusedError, NoSuchPlaceError
from mentoringup.questionnaires.editing.comparing import condition_in_words
from mentoringup.questionnaires.editing.cores import Core, cores_of
from mentoringup.questionnaires.editing.translating import progress_of
from mentoringup.questionnaires.enums import Change
from mentoringup.questionnaires.errors import (
    NothingToUndoError,
    QuestionnaireIsPutAwayError,
    SomebodySavedFirstError,
)
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.questionnaires.form.values import Element, Form, Page, said
from mentoringup.questionnaires.forms import language_name
from mentoringup.questionnaires.forms_element import KINDS
from mentoringup.questionnaires.models import Questionnaire
from mentoringup.questionnaires.views.finding import context_of, found, language, number_in
from mentoringup.questionnaires.views.saving import Refusal, overtaken, put_away, saved


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownElement:
    """An element as the editor shows it."""

    element: Element
    text: str
    kind: str
    core: Core | None
    condition: str
    rows: tuple[str, ...]
    choices: tuple[str, ...]
    has_fault: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault of the form, with the place it is about."""

    sentence: str
    is_blocking: bool
    address: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a button asks for, and how the history calls it."""

    change: Change
    edit: Callable[[Form, QueryDict], Form]
    done: Any


_ELEMENT_ORDERS: Mapping[str, Order] = {
    "up": Order(
        change=Change.MOVED,
        edit=lambda form, sent: arranging.move_element(form, sent.get("element", ""), -1),
        done=lambda: _("Moved up."),
    ),
    "down": Order(
        change=Change.MOVED,
        edit=lambda form, sent: arranging.move_element(form, sent.get("element", ""), 1),
        done=lambda: _("Moved down."),
    ),
    "to-page": Order(
        change=Change.MOVED,
        edit=lambda form, sent: arranging.move_to_page(
            form, sent.get("element", ""), sent.get("page", "")
        ),
        done=lambda: _("Moved to another page."),
    ),
    "part": Order(
        change=Change.MOVED,
        edit=lambda form, sent: arranging.part_rows(
            form, sent.get("element", ""), sent.getlist("row"), sent.get("page", "")
        ),
        done=lambda: _("The rows were moved to another page."),
    ),
    "duplicate": Order(
        change=Change.ADDED,
        edit=lambda form, sent: arranging.duplicate_element(form, sent.get("element", "")),
        done=lambda: _("The copy stands right behind it."),
    ),
    "remove": Order(
        change=Change.REMOVED,
        edit=lambda form, sent: arranging.remove_element(form, sent.get("element", "")),
        done=lambda: _("Removed. “Undo” brings it back."),
    ),
    "add-page": Order(
        change=Change.PAGES,
        edit=lambda form, sent: arranging.add_page(
            form, title={form.languages[0]: _("New page")}, after=sent.get("page", "")
        ),
        done=lambda: _("A page was added."),
    ),
    "page-up": Order(
        change=Change.PAGES,
        edit=lambda form, sent: arranging.move_page(form, sent.get("page", ""), -1),
        done=lambda: _("The page was moved up."),
    ),
    "page-down": Order(
        change=Change.PAGES,
        edit=lambda form, sent: arranging.move_page(form, sent.get("page", ""), 1),
        done=lambda: _("The page was moved down."),
    ),
    "remove-page": Order(
        change=Change.PAGES,
        edit=lambda form, sent: arranging.remove_page(form, sent.get("page", "")),
        done=lambda: _("The page was removed. “Undo” brings it back."),
    ),
}


@require_safe
@in_site(Permission.SURVEY_VIEW)
def show_questionnaire(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """What it asks, page by page; with buttons for those who may write."""
    return shown(request, scope, found(scope, questionnaire_id))


@require_POST
@in_site(Permission.SURVEY_EDIT)
def arrange(request: HttpRequest, scope: Scope, questionnaire_id: int) -> HttpResponse:
    """Do what a button asks for: move, copy, remove, take back."""
    row = found(scope, questionnaire_id)
    wish = request.POST.get("do", "")
    if wish == "undo":
        return _undo(request, scope, row)
    order = _ELEMENT_ORDERS.get(wish)
    if order is None:
        raise Http404
    form = form_of(row)
    try:
        changed = order.edit(form, request.POST)
    except NoSuchPlaceError as error:
        raise Http404 from error
    except EditRefusedError as error:
        return shown(request, scope, row, Refusal(status=422, sentence=str(error.what)))
    refusal = saved(
        scope,
        row,
        changed,
        revision=number_in(request.POST, "revision"),
        change=order.change,
        title=_title(form, request.POST),
    )
    if refusal is not None:
        return shown(request, scope, row, refusal)
    messages.success(request, order.done())
    return redirect(_place(scope, row, request.POST))


def shown(
    request: HttpRequest, scope: Scope, row: Questionnaire, refusal: Refusal | None = None
) -> HttpResponse:
    """The editor, with what was refused."""
    row.refresh_from_db()
    form = form_of(row)
    cores = cores_of(form)
    findings = findings_of(scope, row, form)
    wrong = {fault.element for fault in faults_of(form) if fault.is_blocking}
    told = {
        **context_of(scope, row, form),
        "refusal": refusal,
        "pages": [
            {
                "page": page,
                "number": number,
                "title": said(page.title, language()),
                "intro": said(page.intro, language()),
                "elements": [_shown_element(one, form, cores, wrong) for one in page.elements],
            }
            for number, page in enumerate(form.pages, start=1)
        ],
        "page_choices": [
            (page.id, f"{number}. {said(page.title, language())}")
            for number, page in enumerate(form.pages, start=1)
        ],
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "findings": findings,
        "blocking": sum(one.is_blocking for one in findings),
        "cores": [cores[name] for name in (*form.cores, *form.licensed) if name in cores],
        "progress": [
            (code, language_name(code), *progress_of(form, code)) for code in form.languages[1:]
        ],
        "to_undo": change_to_undo(questionnaire=row),
    }
    return render(
        request, "questionnaires/editor.html", told, status=refusal.status if refusal else 200
    )


def findings_of(scope: Scope, row: Questionnaire, form: Form) -> list[Finding]:
    """What is wrong with the form, each with a link to its place."""
    elements = {element.id: element for element in form.elements}
    pages = {page.id: page for page in form.pages}
    address = reverse("questionnaires:show_questionnaire", args=[scope.site.slug, row.pk])
    found_: list[Finding] = []
    for fault in faults_of(form):
        where, anchor = "", ""
        if fault.element in elements:
            where = said(elements[fault.element].text, language())
            anchor = f"{address}#element-{fault.element}"
        elif fault.element in pages:
            where = said(pages[fault.element].title, language())
            anchor = f"{address}#page-{fault.element}"
        found_.append(
            Finding(
                sentence=str(fault.sentence),
                is_blocking=fault.is_blocking,
                address=anchor,
                where=where,
            )
        )
    return found_


def _undo(request: HttpRequest, scope: Scope, row: Questionnaire) -> HttpResponse:
    revision = number_in(request.POST, "revision")
    try:
        undo_change(questionnaire=row, revision=revision, actor=scope.actor, now=timezone.now())
    except NothingToUndoError:
        sentence = _("There is no change left to take back.")
        return shown(request, scope, row, Refusal(status=422, sentence=sentence))
    except SomebodySavedFirstError:
        return shown(request, scope, row, overtaken(row, revision))
    except QuestionnaireIsPutAwayError:
        return shown(request, scope, row, put_away())
    messages.success(request, _("The last change was taken back."))
    return redirect("questionnaires:show_questionnaire", scope.site.slug, row.pk)


def _shown_element(
    element: Element, form: Form, cores: Mapping[str, Core], wrong: Iterable[str]
) -> ShownElement:
    spoken = language()
    return ShownElement(
        element=element,
        text=said(element.text, spoken),
        kind=str(KINDS[element.kind]),
        core=cores.get(element.core),
        condition=condition_in_words(element.show_if, form, language=spoken)
        if element.show_if
        else "",
        rows=tuple(said(row.text, spoken) for row in element.rows),
        choices=tuple(said(choice.label, spoken) for choice in element.choices),
        has_fault=element.id in wrong,
    )


def _title(form: Form, sent: QueryDict) -> str:
    """What a change is about, for the history."""
    names: dict[str, Element | Page] = {page.id: page for page in form.pages}
    page = names.get(sent.get("page", ""))
    for element in form.elements:
        if element.id == sent.get("element"):
            return said(element.text, language())
    return said(page.title, language()) if isinstance(page, Page) else ""


def _place(scope: Scope, row: Questionnaire, sent: QueryDict) -> str:
    """Where the reader was."""
    address = reverse("questionnaires:show_questionnaire", args=[scope.site.slug, row.pk])
    row.refresh_from_db()
    form = form_of(row)
    if sent.get("element") in {element.id for element in form.elements}:
        return f"{address}#element-{sent['element']}"
    if sent.get("page") in {page.id for page in form.pages}:
        return f"{address}#page-{sent['page']}"
    return address
