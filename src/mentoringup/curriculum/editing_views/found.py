"""What an address of these pages names, or 404."""

from typing import Any

from django.http import Http404

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.addresses import page_of_part
from mentoringup.curriculum.domain.library import PackAtSite, find_pack
from mentoringup.curriculum.domain.parts import PartAtSite, find_part
from mentoringup.curriculum.errors import PackIsUnknownError, PartIsUnknownError
from mentoringup.organizations.gate import Scope


def found_pack(scope: Scope, slug: str) -> PackAtSite:
    """The pack of the address at this site."""
    try:
        return find_pack(site=scope.site, slug=slug)
    except PackIsUnknownError as error:
        raise Http404 from error


def found_part(scope: Scope, slug: str, path: str) -> PartAtSite:
    """The part of the address at this site."""
    try:
        return find_part(at_site=found_pack(scope, slug), path=path)
    except PartIsUnknownError as error:
        raise Http404 from error


def told_of(scope: Scope, part: PartAtSite) -> dict[str, Any]:
    """What every page about a part shows of it."""
    return {
        "scope": scope,
        "part": part,
        "part_url": page_of_part(
            part.current, site_slug=scope.site.slug, pack_slug=part.at_site.slug
        ),
        "may_edit": scope.may(Permission.CURRICULUM_EDIT),
    }
