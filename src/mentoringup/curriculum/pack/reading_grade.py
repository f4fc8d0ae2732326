"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid et al. 1975).

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59. A grade is a school year in the
United States. Syllables are counted by groups of vowels, which is right for about nine words of
ten; the formula is made for English only.
"""

import re

_MARKUP = re.compile(r"`[^`]*`|\]\([^)]*\)|https?://\S+|[*_#>\[\]|]")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.?!:;]+(?:[\"'”’)]*)(?:\s|$)|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$")
_FEWEST_WORDS = 40
"""Below this a grade says nothing."""


def reading_grade(markdown: str) -> float | None:
    """The grade of a text; None where it has too few words to tell."""
    text = _MARKUP.sub(" ", markdown)
    sentences = [part for part in _SENTENCE_END.split(text) if part and _WORD.search(part)]
    words = _WORD.findall(_LIST_ITEM.sub("", text))
    if len(words) < _FEWEST_WORDS:
        return None
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Syllables of an English word, at least 1."""
    plain = word.lower().replace("'", "").replace("’", "")
    count = len(_VOWELS.findall(plain))
    if count > 1 and _SILENT_END.search(plain):
        count -= 1
    return max(count, 1)


def words_of(markdown: str) -> int:
    """How many words a Markdown text has."""
    return len(_WORD.findall(_MARKUP.sub(" ", markdown)))
