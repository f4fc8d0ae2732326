"""Reads about single parts at a site: the original, the site's own text, versions, updates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentoringup.curriculum import models
from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.errors import PartIsUnknownError
from mentoringup.curriculum.pack.paths import PartPath, part_path


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAtSite:
    """A part as a site has it.

    Attributes:
        original: the shared part; None in a pack of the site's own, or where only the site has it.
        own: the site's part; None where nothing was adapted.
    """

    at_site: PackAtSite
    where: PartPath
    original: models.Part | None
    own: models.Part | None

    @property
    def current(self) -> models.Part:
        """The one that is used."""
        part = self.own or self.original
        assert part is not None  # noqa: S101  one of both is there, or the part is unknown
        return part

    @property
    def is_adapted(self) -> bool:
        """Whether the site replaced the original's text."""
        return self.own is not None and self.original is not None

    @property
    def has_update(self) -> bool:
        """Whether the original is another one than that which was adapted."""
        return (
            self.own is not None
            and self.original is not None
            and self.own.base_digest != self.original.digest
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an adapted part comes from, for a line such as "adapted from Open 1.0, activity".

    Attributes:
        pack: title of the original pack.
        version: of the original pack when it was adapted.
        part: the part, of the original.
    """

    pack: str
    version: str
    part: models.Part


def find_part(*, at_site: PackAtSite, path: str) -> PartAtSite:
    """A part by its path. One query.

    Raises:
        PartIsUnknownError: neither the pack nor the site's adaptation has it.
    """
    where = part_path(path)
    found = parts_at(at_site=at_site, paths=[path]) if where else []
    if not found:
        raise PartIsUnknownError(_("This pack has no such part."))
    return found[0]


def parts_at(*, at_site: PackAtSite, paths: Sequence[str] | None = None) -> list[PartAtSite]:
    """Parts as the site has them, by path; all, or those of some paths. One query."""
    rows = models.Part.objects.all()
    return _paired(at_site, rows if paths is None else rows.filter(path__in=paths))


def _paired(at_site: PackAtSite, rows: QuerySet[models.Part]) -> list[PartAtSite]:
    """The original's and the site's row of each path."""
    holder = holder_of(at_site)
    owners = [at_site.row.pk, *([holder.pk] if holder is not None else [])]
    both: dict[str, dict[bool, models.Part]] = {}
    for row in rows.filter(pack__in=owners).select_related("pack"):
        is_own = holder is not None and row.pack_id == holder.pk
        both.setdefault(row.path, {})[is_own] = row
    return [
        PartAtSite(at_site=at_site, where=where, original=pair.get(False), own=pair.get(True))
        for path, pair in sorted(both.items())
        if (where := part_path(path)) is not None
    ]


def translations_of(*, part: PartAtSite) -> tuple[PartAtSite, ...]:
    """The part in other languages, by language; nothing for a translation. One query."""
    if part.where.language:
        return ()
    where = part.where
    alike = models.Part.objects.filter(kind=where.kind, module=where.module, key=where.key)
    return tuple(_paired(part.at_site, alike.exclude(language="")))


def adapted_parts(*, at_site: PackAtSite) -> tuple[PartAtSite, ...]:
    """The parts that the site changed or added in a shared pack. Two queries."""
    if at_site.overlay is None:
        return ()
    paths = list(at_site.overlay.parts.values_list("path", flat=True))
    return tuple(parts_at(at_site=at_site, paths=paths))


def updated_parts(*, at_site: PackAtSite) -> tuple[PartAtSite, ...]:
    """Those of them whose original is another one by now, or is gone."""
    return tuple(one for one in adapted_parts(at_site=at_site) if one.has_update or is_orphan(one))


def is_orphan(part: PartAtSite) -> bool:
    """Whether a part was adapted from an original that the pack no longer has."""
    return part.original is None and part.own is not None and part.own.base_text is not None


def provenance_of(*, part: models.Part) -> Provenance | None:
    """Where a site's part comes from; None for what is nobody's adaptation. At most one query."""
    if part.base_text is None:
        return None
    pack = models.Pack.objects.select_related("original").get(pk=part.pack_id)
    if pack.original is None:
        return None
    return Provenance(pack=pack.original.title, version=part.base_version, part=part)


def versions_of(*, part: models.Part) -> QuerySet[models.PartVersion]:
    """What was saved of a part, the latest first, with who did it. One query."""
    return part.versions.select_related("saved_by").order_by("-number")


def holder_of(at_site: PackAtSite) -> models.Pack | None:
    """The pack row that holds the site's own texts: the overlay, or the site's own pack."""
    return at_site.overlay if at_site.row.site_id is None else at_site.row
