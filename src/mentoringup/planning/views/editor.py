"""The editor: a plan's sessions and items, and every change of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.pack.values import Pack
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.planning.domain.plans import change_plan, redo_change, undo_change
from mentoringup.planning.domain.proposals import propose_anew
from mentoringup.planning.domain.queries import StoredPlan, latest_change
from mentoringup.planning.errors import (
    NothingToUndoError,
    PlanRefusedError,
    SomebodyChangedItError,
)
from mentoringup.planning.ids import is_id, new_ids
from mentoringup.planning.left_out import sentences_of
from mentoringup.planning.library import activities_to_add
from mentoringup.planning.names import name_of_module
from mentoringup.planning.orders import Order, order_from
from mentoringup.planning.sentences import asked_in_words, done_in_words
from mentoringup.planning.views.finding import (
    editor_context,
    forget_proposal,
    found_plan,
    keep_proposal,
    language,
    pack_of,
    revision_in,
)

_STEPS = {"undo": undo_change, "redo": redo_change}
_KEPT = frozenset(
    {"do", "item", "session", "position", "with", "minutes", "title", "note", "module"}
    | {"activity", "form"}
)
"""What a form may say beside the revision: kept where somebody else was faster."""


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def show_plan(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """A plan with its minutes, objectives and warnings; with buttons for those who may plan."""
    stored = found_plan(scope, plan_id)
    told = editor_context(request, scope, stored, pack_of(scope, stored))
    return render(request, "planning/editor.html", told)


@require_POST
@in_site(Permission.PLAN_EDIT)
def change(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Do what a button, a key or a drag asks for; htmx gets the board, everybody else the page."""
    stored = found_plan(scope, plan_id)
    pack = pack_of(scope, stored)
    order: Order | None = None
    try:
        if step := _STEPS.get(request.POST.get("do", "")):
            changed = step(
                row=stored.row,
                revision=revision_in(request.POST),
                actor=scope.actor,
                now=timezone.now(),
            )
        else:
            order = order_from(request.POST, plan=stored.plan, pack=pack, ids=new_ids())
            changed = change_plan(
                row=stored.row,
                revision=revision_in(request.POST),
                change=order.change,
                title=order.title,
                edit=order.edit,
                actor=scope.actor,
                now=timezone.now(),
            )
    except SomebodyChangedItError:
        return _conflict(request, scope, plan_id, pack, order)
    except PlanRefusedError as error:
        return _answer(request, scope, stored, pack, status=422, refusal=str(error.what))
    except NothingToUndoError:
        refusal = _("There is no change left to take back or to make again.")
        return _answer(request, scope, stored, pack, status=422, refusal=refusal)
    done = done_in_words(order, changed.plan, is_redone=request.POST.get("do") == "redo")
    place = order.place if order else ""
    if request.headers.get("HX-Request"):
        now = found_plan(scope, plan_id)
        return _answer(request, scope, now, pack, said=done, look_at=place)
    messages.success(request, done)
    address = reverse("planning:show_plan", args=[scope.site.slug, plan_id])
    return redirect(f"{address}#{place}" if is_id(place) else address)


@require_POST
@in_site(Permission.PLAN_EDIT)
def propose(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Fill the plan anew; locked items stay."""
    stored = found_plan(scope, plan_id)
    pack = pack_of(scope, stored)
    try:
        proposed = propose_anew(
            row=stored.row,
            revision=revision_in(request.POST),
            pack=pack,
            actor=scope.actor,
            now=timezone.now(),
        )
    except SomebodyChangedItError:
        return _conflict(request, scope, plan_id, pack, None)
    except PlanRefusedError as error:
        return _answer(request, scope, stored, pack, status=422, refusal=str(error.what))
    keep_proposal(
        request,
        plan_id,
        sentences=sentences_of(proposed.left_out, plan=proposed.plan, pack=pack),
        is_best=proposed.is_best,
    )
    messages.success(request, _("The plan was proposed anew. Locked items stayed."))
    return redirect("planning:show_plan", scope.site.slug, plan_id)


@require_POST
@in_site(Permission.PLAN_EDIT)
def close_proposal(request: HttpRequest, scope: Scope, plan_id: int) -> HttpResponse:
    """Show no more what the last proposal left out."""
    forget_proposal(request, found_plan(scope, plan_id).row.pk)
    return redirect("planning:show_plan", scope.site.slug, plan_id)


@require_safe
@in_site(Permission.PLAN_EDIT)
def add_item(request: HttpRequest, scope: Scope, plan_id: int, session_key: str) -> HttpResponse:
    """What can be put into a session: activities of the library by words and module."""
    stored = found_plan(scope, plan_id)
    session = stored.plan.session(session_key)
    if session is None:
        raise Http404
    pack = pack_of(scope, stored)
    asked, module = request.GET.get("q", "").strip(), request.GET.get("module", "")
    told = {
        "scope": scope,
        "row": stored.row,
        "plan": stored.plan,
        "session": session,
        "asked": asked,
        "module": module,
        "modules": [(one.id, name_of_module(one.id, pack=pack)) for one in pack.modules],
        "groups": activities_to_add(
            stored.plan, pack=pack, words=asked, module=module, language=language()
        ),
    }
    of_htmx = request.headers.get("HX-Request")
    page = "planning/found_activities.html" if of_htmx else "planning/add_item.html"
    return render(request, page, told)


def _answer(
    request: HttpRequest,
    scope: Scope,
    stored: StoredPlan,
    pack: Pack,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The board for htmx, the whole page for a browser without it."""
    told = {**editor_context(request, scope, stored, pack), **more}
    part = "planning/board.html" if request.headers.get("HX-Request") else "planning/editor.html"
    return render(request, part, told, status=status)


def _conflict(
    request: HttpRequest, scope: Scope, plan_id: int, pack: Pack, order: Order | None
) -> HttpResponse:
    """The plan as somebody else left it, with what was asked, to be asked once more."""
    stored = found_plan(scope, plan_id)
    kept = [(name, value) for name, value in request.POST.items() if name in _KEPT]
    return _answer(
        request,
        scope,
        stored,
        pack,
        status=409,
        conflict={
            "asked": asked_in_words(order, request.POST),
            "kept": kept,
            "can_repeat": order is not None,
            "theirs": latest_change(row=stored.row),
        },
    )
