"""What was delivered of an implementation, whichever of its plans was led: minutes, no notes."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.delivery.domain.queries import delivered_minutes
from mentoringup.delivery.fidelity import DeliveredSession
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.models import Implementation
from mentoringup.ui.csv_files import csv_lines


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def implementation(request: HttpRequest, scope: Scope, delivery_id: int) -> HttpResponse:
    """Planned and delivered minutes of its sessions and modules."""
    row = _found(scope, delivery_id)
    found = delivered_minutes(implementation=row)
    told = {"scope": scope, "implementation": row, "found": found}
    return render(request, "delivery/implementation.html", told)


@require_safe
@never_cache
@in_site(Permission.CURRICULUM_VIEW)
def export_implementation(
    request: HttpRequest,
    scope: Scope,
    delivery_id: int,
) -> StreamingHttpResponse:
    """The same, item by item, as CSV."""
    row = _found(scope, delivery_id)
    head = [
        _("Session"),
        _("Began"),
        _("Ended"),
        _("Item"),
        _("Module"),
        _("Activity"),
        _("How it went"),
        _("Planned minutes"),
        _("Delivered minutes"),
        _("Delivered seconds"),
    ]
    lines = csv_lines(head, cells_of(delivered_minutes(implementation=row).sessions))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="delivered-of-{row.pk}.csv"'
    return response


def cells_of(sessions: tuple[DeliveredSession, ...], *, notes: bool = False) -> Iterator[list[str]]:
    """A line for each item; what the facilitator wrote only where it is asked for."""
    for session in sessions:
        moments = [
            moment.isoformat(timespec="seconds") if moment else ""
            for moment in (session.started_at, session.ended_at)
        ]
        for line in session.lines:
            yield [
                session.title,
                *moments,
                line.title,
                line.module,
                line.activity,
                str(line.state.label),
                str(line.planned),
                str(line.delivered) if line.seconds is not None else "",
                "" if line.seconds is None else str(line.seconds),
                *([line.note] if notes else []),
            ]


def _found(scope: Scope, delivery_id: int) -> Implementation:
    found = Implementation.objects.select_related("series")
    row = found.filter(series__site=scope.site, pk=delivery_id).first()
    if row is None:
        raise Http404
    return row
