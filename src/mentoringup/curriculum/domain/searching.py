"""What the library of a site holds, found by words and by what parts are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.enums import Facet, PartKind
from mentoringup.curriculum.fulltext import HasWords, terms_of
from mentoringup.curriculum.models import Part, PartFacet

KINDS = (
    PartKind.MODULE,
    PartKind.ACTIVITY,
    PartKind.CASE,
    PartKind.WORKSHEET,
    PartKind.GUIDANCE,
    PartKind.STRATEGIES,
    PartKind.PRIMER,
)
"""What can be found, in the order in which it is listed."""
_FOR_ALL = (PartKind.STRATEGIES, PartKind.PRIMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionWanted:
    """An edition: the short name of its pack, its id, and its modules."""

    pack: str
    id: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; an empty value means everything.

    Attributes:
        words: every one is there, or a longer word that begins with it.
        objective: module and id.
        minutes: at most so many, in the full or the short form.
        setting: where a case plays.
        pack: short name.
        language: of a translation; then the words are looked for in it.
    """

    words: str = ""
    kind: str = ""
    module: str = ""
    objective: tuple[str, str] | None = None
    activity_kind: str = ""
    minutes: int | None = None
    group: str = ""
    setting: str = ""
    mode: str = ""
    edition: EditionWanted | None = None
    pack: str = ""
    language: str = ""


def parts_of(packs: Sequence[PackAtSite]) -> QuerySet[Part]:
    """Every part of these packs as the site uses them, in every language."""
    owners = [one.row.pk for one in packs]
    overlays = [one.overlay for one in packs if one.overlay]
    parts = Part.objects.filter(pack__in=[*owners, *(overlay.pk for overlay in overlays)])
    for overlay in overlays:
        replaced = Part.objects.filter(pack=overlay).values("path")
        parts = parts.exclude(pack=overlay.original_id, path__in=replaced)
    return parts


def found_parts(*, packs: Sequence[PackAtSite], wanted: Wanted) -> QuerySet[Part]:
    """What fits, each in the pack's own language: titles that say it first, then as it is taught.

    Ask it for primary keys, and `load_parts` for the rows of a page: texts are long.
    """
    packs = [one for one in packs if wanted.pack in {"", one.slug}]
    found = parts_of(packs).filter(language="", kind__in=[wanted.kind] if wanted.kind else KINDS)
    found = found.filter(*_about(packs, wanted))
    terms = terms_of(wanted.words)
    if wanted.words.strip() and not terms:
        return found.none()
    if wanted.language:
        found = found.filter(_in_language(packs, wanted.language, terms))
    elif terms:
        found = found.filter(HasWords(terms))
    return found.order_by(*_order(terms))


def load_parts(keys: Sequence[int]) -> list[Part]:
    """Parts by primary key, in that order, without their texts. One query."""
    rows = Part.objects.select_related("pack__original").defer("text", "words", "base_text")
    by_key = rows.in_bulk(keys)
    return [by_key[key] for key in keys]


def count_by_kind(found: QuerySet[Part]) -> dict[str, int]:
    """How many of each kind were found, in the order of `KINDS`; kinds without any are left out."""
    counted = dict(found.order_by().values_list("kind").annotate(number=Count("pk")))
    return {kind.value: counted[kind.value] for kind in KINDS if kind.value in counted}


def translations_of(
    *, packs: Sequence[PackAtSite], shown: Sequence[Part]
) -> dict[int, dict[str, str]]:
    """Titles by language of parts by primary key. One query."""
    rows = (
        parts_of(packs)
        .exclude(language="")
        .filter(key__in={part.key for part in shown})
        .values_list("pack__original", "pack", "kind", "module", "key", "language", "title")
    )
    titles: dict[tuple[int, str, str, str], dict[str, str]] = {}
    for original, pack, kind, module, key, language, title in rows:
        titles.setdefault((original or pack, kind, module, key), {})[language] = title
    return {
        part.pk: titles.get(
            (part.pack.original_id or part.pack_id, part.kind, part.module, part.key), {}
        )
        for part in shown
    }


