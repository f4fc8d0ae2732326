"""The packs and texts of a site: shared ones, overlaid by what the site adapted, and its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum import models
from mentoringup.curriculum.errors import (
    PackIsBrokenError,
    PackIsUnknownError,
    PartIsUnknownError,
)
from mentoringup.curriculum.pack import values
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.organizations.models import Site

_KEPT_PACKS = 16
"""Whole packs that stay in memory, by the digests of their texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAtSite:
    """A pack that a site can use.

    Attributes:
        row: the pack itself; shared where its site is None.
        overlay: the site's adaptation of it, None where nothing was adapted.
    """

    row: models.Pack
    overlay: models.Pack | None

    @property
    def slug(self) -> str:
        """Its short name, by which the functions here know it."""
        return self.row.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInUse:
    """A pack as a site uses it.

    Attributes:
        left_aside: why adapted parts are not used, since the original moved on; empty as a rule.
    """

    at_site: PackAtSite
    pack: values.Pack
    left_aside: tuple[Reason, ...] = ()


def packs_at(*, site: Site) -> tuple[PackAtSite, ...]:
    """The packs that a site can use, shared ones first. One query."""
    rows = models.Pack.objects.filter(Q(site=None) | Q(site=site))
    overlays = {row.original_id: row for row in rows if row.original_id is not None}
    own = {row.slug for row in rows if row.site_id is not None and row.original_id is None}
    return tuple(
        PackAtSite(row=row, overlay=overlays.get(row.pk))
        for row in rows
        if row.original_id is None and (row.site_id is not None or row.slug not in own)
    )


def find_pack(*, site: Site, slug: str) -> PackAtSite:
    """The pack of this short name. One query.

    Raises:
        PackIsUnknownError: there is none.
    """
    found = next((one for one in packs_at(site=site) if one.slug == slug), None)
    if found is None:
        raise PackIsUnknownError(_("This site has no such curriculum pack."))
    return found


def pack_at(*, site: Site, slug: str) -> values.Pack:
    """A pack as the site uses it: the original, overlaid by what the site adapted.

    Raises:
        PackIsUnknownError: there is none.
        PackIsBrokenError: it can't be read.
    """
    return pack_in_use(at_site=find_pack(site=site, slug=slug)).pack


def texts_at(*, site: Site, slug: str) -> dict[str, str]:
    """The texts of a pack as the site uses it, by path.

    Raises:
        PackIsUnknownError: there is none.
    """
    shared, adapted = _texts(find_pack(site=site, slug=slug))
    return {**shared, **adapted}


def part_at(*, at_site: PackAtSite, path: str) -> models.Part:
    """A part as the site uses it: its own where it adapted it. One query.

    Raises:
        PartIsUnknownError: there is none.
    """
    rows = models.Part.objects.filter(pack__in=_owners(at_site), path=path)
    by_pack = {row.pack_id: row for row in rows.select_related("pack__original")}
    overlay = at_site.overlay
    found = by_pack.get(overlay.pk if overlay else 0) or by_pack.get(at_site.row.pk)
    if found is None:
        raise PartIsUnknownError(_("This curriculum pack has no such part."))
    return found


def pack_in_use(*, at_site: PackAtSite) -> PackInUse:
    """A pack as the site uses it. Adapted parts that no longer fit the original are left aside.

    That happens when the original moved on, e.g. with an objective that an adapted activity names.

    Raises:
        PackIsBrokenError: the original itself can't be read.
    """
    digests = tuple(
        models.Part.objects.filter(pack__in=_owners(at_site))
        .order_by("pack", "path")
        .values_list("pack", "path", "digest")
    )
    found = _kept(_Asked(at_site=at_site, digests=digests))
    return PackInUse(at_site=at_site, pack=found[0], left_aside=found[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A pack with the digests of all its texts; alike when the digests are."""

    at_site: PackAtSite
    digests: tuple[tuple[int, str, str], ...]

    def __eq__(self, other: object) -> bool:
        """Whether the texts are the same."""
        return isinstance(other, _Asked) and self.digests == other.digests

    def __hash__(self) -> int:
        """By the texts."""
        return hash(self.digests)


@lru_cache(maxsize=_KEPT_PACKS)
def _kept(asked: _Asked) -> tuple[values.Pack, tuple[Reason, ...]]:
    shared, adapted = _texts(asked.at_site)
    left_aside: list[Reason] = []
    while True:
        try:
            return read_pack({**shared, **adapted}), tuple(left_aside)
        except InputRefusedError as error:
            faulty = {reason.file for reason in error.reasons} & set(adapted)
            left_aside += error.reasons
            if not adapted:
                what = _("The curriculum pack “%(pack)s” can't be read any more.")
                raise PackIsBrokenError(
                    what % {"pack": asked.at_site.row.title}, error.reasons
                ) from error
            # Faults in shared files come from adapted ones elsewhere: then all are left aside.
            adapted = {path: adapted[path] for path in adapted if faulty and path not in faulty}


def _owners(at_site: PackAtSite) -> list[int]:
    return [at_site.row.pk, *([at_site.overlay.pk] if at_site.overlay else [])]


def _texts(at_site: PackAtSite) -> tuple[Mapping[str, str], dict[str, str]]:
    """Texts of the pack, and those that replace some of them. One query."""
    texts: dict[int, dict[str, str]] = {owner: {} for owner in _owners(at_site)}
    rows = models.Part.objects.filter(pack__in=texts).values_list("pack", "path", "text")
    for owner, path, text in rows:
        texts[owner][path] = text
    overlay = at_site.overlay
    return texts[at_site.row.pk], texts[overlay.pk] if overlay else {}
