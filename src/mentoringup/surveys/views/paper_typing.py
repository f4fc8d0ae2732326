"""Typing a form in, typing it again, and settling where the two typings differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.domain.paper import (
    TAKES_PAPER,
    Sheet,
    differences_of,
    first_of,
    next_number,
    second_of,
    settle,
    type_first,
    type_second,
)
from mentoringup.surveys.errors import PaperNumberIsTakenError, SurveyError
from mentoringup.surveys.forms_paper import LanguageForm, NumberForm, name_of_language
from mentoringup.surveys.models import PaperForm, Wave
from mentoringup.surveys.paper.sheet import Block, Box, Line, SheetPage, lines_of, sheet_of
from mentoringup.surveys.paper.typed import (
    CONSENT,
    LANGUAGE,
    NO,
    YES,
    Read,
    Typing,
    as_typed,
    read_typing,
)
from mentoringup.surveys.views.paper import found_form, found_sheet, said_refusal

typing_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A box of the sheet with what was typed into it, and what is wrong with that."""

    box: Box
    value: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A place at which two typings differ.

    Attributes:
        first, second: what was typed, in words.
        picked: "first", "second", "other" or empty.
        right: what was typed as the right one.
    """

    name: str
    question: str
    first: str
    second: str
    picked: str = ""
    right: str = ""
    fault: str = ""


@typing_page
@never_cache
@in_site(Permission.SURVEY_EDIT)
def type_paper(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
    """Type a form in for the first time."""
    wave, sheet = found_sheet(scope, wave_id)
    head = NumberForm(
        request.POST if request.method == "POST" else None,
        languages=sheet.form.languages,
        initial={"number": next_number(wave)},
    )
    read = _read(request, sheet, head)
    if read is None or head.errors or read.faults:
        return _typing_page(request, scope, wave, sheet, head=head, read=read)
    number = head.cleaned_data["number"]
    try:
        type_first(
            wave=wave, number=number, typing=read.typing, actor=scope.actor, now=timezone.now()
        )
    except PaperNumberIsTakenError:
        head.add_error("number", _("Form %(number)d was typed in already.") % {"number": number})
        return _typing_page(request, scope, wave, sheet, head=head, read=read)
    except SurveyError as error:
        return _typing_page(
            request, scope, wave, sheet, head=head, read=read, refused=said_refusal(error)
        )
    messages.success(
        request,
        _("Form %(number)d is typed in once. Anybody can type it in again, to compare.")
        % {"number": number},
    )
    return redirect("surveys:type_paper", scope.site.slug, wave.pk)


@typing_page
@never_cache
@in_site(Permission.SURVEY_EDIT)
def type_paper_again(request: HttpRequest, scope: Scope, wave_id: int, number: int) -> HttpResponse:
    """Type a form in for the second time, without seeing the first."""
    wave, sheet = found_sheet(scope, wave_id)
    form = found_form(wave, number)
    head = LanguageForm(
        request.POST if request.method == "POST" else None, languages=sheet.form.languages
    )
    if request.method != "POST" and (form.second is not None or form.is_taken_over):
        return redirect("surveys:list_paper", scope.site.slug, wave.pk)
    read = _read(request, sheet, head)
    if read is None or head.errors or read.faults:
        return _typing_page(request, scope, wave, sheet, head=head, read=read, form=form)
    try:
        typed = type_second(form=form, typing=read.typing, actor=scope.actor, now=timezone.now())
    except SurveyError as error:
        refused = said_refusal(error)
        return _typing_page(
            request, scope, wave, sheet, head=head, read=read, form=form, refused=refused
        )
    if typed.is_taken_over:
        messages.success(request, _taken_over(number))
        return redirect("surveys:list_paper", scope.site.slug, wave.pk)
    return redirect("surveys:compare_paper", scope.site.slug, wave.pk, number)


@typing_page
@never_cache
@in_site(Permission.SURVEY_EDIT)
def compare_paper(request: HttpRequest, scope: Scope, wave_id: int, number: int) -> HttpResponse:
    """Settle where two typings of a form differ."""
    wave, sheet = found_sheet(scope, wave_id)
    form = found_form(wave, number)
    names = differences_of(form, sheet=sheet)
    if request.method != "POST" and not names:
        return redirect("surveys:list_paper", scope.site.slug, wave.pk)
    rows = _differences(form, sheet, names)
    refused = ""
    if request.method == "POST":
        rows, settled = _settled(request, form, sheet, rows)
        if settled is not None:
            try:
                settle(
                    form=form,
                    settled=settled,
                    names=request.POST.getlist("place"),
                    actor=scope.actor,
                    now=timezone.now(),
                )
            except SurveyError as error:
                refused = said_refusal(error)
            else:
                messages.success(request, _taken_over(number))
                return redirect("surveys:list_paper", scope.site.slug, wave.pk)
    told = {
        "scope": scope,
        "wave": wave,
        "form": form,
        "rows": rows,
        "refused": refused,
        "faults": [one for one in rows if one.fault],
        "consent_name": CONSENT,
        "language_name": LANGUAGE,
        "language_choices": [(one, name_of_language(one)) for one in sheet.form.languages],
    }
    status = 409 if refused else 422 if told["faults"] else 200
    return render(request, "surveys/paper/compare.html", told, status=status)


def _read(request: HttpRequest, sheet: Sheet, head: LanguageForm) -> Read | None:
    """What was posted; None where nothing was. An empty sheet is a slip of the Enter key."""
    if request.method != "POST":
        return None
    is_valid = head.is_valid()
    read = read_typing(
        sheet.pages,
        request.POST.dict(),
        paper_language=head.language() if is_valid else sheet.form.languages[0],
        language=get_language() or "en",
        wrong=_("Type %(yes)d for yes, %(no)d for no, or nothing.") % {"yes": YES, "no": NO},
    )
    if not read.typing.answers and read.typing.consent is None and not read.faults:
        head.add_error(None, _("Nothing is typed yet."))
    return read


def _typing_page(
    request: HttpRequest,
    scope: Scope,
    wave: Wave,
    sheet: Sheet,
    *,
    head: LanguageForm,
    read: Read | None,
    form: PaperForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """The sheet to be typed into, with what was typed and what is wrong with it."""
    faults = dict(read.faults) if read else {}
    pages = _sheet(sheet)
    numbers = {box.variable: line.number for _block, line in lines_of(pages) for box in line.boxes}
    asks_consent = wave.consent_id is not None
    consent = Box(variable=CONSENT, codes=(YES, NO))
    told = {
        "scope": scope,
        "wave": wave,
        "head": head,
        "paper_form": form,
        "pages": [(page, _filled(page, request.POST, faults)) for page in pages],
        "faults": [(name, numbers.get(name), said) for name, said in faults.items()],
        "consent": _field(consent, request.POST, faults) if asks_consent else None,
        "takes_paper": wave.state in TAKES_PAPER,
        "refused": refused,
    }
    is_wrong = bool(faults or head.errors)
    status = 409 if refused else 422 if is_wrong else 200
    return render(request, "surveys/paper/type.html", told, status=status)


def _sheet(sheet: Sheet) -> tuple[SheetPage, ...]:
    return sheet_of(sheet.form, sheet.pages, language=get_language() or "en")


def _filled(
    page: SheetPage, posted: Mapping[str, str], faults: Mapping[str, str]
) -> list[tuple[Block, list[tuple[Line, list[Field]]]]]:
    """The blocks of a page with their lines, and the fields of each."""
    return [
        (
            block,
            [(line, [_field(box, posted, faults) for box in line.boxes]) for line in block.lines],
        )
        for block in page.blocks
    ]


def _field(box: Box, posted: Mapping[str, str], faults: Mapping[str, str]) -> Field:
    value = posted.get(box.variable, "")
    return Field(box=box, value=value, fault=faults.get(box.variable, ""))


def _differences(form: PaperForm, sheet: Sheet, names: Sequence[str]) -> list[Difference]:
    """Each place that differs, in words."""
    asked = {
        box.variable: (block, line, box)
        for block, line in lines_of(_sheet(sheet))
        for box in line.boxes
    }
    typings = (first_of(form), second_of(form))
    rows = []
    for name in names:
        typed = [as_typed(one, name) for one in typings]
        if name in asked:
            block, line, box = asked[name]
            labels = {str(code): label for code, label in block.choices}
            question = f"{line.number}. {line.text}" + (f" ({box.label})" if box.label else "")
            said = [_in_words(one, labels if box.codes else {}) for one in typed]
        elif name == CONSENT:
            question = _("Consent to research")
            said = [_in_words(one, {str(YES): _("yes"), str(NO): _("no")}) for one in typed]
        else:
            question = _("Language of the form")
            said = [name_of_language(one) for one in typed]
        rows.append(Difference(name=name, question=question, first=said[0], second=said[1]))
    return rows


def _in_words(typed: str, labels: Mapping[str, str]) -> str:
    if not typed:
        return _("left empty")
    if not labels:
        return typed
    return ", ".join(
        f"{code} ({labels[code]})" if labels.get(code) else code for code in typed.split()
    )


def _settled(
    request: HttpRequest, form: PaperForm, sheet: Sheet, rows: Sequence[Difference]
) -> tuple[list[Difference], Typing | None]:
    """The rows with what was picked, and the typing that counts; None where one is not settled."""
    typings = {"first": first_of(form), "second": second_of(form)}
    posted: dict[str, str] = {}
    picked = []
    for one in rows:
        pick = request.POST.get(f"pick-{one.name}", "")
        right = request.POST.get(f"right-{one.name}", "")
        fault = "" if pick in {*typings, "other"} else _("Choose which one is right.")
        posted[one.name] = as_typed(typings[pick], one.name) if pick in typings else right
        picked.append(replace(one, picked=pick, right=right, fault=fault))
    language = posted.get(LANGUAGE, typings["first"].language)
    read = read_typing(
        sheet.pages,
        posted,
        paper_language=language,
        language=get_language() or "en",
        wrong=_("Type %(yes)d for yes, %(no)d for no, or nothing.") % {"yes": YES, "no": NO},
    )
    faults = dict(read.faults)
    if language not in sheet.form.languages:
        faults[LANGUAGE] = _("Choose one of the languages.")
    picked = [replace(one, fault=one.fault or faults.get(one.name, "")) for one in picked]
    if any(one.fault for one in picked):
        return picked, None
    return picked, _merged(typings["first"], read.typing, [one.name for one in rows])


def _merged(first: Typing, settled: Typing, names: Sequence[str]) -> Typing:
    """The first typing with what was settled in the places that differ."""
    answers: dict[str, Any] = {
        name: answer for name, answer in first.answers.items() if name not in names
    }
    return Typing(
        answers=answers | dict(settled.answers),
        consent=settled.consent if CONSENT in names else first.consent,
        language=settled.language,
    )


def _taken_over(number: int) -> str:
    said = _("Form %(number)d counts as answered now; what was typed is emptied.")
    return said % {"number": number}
