"""Where the page of a part is."""

from django.urls import reverse

from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.models import Part

_OF_A_MODULE = {PartKind.ACTIVITY: "show_activity", PartKind.CASE: "show_case"}
_OF_A_PACK = {
    PartKind.PACK: "show_pack",
    PartKind.PRIMER: "show_primer",
    PartKind.STRATEGIES: "show_strategies",
}


def page_of_part(part: Part, *, site_slug: str, pack_slug: str) -> str:
    """The address of its page; guidance stands on that of its module."""
    kind = PartKind(part.kind)
    at = [site_slug, pack_slug]
    if kind in _OF_A_MODULE:
        return reverse(f"curriculum:{_OF_A_MODULE[kind]}", args=[*at, part.module, part.key])
    if kind in _OF_A_PACK:
        return reverse(f"curriculum:{_OF_A_PACK[kind]}", args=at)
    if kind is PartKind.WORKSHEET:
        return reverse("curriculum:show_worksheet", args=[*at, part.key])
    address = reverse("curriculum:show_module", args=[*at, part.module])
    return f"{address}#guidance" if kind is PartKind.GUIDANCE else address
