"""The library: everything that a site can teach from, to look through and to search."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.addresses import page_of_part
from mentoringup.curriculum.domain.choices import Choices, choices_in
from mentoringup.curriculum.domain.library import PackAtSite, packs_at
from mentoringup.curriculum.domain.searching import (
    Wanted,
    count_by_kind,
    found_parts,
    load_parts,
    translations_of,
)
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.forms import LibrarySearch
from mentoringup.curriculum.languages import name_of_language
from mentoringup.curriculum.models import Part
from mentoringup.organizations.gate import Scope, in_site

PARTS_ON_A_PAGE = 30

NAMES_OF_KINDS = {
    PartKind.MODULE: _("Modules"),
    PartKind.ACTIVITY: _("Activities"),
    PartKind.CASE: _("Cases"),
    PartKind.WORKSHEET: _("Worksheets"),
    PartKind.GUIDANCE: _("Guidance"),
    PartKind.STRATEGIES: _("Strategies"),
    PartKind.PRIMER: _("Primer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part in the list.

    Attributes:
        title: in the language that was asked for; `language` says which, or is empty.
        languages: in which it is kept beside the pack's own.
        pack: its curriculum, where there is more than one.
    """

    part: Part
    url: str
    title: str
    language: str
    module: str
    languages: tuple[str, ...]
    pack: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTab:
    """A kind of part, and how many fit; an empty `value` means all kinds."""

    value: str
    label: str | Promise
    number: int


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def browse(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What fits the question, with how many there are of each kind."""
    packs = packs_at(site=scope.site)
    choices = choices_in(packs=packs, language=get_language() or "en")
    titles = {one.slug: str(one.row) for one in packs}
    form = LibrarySearch(request.GET, choices=choices, packs=titles)
    wanted = form.wanted()
    found = found_parts(packs=packs, wanted=wanted)
    tabs = _tabs(packs, wanted)
    keys = Paginator(found.values_list("pk", flat=True), PARTS_ON_A_PAGE)
    keys.count = next(tab.number for tab in tabs if tab.value == wanted.kind)
    page = keys.get_page(request.GET.get("page"))
    told = {
        "scope": scope,
        "form": form,
        "wanted": wanted,
        "asks": wanted != Wanted(),
        "tabs": tabs,
        "page": page,
        "rows": _rows(scope, packs, choices, wanted, load_parts(list(page.object_list))),
        "packs": packs,
        "can_compare": len(choices.editions) > 1,
    }
    return render(request, "curriculum/browse.html", told)


def _tabs(packs: Sequence[PackAtSite], wanted: Wanted) -> list[KindTab]:
    """All kinds that fit; the chosen one also where it doesn't."""
    counted = count_by_kind(found_parts(packs=packs, wanted=replace(wanted, kind="")))
    if wanted.kind:
        counted.setdefault(wanted.kind, 0)
    kinds = [
        KindTab(value=kind, label=NAMES_OF_KINDS[PartKind(kind)], number=number)
        for kind, number in counted.items()
    ]
    return [KindTab(value="", label=_("Everything"), number=sum(counted.values())), *kinds]


def _rows(
    scope: Scope,
    packs: Sequence[PackAtSite],
    choices: Choices,
    wanted: Wanted,
    parts: Sequence[Part],
) -> list[Row]:
    names = {one.id: one.name for one in choices.modules}
    slugs = {one.row.pk: one.slug for one in packs}
    spoken = translations_of(packs=packs, shown=parts)
    return [
        Row(
            part=part,
            url=_address(scope, slugs[part.pack.original_id or part.pack_id], part, wanted),
            title=spoken[part.pk].get(wanted.language)
            or part.title
            or str(PartKind(part.kind).label),
            language=wanted.language if spoken[part.pk].get(wanted.language) else "",
            module=names.get(part.module, ""),
            languages=tuple(name_of_language(one) for one in sorted(spoken[part.pk])),
            pack=str(part.pack) if len(packs) > 1 else "",
        )
        for part in parts
    ]


def _address(scope: Scope, slug: str, part: Part, wanted: Wanted) -> str:
    address = page_of_part(part, site_slug=scope.site.slug, pack_slug=slug)
    if not wanted.language:
        return address
    before, mark, anchor = address.partition("#")
    return f"{before}?language={wanted.language}{mark}{anchor}"
