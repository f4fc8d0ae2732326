"""The number of seats of a session, changed from the list of its seats."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.registration.domain.queries import seats_of
from mentoringup.registration.forms_capacity import CapacityForm
from mentoringup.registration.seat_bar import bar_of
from mentoringup.registration.staff_views.places import desk_at
from mentoringup.training.domain import contents
from mentoringup.training.domain.queries import page_of
from mentoringup.training.domain.sessions import save_session
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.staff_views.editing import Answer, begun, take
from mentoringup.training.staff_views.parts import language, shown_all


class CapacityEditing:
    """The number of seats of a stored session, as `editing.take` needs it."""

    def __init__(self, *, scope: Scope, series_slug: str, session_id: int) -> None:
        self.desk = desk_at(scope, series_slug, session_id)
        self.text = contents.session_of(self.desk.session)

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> CapacityForm:  # noqa: ARG002  it has no rows
        """The form, sent or as stored."""
        return CapacityForm(data, initial={"capacity": self.text.capacity}, text=self.text)

    def unsent(self, form: PartForm) -> CapacityForm:
        """An unsent form with what was typed."""
        return CapacityForm(initial={"capacity": form["capacity"].value()}, text=self.text)

    def save(self, form: PartForm, *, agreed: str) -> None:
        """Store the number, with a version and a line of history as any save of the session."""
        save_session(
            session=self.desk.session,
            text=replace(self.text, capacity=form.cleaned_data["capacity"]),
            agreed=agreed,
            actor=self.desk.scope.actor,
            now=self.desk.now,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.SERIES_EDIT)
def change_capacity(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """The number of seats now, and another; says first what that does."""
    read = partial(CapacityEditing, scope=scope, series_slug=series_slug, session_id=session_id)
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    desk = desk_at(scope, series_slug, session_id)
    back = reverse("registration:session_seats", args=desk.here)
    if sent.answer is Answer.SAVED:
        messages.success(request, _saved(desk.session.title, desk.session.capacity))
        return redirect(back)
    seats = seats_of(session=desk.session)
    page = page_of(desk.series, language=language(), now=desk.now, with_drafts=True)
    context = {
        **desk.context,
        "sent": sent,
        "form": sent.form,
        "seats": seats,
        "bar": bar_of(seats),
        "blocking": shown_all(sent.findings, series=desk.series, page=page),
        "back": back,
    }
    return render(request, "registration/staff/capacity.html", context, status=sent.answer.status)


def _saved(title: str, capacity: int | None) -> str:
    if capacity is None:
        return _("“%(title)s” has as many seats as people ask for.") % {"title": title}
    return ngettext(
        "“%(title)s” has %(n)d seat now.", "“%(title)s” has %(n)d seats now.", capacity
    ) % {"title": title, "n": capacity}
