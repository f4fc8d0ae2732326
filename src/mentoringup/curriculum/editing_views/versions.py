"""What became of a part: its versions, its differences, its original, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.access.permissions import Permission
from mentoringup.curriculum.domain.adapting import give_back, restore_version, take_over
from mentoringup.curriculum.domain.library import PackAtSite, pack_in_use
from mentoringup.curriculum.domain.parts import (
    PartAtSite,
    adapted_parts,
    provenance_of,
    updated_parts,
    versions_of,
)
from mentoringup.curriculum.editing_views.found import found_pack, found_part, told_of
from mentoringup.curriculum.errors import PackIsBrokenError, PartIsUnknownError
from mentoringup.curriculum.forms_editing import RestoreForm, SeenForm, TakeOverForm
from mentoringup.curriculum.models import PartVersion
from mentoringup.curriculum.pack.line_diff import DiffLine, diff_of
from mentoringup.curriculum.pack.pieces import Compared, State, compare
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.gate import Scope, in_site

VERSIONS_ON_A_PAGE = 20


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def list_adapted(request: HttpRequest, scope: Scope, pack_slug: str) -> HttpResponse:
    """What the site changed in a pack, and where its original has moved on."""
    at_site = found_pack(scope, pack_slug)
    told = {
        "scope": scope,
        "at_site": at_site,
        "left_aside": _left_aside(at_site),
        "parts": adapted_parts(at_site=at_site),
        "updated": {one.where.path for one in updated_parts(at_site=at_site)},
        "may_edit": scope.may(Permission.CURRICULUM_EDIT),
    }
    return render(request, "curriculum/editing/adapted.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def part_history(
    request: HttpRequest, scope: Scope, pack_slug: str, part_path: str
) -> HttpResponse:
    """Every version of a part, and what one of them changed."""
    return _history(request, scope, found_part(scope, pack_slug, part_path))


@require_POST
@in_site(Permission.CURRICULUM_EDIT)
def restore_part(
    request: HttpRequest, scope: Scope, pack_slug: str, part_path: str
) -> HttpResponse:
    """Use an earlier version once more."""
    part = found_part(scope, pack_slug, part_path)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        return _history(request, scope, part, refusal=_("Choose the version once more."))
    try:
        restore_version(
            site=scope.site,
            at_site=part.at_site,
            path=part.where.path,
            number=form.cleaned_data["number"],
            seen=form.cleaned_data["seen"],
            actor=scope.actor,
            now=timezone.now(),
        )
    except RefusedError as error:
        is_gone = isinstance(error, PartIsUnknownError)
        return _history(request, scope, part, refusal=str(error), status=404 if is_gone else 409)
    except InputRefusedError as error:
        refusal = _("This version no longer fits the rest of the curriculum.")
        return _history(request, scope, part, refusal=refusal, reasons=error.reasons)
    messages.success(
        request,
        _("Version %(number)d is used again.") % {"number": form.cleaned_data["number"]},
    )
    return redirect("curriculum:part_history", scope.site.slug, pack_slug, part_path)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def part_changes(
    request: HttpRequest, scope: Scope, pack_slug: str, part_path: str
) -> HttpResponse:
    """How the site's text differs from the original."""
    part = found_part(scope, pack_slug, part_path)
    told = {
        **told_of(scope, part),
        "provenance": provenance_of(part=part.own) if part.own else None,
        "lines": _to_original(part),
    }
    return render(request, "curriculum/editing/changes.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.CURRICULUM_EDIT)
def give_part_back(
    request: HttpRequest, scope: Scope, pack_slug: str, part_path: str
) -> HttpResponse:
    """Say what goes, ask, and use the original again."""
    part = found_part(scope, pack_slug, part_path)
    form = SeenForm(request.POST if request.method == "POST" else None)
    refusal = ""
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            give_back(
                site=scope.site,
                at_site=part.at_site,
                path=part.where.path,
                seen=form.cleaned_data["seen"],
                actor=scope.actor,
                now=timezone.now(),
            )
        except RefusedError as error:
            refusal = str(error)
        except InputRefusedError as error:
            refusal = _("Other parts need this one as it is.")
            reasons = error.reasons
        else:
            messages.success(request, _("The original is used again."))
            return redirect("curriculum:list_adapted", scope.site.slug, pack_slug)
        part = found_part(scope, pack_slug, part_path)
    told = {
        **told_of(scope, part),
        "versions": part.own.versions.count() if part.own else 0,
        "lines": _to_original(part),
        "refusal": refusal,
        "reasons": reasons,
    }
    status = 409 if refusal else 200
    return render(request, "curriculum/editing/give_back.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.CURRICULUM_EDIT)
def update_part(request: HttpRequest, scope: Scope, pack_slug: str, part_path: str) -> HttpResponse:
    """Show what the original changed, piece by piece, and take what is ticked."""
    part = found_part(scope, pack_slug, part_path)
    if part.own is None or part.original is None or part.own.base_text is None:
        return redirect("curriculum:part_history", scope.site.slug, pack_slug, part_path)
    if request.method != "POST":
        return _updates(request, scope, part)
    form = TakeOverForm(request.POST)
    taken = frozenset(request.POST.getlist("piece"))
    if not form.is_valid():
        return _updates(request, scope, part, taken=taken, refusal=_("Choose once more."))
    try:
        take_over(
            site=scope.site,
            at_site=part.at_site,
            path=part.where.path,
            taken=taken,
            seen=form.cleaned_data["seen"],
            seen_original=form.cleaned_data["seen_original"],
            actor=scope.actor,
            now=timezone.now(),
        )
    except RefusedError as error:
        now = found_part(scope, pack_slug, part_path)
        return _updates(request, scope, now, taken=taken, refusal=str(error))
    except InputRefusedError as error:
        refusal = _("Together, these pieces would not fit the curriculum.")
        return _updates(request, scope, part, taken=taken, refusal=refusal, reasons=error.reasons)
    messages.success(request, _("The part is up to date with its original."))
    return redirect("curriculum:list_adapted", scope.site.slug, pack_slug)


def _left_aside(at_site: PackAtSite) -> tuple[Reason, ...]:
    """Why adapted parts are not used, or why the pack can't be read at all."""
    try:
        return pack_in_use(at_site=at_site).left_aside
    except PackIsBrokenError as error:
        return error.reasons


def _history(
    request: HttpRequest,
    scope: Scope,
    part: PartAtSite,
    *,
    refusal: str = "",
    reasons: tuple[Reason, ...] = (),
    status: int = 422,
) -> HttpResponse:
    versions = versions_of(part=part.current)
    shown = _version_asked(request.GET, versions)
    told: dict[str, Any] = {
        **told_of(scope, part),
        "provenance": provenance_of(part=part.own) if part.own else None,
        "page": Paginator(versions, VERSIONS_ON_A_PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "lines": _since_before(part, shown) if shown else (),
        "refusal": refusal,
        "reasons": reasons,
    }
    return render(
        request, "curriculum/editing/history.html", told, status=status if refusal else 200
    )


def _version_asked(asked: QueryDict, versions: Any) -> PartVersion | None:
    number = asked.get("version", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10  # noqa: PLR2004  digits
    found: PartVersion | None = (
        versions.filter(number=int(number)).first() if is_number else versions.first()
    )
    return found


def _since_before(part: PartAtSite, version: PartVersion) -> tuple[DiffLine, ...]:
    """What a version changed: since the one before, or since the original."""
    before = version.part.versions.filter(number__lt=version.number).first()
    base = part.current.base_text if before is None else before.text
    return diff_of(base or "", version.text)


def _to_original(part: PartAtSite) -> tuple[DiffLine, ...]:
    if part.own is None or part.original is None:
        return ()
    return diff_of(part.original.text, part.own.text)


def _updates(
    request: HttpRequest,
    scope: Scope,
    part: PartAtSite,
    *,
    taken: frozenset[str] | None = None,
    refusal: str = "",
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    own, original = part.own, part.original
    assert own is not None  # noqa: S101  the view sent others away
    assert original is not None  # noqa: S101  the same
    compared = compare(own.base_text or "", own.text, original.text)
    told = {
        **told_of(scope, part),
        "pieces": [_piece(one, taken) for one in compared if one.is_open],
        "ours": sum(one.state is State.OURS for one in compared),
        "refusal": refusal,
        "reasons": reasons,
    }
    status = 409 if refusal else 200
    return render(request, "curriculum/editing/update.html", told, status=status)


def _piece(one: Compared, taken: frozenset[str] | None) -> dict[str, Any]:
    """A piece as the page shows it: what they changed, and where both did, what we did."""
    is_conflict = one.state is State.CONFLICT
    return {
        "piece": one,
        "is_conflict": is_conflict,
        "is_taken": one.key in taken if taken is not None else not is_conflict,
        "theirs": diff_of(_shown(one.base), _shown(one.theirs)),
        "ours": diff_of(_shown(one.base), _shown(one.ours)) if is_conflict else (),
    }


def _shown(text: str | None) -> str:
    """A piece without the fence of the YAML block, which belongs to the first key."""
    return (text or "").removeprefix("---\n")
