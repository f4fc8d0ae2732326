"""Plans that ship, to begin others from: a taste, four hours, eight hours, a series of six."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mentoreval.yaml_files.source import read_yaml
from mentoringup.curriculum.enums import Length
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Module, Pack
from mentoringup.planning.beginning import title_of_session
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.plan import Item, Plan, PlannedSession, Settings
from mentoringup.planning.planner.problem import Room
from mentoringup.planning.planner.rules import spare_minutes
from mentoringup.planning.proposing import item_of
from mentoringup.planning.resting import new_break, with_breaks

_FILE = "shipped_templates.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """A module in a length, or an item of its own.

    Attributes:
        module, length: of a module; empty and standard for an item of its own.
        titles, minutes: of an item of its own, titles by language.
    """

    module: str = ""
    length: Length = Length.STANDARD
    titles: Mapping[str, str]
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSession:
    """One meeting.

    Attributes:
        titles: by language; empty where its only competency, or its number, names it.
    """

    titles: Mapping[str, str]
    minutes: int
    items: tuple[TemplateItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A plan for any pack that has its modules; names and summaries by language."""

    id: str
    names: Mapping[str, str]
    summaries: Mapping[str, str]
    sessions: tuple[TemplateSession, ...]

    @property
    def minutes(self) -> int:
        """Of all its sessions."""
        return sum(session.minutes for session in self.sessions)

    def name(self, language: str) -> str:
        """In a language, or in English."""
        return _in(self.names, language)

    def summary(self, language: str) -> str:
        """In a language, or in English."""
        return _in(self.summaries, language)


@cache
def shipped_templates() -> tuple[Template, ...]:
    """The templates that ship, in the order in which they are offered."""
    content = resources.files("mentoringup.planning").joinpath(_FILE).read_bytes()
    return tuple(
        Template(
            id=given["id"],
            names=given["names"],
            summaries=given["summaries"],
            sessions=tuple(_session(session) for session in given["sessions"]),
        )
        for given in read_yaml(content, file=_FILE).value
    )


def plan_of(
    template: Template, *, settings: Settings, pack: Pack, language: str, ids: Iterator[str]
) -> Plan:
    """The plan that a template begins.

    A module that the edition doesn't have is passed over; one that doesn't fit beside what stands
    before it in its session is shortened, or passed over. Titles are in the language.
    """
    edition = pack.edition_by_id.get(settings.edition)
    taught = set(edition.modules if edition else ())

    def of_session(number: int, given: TemplateSession) -> PlannedSession:
        spare = spare_minutes(Room(session="", minutes=given.minutes))
        spare -= sum(one.minutes for one in given.items)
        session_id = next(ids)
        items: list[Item] = []
        for one in given.items:
            if not one.module:
                items.append(_own(one, language, next(ids)))
            elif one.module in taught:
                module = pack.module_by_id[one.module]
                new = _items(module, one.length, settings=settings, most=spare, ids=ids)
                spare -= sum(item.minutes for item in new)
                items += new
        return PlannedSession(
            id=session_id,
            title=_title(given, number, pack, language),
            minutes=given.minutes,
            items=with_breaks(
                items, minutes=given.minutes, make_break=lambda: new_break(next(ids))
            ),
        )

    return Plan(
        settings=settings,
        sessions=tuple(of_session(*one) for one in enumerate(template.sessions, start=1)),
    )


def _items(
    module: Module, length: Length, *, settings: Settings, most: int, ids: Iterator[str]
) -> list[Item]:
    """The longest length, up to the one that is meant, that takes at most so many minutes."""
    lengths = list(Length)
    for shorter in reversed(lengths[: lengths.index(length) + 1]):
        if shorter not in module.lengths:
            continue
        chosen = module.activities_in(shorter, edition=settings.edition, mode=settings.mode)
        minutes = module.minutes_in(shorter, edition=settings.edition, mode=settings.mode)
        if minutes <= most:
            return [item_of(module, one, item_id=next(ids)) for one in chosen]
    return []


def _own(given: TemplateItem, language: str, item_id: str) -> Item:
    title = _in(given.titles, language)
    return Item(id=item_id, kind=ItemKind.OWN, minutes=given.minutes, title=title)


def _title(given: TemplateSession, number: int, pack: Pack, language: str) -> str:
    if given.titles:
        return _in(given.titles, language)
    known = [pack.module_by_id.get(one.module) for one in given.items]
    names = [one.id for one in known if one and not one.kind.is_frame]
    if len(names) != 1 or None in known:
        return title_of_session(number)
    translation = pack.translations.get(language)
    words = translation.modules.get(names[0]) if translation else None
    return (words.name if words else "") or pack.module_by_id[names[0]].name


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts[SOURCE_LANGUAGE]


def _session(given: Mapping[str, Any]) -> TemplateSession:
    return TemplateSession(
        titles=given.get("titles", {}),
        minutes=given["minutes"],
        items=tuple(_template_item(item) for item in given["items"]),
    )


def _template_item(given: Mapping[str, Any]) -> TemplateItem:
    if "own" in given:
        return TemplateItem(titles=given["own"], minutes=given["minutes"])
    return TemplateItem(module=given["module"], length=Length(given["length"]), titles={})
