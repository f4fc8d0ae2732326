"""What a document is made from beside the plan's revision: the library's texts, dates, names."""

import hashlib
import json
from collections.abc import Mapping

from mentoringup.curriculum.domain.library import find_pack
from mentoringup.curriculum.errors import PackIsUnknownError
from mentoringup.curriculum.models import Part
from mentoringup.guides.documents.occasion import Occasion
from mentoringup.planning.domain.queries import StoredPlan, clock_of


def occasions_of(*, plan_id: int) -> Mapping[str, Occasion]:
    """When and where the planned sessions are held, as far as that is said. One query.

    Links to meetings are left out: a document is handed on. So are sessions that were cancelled.
    """
    return {
        key: Occasion(starts_at=clock.starts_at, zone=clock.zone, place=clock.place)
        for key, clock in clock_of(plan_id=plan_id).items()
        if clock.starts_at is not None and not clock.is_cancelled
    }


def basis_of(*, stored: StoredPlan) -> str:
    """A digest that is another one as soon as a document made now would be another one.

    The plan itself is not in it: its revisions are told apart by their numbers. Three queries.
    """
    occasions = occasions_of(plan_id=stored.row.pk)
    said = [
        [stored.row.name, stored.row.site.name],
        [
            [key, when.starts_at.isoformat(), when.zone, when.place]
            for key, when in sorted(occasions.items())
        ],
        _digests(stored),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _digests(stored: StoredPlan) -> list[tuple[int, str, str]]:
    """Of every text of the plan's pack; none where the site has no such pack."""
    rows = Part.objects.filter(pack__in=packs_of(stored)).order_by("pack", "path")
    return list(rows.values_list("pack", "path", "digest"))


def packs_of(stored: StoredPlan) -> list[int]:
    """The plan's pack, and what the site adapted of it; empty where the site has no such pack."""
    try:
        found = find_pack(site=stored.row.site, slug=stored.plan.settings.pack)
    except PackIsUnknownError:
        return []
    return [found.row.pk, *([found.overlay.pk] if found.overlay else [])]
