"""Our own words in the languages of the package: `questionnaires/words/<language>.yaml`.

A file says each English text in its language, by the questionnaire in which it stands. A text that
was changed in English is not found any more, so nothing outdated is ever shown; a test names it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from mentoreval.yaml_files.document import parse_yaml

LANGUAGES = ("es",)
"""Codes of the languages besides English in which all of our own words are said."""

EVERYWHERE = "everywhere"
"""Heading of words that stand in several questionnaires: yes, no, the points of a scale."""


@cache
def words_of(language: str) -> Mapping[str, Mapping[str, str]]:
    """Text by English text, by questionnaire."""
    path = files("mentoringup.questionnaires").joinpath("words", f"{language}.yaml")
    value: Mapping[str, Mapping[str, str]] = parse_yaml(path.read_bytes(), file=path.name).value
    return value


def said_everywhere(english: str, of: Iterable[str] = ()) -> dict[str, str]:
    """A text in every language that knows it, English first.

    Args:
        english: the text.
        of: ids of the questionnaires in which to look for it, the nearest first.
    """
    found = {"en": english}
    for language in LANGUAGES:
        translated = _translated(english, language, tuple(of))
        if translated:
            found[language] = translated
    return found


def _translated(english: str, language: str, of: tuple[str, ...]) -> str:
    if english.isdecimal():
        return english
    known = words_of(language)
    headings = (*of, EVERYWHERE)
    return next((known[each][english] for each in headings if english in known.get(each, {})), "")
