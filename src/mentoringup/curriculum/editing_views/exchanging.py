"""Packs and modules out and in; what comes in is shown first."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.access.permissions import Permission
from mentoringup.curriculum.domain.exchanging import (
    FileKind,
    ModuleImport,
    export_module,
    export_pack,
    foresee_module,
    foresee_pack,
    foresee_text,
    import_module,
    import_pack,
)
from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.domain.parts import PartAtSite, find_part
from mentoringup.curriculum.domain.trying import try_texts
from mentoringup.curriculum.editing_views.found import found_pack, told_of
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.errors import PartIsUnknownError
from mentoringup.curriculum.forms_editing import ConfirmForm, ModuleFileForm, PackFileForm
from mentoringup.curriculum.pack.archive import unpacked
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.gate import Scope, in_site

_TYPES = {
    FileKind.MARKDOWN: "text/markdown; charset=utf-8",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MOST_TOLD = 200
"""Reasons, findings and parts told one by one; of more, the number is."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.CURRICULUM_EDIT)
def import_pack_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Take a zip, show what it would do, and do it once that is confirmed."""
    if request.method != "POST":
        return _ask_pack(request, scope, PackFileForm())
    if "confirm" in request.POST:
        return _store_pack(request, scope)
    form = PackFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_pack(request, scope, form)
    file = form.cleaned_data["file"]
    return _look_at_pack(request, scope, file.read(), name=file.name)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def export_pack_file(request: HttpRequest, scope: Scope, pack_slug: str) -> HttpResponse:
    """The pack as the site uses it, as a zip."""
    at_site = found_pack(scope, pack_slug)
    version = (at_site.overlay or at_site.row).version
    return _file(
        export_pack(site=scope.site, at_site=at_site),
        name=f"{pack_slug}-{version}.zip",
        kind="application/zip",
    )


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def export_module_file(
    request: HttpRequest, scope: Scope, pack_slug: str, module: str, kind: str
) -> HttpResponse:
    """A module as one Markdown or Word file."""
    if kind not in list(FileKind):
        raise Http404
    at_site = found_pack(scope, pack_slug)
    _found_module(at_site, module)
    wanted = FileKind(kind)
    return _file(
        export_module(site=scope.site, at_site=at_site, module=module, kind=wanted),
        name=f"{module}.{wanted}",
        kind=_TYPES[wanted],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.CURRICULUM_EDIT)
def exchange_module(
    request: HttpRequest, scope: Scope, pack_slug: str, module: str
) -> HttpResponse:
    """A module out as one file, and back in: shown first, stored once confirmed."""
    at_site = found_pack(scope, pack_slug)
    part = _found_module(at_site, module)
    if request.method != "POST":
        return _ask_module(request, scope, part, ModuleFileForm())
    if "confirm" in request.POST:
        return _store_module(request, scope, part)
    form = ModuleFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_module(request, scope, part, form)
    file = form.cleaned_data["file"]
    try:
        found = foresee_module(
            site=scope.site,
            at_site=at_site,
            module=module,
            content=file.read(),
            name=file.name,
        )
    except InputRefusedError as error:
        return _ask_module(request, scope, part, form, reasons=error.reasons)
    return _show_module(request, scope, part, found)


def _look_at_pack(
    request: HttpRequest, scope: Scope, content: bytes, *, name: str, refusal: str = ""
) -> HttpResponse:
    try:
        found = foresee_pack(site=scope.site, texts=unpacked(content, name=name))
    except InputRefusedError as error:
        return _ask_pack(request, scope, PackFileForm(), name=name, reasons=error.reasons)
    except RefusedError as error:
        return _ask_pack(request, scope, PackFileForm(), name=name, refusal=str(error))
    told = {
        "scope": scope,
        "found": found,
        **_as_told("changed", found.changed),
        **_as_told("findings", found.findings),
        "sent": base64.b64encode(content).decode(),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "curriculum/editing/import_preview.html", told, status=status)


def _store_pack(request: HttpRequest, scope: Scope) -> HttpResponse:
    form = ConfirmForm(request.POST)
    try:
        content = base64.b64decode(form["sent"].value() or "", validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not form.is_valid() or not content:
        return _ask_pack(request, scope, PackFileForm(), refusal=_("Choose the file once more."))
    name = "pack.zip"
    try:
        stored = import_pack(
            site=scope.site,
            texts=unpacked(content, name=name),
            mark=form.cleaned_data["mark"],
            actor=scope.actor,
            now=timezone.now(),
        )
    except InputRefusedError as error:
        return _ask_pack(request, scope, PackFileForm(), name=name, reasons=error.reasons)
    except RefusedError as error:
        return _look_at_pack(request, scope, content, name=name, refusal=str(error))
    messages.success(request, _("“%(pack)s” is in your library.") % {"pack": stored.title})
    return redirect("curriculum:list_adapted", scope.site.slug, stored.slug)


def _ask_pack(
    request: HttpRequest,
    scope: Scope,
    form: PackFileForm,
    *,
    name: str = "",
    refusal: str = "",
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    told = {
        "scope": scope,
        "form": form,
        "name": name,
        "refusal": refusal,
        **_as_told("reasons", reasons),
    }
    status = 422 if form.errors or refusal or reasons else 200
    return render(request, "curriculum/editing/import.html", told, status=status)


def _store_module(request: HttpRequest, scope: Scope, part: PartAtSite) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        refused = ModuleFileForm()
        return _ask_module(request, scope, part, refused, refusal=_("Choose the file once more."))
    sent = form.cleaned_data
    text = sent["sent"].replace("\r\n", "\n")
    named = {"module": part.where.module, "text": text}
    try:
        saved = import_module(
            site=scope.site,
            at_site=part.at_site,
            mark=sent["mark"],
            actor=scope.actor,
            now=timezone.now(),
            **named,
        )
    except InputRefusedError as error:
        return _ask_module(request, scope, part, ModuleFileForm(), reasons=error.reasons)
    except RefusedError as error:
        try:
            found = foresee_text(
                site=scope.site, at_site=part.at_site, name=part.where.module, **named
            )
        except InputRefusedError as fault:
            return _ask_module(request, scope, part, ModuleFileForm(), reasons=fault.reasons)
        return _show_module(request, scope, part, found, refusal=str(error))
    said = ngettext("%(count)d part is saved.", "%(count)d parts are saved.", len(saved))
    messages.success(request, said % {"count": len(saved)})
    return redirect("curriculum:list_adapted", scope.site.slug, part.at_site.slug)


def _show_module(
    request: HttpRequest,
    scope: Scope,
    part: PartAtSite,
    found: ModuleImport,
    *,
    refusal: str = "",
) -> HttpResponse:
    tried = try_texts(at_site=part.at_site, new={one.path: one.after for one in found.changed})
    told: dict[str, Any] = {
        **told_of(scope, part),
        "found": found,
        "tried": tried,
        "refusal": refusal,
    }
    status = 422 if tried.reasons or refusal else 200
    return render(request, "curriculum/editing/module_preview.html", told, status=status)


def _ask_module(
    request: HttpRequest,
    scope: Scope,
    part: PartAtSite,
    form: ModuleFileForm,
    *,
    refusal: str = "",
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    told = {
        **told_of(scope, part),
        "form": form,
        "refusal": refusal,
        **_as_told("reasons", reasons),
    }
    status = 422 if form.errors or refusal or reasons else 200
    return render(request, "curriculum/editing/module.html", told, status=status)


def _found_module(at_site: PackAtSite, module: str) -> PartAtSite:
    try:
        return find_part(at_site=at_site, path=path_of(PartKind.MODULE, module=module, key=module))
    except PartIsUnknownError as error:
        raise Http404 from error


def _file(content: bytes, *, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _as_told(name: str, things: Sequence[object]) -> dict[str, object]:
    """The first of them under their name, and how many more there are."""
    return {name: things[:MOST_TOLD], f"more_{name}": max(0, len(things) - MOST_TOLD)}
