"""What was delivered of an implementation, whichever of its plans was led: minutes, no notes."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.delivery.domain.queries import delivered_minutes, implementation_at
from mentoringup.delivery.exports import csv_of
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.models import Implementation


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
    lines = csv_of(delivered_minutes(implementation=row).sessions)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="delivered-of-{row.pk}.csv"'
    return response


def _found(scope: Scope, delivery_id: int) -> Implementation:
    row = implementation_at(site=scope.site, delivery_id=delivery_id)
    if row is None:
        raise Http404
    return row
