"""The live page of a session, which is also a form: it works without its script."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.delivery.domain.opening import open_delivery, take_plan_anew
from mentoringup.delivery.domain.queries import delivery_of, room_of, words_of
from mentoringup.delivery.domain.recording import (
    end_session,
    reopen_session,
    start_session,
    take_start_back,
    touch_item,
)
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.errors import (
    NothingToLeadError,
    PlanIsNotLedError,
    SessionHasBegunError,
    SessionIsGoneError,
)
from mentoringup.delivery.forms import ItemForm, initial_of
from mentoringup.delivery.models import Delivery
from mentoringup.delivery.page_words import put_away_words
from mentoringup.delivery.views.finding import found_plan
from mentoringup.delivery.views.room_page import context_of
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.domain.queries import StoredPlan
from mentoringup.planning.enums import PlanState

UNDO = "room_undo"
"""Where the browser's session keeps how to take the last touch back, by the delivery's number."""
type_of_act = Callable[..., object]
_CLOCK: dict[str, tuple[type_of_act, str]] = {
    "start": (start_session, "take_start_back"),
    "take_start_back": (take_start_back, ""),
    "end": (end_session, "reopen"),
    "reopen": (reopen_session, ""),
}
"""What a button does to the clock, and what takes that back."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.PLAN_EDIT)
def room(request: HttpRequest, scope: Scope, plan_id: int, key: str) -> HttpResponse:
    """Lead the session; before its room is open, say what opening does."""
    plan = found_plan(scope, plan_id)
    delivery = delivery_of(plan=plan, key=key)
    if delivery is None:
        return _closed_room(request, scope, plan, key)
    wrong = None
    if request.method == "POST":
        try:
            wrong = _act(request, scope, delivery)
        except SessionIsGoneError as error:
            raise Http404 from error
        except PlanIsNotLedError:
            messages.error(request, put_away_words())
        if wrong is None:
            return redirect(f"{request.path}#{_where(request)}")
    found = room_of(plan=plan, delivery=delivery)
    may_undo = str(delivery.pk) in request.session.get(UNDO, {})
    told = context_of(request, scope, found, now=timezone.now(), wrong=wrong, undo=may_undo)
    told |= {"plan": plan}
    return render(request, "delivery/room.html", told, status=422 if wrong else 200)


def _closed_room(request: HttpRequest, scope: Scope, plan: StoredPlan, key: str) -> HttpResponse:
    session = plan.plan.session(key)
    if session is None:
        raise Http404
    if request.method == "POST":
        try:
            open_delivery(plan=plan.row, key=key, actor=scope.actor, now=timezone.now())
        except SessionIsGoneError as error:
            raise Http404 from error
        except NothingToLeadError:
            messages.error(request, _("This session has no items yet: plan it first."))
        except PlanIsNotLedError:
            messages.error(request, _("Templates, and plans that were put away, can't be led."))
        return redirect("delivery:room", scope.site.slug, plan.row.pk, key)
    told = {
        "scope": scope,
        "plan": plan,
        "session": session,
        "may_open": plan.row.state == PlanState.PLAN,
    }
    return render(request, "delivery/closed_room.html", told)


def _act(request: HttpRequest, scope: Scope, delivery: Delivery) -> ItemForm | None:
    """Do what a button says; gives a form back that was refused. Unknown buttons do nothing."""
    act, now = request.POST.get("act", ""), timezone.now()
    if act == "undo":
        _take_back(request, scope, delivery)
    elif act == "renew":
        _renew(request, scope, delivery)
    elif act == "item":
        return _say_by_hand(request, scope, delivery)
    elif act in _CLOCK:
        do, back = _CLOCK[act]
        do(delivery=delivery, actor=scope.actor, now=now)
        _remember(request, delivery, {"act": back} if back else None)
    elif act in ItemState.values:
        item = request.POST.get("item", "")
        _remember_item(request, delivery, item)
        touch_item(delivery=delivery, item=item, state=ItemState(act), actor=scope.actor, now=now)
    return None


def _where(request: HttpRequest) -> str:
    """Where on the page to go on: at the item that was corrected, or at what is on."""
    item = request.POST.get("item", "")
    by_hand = request.POST.get("act") == "item" and item.isalnum()
    return f"item-{item}" if by_hand else "now"


def _say_by_hand(request: HttpRequest, scope: Scope, delivery: Delivery) -> ItemForm | None:
    item = request.POST.get("item", "")
    words = words_of(delivery, delivery.items.all())
    form = ItemForm(request.POST, initial=initial_of(words, item), prefix=item)
    if not form.is_valid():
        return form
    state, note = form.said_state(), form.said_note(now=words.note_on(item))
    _remember_item(request, delivery, item, state=state is not None, note=note is not None)
    touch_item(
        delivery=delivery,
        item=item,
        state=state,
        seconds=form.seconds(),
        note=note,
        actor=scope.actor,
        now=timezone.now(),
    )
    messages.success(request, _("It is saved."))
    return None


def _renew(request: HttpRequest, scope: Scope, delivery: Delivery) -> None:
    try:
        take_plan_anew(delivery=delivery, actor=scope.actor, now=timezone.now())
    except SessionHasBegunError:
        messages.error(request, _("The session has begun: it is led by the plan as it was."))
    except NothingToLeadError:
        messages.error(request, _("The session has no items in the plan any more."))
    else:
        _remember(request, delivery, None)
        messages.success(request, _("The room follows the plan as it stands now."))


def _take_back(request: HttpRequest, scope: Scope, delivery: Delivery) -> None:
    """Do the opposite of the last touch that this browser sent as a form."""
    said = request.session.get(UNDO, {}).get(str(delivery.pk))
    _remember(request, delivery, None)
    if not said:
        return
    now = timezone.now()
    if act := said.get("act"):
        _CLOCK[act][0](delivery=delivery, actor=scope.actor, now=now)
        return
    touch_item(
        delivery=delivery,
        item=said["item"],
        state=ItemState(said["state"]) if "state" in said else None,
        seconds=said.get("seconds"),
        note=said.get("note"),
        actor=scope.actor,
        now=now,
    )


def _remember_item(
    request: HttpRequest, delivery: Delivery, item: str, *, state: bool = True, note: bool = False
) -> None:
    """Keep what is about to be changed; what isn't is no matter of taking it back."""
    words = words_of(delivery, delivery.items.all())
    word = words.items.get(item)
    said: dict[str, object] = {"item": item}
    if state:
        said["state"] = word.state.value if word else ItemState.PLANNED.value
        said["seconds"] = word.seconds if word else None
    if note:
        said["note"] = words.note_on(item)
    _remember(request, delivery, said)


def _remember(request: HttpRequest, delivery: Delivery, said: dict[str, object] | None) -> None:
    kept = {
        key: one for key, one in request.session.get(UNDO, {}).items() if key != str(delivery.pk)
    }
    request.session[UNDO] = kept | ({str(delivery.pk): said} if said else {})
