"""How a site makes parts of a curriculum its own: copy-on-write, one transaction a save."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.audit.domain import record
from mentoringup.curriculum import models
from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.domain.parts import PartAtSite, find_part, holder_of, parts_at
from mentoringup.curriculum.domain.storing import Original, store_part
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.errors import (
    PartIsNotAdaptedError,
    PartIsUnknownError,
    PartWasChangedError,
)
from mentoringup.curriculum.pack.files import text_of
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.curriculum.pack.pieces import taken_over
from mentoringup.curriculum.pack.reading import read_pack, read_part
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person

_HEAD = path_of(PartKind.PACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A new text of one part.

    Attributes:
        seen: digest of the text from which it was made; empty for a part that wasn't there.
    """

    path: str
    text: str
    seen: str


@transaction.atomic
def save_parts(
    *,
    site: Site,
    at_site: PackAtSite,
    edits: Sequence[Edit],
    actor: Person,
    now: datetime,
    note: str = "",
) -> tuple[models.Part, ...]:
    """Store texts that differ as the site's own, each with a row of the history.

    Raises:
        PartWasChangedError: somebody saved one of them since it was read.
        InputRefusedError: a text does not fit, or the pack as a whole would not; with every reason.
    """
    at_site = _held(site, at_site)
    there = {one.where.path: one for one in parts_at(at_site=at_site)}
    new = _changed(there, edits)
    _refuse_broken(at_site, there, new)
    if not new:
        return ()
    holder = _holder(site, at_site, now)
    saved = []
    for path in sorted(new):
        part = there.get(path)
        stored = store_part(
            pack=holder,
            path=path,
            text=new[path],
            actor=actor,
            now=now,
            original=_original(at_site, part),
            note=note,
        )
        _record(_verb(part), stored, actor, now, site)
        saved.append(stored)
    if _HEAD in new:
        _head_changed(holder)
    return tuple(saved)


@transaction.atomic
def restore_version(
    *,
    site: Site,
    at_site: PackAtSite,
    path: str,
    number: int,
    seen: str,
    actor: Person,
    now: datetime,
) -> models.Part:
    """Store an earlier version's text once more, as the latest.

    Raises:
        PartIsUnknownError: there is no such part, or no such version of it.
        PartWasChangedError: somebody saved the part since it was read.
        InputRefusedError: the text no longer fits the pack.
    """
    part = find_part(at_site=at_site, path=path)
    found = part.own.versions.filter(number=number).first() if part.own else None
    if found is None:
        raise PartIsUnknownError(_("This part has no such version."))
    edit = Edit(path=path, text=found.text, seen=seen)
    saved = save_parts(
        site=site,
        at_site=at_site,
        edits=[edit],
        actor=actor,
        now=now,
        note=f"version {number} again",
    )
    return saved[0] if saved else part.current


@transaction.atomic
def take_over(
    *,
    site: Site,
    at_site: PackAtSite,
    path: str,
    taken: Collection[str],
    seen: str,
    seen_original: str,
    actor: Person,
    now: datetime,
) -> models.Part:
    """Take pieces of the original as it is now; from then on the part counts as adapted from that.

    Pieces that are not taken stay as the site has them, and are not asked about again. `taken` are
    keys as `pieces.compare` gives them; `seen` and `seen_original` are digests of what was shown.

    Raises:
        PartIsNotAdaptedError: the site has no text of its own, or the original is gone.
        PartWasChangedError: one of both texts changed since they were read.
        InputRefusedError: the outcome does not fit, or the pack as a whole would not.
    """
    at_site = _held(site, at_site)
    there = {one.where.path: one for one in parts_at(at_site=at_site)}
    own, original = _both(there.get(path), seen=seen, seen_original=seen_original)
    text = taken_over(own.text, original.text, taken=taken)
    _refuse_broken(at_site, there, {path: text})
    stored = store_part(
        pack=own.pack,
        path=path,
        text=text,
        actor=actor,
        now=now,
        original=Original(text=original.text, version=at_site.row.version),
        note=f"taken over from {at_site.row.slug} {at_site.row.version}",
    )
    _record("part.taken-over", stored, actor, now, site, pieces_taken=len(taken))
    return stored


@transaction.atomic
def give_back(
    *, site: Site, at_site: PackAtSite, path: str, seen: str, actor: Person, now: datetime
) -> None:
    """Use the original again; the site's text and its versions are deleted.

    A part that only the site has is removed.

    Raises:
        PartIsNotAdaptedError: the site has no text of its own.
        PartWasChangedError: somebody saved the part since it was read.
        InputRefusedError: the pack would not fit without it.
    """
    at_site = _held(site, at_site)
    there = {one.where.path: one for one in parts_at(at_site=at_site)}
    part = there.get(path)
    if part is None or part.own is None or at_site.row.site_id is not None:
        raise PartIsNotAdaptedError(_("This part is the original."))
    _refuse_late(part, seen)
    _refuse_broken(at_site, there, {path: part.original.text if part.original else None})
    _record("part.given-back", part.own, actor, now, site)
    part.own.delete()


