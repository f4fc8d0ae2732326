"""The live list of a session, and the same as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.desk_queries import (
    counts_by_part,
    draws_of,
    mark_of,
    positions_in_line,
    requests_in,
    tiers_in,
)
from mentoringup.registration.domain.drawing import undrawn_tiers
from mentoringup.registration.domain.plans import tiers_before_the_rest
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.exports import csv_of
from mentoringup.registration.forms_staff import GroupForm
from mentoringup.registration.group import Part
from mentoringup.registration.order_words import order_sentences
from mentoringup.registration.seat_bar import bar_of
from mentoringup.registration.staff_views.places import Desk, desk_at
from mentoringup.registration.staff_views.rows import rows_of

REQUESTS_ON_A_PAGE = 50


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_VIEW)
def session_seats(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """Who has a seat, who is offered one, who waits, in the order; part of it for htmx."""
    desk = desk_at(scope, series_slug, session_id)
    is_part = bool(request.headers.get("HX-Request"))
    mark = mark_of(session=desk.session)
    if is_part and request.headers.get("X-Seen") == mark:
        return HttpResponse(status=204)
    context = {**desk.context, **_list(request, desk), "mark": mark}
    if is_part:
        return render(request, "registration/staff/seat_list.html", context)
    return render(request, "registration/staff/session.html", {**context, **_beside(desk)})


@require_safe
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def export_seats(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> StreamingHttpResponse:
    """The list as CSV, as it is filtered."""
    desk = desk_at(scope, series_slug, session_id)
    group = group_form(request, desk).group()
    rows = csv_of(
        requests_in(session=desk.session, group=group).iterator(chunk_size=500),
        positions=positions_in_line(session=desk.session),
        tiers=desk.tiers,
        zone=desk.zone,
    )
    name = f"seats-{desk.series.slug}-{desk.session.slug}.csv"
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def group_form(request: HttpRequest, desk: Desk) -> GroupForm:
    """The filter of the address, with the tiers that occur."""
    tiers = [(tier, desk.tier_name(tier)) for tier in tiers_in(session=desk.session)]
    data = request.GET if request.method in {"GET", "HEAD"} else request.POST
    return GroupForm(data, tiers=tiers)


def _list(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    form = group_form(request, desk)
    group = form.group()
    counts = counts_by_part(session=desk.session)
    found = requests_in(session=desk.session, group=group)
    page = Paginator(found, REQUESTS_ON_A_PAGE).get_page(request.GET.get("page"))
    positions = positions_in_line(session=desk.session) if counts[Part.WAITING] else {}
    return {
        "form": form,
        "group": group,
        "parts": [(part, part.label, counts[part], part is group.part) for part in Part],
        "has_requests": any(counts.values()),
        "page": page,
        "rows": rows_of(page.object_list, desk=desk, positions=positions),
        "seats": (seats := seats_of(session=desk.session)),
        "bar": bar_of(seats),
        "now": desk.now,
        "says_come": desk.is_too_late_for_offers and bool(counts[Part.WAITING]),
    }


def _beside(desk: Desk) -> dict[str, Any]:
    """Why the order is what it is."""
    if desk.window is None:
        said = [_("While the date is to be announced, nobody can ask for a seat.")]
    else:
        said = order_sentences(
            desk.plan,
            desk.window,
            tiers=tiers_before_the_rest(desk.session.implementation.series),
            undrawn=undrawn_tiers(session=desk.session),
            zone=desk.zone,
            now=desk.now,
        )
    draws = [(one, desk.tier_name(one.tier)) for one in draws_of(session=desk.session)]
    return {"order": said, "draws": draws}
