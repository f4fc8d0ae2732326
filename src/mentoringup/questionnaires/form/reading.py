"""What a posted page says: valid answers, what was emptied, and faults that lose no word.

Rules that hold for every field:

- A name is a variable; names that the page does not ask are ignored.
- Nothing is compulsory. A choice that is missing from the page, or posted as an empty value, is no
  answer: an earlier one is cleared. A line of text that is missing was not part of what was sent
  (browsers send empty lines too), so what was typed before stays.
- A field with a fault changes nothing that was saved; its raw words are in `typed`.
- Words beside "other" are kept whether "other" is chosen or not, and choose nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.values import Answer, Choice, Element, ElementKind, said

LONGEST_TEXT = 10_000
"""Characters of a text, line breaks counted once."""

_MOST_DIGITS = 15
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MINUS = str.maketrans({"−": "-", "–": "-"})

_TYPED = frozenset({ElementKind.TEXT, ElementKind.LONG_TEXT, ElementKind.NUMBER, ElementKind.DATE})

Fault = tuple[str, str]
"""A variable, and what is wrong with its field as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """A posted page.

    Attributes:
        answers: by variable, in the order of the page.
        cleared: variables whose field came empty.
        faults: one a variable at most; the sentence is in the respondent's language.
        typed: the raw text of the fields with a fault; codes of a multiple choice with commas.
    """

    answers: Mapping[str, Answer]
    cleared: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


class _FieldIsWrongError(Exception):
    """A field can't be understood; the sentence says why."""


