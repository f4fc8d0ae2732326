"""Editing a part: its text and its translations, with a preview and the reasons against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.access.permissions import Permission
from mentoringup.curriculum.domain.adapting import save_parts
from mentoringup.curriculum.domain.parts import PartAtSite, provenance_of, translations_of
from mentoringup.curriculum.domain.trying import Tried, try_texts
from mentoringup.curriculum.editing_views.found import found_part, told_of
from mentoringup.curriculum.errors import PartWasChangedError
from mentoringup.curriculum.forms_editing import PartForm
from mentoringup.curriculum.pack.line_diff import DiffLine, diff_of
from mentoringup.curriculum.pack.preview import Preview, preview_of
from mentoringup.organizations.gate import Scope, in_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """A part that somebody else saved.

    Attributes:
        stored: what stands there now.
        lines: from there to what was typed here.
    """

    path: str
    stored: str
    lines: tuple[DiffLine, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.CURRICULUM_EDIT)
def edit_part(request: HttpRequest, scope: Scope, pack_slug: str, part_path: str) -> HttpResponse:
    """Show the source of a part, try what was typed, and save it as the site's own."""
    part = found_part(scope, pack_slug, part_path)
    form = PartForm([part, *translations_of(part=part)], request.POST or None)
    if request.method != "POST":
        return _page(request, scope, part, form)
    if not form.is_valid():
        return _page(request, scope, part, form, status=422)
    if "preview" in request.POST:
        return _previewed(request, scope, part, form)
    try:
        saved = save_parts(
            site=scope.site,
            at_site=part.at_site,
            edits=form.edits(),
            actor=scope.actor,
            now=timezone.now(),
        )
    except PartWasChangedError as error:
        return _late(request, scope, form, error)
    except InputRefusedError as error:
        return _page(request, scope, part, form, status=422, reasons=error.reasons)
    if saved:
        messages.success(request, _("The text is saved. It is used at this site from now on."))
    else:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    return redirect("curriculum:part_history", scope.site.slug, pack_slug, part_path)


def _previewed(
    request: HttpRequest, scope: Scope, part: PartAtSite, form: PartForm
) -> HttpResponse:
    texts = {edit.path: edit.text for edit in form.edits()}
    tried = try_texts(at_site=part.at_site, new=texts)
    return _page(
        request,
        scope,
        part,
        form,
        status=422 if tried.reasons else 200,
        reasons=tried.reasons,
        tried=tried,
        previews=_previews(texts),
    )


def _late(
    request: HttpRequest, scope: Scope, form: PartForm, error: PartWasChangedError
) -> HttpResponse:
    """Show both texts; what is sent next counts as written after what is stored now."""
    first = next(iter(form.parts.values()))
    part = found_part(scope, first.at_site.slug, first.where.path)
    now = PartForm([part, *translations_of(part=part)], request.POST)
    now.is_valid()
    meanwhile = []
    for name, one in list(now.outdated()):
        typed = now.cleaned_data[name]
        meanwhile.append(
            Meanwhile(
                path=one.where.path,
                stored=one.current.text,
                lines=diff_of(one.current.text, typed),
            )
        )
        now.say(f"seen-{name}", one.current.digest)
    return _page(
        request, scope, part, now, status=409, refusal=str(error), meanwhile=tuple(meanwhile)
    )


def _previews(texts: Mapping[str, str]) -> list[tuple[str, Preview]]:
    found = []
    for path, text in texts.items():
        try:
            found.append((path, preview_of(path, text)))
        except InputRefusedError:
            continue
    return found


def _page(
    request: HttpRequest,
    scope: Scope,
    part: PartAtSite,
    form: PartForm,
    *,
    status: int = 200,
    refusal: str = "",
    reasons: tuple[Reason, ...] = (),
    tried: Tried | None = None,
    previews: list[tuple[str, Preview]] | None = None,
    meanwhile: tuple[Meanwhile, ...] = (),
) -> HttpResponse:
    told: dict[str, Any] = {
        **told_of(scope, part),
        "form": form,
        "refusal": refusal,
        "reasons": reasons,
        "tried": tried,
        "previews": previews or [],
        "meanwhile": meanwhile,
        "provenance": provenance_of(part=part.own) if part.own else None,
        "is_yaml": part.where.path.endswith(".yaml"),
    }
    return render(request, "curriculum/editing/edit.html", told, status=status)
