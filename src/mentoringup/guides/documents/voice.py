"""A pack's words in the language of a document, or in the pack's own where they are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mentoringup.curriculum.pack.values import (
    SOURCE_LANGUAGE,
    Activity,
    Case,
    Module,
    ModuleTranslation,
    Objective,
    Pack,
    Strategy,
    Translation,
    Worksheet,
)
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.markdown import to_blocks, to_inlines
from mentoringup.guides.documents.tree import Block, Inline


class Said(NamedTuple):
    """A text and the language it is in."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says a pack's texts; what is not in the document's language is marked with its own.

    Attributes:
        language: of the document.
    """

    pack: Pack
    language: str

    @property
    def is_source(self) -> bool:
        """Whether the document is in the pack's own language."""
        return self.language == SOURCE_LANGUAGE

    def name(self, module: Module) -> Said:
        """Its name."""
        words = self._module(module.id)
        return self._said(words.name if words else "", module.name)

    def summary(self, module: Module) -> Said:
        """One sentence on it."""
        words = self._module(module.id)
        return self._said(words.summary if words else "", module.summary)

    def objective(self, module: Module, objective: Objective) -> Said:
        """What somebody can do afterwards."""
        words = self._module(module.id)
        return self._said(words.objectives.get(objective.id) if words else "", objective.text)

    def pre_work(self, module: Module) -> Said:
        """What is done before."""
        words = self._module(module.id)
        return self._said(words.pre_work if words else "", module.pre_work)

    def follow_up(self, module: Module) -> Said:
        """What is tried afterwards."""
        words = self._module(module.id)
        return self._said(words.follow_up if words else "", module.follow_up)

    def title(self, activity: Activity) -> Said:
        """The name of an activity."""
        return self._said(self._activity(activity)[0], activity.title)

    def prompts(self, activity: Activity) -> Said:
        """What an activity tells its participants; may be empty."""
        return self._said(self._activity(activity)[1], activity.notes.participants)

    def case(self, case: Case) -> tuple[Said, Said, Said]:
        """Title, story and questions."""
        words = self._module(case.module)
        title, story, questions = words.cases.get(case.id, ("", "", "")) if words else ("", "", "")
        return (
            self._said(title, case.title),
            self._said(story, case.story),
            self._said(questions, case.questions),
        )

    def strategy(self, strategy: Strategy) -> tuple[Said, Said]:
        """Name and text."""
        words = self._translation.strategies.get(strategy.id) if self._translation else None
        return (
            self._said(words.name if words else "", strategy.name),
            self._said(words.text if words else "", strategy.text),
        )

    def worksheet(self, sheet: Worksheet) -> tuple[Worksheet, str]:
        """The worksheet, and the language it is in."""
        translated = self._translation.worksheets.get(sheet.id) if self._translation else None
        return (translated, self.language) if translated else (sheet, SOURCE_LANGUAGE)

    def own(self, words: str) -> Said:
        """Give a text that the pack has in its own language only."""
        return Said(words, SOURCE_LANGUAGE)

    def line(self, said: Said) -> list[Inline]:
        """Give a plain text as inlines."""
        return self._marked(tree.text(said.words), said)

    def sentence(self, said: Said) -> list[Inline]:
        """Give Markdown of one paragraph as inlines."""
        return self._marked(to_inlines(said.words), said)

    def blocks(self, said: Said, *, first_level: int) -> list[Block]:
        """Give Markdown as blocks."""
        return self.marked(to_blocks(said.words, first_level=first_level), said.language)

    def marked(self, blocks: Sequence[Block], language: str) -> list[Block]:
        """Give blocks that say in which language they are, where it isn't the document's."""
        if language == self.language or not blocks:
            return list(blocks)
        return [tree.div(blocks, lang=language)]

    def _marked(self, inlines: list[Inline], said: Said) -> list[Inline]:
        if said.language == self.language or not inlines:
            return inlines
        return tree.span(inlines, lang=said.language)

    def _said(self, translated: str | None, original: str) -> Said:
        if translated:
            return Said(translated, self.language)
        return Said(original, SOURCE_LANGUAGE)

    @property
    def _translation(self) -> Translation | None:
        return self.pack.translations.get(self.language)

    def _module(self, module: str) -> ModuleTranslation | None:
        translation = self._translation
        return translation.modules.get(module) if translation else None

    def _activity(self, activity: Activity) -> tuple[str, str]:
        words = self._module(activity.module)
        return words.activities.get(activity.id, ("", "")) if words else ("", "")


def has_other_language(blocks: Sequence[Block]) -> bool:
    """Whether some text is not in the document's language."""
    return any(
        node["t"] in {"Div", "Span"} and any(name == "lang" for name, _ in node["c"][0][2])
        for node in tree.walk(list(blocks))
    )


def in_language(names: Mapping[str, str], language: str) -> Said:
    """Give a name that stands in several languages."""
    if language in names:
        return Said(names[language], language)
    first = SOURCE_LANGUAGE if SOURCE_LANGUAGE in names else next(iter(names))
    return Said(names[first], first)
