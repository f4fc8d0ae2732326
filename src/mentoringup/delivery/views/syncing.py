"""What the page's script asks for, and the script that works without a network."""

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.delivery.domain.queries import words_of
from mentoringup.delivery.domain.recording import take_changes
from mentoringup.delivery.errors import SessionIsGoneError
from mentoringup.delivery.reading import LARGEST_BODY, ChangesRefusedError, in_milliseconds
from mentoringup.delivery.sheet import words_to_json
from mentoringup.delivery.views.finding import found_delivery
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.enums import PlanState


@require_safe
@never_cache
@in_site(Permission.PLAN_EDIT)
def sheet(request: HttpRequest, scope: Scope, plan_id: int, key: str) -> HttpResponse:
    """The words as they stand, the server's clock, and a fresh token to send changes with."""
    plan, delivery = found_delivery(scope, plan_id, key)
    return JsonResponse(
        {
            "now": _now(),
            "token": get_token(request),
            "person": str(scope.actor.pk),
            "revision": delivery.revision,
            "may_start": plan.row.state == PlanState.PLAN,
            "words": words_to_json(words_of(delivery, delivery.items.all())),
        }
    )


@require_POST
@in_site(Permission.PLAN_EDIT)
def changes(request: HttpRequest, scope: Scope, plan_id: int, key: str) -> HttpResponse:
    """Take what a device kept; answers which changes it may forget, and the words that hold."""
    _plan, delivery = found_delivery(scope, plan_id, key)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return JsonResponse({"what": _("That is too much at once.")}, status=413)
    try:
        given = json.loads(request.body)
        if isinstance(given, dict) and given.get("person", str(scope.actor.pk)) != str(
            scope.actor.pk
        ):
            return JsonResponse({"what": _("Somebody else is signed in now.")}, status=409)
        taken = take_changes(delivery=delivery, given=given, actor=scope.actor, now=timezone.now())
    except ChangesRefusedError as error:
        return JsonResponse({"what": str(error)}, status=422)
    except (ValueError, RecursionError):
        return JsonResponse({"what": _("This is no list of changes.")}, status=422)
    except SessionIsGoneError as error:
        raise Http404 from error
    return JsonResponse(
        {
            "now": _now(),
            "taken": [*taken.read.taken],
            "refused": [{"id": one.id, "reason": one.reason} for one in taken.read.refused],
            "words": words_to_json(taken.words),
        }
    )


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its address never changes, and each room is a scope of its own."""
    file = finders.find("delivery/worker.js")
    if not isinstance(file, str):
        raise Http404
    answer = HttpResponse(Path(file).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/sites/"
    answer["Cache-Control"] = "no-cache"
    return answer


def _now() -> str:
    return in_milliseconds(timezone.now()).isoformat(timespec="milliseconds")
