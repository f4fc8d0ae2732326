"""Choices and rows as lines of text, one each, as people write them.

    1 = Not at all
    2 = A little [good]
    9 = Prefer not to say [n/a]
    Something else [other]

A line without a code gets the next number. `[n/a]` is no answer that counts, `[good]` counts
towards the favorable share, `[other]` opens a line for words of one's own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from mentoringup.questionnaires.editing.arranging import free_name
from mentoringup.questionnaires.editing.translating import with_word
from mentoringup.questionnaires.form.values import Choice, Row

MOST_CHOICES = 60
MOST_ROWS = 60
LONGEST_LABEL = 500
LONGEST_TOPIC = 60
HIGHEST_CODE = 32_767

_CODED = re.compile(r"^(?P<code>[0-9]{1,6})\s*=\s*(?P<label>.*)$")
_NAMED = re.compile(r"^(?P<name>[A-Za-z][A-Za-z0-9_.-]{0,63})\s*=\s*(?P<text>.*)$")
_MARK = re.compile(r"\s*\[(n/a|good|other)\]\s*$", re.IGNORECASE)


class LinesRefusedError(Exception):
    """The lines can't be read; `what` is a sentence for the person."""

    def __init__(self, what: str | Promise) -> None:
        """Keep the sentence."""
        self.what = what
        super().__init__(str(what))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChoices:
    """Choices, and the code of the one that opens a line."""

    choices: tuple[Choice, ...]
    other: int | None


def choices_as_lines(choices: Iterable[Choice], other: int | None, language: str) -> str:
    """Write choices as lines."""
    return "\n".join(
        f"{choice.code} = {choice.label.get(language, '')}"
        + (" [n/a]" if choice.not_applicable else "")
        + (" [good]" if choice.favorable else "")
        + (" [other]" if choice.code == other else "")
        for choice in choices
    )


def read_choices(text: str, *, language: str, before: Iterable[Choice] = ()) -> ReadChoices:
    """Read choices; those whose code was there before keep their other languages.

    Raises:
        LinesRefusedError: a line can't be read, or a code or a word is there twice.
    """
    known = {choice.code: choice for choice in before}
    choices: list[Choice] = []
    other: int | None = None
    lines = _lines(text, MOST_CHOICES)
    used = {int(found["code"]) for line in lines if (found := _CODED.match(line))}
    for line in lines:
        label, marks = _marks(line)
        found = _CODED.match(label)
        code = int(found["code"]) if found else _next_code(used)
        used.add(code)
        label = (found["label"] if found else label).strip()
        _check_choice(code, label, choices)
        if "other" in marks:
            if other is not None:
                raise LinesRefusedError(_("Only one choice can open a line for other words."))
            other = code
        old = known[code].label if code in known else {}
        choices.append(
            Choice(
                code=code,
                label=_renewed(old, language, label),
                not_applicable="n/a" in marks,
                favorable="good" in marks,
            )
        )
    return ReadChoices(choices=tuple(choices), other=other)


def rows_as_lines(rows: Iterable[Row], language: str) -> str:
    """Write rows as lines."""
    return "\n".join(f"{row.id} = {row.text.get(language, '')}" for row in rows)


def read_rows(
    text: str,
    *,
    language: str,
    taken: Iterable[str],
    before: Iterable[Row] = (),
    prefix: str,
    competency: str | None = None,
) -> tuple[Row, ...]:
    """Read rows; those whose name was there before keep their other languages.

    Args:
        text: lines, with or without a name before `=`.
        language: of the lines.
        taken: names that something else has.
        before: the rows as they were.
        prefix: of the names of rows without one.
        competency: what the rows ask about.

    Raises:
        LinesRefusedError: a name is there twice, or something else has it.
    """
    known = {row.id: row for row in before}
    forbidden = set(taken) - set(known)
    rows: list[Row] = []
    lines = _lines(text, MOST_ROWS)
    used = {found["name"] for line in lines if (found := _NAMED.match(line))}
    for line in lines:
        found = _NAMED.match(line)
        name = found["name"] if found else free_name(f"{prefix}_1", used | forbidden | set(known))
        words = (found["text"] if found else line).strip()
        if name in forbidden or name in {row.id for row in rows}:
            raise LinesRefusedError(_("The name “%s” is there twice.") % name)
        if not words:
            raise LinesRefusedError(_("The row “%s” has no words.") % name)
        used.add(name)
        old = known.get(name)
        is_same = old is not None and old.text.get(language) == words
        rows.append(
            Row(
                id=name,
                text=_renewed(old.text if old else {}, language, words),
                topic=old.topic if old and is_same else topic_of(words),
                competency=competency,
            )
        )
    return tuple(rows)


def topic_of(words: str) -> str:
    """A few words for plots, from a question."""
    return Truncator(words.strip().rstrip("?.:")).chars(LONGEST_TOPIC)


def name_of(words: str) -> str:
    """A name for a variable, from a question: `how_did_you_hear`."""
    name = "_".join(slugify(words).replace("-", "_").split("_")[:5])[:30].strip("_")
    return name if name[:1].isalpha() else f"q_{name}".rstrip("_")


def _lines(text: str, most: int) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise LinesRefusedError(
            _("There are %(found)d lines; at most %(most)d can be used.")
            % {"found": len(lines), "most": most}
        )
    if any(len(line) > LONGEST_LABEL for line in lines):
        raise LinesRefusedError(
            _("A line is longer than %d characters. Shorten it.") % LONGEST_LABEL
        )
    return lines


def _marks(line: str) -> tuple[str, set[str]]:
    marks: set[str] = set()
    while found := _MARK.search(line):
        marks.add(found[1].lower())
        line = line[: found.start()]
    return line.strip(), marks


def _next_code(used: set[int]) -> int:
    return max(used, default=0) + 1


def _check_choice(code: int, label: str, before: Iterable[Choice]) -> None:
    if not label:
        raise LinesRefusedError(_("The choice %d has no words.") % code)
    if code > HIGHEST_CODE:
        raise LinesRefusedError(
            _("The code %(code)d is too high; the highest is %(most)d.")
            % {"code": code, "most": HIGHEST_CODE}
        )
    if code in {choice.code for choice in before}:
        raise LinesRefusedError(_("The code %d is there twice.") % code)
    if label in {word for choice in before for word in choice.label.values()}:
        raise LinesRefusedError(_("The choice “%s” is there twice.") % label)


def _renewed(old: Mapping[str, str], language: str, text: str) -> Mapping[str, str]:
    """Other languages stay, even where the words changed: the translator is shown both."""
    return with_word(old, language, text)
