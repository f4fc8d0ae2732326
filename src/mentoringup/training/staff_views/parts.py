"""The parts of a series' page, each a form on its own address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Moment
from mentoringup.training.domain import contents
from mentoringup.training.domain.queries import (
    EditorChoices,
    editor_choices,
    page_of,
    rsvp_of,
    series_of_site,
)
from mentoringup.training.domain.series import (
    save_about,
    save_admission,
    save_contacts,
    save_questions,
    save_rsvp,
)
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.forms_rows import AdmissionForm, ContactsForm, QuestionsForm, RowsForm
from mentoringup.training.forms_series import AboutForm, RsvpForm
from mentoringup.training.models import Series
from mentoringup.training.page import SeriesPage
from mentoringup.training.staff_views.editing import Answer, Sent, begun, take
from mentoringup.training.staff_views.places import PART_TITLES, Shown, shown


@dataclass(frozen=True, kw_only=True)
class Part:
    """How a part is read, shown and saved.

    Attributes:
        initial: what its form begins with.
        options: keyword arguments of its form beyond that.
        has_rows: whether its form has rows.
        save: stores a valid form, and gives whole sentences on what followed.
    """

    form: Callable[..., PartForm]
    initial: Callable[[Series], dict[str, Any]]
    save: Callable[[Series, Any, Scope, datetime], Sequence[str]]
    options: Callable[[EditorChoices], dict[str, Any]] = lambda _choices: {}
    has_rows: bool = False


def _save_about(series: Series, form: AboutForm, scope: Scope, now: datetime) -> Sequence[str]:
    save_about(series=series, about=form.content(), actor=scope.actor, now=now)
    return ()


def _save_admission(
    series: Series, form: AdmissionForm, scope: Scope, now: datetime
) -> Sequence[str]:
    return save_admission(series=series, admission=form.content(), actor=scope.actor, now=now)


def _save_rsvp(series: Series, form: RsvpForm, scope: Scope, now: datetime) -> Sequence[str]:
    any_order = form.cleaned_data["any_order"]
    save_rsvp(series=series, rsvp=form.rsvp(), any_order=any_order, actor=scope.actor, now=now)
    return ()


def _save_contacts(
    series: Series, form: ContactsForm, scope: Scope, now: datetime
) -> Sequence[str]:
    save_contacts(series=series, contacts=form.content(), actor=scope.actor, now=now)
    return ()


def _save_questions(
    series: Series, form: QuestionsForm, scope: Scope, now: datetime
) -> Sequence[str]:
    save_questions(series=series, questions=form.content(), actor=scope.actor, now=now)
    return ()


PARTS: dict[str, Part] = {
    "about": Part(
        form=AboutForm,
        initial=lambda series: AboutForm.initial_of(contents.about_of(series)),
        save=_save_about,
        options=lambda choices: {"terms": choices.terms},
    ),
    "admission": Part(
        form=AdmissionForm,
        initial=lambda series: AdmissionForm.initial_of(contents.admission_of(series)),
        save=_save_admission,
        has_rows=True,
        options=lambda choices: {"units": choices.units, "rules": choices.rules},
    ),
    "rsvp": Part(
        form=RsvpForm,
        initial=lambda series: RsvpForm.initial_of(rsvp_of(series), any_order=series.any_order),
        save=_save_rsvp,
    ),
    "contacts": Part(
        form=ContactsForm,
        initial=lambda series: ContactsForm.initial_of(contents.contacts_of(series)),
        save=_save_contacts,
        has_rows=True,
    ),
    "questions": Part(
        form=QuestionsForm,
        initial=lambda series: QuestionsForm.initial_of(contents.questions_of(series)),
        save=_save_questions,
        has_rows=True,
    ),
}
"""By their names in addresses."""


class PartEditing:
    """A part of a stored series, as `editing.take` needs it; `told` takes what followed."""

    def __init__(
        self,
        part: Part,
        *,
        scope: Scope,
        slug: str,
        choices: EditorChoices,
        told: list[str] | None = None,
    ) -> None:
        self.part = part
        self.scope = scope
        self.series = found_series(scope, slug)
        self.choices = choices
        self.told = told if told is not None else []

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> PartForm:
        """The form, sent or as stored."""
        more = {"at_least": at_least} if self.part.has_rows else {}
        initial = self.part.initial(self.series)
        return self.part.form(data, initial=initial, **more, **self.part.options(self.choices))

    def unsent(self, form: PartForm) -> PartForm:
        """An unsent form with what was typed."""
        initial = {name: form[name].value() for name in form.fields}
        return self.part.form(initial=initial, **self.part.options(self.choices))

    def save(self, form: PartForm, *, agreed: str) -> None:  # noqa: ARG002  touches no session
        """Store it."""
        self.told.extend(self.part.save(self.series, form, self.scope, timezone.now()))


@in_site(Permission.SERIES_EDIT)
def edit_part(request: HttpRequest, scope: Scope, series_slug: str, part: str) -> HttpResponse:
    """One part of a series: its form, and what is wrong with it."""
    if part not in PARTS:
        raise Http404
    choices = editor_choices(site=scope.site, language=language())
    told: list[str] = []
    read = partial(
        PartEditing, PARTS[part], scope=scope, slug=series_slug, choices=choices, told=told
    )
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    if sent.answer is Answer.SAVED:
        messages.success(request, " ".join([_("Saved."), *told]))
        overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
        return redirect(f"{overview}#{part}")
    series = found_series(scope, series_slug)
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    context = {
        "scope": scope,
        "series": series,
        "part": part,
        "part_title": PART_TITLES[part],
        "sent": sent,
        "form": sent.form,
        "is_rows": isinstance(sent.form, RowsForm),
        "blocking": shown_all(sent.findings, series=series, page=page),
        "findings": findings_for(part, series=series, page=as_typed(sent, page)),
        "check_url": reverse("training:check_part", args=[scope.site.slug, series_slug, part]),
    }
    return render(request, "training/staff/part.html", context, status=sent.answer.status)


@in_site(Permission.SERIES_EDIT)
@require_POST
def check_part(request: HttpRequest, scope: Scope, series_slug: str, part: str) -> HttpResponse:
    """What would be wrong with a part if it were saved as it is typed now. Changes nothing."""
    if part not in PARTS:
        raise Http404
    choices = editor_choices(site=scope.site, language=language())
    editing = PartEditing(PARTS[part], scope=scope, slug=series_slug, choices=choices)
    form = editing.form(request.POST)
    form.is_valid()
    stored = page_of(editing.series, language=language(), now=timezone.now(), with_drafts=True)
    page = form.applied_to(stored)
    context = {
        "scope": scope,
        "series": editing.series,
        "findings": findings_for(part, series=editing.series, page=page),
        "is_typing": True,
    }
    return render(request, "training/staff/findings.html", context)


def found_series(scope: Scope, slug: str) -> Series:
    """The series of the address at this site, or 404."""
    series = series_of_site(site=scope.site, slug=slug)
    if series is None:
        raise Http404
    return series


def findings_for(part: str, *, series: Series, page: SeriesPage) -> list[Shown]:
    """What is wrong with one part of a page; with all of it for an empty name."""
    found = check_page(page, now=timezone.now(), moment=Moment.EDITING)
    return [one for one in shown_all(found, series=series, page=page) if part in ("", one.part)]


def as_typed(sent: Sent, page: SeriesPage) -> SeriesPage:
    """The page with what was sent in place of what is stored."""
    if sent.typed is None:
        return page
    sent.typed.is_valid()
    return sent.typed.applied_to(page)


def shown_all(findings: Any, *, series: Series, page: SeriesPage) -> list[Shown]:
    """Findings as the editor shows them."""
    return [shown(one, series=series, page=page) for one in findings]


def language() -> str:
    """The reader's."""
    return get_language() or "en"
