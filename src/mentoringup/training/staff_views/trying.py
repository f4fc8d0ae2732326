"""Trying the rules of a series on people, before anybody asks for a seat. Nothing is stored."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.roster_file import Remark, RosterCantBeReadError, read_roster
from mentoringup.organizations.domain.queries import units_of
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.domain.queries import page_of
from mentoringup.training.domain.trying import (
    candidate_of,
    people_to_try,
    roster_of,
    roster_to_try,
    rosters_to_try,
    try_on,
)
from mentoringup.training.forms_trying import LINES, ROSTER, TryForm
from mentoringup.training.models import Series
from mentoringup.training.sentences import eligibility_sentence, priority_sentences
from mentoringup.training.staff_views.parts import found_series, language
from mentoringup.training.trial import Candidate, Trial

MOST_ROWS = 500
"""People told one by one; the numbers count all."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.ELIGIBILITY_EDIT)
def try_rules(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Choose people, and see for each of them what the rules of the series say."""
    series = found_series(scope, series_slug)
    form = TryForm(
        request.POST if request.method == "POST" else None,
        rosters=rosters_to_try(site=scope.site),
    )
    told: dict[str, Any] = {"scope": scope, "series": series, "form": form}
    if form.is_bound and form.is_valid():
        try:
            candidates, remarks = _chosen(scope, form)
        except RosterCantBeReadError as error:
            form.add_error("lines", str(error))
        else:
            told |= _tried(series, candidates, remarks)
    status = 422 if form.errors else 200
    return render(request, "training/staff/try.html", told, status=status)


def _chosen(scope: Scope, form: TryForm) -> tuple[list[Candidate], tuple[Remark, ...]]:
    """The people that a valid form names, and what is wrong with lines that were pasted."""
    said = form.cleaned_data
    if said["whom"] == LINES:
        units = {unit.name: unit.id for unit in units_of(site=scope.site)}
        read = read_roster(said["lines"], units=units)
        return [candidate_of(one) for one in read.entries], (*read.faults, *read.notes)
    if said["whom"] == ROSTER:
        roster = roster_of(site=scope.site, roster_id=said["roster"])
        return roster_to_try(roster=roster) if roster else [], ()
    return people_to_try(site=scope.site), ()


def _tried(
    series: Series, candidates: Sequence[Candidate], remarks: Sequence[Remark]
) -> dict[str, Any]:
    trial = try_on(series=series, candidates=candidates)
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    groups = [*priority_sentences(page.tiers), _none_of(trial)]
    return {
        "trial": trial,
        "rows": trial.rows[:MOST_ROWS],
        "more": max(0, len(trial.rows) - MOST_ROWS),
        "remarks": remarks,
        "eligibility": eligibility_sentence(page.stages, page.rule),
        "groups": list(zip(groups, trial.counts, strict=True)),
    }


def _none_of(trial: Trial) -> str:
    has_groups = len(trial.counts) > 1
    return _("In none of the groups: after all of them.") if has_groups else _("May come.")