def read_page(shown: ShownPage, posted: Mapping[str, Sequence[str]], language: str) -> PageReading:
    """Read the fields of a page; those that may appear on it as well.

    Args:
        shown: the page as it was sent to the browser.
        posted: the values of each field, in the order of the browser.
        language: code of the language of the sentences; it also tells which numbers are clear.
    """
    reading = _Reading(posted=posted, language=language)
    with override(language):
        for element in shown.readable:
            reading.read(element)
    return PageReading(
        answers=reading.answers,
        cleared=tuple(reading.cleared),
        faults=tuple(reading.faults),
        typed=reading.typed,
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A page while it is read."""

    posted: Mapping[str, Sequence[str]]
    language: str
    answers: dict[str, Answer] = field(default_factory=dict)
    cleared: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)

    def read(self, element: Element) -> None:
        """Read the fields of one element."""
        match element.kind:
            case ElementKind.NOTE:
                return
            case ElementKind.MULTIPLE:
                self._choose(element.id, lambda given: self._several(given, element.choices))
            case kind if kind in _TYPED:
                self._write(element.id, lambda text: self._typed_in(text, element))
            case _:
                for variable in _chosen_variables(element):
                    self._choose(variable, lambda given: _one(given, element.choices))
        if element.other is not None:
            self._write(f"{element.id}_other", _line)

    def _typed_in(self, text: str, element: Element) -> str:
        match element.kind:
            case ElementKind.NUMBER:
                return _number(text, element, self.language)
            case ElementKind.DATE:
                return _date(text)
            case ElementKind.TEXT:
                return _line(text)
            case _:
                return _short_enough(text)

    def _choose(self, variable: str, answer: Callable[[list[str]], Answer]) -> None:
        """Read radio buttons or boxes; a box that is not ticked is not sent at all."""
        given = [value for value in self.posted.get(variable, ()) if value != ""]
        if not given:
            self.cleared.append(variable)
            return
        self._keep(variable, lambda: answer(given), raw=",".join(given))

    def _write(self, variable: str, answer: Callable[[str], Answer]) -> None:
        """Read something typed."""
        values = self.posted.get(variable)
        if values is None or len(values) == 0:
            return
        written = [text for text in map(_readable, values) if text]
        if not written:
            self.cleared.append(variable)
            return
        # Two fields of one name are nobody's doing; neither of two texts is thrown away.
        text = "\n".join(dict.fromkeys(written))
        self._keep(variable, lambda: answer(text), raw=text)

    def _several(self, given: Sequence[str], choices: Sequence[Choice]) -> tuple[int, ...]:
        """Codes of ticked boxes; “prefer not to say” stands alone."""
        codes = _codes(given, choices)
        for choice in choices:
            if choice.not_applicable and choice.code in codes and len(codes) > 1:
                sentence = _("“%(label)s” can't be chosen together with other answers.")
                raise _FieldIsWrongError(sentence % {"label": said(choice.label, self.language)})
        return codes

    def _keep(self, variable: str, answer: Callable[[], Answer], *, raw: str) -> None:
        try:
            self.answers[variable] = answer()
        except _FieldIsWrongError as error:
            self.faults.append((variable, str(error)))
            self.typed[variable] = raw


def _chosen_variables(element: Element) -> tuple[str, ...]:
    """Variables of an element that hold one code each."""
    return tuple(element.variables()) if element.rows else (element.id,)


def _one(given: Sequence[str], choices: Sequence[Choice]) -> int:
    codes = _codes(given, choices)
    if len(codes) > 1:
        raise _FieldIsWrongError(_("Only one answer can be chosen here."))
    return codes[0]


def _codes(given: Sequence[str], choices: Sequence[Choice]) -> tuple[int, ...]:
    """Codes that were chosen, ascending; one that is sent twice is chosen once."""
    known = {str(choice.code): choice.code for choice in choices}
    if any(value not in known for value in given):
        raise _FieldIsWrongError(_("Choose one of the answers that are shown."))
    return tuple(sorted({known[value] for value in given}))


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        sentence = _(
            "This text has %(found)s characters; at most %(most)s can be saved. Nothing is lost: "
            "shorten it here."
        )
        values = {"found": f"{len(text):,}", "most": f"{LONGEST_TEXT:,}"}
        raise _FieldIsWrongError(sentence % values)
    return text


def _line(text: str) -> str:
    return _short_enough(" ".join(text.split("\n")))


def _number(text: str, element: Element, language: str) -> str:
    """A number as plain decimal text: `3.5`, `-2`, `1000`."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    if not _NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) > _MOST_DIGITS:
        raise _FieldIsWrongError(_("Write a number, such as 3 or 2.5."))
    grouped = _GROUPED.fullmatch(plain)
    if grouped and not (grouped[1] == "." and language.startswith("en")):
        raise _FieldIsWrongError(
            _("This number can be read in two ways; write it without a sign between thousands.")
        )
    value = Decimal(plain.replace(",", "."))
    _check_bounds(value, element)
    return format(value.normalize() + 0, "f")


def _check_bounds(value: Decimal, element: Element) -> None:
    least, most = element.minimum, element.maximum
    too_small = least is not None and value < Decimal(str(least))
    if not too_small and (most is None or value <= Decimal(str(most))):
        return
    if least is not None and most is not None:
        sentence = _("Write a number from %(least)s to %(most)s.")
    elif least is not None:
        sentence = _("Write a number of at least %(least)s.")
    else:
        sentence = _("Write a number of at most %(most)s.")
    values = {"least": _shown(least), "most": _shown(most)}
    raise _FieldIsWrongError(sentence % values)


def _shown(bound: float | None) -> str:
    return "" if bound is None else f"{bound:.15g}"


def _date(text: str) -> str:
    plain = text.strip()
    try:
        if _ISO_DATE.fullmatch(plain):
            return date.fromisoformat(plain).isoformat()
    except ValueError:
        raise _FieldIsWrongError(_("The calendar has no such day.")) from None
    raise _FieldIsWrongError(_("Write the date as year-month-day, such as 2026-05-31."))


def _readable(text: str) -> str:
    """Text as it can be stored: one kind of line break, no control characters, no blank ends.

    Word processors put vertical tabs and form feeds for line breaks; nobody types the others.
    """
    return _NO_TEXT.sub("", _LINE_BREAKS.sub("\n", text)).strip()
