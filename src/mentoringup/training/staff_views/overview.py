"""The list of a site's series, a new one, and the editor's one calm page."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.checks.finding import Finding, Severity
from mentoringup.training.domain.checking import blocking, findings_while_editing
from mentoringup.training.domain.queries import (
    edition_by_id,
    editor_choices,
    import_of,
    page_of,
    removed_sessions_of,
    rsvp_of,
    series_at,
    sessions_of,
    term_at,
)
from mentoringup.training.domain.series import create_series
from mentoringup.training.enums import Audience, SeriesState
from mentoringup.training.forms_series import NewSeriesForm
from mentoringup.training.models import Series
from mentoringup.training.page import SeriesPage
from mentoringup.training.sentences import (
    eligibility_sentence,
    order_sentence,
    priority_sentences,
    rsvp_sentence,
)
from mentoringup.training.staff_places import ways_from_series
from mentoringup.training.staff_views.parts import findings_for, found_series, language
from mentoringup.training.staff_views.places import PART_TITLES

SERIES_ON_A_PAGE = 25


@in_site(Permission.SERIES_VIEW)
def series_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All series of the site with their states and what is left to repair."""
    pages = Paginator(series_at(site=scope.site), SERIES_ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    listed = list(shown.object_list)
    found = findings_while_editing(series=listed, now=timezone.now(), language=language())
    rows = [_row(one, findings) for one, findings in zip(listed, found, strict=True)]
    context = {
        "scope": scope,
        "rows": rows,
        "page": shown,
        "may_edit": scope.may(Permission.SERIES_EDIT),
    }
    return render(request, "training/staff/list.html", context)


@in_site(Permission.SERIES_EDIT)
def new_series(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A draft from a title, a term and a curriculum."""
    choices = editor_choices(site=scope.site, language=language())
    form = NewSeriesForm(
        request.POST or None,
        terms=choices.terms,
        editions=choices.editions,
        initial={"edition": choices.editions[0][0] if choices.editions else None},
    )
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        series = create_series(
            site=scope.site,
            title=wanted["title"],
            term=term_at(site=scope.site, term_id=wanted["term"]),
            edition=edition_by_id(wanted["edition"]),
            mode=Mode(wanted["mode"]),
            audience=Audience(wanted["audience"]),
            session_for_each_module=wanted["session_for_each_module"],
            actor=scope.actor,
            now=timezone.now(),
        )
        messages.success(request, _("The draft is there. Nobody sees it until you publish it."))
        return redirect("training:edit_series", scope.site.slug, series.slug)
    status = 422 if form.errors else 200
    return render(request, "training/staff/new.html", {"scope": scope, "form": form}, status=status)


@in_site(Permission.SERIES_VIEW)
def edit_series(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Everything on the page of a series, part by part, and the list of what is left to repair."""
    series = found_series(scope, series_slug)
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    findings = findings_for("", series=series, page=page)
    context = {
        "scope": scope,
        "series": series,
        "page": page,
        "titles": PART_TITLES,
        "findings": findings,
        "blocks": sum(one.finding.severity is Severity.BLOCK for one in findings),
        "sessions": list(zip(sessions_of(series), page.sessions, strict=True)),
        "deliveries": list(series.implementations.all()),
        "removed": removed_sessions_of(series=series),
        "has_import": import_of(series=series) is not None,
        "may_edit": scope.may(Permission.SERIES_EDIT),
        "may_try": scope.may(Permission.ELIGIBILITY_EDIT),
        "may_publish": scope.may(Permission.SERIES_PUBLISH),
        "ways": ways_from_series(series, scope),
        **sentences(series, page),
    }
    return render(request, "training/staff/editor.html", context)


def sentences(series: Series, page: SeriesPage) -> dict[str, Any]:
    """What the rules of a series say."""
    return {
        "eligibility": eligibility_sentence(page.stages, page.rule),
        "priorities": priority_sentences(page.tiers),
        "rsvp": rsvp_sentence(rsvp_of(series), CalendarKind(series.site.calendar)),
        "order": order_sentence(any_order=series.any_order),
    }


def _row(series: Series, findings: tuple[Finding, ...]) -> dict[str, Any]:
    sessions = sessions_of(series)
    blocks = len(blocking(findings))
    return {
        "series": series,
        "sessions": len(sessions),
        "next": min((one.starts_at for one in sessions if one.starts_at), default=None),
        "blocks": blocks,
        "warnings": len(findings) - blocks,
        "is_draft": series.state == SeriesState.DRAFT,
    }
