"""Texts of a pack to one value; a broken pack is refused whole, with every fault, file and line."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any, TypeVar

from mentoreval.errors import InputRefusedError, Reason, nearest
from mentoreval.yaml_files.source import YamlSource
from mentoringup.curriculum.enums import Form, PartKind
from mentoringup.curriculum.pack import parts
from mentoringup.curriculum.pack.lengths import refuse_excess
from mentoringup.curriculum.pack.paths import PartPath, part_path, path_of
from mentoringup.curriculum.pack.values import (
    Activity,
    Case,
    Edition,
    Module,
    Pack,
    Primer,
    Strategy,
    Translation,
    Worksheet,
)

T = TypeVar("T")
_KEPT_PARTS = 4096
"""Parts that stay parsed in memory, so that a site's pack is put together in milliseconds."""
_READERS: Mapping[PartKind, Callable[..., Any]] = {
    PartKind.PACK: partial(parts.read_values, schema="pack"),
    PartKind.STRATEGIES: parts.read_strategies,
    PartKind.PRIMER: parts.read_primer,
    PartKind.MODULE: parts.read_module,
    PartKind.GUIDANCE: parts.read_guidance,
    PartKind.ACTIVITY: parts.read_activity,
    PartKind.CASE: parts.read_case,
    PartKind.WORKSHEET: parts.read_worksheet,
}
_READERS_OF_WORDS: Mapping[PartKind, Callable[..., Any]] = {
    PartKind.STRATEGIES: parts.read_strategies,
    PartKind.MODULE: parts.read_module_words,
    PartKind.ACTIVITY: parts.read_activity_words,
    PartKind.CASE: parts.read_case_words,
}
_OF_A_MODULE = (PartKind.ACTIVITY, PartKind.CASE)


@lru_cache(maxsize=_KEPT_PARTS)
def read_part(path: str, text: str) -> Any:
    """The value of one file (for YAML and front matter with its source), by what its path says.

    Raises:
        InputRefusedError: the path is no part's, or the text does not fit.
    """
    where = part_path(path)
    if where is None:
        what = "no file of a pack has this name; see docs/curriculum-packs.md"
        raise InputRefusedError([Reason(what=what, file=path)])
    refuse_excess(text, file=path)
    if where.language:
        return _read_words(where, text)
    named = {"module": where.module, "key": where.key} if where.kind in _OF_A_MODULE else {}
    return _READERS[where.kind](text, path=path, **named)


def _read_words(where: PartPath, text: str) -> Any:
    return _READERS_OF_WORDS.get(where.kind, parts.read_worksheet)(text, path=where.path)


def read_pack(texts: Mapping[str, str]) -> Pack:
    """A pack from the texts of its files by path.

    Raises:
        InputRefusedError: with every reason found, in the order of the files.
    """
    found = _Found()
    for path in sorted(texts):
        found.take(path, texts[path])
    found.refuse()
    pack = _put_together(found)
    found.reasons += _dangling(pack, found)
    found.refuse()
    return pack


@dataclass(slots=True)
class _Found:
    """What the files said, by what they are."""

    reasons: list[Reason] = field(default_factory=list)
    values: dict[tuple[PartKind, str], dict[tuple[str, str], Any]] = field(default_factory=dict)

    def take(self, path: str, text: str) -> None:
        """Read one file; what is wrong with it is kept for the end."""
        try:
            value = read_part(path, text)
        except InputRefusedError as error:
            self.reasons += error.reasons
            return
        where = part_path(path)
        assert where is not None  # noqa: S101  read_part refused any other
        named = self.values.setdefault((where.kind, where.language), {})
        named[where.module, where.key] = value

    def all(self, kind: PartKind, language: str = "") -> dict[tuple[str, str], Any]:
        """Values of a kind by module and key."""
        return self.values.get((kind, language), {})

    def one(self, kind: PartKind, *, module: str = "", key: str = "") -> Any:
        """A value that has to be there."""
        value = self.all(kind).get((module, key))
        if value is None:
            what = "this file is missing"
            self.reasons.append(Reason(what=what, file=path_of(kind, module=module, key=key)))
        return value

    def refuse(self) -> None:
        """Raise if anything is wrong so far."""
        if self.reasons:
            order = lambda reason: (reason.file or "", reason.line or 0)  # noqa: E731
            raise InputRefusedError(sorted(dict.fromkeys(self.reasons), key=order))