def _held(site: Site, at_site: PackAtSite) -> PackAtSite:
    """The pack, with its row locked, so that those who write to it take turns."""
    row = models.Pack.objects.select_for_update().get(pk=at_site.row.pk)
    overlay = row.adaptations.filter(site=site).first() if row.site_id is None else None
    return replace(at_site, row=row, overlay=overlay)


def _holder(site: Site, at_site: PackAtSite, now: datetime) -> models.Pack:
    """The row that takes the site's texts; made on first use."""
    if (holder := holder_of(at_site)) is not None:
        return holder
    row = at_site.row
    return models.Pack.objects.create(
        site=site,
        original=row,
        slug=row.slug,
        version=row.version,
        title=row.title,
        titles=row.titles,
        license=row.license,
        loaded_at=now,
    )


def _original(at_site: PackAtSite, part: PartAtSite | None) -> Original | None:
    """What the site's text comes from: as before, or the original as it is now."""
    if part is None:
        return None
    if part.own is not None:
        if part.own.base_text is None:
            return None
        return Original(text=part.own.base_text, version=part.own.base_version)
    return Original(text=part.current.text, version=at_site.row.version)


def _changed(there: Mapping[str, PartAtSite], edits: Sequence[Edit]) -> dict[str, str]:
    """The texts that differ from what is stored, by path; refused if they come too late."""
    for edit in edits:
        _refuse_late(there.get(edit.path), edit.seen)
    return {edit.path: edit.text for edit in edits if _text(there.get(edit.path)) != edit.text}


def _verb(part: PartAtSite | None) -> str:
    """What a save is called in the history: the first one of an original adapts it."""
    return "part.adapted" if part is not None and part.own is None else "part.saved"


def _both(
    part: PartAtSite | None, *, seen: str, seen_original: str
) -> tuple[models.Part, models.Part]:
    """The site's text and the original, as they were seen."""
    if part is None or part.own is None or part.original is None:
        raise PartIsNotAdaptedError(_("There is nothing to take over."))
    _refuse_late(part, seen)
    if part.original.digest != seen_original:
        raise _was_changed()
    return part.own, part.original


def _text(part: PartAtSite | None) -> str | None:
    return part.current.text if part else None


def _refuse_late(part: PartAtSite | None, seen: str) -> None:
    if (part.current.digest if part else "") != seen:
        raise _was_changed()


def _was_changed() -> PartWasChangedError:
    return PartWasChangedError(
        _("Somebody saved this part while you were working on it. Both texts are shown below.")
    )


def _refuse_broken(
    at_site: PackAtSite, there: Mapping[str, PartAtSite], new: Mapping[str, str | None]
) -> None:
    """Refuse texts that don't fit, and texts with which the pack would not.

    Faults that were there before don't forbid a change that adds none: else nobody could mend them.

    Raises:
        InputRefusedError: with every reason.
    """
    for path, text in new.items():
        if text is not None:
            text_of(path, text.encode())
    before = {path: part.current.text for path, part in there.items()}
    merged = {**before, **new}
    after = {path: text for path, text in merged.items() if text is not None}
    faults = _faults(after, slug=at_site.slug)
    if not faults:
        return
    known = {(fault.file, fault.what) for fault in _faults(before, slug=at_site.slug)}
    added = [fault for fault in faults if (fault.file, fault.what) not in known]
    if added:
        raise InputRefusedError(added)


def _faults(texts: Mapping[str, str], *, slug: str) -> Iterable[Reason]:
    try:
        pack = read_pack(texts)
    except InputRefusedError as error:
        return error.reasons
    if pack.id != slug:
        what = f"found id '{pack.id}'; expected '{slug}', by which the pack is known here"
        return (Reason(what=what, file=_HEAD, line=1),)
    return ()


def _head_changed(holder: models.Pack) -> None:
    """Write what the row repeats of pack.yaml, and the places of modules with each part."""
    pack = read_part(_HEAD, holder.parts.get(path=_HEAD).text).value
    holder.version, holder.license = pack["version"], pack["license"]
    holder.title, holder.titles = pack["title"][SOURCE_LANGUAGE], pack["title"]
    holder.save(update_fields=["version", "license", "title", "titles"])
    places = {name: place for place, name in enumerate(pack["modules"], 1)}
    moved = []
    for part in holder.parts.exclude(module=""):
        if part.position != places.get(part.module, 0):
            part.position = places.get(part.module, 0)
            moved.append(part)
    models.Part.objects.bulk_update(moved, ["position"])


def _record(
    verb: str, part: models.Part, actor: Person, now: datetime, site: Site, **detail: int
) -> None:
    record(
        verb=verb,
        thing=part,
        actor=actor,
        now=now,
        site_id=site.pk,
        name=part.title or part.path,
        detail={"path": part.path, **detail},
    )
