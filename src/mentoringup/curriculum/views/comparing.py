"""Two editions side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.comparing import Side, compare
from mentoringup.curriculum.domain.choices import EditionChoice, choices_in
from mentoringup.curriculum.domain.library import PackAtSite, pack_in_use, packs_at
from mentoringup.curriculum.enums import Length
from mentoringup.curriculum.errors import PackIsBrokenError
from mentoringup.curriculum.forms import EditionsCompared
from mentoringup.organizations.gate import Scope, in_site


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
def compare_editions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Modules, minutes, and which activities and cases differ; by default of the first two."""
    packs = packs_at(site=scope.site)
    editions = choices_in(packs=packs, language=get_language() or "en").editions
    by_key = {f"{one.pack}:{one.id}": one for one in editions}
    first = [*by_key, *by_key][:2]
    given = dict(zip(("left", "right"), first, strict=False)) | {
        name: value for name, value in request.GET.items() if value in by_key
    }
    form = EditionsCompared(given, choices=[(key, one.name) for key, one in by_key.items()])
    told = {"scope": scope, "form": form, "lengths": list(Length)}
    if form.is_valid():
        named = [by_key[form.cleaned_data[name]] for name in ("left", "right")]
        sides = _sides(packs, named)
        if sides:
            modules = compare(*sides)
            told |= {
                "names": [one.name for one in named],
                "modules": modules,
                "all_same": all(module.is_same for module in modules),
            }
    return render(request, "curriculum/compare.html", told)


def _sides(packs: tuple[PackAtSite, ...], named: list[EditionChoice]) -> tuple[Side, Side] | None:
    """Both editions with their packs; None where one can't be read any more."""
    by_slug = {one.slug: one for one in packs}
    try:
        read = {one.pack: pack_in_use(at_site=by_slug[one.pack]).pack for one in named}
    except PackIsBrokenError:
        return None
    left, right = (
        Side(pack=read[one.pack], edition=read[one.pack].edition_by_id[one.id]) for one in named
    )
    return left, right
