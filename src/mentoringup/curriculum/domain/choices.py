"""What can be chosen in the library of a site: modules with objectives, editions, languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.domain.library import PackAtSite
from mentoringup.curriculum.domain.searching import parts_of
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.pack.reading import read_part


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleChoice:
    """A module with its objectives as id and text."""

    id: str
    name: str
    objectives: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChoice:
    """An edition of a pack, named in the reader's language or in English."""

    pack: str
    id: str
    name: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything to choose from; modules in the order of the first pack that has them."""

    modules: tuple[ModuleChoice, ...]
    editions: tuple[EditionChoice, ...]
    languages: tuple[str, ...]


def choices_in(*, packs: Sequence[PackAtSite], language: str) -> Choices:
    """What these packs have to choose from, in words of the language as far as there are any.

    One query; a part that can't be read any more offers nothing.
    """
    rows = (
        parts_of(packs)
        .filter(kind__in=[PartKind.PACK, PartKind.MODULE])
        .order_by("position", "pk")
        .values_list("pack__original", "pack", "kind", "language", "path", "module", "text")
    )
    slugs = {one.row.pk: one.slug for one in packs}
    modules: dict[str, ModuleChoice] = {}
    spoken: dict[str, tuple[str, dict[str, str]]] = {}
    editions: list[EditionChoice] = []
    languages = set()
    for original, pack, kind, spoken_in, path, module, text in rows:
        try:
            value = read_part(path, text)
        except InputRefusedError:
            continue
        if spoken_in:
            languages.add(spoken_in)
            if spoken_in == language.partition("-")[0]:
                spoken[module] = (value.name, dict(value.objectives))
        elif kind == PartKind.PACK:
            editions += _editions(slugs[original or pack], value.value, language)
        else:
            objectives = tuple((one.id, one.text) for one in value[0].objectives)
            choice = ModuleChoice(id=module, name=value[0].name, objectives=objectives)
            modules.setdefault(module, choice)
    return Choices(
        modules=tuple(_in_words(one, spoken.get(one.id)) for one in modules.values()),
        editions=tuple(editions),
        languages=tuple(sorted(languages)),
    )


def _editions(slug: str, head: Mapping[str, Any], language: str) -> list[EditionChoice]:
    return [
        EditionChoice(
            pack=slug,
            id=one["id"],
            name=one["names"].get(language.partition("-")[0]) or one["names"]["en"],
            modules=tuple(one["modules"]),
        )
        for one in head["editions"]
    ]


def _in_words(choice: ModuleChoice, words: tuple[str, dict[str, str]] | None) -> ModuleChoice:
    if words is None:
        return choice
    name, objectives = words
    return ModuleChoice(
        id=choice.id,
        name=name,
        objectives=tuple((key, objectives.get(key, text)) for key, text in choice.objectives),
    )
