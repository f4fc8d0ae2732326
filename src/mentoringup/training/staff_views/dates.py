"""The dates and places of all sessions on one page."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.domain import contents
from mentoringup.training.domain.queries import page_of, sessions_of
from mentoringup.training.domain.sessions import save_sessions
from mentoringup.training.forms_dates import FIELDS, DatedSession, DatesForm
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.models import Series
from mentoringup.training.page import SeriesPage
from mentoringup.training.staff_views.editing import Answer, begun, take
from mentoringup.training.staff_views.parts import (
    as_typed,
    findings_for,
    found_series,
    language,
    shown_all,
)
from mentoringup.training.staff_views.places import Shown


class DatesEditing:
    """All sessions of a stored series, as `editing.take` needs them."""

    def __init__(self, *, scope: Scope, slug: str) -> None:
        self.scope = scope
        self.series = found_series(scope, slug)
        self.stored = {one.pk: one for one in sessions_of(self.series)}
        zone = self.series.site.zone
        texts = {key: contents.session_of(one) for key, one in self.stored.items()}
        self.sessions = [
            DatedSession(id=key, text=replace(text, zone=text.zone or zone))
            for key, text in texts.items()
        ]

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> DatesForm:  # noqa: ARG002  sessions are not added here
        """The form, sent or as stored."""
        return DatesForm(data, initial=DatesForm.initial_of(self.sessions), sessions=self.sessions)

    def unsent(self, form: PartForm) -> DatesForm:
        """An unsent form with what was typed."""
        typed = {name: form[name].value() for name in form.fields}
        return DatesForm(initial=typed, sessions=self.sessions)

    def save(self, form: PartForm, *, agreed: str) -> None:
        """Store those that were changed, all or none."""
        if not isinstance(form, DatesForm):
            raise TypeError
        save_sessions(
            sessions=self.stored,
            texts=form.content(),
            agreed=agreed,
            actor=self.scope.actor,
            now=timezone.now(),
        )


@in_site(Permission.SERIES_EDIT)
def edit_dates(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """When and where all sessions are, in one form."""
    read = partial(DatesEditing, scope=scope, slug=series_slug)
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    if sent.answer is Answer.SAVED:
        messages.success(request, _("Saved."))
        overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
        return redirect(f"{overview}#sessions")
    series = found_series(scope, series_slug)
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    context = {
        "scope": scope,
        "series": series,
        "sent": sent,
        "form": sent.form,
        "blocking": shown_all(sent.findings, series=series, page=page),
        "findings": _about_dates(series, as_typed(sent, page)),
    }
    return render(request, "training/staff/dates.html", context, status=sent.answer.status)


@in_site(Permission.SERIES_EDIT)
@require_POST
def check_dates(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """What would be wrong with the dates if they were saved as typed now. Changes nothing."""
    editing = DatesEditing(scope=scope, slug=series_slug)
    form = editing.form(request.POST)
    form.is_valid()
    page = page_of(editing.series, language=language(), now=timezone.now(), with_drafts=True)
    findings = _about_dates(editing.series, form.applied_to(page))
    context = {"scope": scope, "series": editing.series, "findings": findings}
    return render(request, "training/staff/findings.html", context)


def _about_dates(series: Series, page: SeriesPage) -> list[Shown]:
    """Findings about what this form writes, leading to its fields."""
    return [
        replace(one, url=f"#id_{one.finding.place.key}-{one.finding.place.field}", order="")
        for one in findings_for("", series=series, page=page)
        if one.finding.place.part == "session" and one.finding.place.field in FIELDS
    ]
