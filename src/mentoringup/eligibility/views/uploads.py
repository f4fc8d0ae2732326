"""Uploading a roster: what was understood is shown first, and nothing is stored until confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.domain.rosters import fill_roster, foresee_upload, row_of
from mentoringup.eligibility.domain.staff_queries import names_at
from mentoringup.eligibility.errors import RosterWasChangedError
from mentoringup.eligibility.forms.rosters import ADD, REPLACE, ConfirmForm, UploadForm
from mentoringup.eligibility.models import Roster
from mentoringup.eligibility.roster_file import RosterCantBeReadError, RosterText, read_roster
from mentoringup.eligibility.views.rosters import found_roster
from mentoringup.organizations.gate import Scope, in_site

FIRST_LINES = 5
"""Lines shown as they were understood."""

MOST_REMARKS = 200
"""Lines told one by one; of more, the number is."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def upload_roster(request: HttpRequest, scope: Scope, roster_id: int) -> HttpResponse:
    """Take a file or lines, show what would happen, and do it once that is confirmed."""
    roster = found_roster(scope, roster_id)
    if request.method != "POST":
        return _ask(request, scope, roster, UploadForm())
    if "confirm" in request.POST:
        return _confirmed(request, scope, roster)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, scope, roster, form)
    try:
        read = _read(scope, form.text)
    except RosterCantBeReadError as error:
        form.add_error("file" if form.cleaned_data.get("file") else "lines", str(error))
        return _ask(request, scope, roster, form)
    return _preview(request, scope, roster, read, lines=form.text, mode=form.cleaned_data["mode"])


def _confirmed(request: HttpRequest, scope: Scope, roster: Roster) -> HttpResponse:
    """Do what was looked at, or show again what would happen now."""
    form = ConfirmForm(request.POST)
    is_whole = form.is_valid()
    sent = form.cleaned_data
    try:
        read = _read(scope, sent.get("lines", ""))
    except RosterCantBeReadError as error:
        begun = UploadForm({"lines": sent.get("lines", ""), "mode": sent.get("mode", ADD)})
        begun.add_error("lines", str(error))
        return _ask(request, scope, roster, begun)
    shown = {"lines": sent["lines"], "mode": sent.get("mode", "")}
    if not read.entries:
        refusal = _("No line of it gives an address, so nothing was changed.")
        return _preview(request, scope, roster, read, **shown, refusal=refusal)
    if read.faults and not sent.get("leave_out"):
        refusal = _("Tick that the broken lines are left out, or repair them and upload again.")
        return _preview(request, scope, roster, read, **shown, refusal=refusal)
    try:
        change = fill_roster(
            roster=roster,
            entries=read.entries,
            replaces=sent.get("mode") == REPLACE,
            mark=sent["mark"] if is_whole else "",
            actor=scope.actor,
            now=timezone.now(),
        )
    except RosterWasChangedError as error:
        return _preview(request, scope, roster, read, **shown, refusal=str(error))
    messages.success(
        request,
        _("The roster is saved: %(added)d added, %(changed)d changed, %(removed)d removed.")
        % {
            "added": len(change.added),
            "changed": len(change.changed),
            "removed": len(change.removed),
        },
    )
    return redirect("eligibility:show_roster", scope.site.slug, roster.pk)


def _read(scope: Scope, text: str) -> RosterText:
    units = names_at(site=scope.site).units
    return read_roster(text, units={name: number for number, name in units.items()})


def _ask(request: HttpRequest, scope: Scope, roster: Roster, form: UploadForm) -> HttpResponse:
    told = {"scope": scope, "roster": roster, "form": form}
    status = 422 if form.errors else 200
    return render(request, "eligibility/upload_roster.html", told, status=status)


def _preview(
    request: HttpRequest,
    scope: Scope,
    roster: Roster,
    read: RosterText,
    *,
    lines: str,
    mode: str,
    refusal: str = "",
) -> HttpResponse:
    change = foresee_upload(roster=roster, entries=read.entries, replaces=mode == REPLACE)
    told: dict[str, Any] = {
        "scope": scope,
        "roster": roster,
        "read": read,
        "first": [row_of(roster, one) for one in read.entries[:FIRST_LINES]],
        "change": change,
        "faults": read.faults[:MOST_REMARKS],
        "notes": read.notes[:MOST_REMARKS],
        "more_faults": max(0, len(read.faults) - MOST_REMARKS),
        "more_notes": max(0, len(read.notes) - MOST_REMARKS),
        "lines": lines,
        "mode": mode,
        "refusal": refusal,
    }
    return render(request, "eligibility/preview_roster.html", told, status=422 if refusal else 200)
