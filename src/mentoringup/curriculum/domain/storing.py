"""How packs and parts get into the library. A changed text keeps the earlier one as a version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain.recording import record
from mentoringup.curriculum import models
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.indexing import PartIndex, digest_of, index_of
from mentoringup.curriculum.pack import values
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.curriculum.pack.reading import read_pack, read_part
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person

_HEAD = path_of(PartKind.PACK)
_WRITTEN = (
    "kind",
    "module",
    "key",
    "language",
    "position",
    "title",
    "title_words",
    "text",
    "digest",
    "minutes",
    "short_minutes",
    "activity_kind",
    "words",
    "base_text",
    "base_version",
    "base_digest",
)
"""Columns of a part that follow from what is stored; a version is made where `text` differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a part of a site was adapted from: the text, and the version of its pack."""

    text: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """How many parts a save added, changed and removed."""

    added: int
    changed: int
    removed: int

    @property
    def is_nothing(self) -> bool:
        """Whether all was as it should be."""
        return not (self.added or self.changed or self.removed)


@transaction.atomic
def load_pack(
    *, texts: Mapping[str, str], site: Site | None, actor: Person | None, now: datetime
) -> models.Pack:
    """Make a stored pack what the texts say; a second run changes nothing.

    The pack of this id, of the site or shared where `site` is None, gets exactly these parts: what
    is new is added, what changed becomes its part's next version, what is gone is removed. The
    history of a site says so; of what everybody shares the versions tell.

    Raises:
        InputRefusedError: the texts are no pack; nothing is stored.
    """
    pack = read_pack(texts)
    stored, was_made = _pack_row(pack, site=site, now=now)
    modules = [module.id for module in pack.modules]
    saved = _save(
        stored,
        [(index_of(path, text, modules=modules), text, None) for path, text in texts.items()],
        actor=actor,
        now=now,
        note=f"{pack.id} {pack.version}",
    )
    gone = stored.parts.exclude(path__in=set(texts))
    removed = gone.count()
    gone.delete()
    saved = Saved(added=saved.added, changed=saved.changed, removed=removed)
    if was_made or not saved.is_nothing:
        models.Pack.objects.filter(pk=stored.pk).update(loaded_at=now)
        stored.loaded_at = now
        if site:  # what everybody shares comes with the program; its versions tell what changed
            _record_loaded(stored, saved, site=site, actor=actor, now=now)
    return stored


def _record_loaded(
    stored: models.Pack, saved: Saved, *, site: Site, actor: Person | None, now: datetime
) -> None:
    record(
        verb="pack.loaded",
        thing=stored,
        name=str(stored),
        actor=actor,
        now=now,
        site_id=site.pk,
        detail={
            "parts_added": saved.added,
            "parts_changed": saved.changed,
            "parts_removed": saved.removed,
        },
    )


def _pack_row(pack: values.Pack, *, site: Site | None, now: datetime) -> tuple[models.Pack, bool]:
    """The row of a pack as the pack says, and whether it is new."""
    written = {
        "version": pack.version,
        "title": pack.titles[SOURCE_LANGUAGE],
        "titles": dict(pack.titles),
        "license": pack.license,
    }
    stored, was_made = models.Pack.objects.get_or_create(
        site=site, slug=pack.id, original=None, defaults={**written, "loaded_at": now}
    )
    if any(getattr(stored, name) != value for name, value in written.items()):
        for name, value in written.items():
            setattr(stored, name, value)
        stored.save(update_fields=list(written))
    return stored, was_made


@transaction.atomic
def store_part(
    *,
    pack: models.Pack,
    path: str,
    text: str,
    actor: Person | None,
    now: datetime,
    original: Original | None = None,
    note: str = "",
) -> models.Part:
    """Store one part of a pack with all that is read from it; the same text makes no version.

    Whether the rest of the pack still fits is for the caller to ask, and so is the history.

    Args:
        pack: that holds the part, or will; a site's adaptation as well.
        path: in the pack.
        text: of the part.
        original: what it was adapted from; None for what is nobody's adaptation.
        actor: who wrote it.
        now: when.
        note: about the version.

    Raises:
        InputRefusedError: no part has this path, or the text does not fit.
    """
    index = index_of(path, text, modules=_modules_of(pack))
    _save(pack, [(index, text, original)], actor=actor, now=now, note=note)
    return pack.parts.get(path=path)


def _modules_of(pack: models.Pack) -> Sequence[str]:
    """Ids of its modules, in their order; those of its original where it has no list of its own."""
    owners = [pack.pk, *([pack.original_id] if pack.original_id else [])]
    heads = dict(
        models.Part.objects.filter(pack__in=owners, path=_HEAD).values_list("pack", "text")
    )
    text = next((heads[owner] for owner in owners if owner in heads), None)
    return () if text is None else tuple(read_part(_HEAD, text).value["modules"])


def _save(
    pack: models.Pack,
    wanted: Iterable[tuple[PartIndex, str, Original | None]],
    *,
    actor: Person | None,
    now: datetime,
    note: str,
) -> Saved:
    """Add what is missing and update what differs, each with its facets and its version."""
    rows = [(_row(pack, index, text, original), index) for index, text, original in wanted]
    there = {
        part.path: part for part in pack.parts.filter(path__in=[row.path for row, _index in rows])
    }
    new = [row for row, _index in rows if row.path not in there]
    changed = []
    with_new_text = []
    for row, _index in rows:
        old = there.get(row.path)
        if old is None or all(getattr(old, name) == getattr(row, name) for name in _WRITTEN):
            continue
        row.pk, row.version = old.pk, old.version
        if row.text != old.text:
            row.version += 1
            with_new_text.append(row)
        changed.append(row)
    models.Part.objects.bulk_create(new)
    models.Part.objects.bulk_update(changed, [*_WRITTEN, "version"], batch_size=50)
    models.PartVersion.objects.bulk_create(
        models.PartVersion(
            part=row, number=row.version, text=row.text, saved_at=now, saved_by=actor, note=note
        )
        for row in (*new, *with_new_text)
    )
    _save_facets([(there.get(row.path, row).pk, index) for row, index in rows])
    return Saved(added=len(new), changed=len(changed), removed=0)


def _row(pack: models.Pack, index: PartIndex, text: str, original: Original | None) -> models.Part:
    return models.Part(
        pack=pack,
        path=index.where.path,
        kind=index.where.kind,
        module=index.where.module,
        key=index.where.key,
        language=index.where.language,
        position=index.position,
        title=index.title,
        title_words=index.title_words,
        text=text,
        digest=index.digest,
        minutes=index.minutes,
        short_minutes=index.short_minutes,
        activity_kind=index.activity_kind,
        words=index.words,
        base_text=original.text if original else None,
        base_version=original.version if original else "",
        base_digest=digest_of(original.text) if original else "",
    )


def _save_facets(indexed: Sequence[tuple[int, PartIndex]]) -> None:
    """Make the facets of parts (by primary key) what their texts say."""
    wanted = {(key, facet.value, value) for key, index in indexed for facet, value in index.facets}
    stored = {
        (facet.part_id, facet.facet, facet.value): facet.pk
        for facet in models.PartFacet.objects.filter(part__in=[key for key, _index in indexed])
    }
    gone = [key for which, key in stored.items() if which not in wanted]
    models.PartFacet.objects.filter(pk__in=gone).delete()
    models.PartFacet.objects.bulk_create(
        models.PartFacet(part_id=part, facet=facet, value=value)
        for part, facet, value in sorted(wanted - set(stored))
    )