def _put_together(found: _Found) -> Pack:
    head, strategies = found.one(PartKind.PACK), found.one(PartKind.STRATEGIES)
    primer: Primer = found.one(PartKind.PRIMER)
    found.refuse()
    given = head.value
    for name in given["modules"]:
        found.one(PartKind.MODULE, module=name, key=name)
        found.one(PartKind.GUIDANCE, module=name)
    found.refuse()
    modules = [_module(name, found) for name in given["modules"]]
    beyond = {module for module, _key in found.all(PartKind.MODULE)} - set(given["modules"])
    for name in sorted(beyond):
        what = f"the folder modules/{name} is not in this list"
        found.reasons.append(head.reason(what, "modules"))
    found.refuse()
    worksheets: dict[tuple[str, str], Worksheet] = found.all(PartKind.WORKSHEET)
    return Pack(
        id=given["id"],
        version=given["version"],
        titles=given["title"],
        license=given["license"],
        authors=tuple(given["authors"]),
        about=given["about"].strip(),
        editions=tuple(
            Edition(
                id=one["id"],
                version=one["version"],
                names=one["names"],
                modules=tuple(one["modules"]),
            )
            for one in given["editions"]
        ),
        strategies=strategies[0],
        primer=primer,
        modules=tuple(modules),
        worksheets=tuple(worksheets.values()),
        translations=_translations(found),
    )


def _module(name: str, found: _Found) -> Module:
    module: Module
    module, source = found.all(PartKind.MODULE)[name, name]
    if module.id != name:
        what = f"found id '{module.id}' in the folder '{name}'; expected the same"
        found.reasons.append(source.reason(what, "id"))
    return replace(
        module,
        guidance=found.one(PartKind.GUIDANCE, module=name),
        activities=tuple(_of_module(found.all(PartKind.ACTIVITY), name)),
        cases=tuple(_of_module(found.all(PartKind.CASE), name)),
    )


def _of_module(values: Mapping[tuple[str, str], Any], name: str) -> Iterator[Any]:
    return (both[0] for (module, _key), both in values.items() if module == name)


def _translations(found: _Found) -> dict[str, Translation]:
    languages = sorted({language for _kind, language in found.values} - {""})
    return {language: _translation(language, found) for language in languages}


def _translation(language: str, found: _Found) -> Translation:
    strategies = found.all(PartKind.STRATEGIES, language).get(("", ""))
    modules = {
        name: replace(
            words,
            activities=_words_of(found.all(PartKind.ACTIVITY, language), name),
            cases=_words_of(found.all(PartKind.CASE, language), name),
        )
        for (name, _key), words in found.all(PartKind.MODULE, language).items()
    }
    return Translation(
        language=language,
        strategies={one.id: one for one in (strategies[0] if strategies else ())},
        modules=modules,
        worksheets={
            key: sheet for (_m, key), sheet in found.all(PartKind.WORKSHEET, language).items()
        },
    )


def _words_of(values: Mapping[tuple[str, str], Any], name: str) -> dict[str, Any]:
    return {key: words for (module, key), words in values.items() if module == name}


def _dangling(pack: Pack, found: _Found) -> list[Reason]:
    """Say which ids are named and don't exist, and which stand twice."""
    head: YamlSource = found.one(PartKind.PACK)
    reasons = list(_of_editions(pack, head))
    strategies = {one.id for one in pack.strategies}
    reasons += _twice((one.id for one in pack.strategies), found.one(PartKind.STRATEGIES)[1])
    for module in pack.modules:
        source = found.all(PartKind.MODULE)[module.id, module.id][1]
        reasons += _of_module_file(pack, module, source, strategies)
        for (owner, key), (activity, front) in found.all(PartKind.ACTIVITY).items():
            if owner == module.id:
                reasons += _of_activity(pack, module, activity, front, strategies)
                assert key == activity.id  # noqa: S101  both come from the path
        for (owner, _key), (case, front) in found.all(PartKind.CASE).items():
            if owner == module.id:
                reasons += _of_case(pack, module, case, front)
    reasons += _of_worksheets(found)
    reasons += _of_translations(pack)
    return reasons


def _of_editions(pack: Pack, head: YamlSource) -> Iterator[Reason]:
    known = [module.id for module in pack.modules]
    for place, edition in enumerate(pack.editions):
        yield from _unknown(edition.modules, known, head, "module", "editions", place, "modules")
    yield from _twice((edition.id for edition in pack.editions), head, "editions")


