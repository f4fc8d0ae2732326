"""The curriculum as pages and checks see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleInLanguage:
    """A module with its words in one language.

    Attributes:
        language: the language the words are in: the one asked for, or else English.
        aliases: other names that are met for it.
        objectives: what a mentee can do afterwards.
    """

    id: str
    position: int
    is_core: bool
    language: str
    name: str
    summary: str
    aliases: tuple[str, ...]
    objectives: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionInLanguage:
    """An edition with its name in one language (else English) and the ids of its modules."""

    id: int
    slug: str
    name: str
    version: str
    modules: tuple[str, ...]