def _order(terms: Sequence[str]) -> list[str | Combinable]:
    """Title, place in the pack, kind, title; by code point, so that both databases agree."""
    by_code_point = "BINARY" if connection.vendor == "sqlite" else "C"
    in_title = Q(*(Q(title_words__contains=f" {term}") for term in terms))
    kinds = [When(kind=kind, then=Value(place)) for place, kind in enumerate(KINDS)]
    return [
        *([_first(in_title)] if terms else []),
        _first(Q(position__gt=0)),
        "position",
        Case(*kinds, output_field=IntegerField()),
        Collate("title_words", by_code_point),
        "pk",
    ]


def _first(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def _in_language(packs: Sequence[PackAtSite], language: str, terms: Sequence[str]) -> Exists:
    """There is a translation, and it has the words."""
    translated = parts_of(packs).filter(
        _same_family(),
        language=language,
        kind=OuterRef("kind"),
        module=OuterRef("module"),
        key=OuterRef("key"),
    )
    return Exists(translated.filter(HasWords(terms)) if terms else translated)


def _same_family() -> Q:
    """Of the same pack, or one the adaptation of the other."""
    return (
        Q(pack=OuterRef("pack"))
        | Q(pack__original=OuterRef("pack"))
        | Q(pack=OuterRef("pack__original"))
    )


def _about(packs: Sequence[PackAtSite], wanted: Wanted) -> list[Q | Exists]:
    """Everything but the words and the language."""
    conditions: list[Q | Exists] = []
    if wanted.module:
        used = _used_by_activities(packs, Q(part__module=wanted.module))
        conditions.append(Q(module=wanted.module) | used)
    if wanted.objective:
        module, objective = wanted.objective
        conditions += [Q(module=module), _has(Facet.OBJECTIVE, objective)]
    if wanted.activity_kind:
        conditions.append(Q(activity_kind=wanted.activity_kind))
    if wanted.minutes:
        fits = Q(minutes__lte=wanted.minutes) | Q(short_minutes__lte=wanted.minutes)
        conditions.append(fits)
    if wanted.group:
        conditions.append(_has(Facet.GROUP, wanted.group))
    if wanted.setting:
        conditions.append(_has(Facet.SETTING, wanted.setting))
    if wanted.mode:
        conditions.append(_free_or(Facet.MODE, wanted.mode))
    if wanted.edition:
        conditions.append(_of_edition(packs, wanted.edition))
    return conditions


def _of_edition(packs: Sequence[PackAtSite], edition: EditionWanted) -> Q:
    """What an edition's modules hold for it, the worksheets used there, and what is for all."""
    family = [owner for one in packs if one.slug == edition.pack for owner in _family(one)]
    suiting = Q(part__module__in=edition.modules) & (
        ~Exists(PartFacet.objects.filter(part=OuterRef("part"), facet=Facet.EDITION))
        | Exists(
            PartFacet.objects.filter(part=OuterRef("part"), facet=Facet.EDITION, value=edition.id)
        )
    )
    return Q(pack__in=family) & (
        Q(module__in=edition.modules) & _free_or(Facet.EDITION, edition.id)
        | Q(kind__in=_FOR_ALL)
        | _used_by_activities(packs, suiting)
    )


def _used_by_activities(packs: Sequence[PackAtSite], suiting: Q) -> Q:
    """Worksheets that such activities use, each in its own pack. One query."""
    used = (
        PartFacet.objects.filter(
            suiting, facet=Facet.WORKSHEET, part__in=parts_of(packs).values("pk")
        )
        .values_list("part__pack", "value")
        .distinct()
    )
    families = {owner: family for family in map(_family, packs) for owner in family}
    wanted = Q(pk__in=[])
    for pack, key in used:
        wanted |= Q(kind=PartKind.WORKSHEET, pack__in=families[pack], key=key)
    return wanted


def _family(one: PackAtSite) -> tuple[int, ...]:
    """Primary keys of a pack and of its adaptation."""
    return (one.row.pk, *([one.overlay.pk] if one.overlay else []))


def _has(facet: Facet, value: str) -> Exists:
    return Exists(PartFacet.objects.filter(part=OuterRef("pk"), facet=facet, value=value))


def _free_or(facet: Facet, value: str) -> Q:
    """Parts that name nothing of this facet are for every value of it."""
    named = PartFacet.objects.filter(part=OuterRef("pk"), facet=facet)
    return Q(~Exists(named)) | Q(Exists(named.filter(value=value)))
