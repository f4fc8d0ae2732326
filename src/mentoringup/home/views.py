"""The front page, the desk of a person, the first page of a site, and health."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.domain.queries import modules_in
from mentoringup.home.health import LATEST_MAIL, examine
from mentoringup.home.queries import desk_of, overview_of
from mentoringup.home.rail import entries_for
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.people.domain.queries import signed_in
from mentoringup.training.domain.catalog import Wishes, catalog

SHOWN_SERIES = 3
"""Series on the front page: those that meet next."""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What the site is, and what can be done here."""
    language = get_language() or settings.LANGUAGE_CODE
    found = catalog(wishes=Wishes(), page=1, language=language, now=timezone.now())
    context = {
        "is_demo": settings.DEMO,
        "modules": modules_in(language),
        "coming": found.cards[:SHOWN_SERIES],
    }
    return render(request, "home/front.html", context)


@require_safe
@never_cache
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """The sites and roles of the person who is signed in."""
    person = signed_in(request.user)
    return render(
        request,
        "home/dashboard.html",
        {"desk": desk_of(person=person, now=timezone.now()), "is_demo": settings.DEMO},
    )


@require_safe
@never_cache
@in_site(Permission.SITE_VIEW)
def site(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What comes next at a site."""
    places = [one for one in entries_for(scope, path=request.path) if not one.is_here]
    found = overview_of(scope, now=timezone.now())
    return render(request, "home/site.html", {"scope": scope, "overview": found, "places": places})


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Whether everything works: 200 or 503, for load balancers."""
    found = examine(now=timezone.now())
    beat = found.beat_age
    parts = {
        "database": "answers" if found.database else "does not answer",
        "worker": {
            "is_alive": found.has_worker,
            "seconds_since_beat": None if beat is None else round(beat.total_seconds()),
        },
        "outbox": {
            "is_on_time": found.mail_age <= LATEST_MAIL,
            "seconds_overdue": round(found.mail_age.total_seconds()),
        },
    }
    facts = {"status": "good" if found.is_good else "failing", **parts}
    return JsonResponse(
        facts if found.database else {"status": "failing", "database": parts["database"]},
        status=200 if found.is_good else 503,
    )
