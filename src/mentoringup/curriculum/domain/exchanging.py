"""Packs as zips and modules as single files, out and in; looked at before anything is stored."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.audit.domain import record
from mentoringup.curriculum import models
from mentoringup.curriculum.domain.adapting import Edit, save_parts
from mentoringup.curriculum.domain.library import PackAtSite, packs_at, texts_at
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.errors import ImportWasChangedError, PackIsSharedError
from mentoringup.curriculum.indexing import digest_of
from mentoringup.curriculum.pack import values
from mentoringup.curriculum.pack.archive import packed
from mentoringup.curriculum.pack.findings import Finding, findings_of
from mentoringup.curriculum.pack.line_diff import DiffLine, diff_of
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.curriculum.pack.single_module.merging import (
    missing_from,
    refuse_other_module,
    texts_from,
)
from mentoringup.curriculum.pack.single_module.reading import ModuleFile, read_module_file
from mentoringup.curriculum.pack.single_module.word import from_word, to_word
from mentoringup.curriculum.pack.single_module.writing import module_text
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person


class FileKind(StrEnum):
    """What a module can be as one file."""

    MARKDOWN = "md"
    WORD = "docx"


class Becomes(StrEnum):
    """What an imported pack becomes."""

    NEW = "new"
    NEXT = "next"
    ADAPTATION = "adaptation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPart:
    """A part that an import would add or change.

    Attributes:
        before: its text now; None where it is new.
    """

    path: str
    before: str | None
    after: str

    @property
    def lines(self) -> tuple[DiffLine, ...]:
        """The lines that differ."""
        return diff_of(self.before or "", self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackImport:
    """What the import of a pack would do.

    Attributes:
        removed: paths that would go; of an adaptation none.
        findings: what the checker says about the pack.
        mark: of the library as it is and the texts that came; to be sent back when confirmed.
    """

    pack: values.Pack
    becomes: Becomes
    changed: tuple[ChangedPart, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    mark: str

    @property
    def added(self) -> int:
        """How many parts are new."""
        return sum(one.before is None for one in self.changed)

    @property
    def is_nothing(self) -> bool:
        """Whether the library has all of it already."""
        return not self.changed and not self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleImport:
    """What the import of a module would do.

    Attributes:
        not_understood: what of the file would be left out.
        missing: paths of parts that the file doesn't have; they stay as they are.
        mark: as that of a pack's import.
        text: the file as Markdown, to be sent back when confirmed.
    """

    changed: tuple[ChangedPart, ...]
    not_understood: tuple[Reason, ...]
    missing: tuple[str, ...]
    mark: str
    text: str


def export_pack(*, site: Site, at_site: PackAtSite) -> bytes:
    """The pack as the site uses it, as a zip."""
    return packed(texts_at(site=site, slug=at_site.slug), folder=at_site.slug)


def export_module(*, site: Site, at_site: PackAtSite, module: str, kind: FileKind) -> bytes:
    """A module as one file, with its translations."""
    texts = texts_at(site=site, slug=at_site.slug)
    if kind is FileKind.WORD:
        return to_word(module_text(texts, module, for_word=True))
    return module_text(texts, module).encode()


def foresee_pack(*, site: Site, texts: Mapping[str, str]) -> PackImport:
    """What `import_pack` would do. Changes nothing.

    Raises:
        InputRefusedError: the texts are no pack.
        PackIsSharedError: a shared pack has this id, and parts that the texts lack.
    """
    pack = read_pack(texts)
    there = next((one for one in packs_at(site=site) if one.slug == pack.id), None)
    now = texts_at(site=site, slug=pack.id) if there else {}
    removed = tuple(sorted(set(now) - set(texts)))
    becomes = Becomes.NEW
    if there is not None:
        becomes = Becomes.NEXT if there.row.site_id is not None else Becomes.ADAPTATION
    if becomes is Becomes.ADAPTATION and removed:
        raise PackIsSharedError(
            _(
                "A shared curriculum is called “%(id)s”, and this file lacks %(count)d of its "
                "parts. To bring it in as a curriculum of its own, give it another id in pack.yaml."
            )
            % {"id": pack.id, "count": len(removed)}
        )
    changed = _changed(now, texts)
    return PackImport(
        pack=pack,
        becomes=becomes,
        changed=changed,
        removed=removed,
        findings=findings_of(pack),
        mark=_mark(changed, removed),
    )


@transaction.atomic
def import_pack(
    *, site: Site, texts: Mapping[str, str], mark: str, actor: Person, now: datetime
) -> models.Pack:
    """Store a pack as one of the site, as its next version, or what differs as an adaptation.

    Raises:
        ImportWasChangedError: it would do something else than what was looked at.
        InputRefusedError: the texts are no pack.
        PackIsSharedError: as `foresee_pack`.
    """
    foreseen = foresee_pack(site=site, texts=texts)
    _refuse_changed(foreseen.mark, mark)
    if foreseen.becomes is not Becomes.ADAPTATION:
        return load_pack(texts=texts, site=site, actor=actor, now=now)
    at_site = next(one for one in packs_at(site=site) if one.slug == foreseen.pack.id)
    _save(site, at_site, foreseen.changed, actor=actor, now=now, note="imported")
    _record("pack.imported", at_site.row, foreseen.changed, site=site, actor=actor, now=now)
    return at_site.row


def foresee_module(
    *, site: Site, at_site: PackAtSite, module: str, content: bytes, name: str
) -> ModuleImport:
    """What the import of an uploaded file would do. Changes nothing.

    Raises:
        InputRefusedError: it can't be understood, or is another module.
    """
    if not name.casefold().endswith(".docx"):
        text = _decoded(content, name)
        return foresee_text(site=site, at_site=at_site, module=module, text=text, name=name)
    texts = texts_at(site=site, slug=at_site.slug)
    word = from_word(content, name=name)
    file = read_module_file(word.text, name=name, from_word=True)
    refuse_other_module(file, module=module, name=name)
    before = _there_and_back(module_text(texts, module, for_word=True), module)
    new = texts_from(file, current=texts, before=before)
    # From here on it is the Markdown file that says the same.
    found = foresee_text(
        site=site,
        at_site=at_site,
        module=module,
        text=module_text({**texts, **new}, module),
        name=name,
    )
    return replace(
        found,
        not_understood=(*word.not_understood, *file.not_understood),
        missing=missing_from(file, current=texts),
    )


def foresee_text(
    *, site: Site, at_site: PackAtSite, module: str, text: str, name: str
) -> ModuleImport:
    """What `import_module` would do. Changes nothing.

    Raises:
        InputRefusedError: as `foresee_module`.
    """
    texts = texts_at(site=site, slug=at_site.slug)
    file = read_module_file(text, name=name)
    refuse_other_module(file, module=module, name=name)
    changed = _changed(texts, texts_from(file, current=texts))
    return ModuleImport(
        changed=changed,
        not_understood=file.not_understood,
        missing=missing_from(file, current=texts),
        mark=_mark(changed, ()),
        text=text,
    )


@transaction.atomic
def import_module(
    *,
    site: Site,
    at_site: PackAtSite,
    module: str,
    text: str,
    mark: str,
    actor: Person,
    now: datetime,
) -> tuple[models.Part, ...]:
    """Store the parts that differ as the site's own.

    Raises:
        ImportWasChangedError: it would do something else than what was looked at.
        InputRefusedError: the pack would not fit; with every reason.
    """
    foreseen = foresee_text(site=site, at_site=at_site, module=module, text=text, name=module)
    _refuse_changed(foreseen.mark, mark)
    return _save(site, at_site, foreseen.changed, actor=actor, now=now, note="imported")


@lru_cache(maxsize=16)
def _there_and_back(markdown: str, module: str) -> ModuleFile:
    """What the module becomes if nobody touches it in Word."""
    name = f"{module}.docx"
    back = from_word(to_word(markdown), name=name)
    return read_module_file(back.text, name=name, from_word=True)


def _save(
    site: Site,
    at_site: PackAtSite,
    changed: tuple[ChangedPart, ...],
    *,
    actor: Person,
    now: datetime,
    note: str,
) -> tuple[models.Part, ...]:
    edits = [
        Edit(
            path=one.path,
            text=one.after,
            seen="" if one.before is None else digest_of(one.before),
        )
        for one in changed
    ]
    return save_parts(site=site, at_site=at_site, edits=edits, actor=actor, now=now, note=note)


def _changed(now: Mapping[str, str], texts: Mapping[str, str]) -> tuple[ChangedPart, ...]:
    return tuple(
        ChangedPart(path=path, before=now.get(path), after=texts[path])
        for path in sorted(texts)
        if now.get(path) != texts[path]
    )


def _mark(changed: tuple[ChangedPart, ...], removed: tuple[str, ...]) -> str:
    """A digest of what would be done; another one when the library or the file is another."""
    told = [(one.path, one.before, one.after) for one in changed]
    return hashlib.sha256(repr((told, removed)).encode()).hexdigest()[:24]


def _refuse_changed(foreseen: str, mark: str) -> None:
    if foreseen != mark:
        raise ImportWasChangedError(
            _("The library was changed meanwhile. Look at what would happen now, then confirm.")
        )


def _record(
    verb: str,
    pack: models.Pack,
    changed: tuple[ChangedPart, ...],
    *,
    site: Site,
    actor: Person,
    now: datetime,
) -> None:
    record(
        verb=verb,
        thing=pack,
        actor=actor,
        now=now,
        site_id=site.pk,
        name=str(pack),
        detail={"parts_changed": len(changed)},
    )


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"byte {content[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        raise InputRefusedError([Reason(what=what, file=name, line=line)]) from error
