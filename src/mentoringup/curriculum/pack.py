"""The curriculum that ships with the project, read from YAML into values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

SOURCE_LANGUAGE = "en"
"""Every text exists in it; other languages fall back to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackText:
    """The words of a module in one language."""

    language: str
    name: str
    summary: str
    aliases: tuple[str, ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackModule:
    """A module, at its place in the list."""

    id: str
    position: int
    is_core: bool
    texts: tuple[PackText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEdition:
    """An edition: its names by language, and the ids of its modules."""

    slug: str
    version: str
    names: Mapping[str, str]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Modules and the editions that teach them."""

    modules: tuple[PackModule, ...]
    editions: tuple[PackEdition, ...]


@cache
def shipped_pack() -> Pack:
    """The pack `packs/mentoring-up.yaml`."""
    file = resources.files("mentoringup.curriculum").joinpath("packs", "mentoring-up.yaml")
    return read_pack(file.read_text(encoding="utf-8"))


def read_pack(text: str) -> Pack:
    """A pack from YAML.

    Raises:
        KeyError: a module, text or edition lacks a field.
        ValueError: an edition names a module that isn't there, or a text lacks in English.
    """
    given = yaml.safe_load(text)
    modules = tuple(_module(m, position) for position, m in enumerate(given["modules"], start=1))
    editions = tuple(_edition(edition) for edition in given["editions"])
    known = {module.id for module in modules}
    for edition in editions:
        if missing := set(edition.modules) - known:
            raise ValueError(f"{edition.slug}: no module is called {', '.join(sorted(missing))}")
    for module in modules:
        if SOURCE_LANGUAGE not in {written.language for written in module.texts}:
            raise ValueError(f"{module.id}: has no text in {SOURCE_LANGUAGE}")
    return Pack(modules=modules, editions=editions)


def _module(given: Mapping[str, Any], position: int) -> PackModule:
    return PackModule(
        id=given["id"],
        position=position,
        is_core=given["core"],
        texts=tuple(_text(language, words) for language, words in given["texts"].items()),
    )


def _text(language: str, given: Mapping[str, Any]) -> PackText:
    return PackText(
        language=language,
        name=given["name"],
        summary=given["summary"],
        aliases=tuple(given["aliases"]),
        objectives=tuple(given["objectives"]),
    )


def _edition(given: Mapping[str, Any]) -> PackEdition:
    return PackEdition(
        slug=given["slug"],
        version=given["version"],
        names=dict(given["names"]),
        modules=tuple(given["modules"]),
    )