def _of_module_file(
    pack: Pack, module: Module, source: YamlSource, strategies: set[str]
) -> Iterator[Reason]:
    known = [other.id for other in pack.modules]
    yield from _unknown(module.builds_on, known, source, "module", "builds_on")
    if module.id in module.builds_on or any(
        known.index(before) > known.index(module.id)
        for before in module.builds_on
        if before in known
    ):
        yield source.reason("builds on a module that comes after it in pack.yaml", "builds_on")
    yield from _unknown(module.strategies, strategies, source, "strategy", "strategies")
    yield from _twice((one.id for one in module.objectives), source, "objectives")
    objectives = {one.id for one in module.objectives}
    for name, length in module.lengths.items():
        place = ("lengths", str(name))
        chosen = [one.activity for one in length.activities]
        yield from _unknown(chosen, module.activity_by_id, source, "activity", *place, "activities")
        yield from _twice(chosen, source, *place, "activities")
        yield from _unknown(length.unserved, objectives, source, "objective", *place, "unserved")
        for one in length.activities:
            activity = module.activity_by_id.get(one.activity)
            if activity and one.form is Form.SHORT and not activity.has_short_form:
                what = f"'{one.activity}' has no short form"
                yield source.reason(what, *place, "activities")


def _of_activity(
    pack: Pack, module: Module, activity: Activity, front: YamlSource, strategies: set[str]
) -> Iterator[Reason]:
    objectives = {one.id for one in module.objectives}
    yield from _unknown(activity.objectives, objectives, front, "objective", "objectives")
    yield from _unknown(activity.strategies, strategies, front, "strategy", "strategies")
    yield from _unknown(activity.worksheets, pack.worksheet_by_id, front, "worksheet", "worksheets")
    yield from _unknown(activity.cases, module.case_by_id, front, "case", "cases")
    yield from _unknown(activity.editions, pack.edition_by_id, front, "edition", "editions")


def _of_case(pack: Pack, module: Module, case: Case, front: YamlSource) -> Iterator[Reason]:
    objectives = {one.id for one in module.objectives}
    yield from _unknown(case.objectives, objectives, front, "objective", "objectives")
    yield from _unknown(case.editions, pack.edition_by_id, front, "edition", "editions")


def _of_worksheets(found: _Found) -> Iterator[Reason]:
    for (_module, key), sheet in found.all(PartKind.WORKSHEET).items():
        if sheet.id != key:
            what = f"found id '{sheet.id}'; expected '{key}', as the file is called"
            yield Reason(what=what, file=path_of(PartKind.WORKSHEET, key=key), line=1)


def _of_translations(pack: Pack) -> Iterator[Reason]:
    for language, translation in pack.translations.items():
        yield from _of_words(pack, translation, language)
        for key, sheet in translation.worksheets.items():
            where = path_of(PartKind.WORKSHEET, key=key, language=language)
            original = pack.worksheet_by_id.get(key)
            if original is None:
                what = f"there is no worksheets/{key}.yaml that it translates"
                yield Reason(what=what, file=where)
            elif _ids_of(sheet) != _ids_of(original):
                what = f"its fields differ from those of worksheets/{key}.yaml"
                yield Reason(what=what, file=where, line=1)


def _of_words(pack: Pack, translation: Translation, language: str) -> Iterator[Reason]:
    known: dict[str, Strategy] = {one.id: one for one in pack.strategies}
    where = path_of(PartKind.STRATEGIES, language=language)
    for name in translation.strategies:
        if name not in known:
            yield Reason(what=f"there is no strategy '{name}' that it translates", file=where)
    for name, words in translation.modules.items():
        module = pack.module_by_id.get(name)
        where = path_of(PartKind.MODULE, module=name, key=name, language=language)
        if module is None:
            yield Reason(what=f"there is no module '{name}' that it translates", file=where)
            continue
        if set(words.objectives) != {one.id for one in module.objectives}:
            what = "its objectives differ from those of module.yaml"
            yield Reason(what=what, file=where, line=1)
        pairs = (
            (PartKind.ACTIVITY, words.activities, module.activity_by_id),
            (PartKind.CASE, words.cases, module.case_by_id),
        )
        for kind, given, there in pairs:
            for key in given:
                if key not in there:
                    file = path_of(kind, module=name, key=key, language=language)
                    yield Reason(what=f"there is no '{key}' that it translates", file=file)


def _ids_of(sheet: Worksheet) -> list[tuple[str, str]]:
    return [(field.id, field.kind) for section in sheet.sections for field in section.fields]


def _unknown(
    named: Iterable[str],
    known: Iterable[str],
    source: YamlSource,
    noun: str,
    *place: str | int,
) -> Iterator[Reason]:
    there = list(known)
    for name in named:
        if name not in there:
            near = nearest(name, there)
            hint = f"; did you mean '{near}'?" if near else ""
            yield source.reason(f"no {noun} is called '{name}'{hint}", *place)


def _twice(names: Iterable[str], source: YamlSource, *place: str | int) -> Iterator[Reason]:
    for name, count in Counter(names).items():
        if count > 1:
            yield source.reason(f"'{name}' stands here {count} times; expected once", *place)
