"""Who came to a session."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.desk import mark_all
from mentoringup.registration.domain.desk_queries import guests_of
from mentoringup.registration.errors import SeatError
from mentoringup.registration.forms_staff import AttendanceForm
from mentoringup.registration.staff_views.places import Desk, desk_at


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def take_attendance(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """One form for everybody with a seat, once the session has begun; can be corrected later."""
    desk = desk_at(scope, series_slug, session_id)
    guests = guests_of(session=desk.session, with_needs=False)
    form = AttendanceForm(
        request.POST or None, guests=[(one.registration, one.name) for one in guests]
    )
    if request.method == "POST" and form.is_valid() and (said := _mark(desk, form)):
        messages.success(request, said)
        return redirect("registration:take_attendance", *desk.here)
    context = {
        **desk.context,
        "form": form,
        "rows": [(one, form[f"mark-{one.registration.pk}"]) for one in guests],
    }
    status = 422 if form.errors else 200
    return render(request, "registration/staff/attendance.html", context, status=status)


def _mark(desk: Desk, form: AttendanceForm) -> str:
    """Note what was changed; what was done, in words, or nothing where it can't be."""
    try:
        number = mark_all(
            session=desk.session, marks=form.marks(), actor=desk.scope.actor, now=desk.now
        )
    except SeatError as error:
        form.add_error(None, str(error))
        return ""
    if not number:
        return _("Nothing was changed.")
    return ngettext("One mark is noted.", "%(n)d marks are noted.", number) % {"n": number}
