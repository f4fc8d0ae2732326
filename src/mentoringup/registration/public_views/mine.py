"""What people have of their own: their seats, and their links once more."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.people.domain.queries import signed_in
from mentoringup.registration.domain.finding_again import send_links
from mentoringup.registration.domain.own_seats import absences_of, seats_of_person, tallies_of
from mentoringup.registration.forms_rsvp import LinkForm
from mentoringup.registration.public_views.limits import may_send_links


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All requests of the person who is signed in, by how they stand."""
    person, now = signed_in(request.user), timezone.now()
    context = {
        "groups": seats_of_person(person=person, now=now),
        "absences": absences_of(person=person, now=now),
        "tallies": tallies_of(person=person, now=now),
    }
    return render(request, "registration/public/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send_link(request: HttpRequest) -> HttpResponse:
    """Mail somebody the links of their requests once more; the answer is always the same."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if may_send_links(request, address=address):
            send_links(address=address, now=timezone.now())
        return redirect("registration:link_sent")
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/public/send_link.html", {"form": form}, status=status)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """The answer to whoever asked for their links."""
    return render(request, "registration/public/link_sent.html")
