"""Reads about guides. None loads a file, but `content_of`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.functional import cached_property

from mentoringup.curriculum.models import Part
from mentoringup.guides.domain.basis import basis_of, packs_of
from mentoringup.guides.enums import (
    FORMATS_OF,
    IN_LARGE_PRINT,
    FileFormat,
    GuideKind,
    GuideState,
    Paper,
)
from mentoringup.guides.models import Guide
from mentoringup.guides.papers import paper_of
from mentoringup.guides.values import Wish
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.planning.domain.queries import StoredPlan

PACK_LANGUAGE = "en"
"""What a pack's own texts are written in."""

_REMEMBERED = 40
"""So many documents back somebody's last choice of a format is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What somebody is given who says nothing: the last choice, else what suits the site."""

    paper: Paper
    is_large: bool
    language: str
    formats: Mapping[GuideKind, FileFormat]

    def wish(self, kind: GuideKind) -> Wish:
        """A document of that kind in the usual form."""
        return Wish(
            kind=kind,
            format=self.formats[kind],
            paper=self.paper,
            is_large=self.is_large,
            language=self.language,
        )


@dataclass(frozen=True, kw_only=True)
class Document:
    """A guide beside the plan as it stands.

    Attributes:
        row: without its content; `size` is that of its file in bytes, None before there is one.
        is_of_plan: whether the plan still stands at its revision.
        is_of_today: whether it would come out the same if it were made now.
    """

    row: Guide
    is_of_plan: bool
    is_of_today: bool

    @cached_property
    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(
            kind=GuideKind(self.row.kind),
            format=FileFormat(self.row.format),
            paper=Paper(self.row.paper),
            is_large=self.row.is_large,
            language=self.row.language,
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its number, as the address of its page takes it."""
        return (self.row.pk,)

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being made."""
        return self.row.state in {GuideState.WAITING, GuideState.WORKING}


def documents_of(*, stored: StoredPlan, ids: Collection[int] | None = None) -> tuple[Document, ...]:
    """What was made of a plan, latest asked for first; of these numbers only, if any are given.

    Four queries.
    """
    rows = _rows().filter(plan=stored.row)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    basis = basis_of(stored=stored)
    return tuple(
        Document(
            row=row,
            is_of_plan=row.revision == stored.row.revision,
            is_of_today=row.revision == stored.row.revision and row.basis == basis,
        )
        for row in rows
    )


def newest_first(
    documents: Collection[Document],
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The newest of each document that was asked for, and the earlier ones."""
    newest: dict[Wish, Document] = {}
    for one in documents:
        newest.setdefault(one.wish, one)
    kept = tuple(newest.values())
    return kept, tuple(one for one in documents if one not in kept)


def guide_of(*, plan_id: int, guide_id: int) -> Guide | None:
    """A guide of the plan, without its content."""
    return _rows().filter(plan_id=plan_id, pk=guide_id).first()


def content_of(*, guide: Guide) -> bytes:
    """The file; empty before there is one."""
    content = Guide.objects.filter(pk=guide.pk).values_list("content", flat=True).first()
    return bytes(content or b"")


def open_before(*, documents: Collection[Document]) -> int:
    """How many others, of whatever site, must be made before the first of these that waits."""
    waiting = [one.row for one in documents if one.row.state == GuideState.WAITING]
    if not waiting:
        return 0
    is_open = Guide.objects.filter(state__in=[GuideState.WAITING, GuideState.WORKING])
    earlier = is_open.filter(asked_at__lt=min(row.asked_at for row in waiting))
    return earlier.exclude(pk__in=[one.row.pk for one in documents]).count()


def languages_of(*, stored: StoredPlan) -> tuple[str, ...]:
    """In which languages participants can read the plan's pack, its own first. Two queries."""
    parts = Part.objects.filter(pack__in=packs_of(stored)).exclude(language="")
    found = parts.order_by("language").values_list("language", flat=True).distinct()
    return (PACK_LANGUAGE, *found)


def usual_of(*, site: Site, person: Person, languages: Collection[str]) -> Usual:
    """What somebody chose last at the site, else what suits it. At most two queries."""
    rows = list(
        Guide.objects.filter(plan__site=site, asked_by=person).only(
            "kind", "format", "paper", "is_large", "language"
        )[:_REMEMBERED]
    )
    formats = {kind: choices[0] for kind, choices in FORMATS_OF.items()}
    formats |= {GuideKind(row.kind): FileFormat(row.format) for row in reversed(rows)}
    if rows:
        paper, language = Paper(rows[0].paper), rows[0].language
        is_large = next((row.is_large for row in rows if row.kind in IN_LARGE_PRINT), False)
    else:
        paper, is_large, language = paper_of(site.institution.country), False, site.language
    return Usual(
        paper=paper,
        is_large=is_large,
        language=language if language in languages else PACK_LANGUAGE,
        formats=formats,
    )


def _rows() -> QuerySet[Guide]:
    rows = Guide.objects.defer("content").select_related("asked_by")
    return rows.annotate(size=Length("content")).order_by("-asked_at", "id")
