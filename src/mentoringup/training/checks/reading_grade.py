"""How hard a text is to read.

English: the grade of Kincaid et al. (1975), 0.39 W/S + 11.8 Y/W - 15.59, with W words, S sentences
and Y syllables. Spanish: the ease of Fernández Huerta (1959), 206.84 - 60 Y/W - 1.02 W/S, where 100
is easy; its printed form names sentences a 100 words, the corrected one, used here, words a
sentence. Other languages have no grade.

English syllables are counted as groups of vowels, less a silent e; Spanish ones as vowel groups
split between two strong vowels or at an accented weak one. Both are estimates; list items and
paragraphs end a sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look
from mentoringup.training.checks.texts import paragraphs

HIGHEST_GRADE = 14.0
"""English: the second year of college."""

LOWEST_EASE = 30.0
"""Spanish: below it, texts are called very difficult."""

FEWEST_WORDS = 100
"""A formula says nothing about fewer."""

_MOST_CHARACTERS = 40_000
_MARKUP = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)|https?://\S+|[*_`#>|]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"\b(e\.g|i\.e|etc|dr|mr|mrs|ms|prof|vs|p\. ?ej|sr|sra|dra|st|no)\.", re.IGNORECASE
)
_ENGLISH_GROUP = re.compile(r"[aeiouy]+")
_SPANISH_GROUP = re.compile(r"[aeiouáéíóúü]+|(?<=[^aeiouáéíóúü])y(?![a-zñáéíóúü])")
_STRONG = frozenset("aeoáéíóú")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Words, sentences and syllables of a text."""

    words: int
    sentences: int
    syllables: int


def reading_grade(look: Look) -> Iterator[Fault]:
    """A description that most readers find hard."""
    language = look.page.language
    for text in look.texts:
        if not text.is_markdown:
            continue
        content = text.content[:_MOST_CHARACTERS]
        message = found = ""
        if language.startswith("en"):
            grade = english_grade(content)
            if grade is not None and grade > HIGHEST_GRADE:
                found = f"{grade:.1f}"
                message = _(
                    "This text reads at grade %(grade)s; up to %(limit)d is easy enough."
                ) % {
                    "grade": found,
                    "limit": HIGHEST_GRADE,
                }
        elif language.startswith("es"):
            ease = spanish_ease(content)
            if ease is not None and ease < LOWEST_EASE:
                found = f"{ease:.0f}"
                message = _(
                    "This text has a reading ease of %(ease)s of 100; from %(limit)d it is easy "
                    "enough."
                ) % {"ease": found, "limit": LOWEST_EASE}
        if message:
            yield Fault(
                place=text.place,
                found=found,
                message=message,
                expected=_("Write shorter sentences and plainer words."),
            )


def english_grade(text: str) -> float | None:
    """Flesch-Kincaid grade; None with fewer than `FEWEST_WORDS`."""
    counts = count(text, _english_syllables)
    if counts.words < FEWEST_WORDS:
        return None
    words_a_sentence = counts.words / counts.sentences
    return 0.39 * words_a_sentence + 11.8 * counts.syllables / counts.words - 15.59


def spanish_ease(text: str) -> float | None:
    """Fernández Huerta's ease; None with fewer than `FEWEST_WORDS`."""
    counts = count(text, _spanish_syllables)
    if counts.words < FEWEST_WORDS:
        return None
    words_a_sentence = counts.words / counts.sentences
    return 206.84 - 60 * counts.syllables / counts.words - 1.02 * words_a_sentence


def count(text: str, syllables_of: Callable[[str], int]) -> Counts:
    """What the formulas need of a Markdown text."""
    words = sentences = syllables = 0
    for paragraph in paragraphs(_ABBREVIATION.sub(r"\1", _MARKUP.sub(r" \1", text))):
        found = _WORD.findall(paragraph.words)
        if found:
            words += len(found)
            sentences += max(1, len(_SENTENCE_END.findall(paragraph.words)))
            syllables += sum(syllables_of(word.casefold()) for word in found)
    return Counts(words=words, sentences=max(1, sentences), syllables=syllables)


def _english_syllables(word: str) -> int:
    groups = len(_ENGLISH_GROUP.findall(word))
    is_silent = word.endswith("e") and not word.endswith(("le", "ee", "ie", "oe", "ye", "ue"))
    if groups > 1 and (is_silent or _has_silent_ending(word)):
        groups -= 1
    return max(1, groups)


def _has_silent_ending(word: str) -> bool:
    """`planned`, `sites`; not `wanted`, `bases`."""
    if word.endswith("ed"):
        return word[-3:-2] not in "td" and word[-3:-2] not in "aeiouy"
    return word.endswith("es") and word[-3:-2] in "bdfklmnprtv"


def _spanish_syllables(word: str) -> int:
    total = 0
    for group in _SPANISH_GROUP.findall(word):
        strong = [letter in _STRONG for letter in group]
        total += 1 + sum(1 for left, right in pairwise(strong) if left and right)
    return max(1, total)
