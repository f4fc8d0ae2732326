"""What is wrong with one element, whatever stands around it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from mentoringup.questionnaires.form.columns import RESERVED
from mentoringup.questionnaires.form.faults import Fault, stops, warns
from mentoringup.questionnaires.form.values import Element, ElementKind, Form, Words, said

WITH_CHOICES = frozenset(
    {
        ElementKind.RATINGS,
        ElementKind.MATRIX,
        ElementKind.LIKERT,
        ElementKind.SINGLE,
        ElementKind.MULTIPLE,
    }
)
WITH_ROWS = frozenset({ElementKind.RATINGS, ElementKind.MATRIX})
WITH_OTHER = frozenset({ElementKind.SINGLE, ElementKind.MULTIPLE})
_OF_WORDS = frozenset({ElementKind.TEXT, ElementKind.LONG_TEXT, ElementKind.NOTE})
_LONGEST_NAME = 64
_FEWEST_CHOICES = 2


def element_faults(form: Form, element: Element) -> Iterator[Fault]:
    """Find the faults of one element."""
    yield from _choices_faults(element)
    yield from _labels_faults(form, element)
    yield from _rows_faults(element)
    yield from _other_faults(element)
    yield from _kind_faults(element)
    yield from _name_faults(element)
    texts = [element.text, *(row.text for row in element.rows)]
    yield from words_faults(form, element.id, texts, must=True)
    labels = [choice.label for choice in element.choices]
    yield from words_faults(form, element.id, labels, must=True, are_choices=True)
    if element.hint:
        yield from words_faults(form, element.id, [element.hint])


def words_faults(
    form: Form,
    name: str,
    texts: Sequence[Words],
    *,
    must: bool = False,
    are_choices: bool = False,
) -> Iterator[Fault]:
    """Say in which of the offered languages words are missing.

    Args:
        form: with the languages.
        name: id of the element or page; empty for the form.
        texts: that belong together; a language is named once for all of them.
        must: the words of the first language must be there: the instrument has no other.
        are_choices: they are labels of choices.
    """
    for language in form.languages:
        missing = sum(language not in words for words in texts)
        if not missing:
            continue
        values = {"language": language, "missing": missing}
        if must and language == form.languages[0]:
            yield stops(name, _missing(name, are_choices=are_choices), **values)
        else:
            yield warns(name, _missing(name, are_choices=are_choices), **values)


def _missing(name: str, *, are_choices: bool) -> str:
    if are_choices:
        return _("“%(id)s” has no words in “%(language)s” for %(missing)d of its choices.")
    if name:
        return _("“%(id)s” has no words in “%(language)s” for %(missing)d of its texts.")
    return _("The title or the introduction has no words in “%(language)s”.")


def _choices_faults(element: Element) -> Iterator[Fault]:
    name, choices = element.id, element.choices
    if element.kind not in WITH_CHOICES:
        if choices:
            yield stops(name, _("“%(id)s” has choices, and nothing in it can be chosen."))
        return
    if len(choices) < _FEWEST_CHOICES:
        yield stops(name, _("“%(id)s” needs two choices at least."))
    elif (
        element.kind is ElementKind.RATINGS
        and sum(not choice.not_applicable for choice in choices) < _FEWEST_CHOICES
    ):
        sentence = _(
            "“%(id)s” needs two choices that are ratings; the others say “not applicable”."
        )
        yield stops(name, sentence)
    for code, times in Counter(choice.code for choice in choices).items():
        if times > 1:
            yield stops(
                name,
                _("In “%(id)s” the code %(code)d stands for %(times)d choices."),
                code=code,
                times=times,
            )
    if any(choice.favorable and choice.not_applicable for choice in choices):
        yield stops(
            name, _("A choice of “%(id)s” can't be favorable and “not applicable” at once.")
        )


def _labels_faults(form: Form, element: Element) -> Iterator[Fault]:
    """Two choices that read the same: nobody could choose between them."""
    for language in form.languages:
        labels = [
            " ".join(said(choice.label, language).split()).casefold()
            for choice in element.choices
            if language in choice.label
        ]
        for label, times in Counter(labels).items():
            if times > 1:
                sentence = _("%(times)d choices of “%(id)s” read “%(label)s” in “%(language)s”.")
                values = {"times": times, "label": label, "language": language}
                is_first = language == form.languages[0]
                yield (stops if is_first else warns)(element.id, sentence, **values)


def _rows_faults(element: Element) -> Iterator[Fault]:
    if element.kind in WITH_ROWS and not element.rows:
        yield stops(element.id, _("“%(id)s” has no rows."))
    if element.kind not in WITH_ROWS and element.rows:
        yield stops(element.id, _("“%(id)s” has rows, and its kind has none."))


def _other_faults(element: Element) -> Iterator[Fault]:
    if element.other is None:
        return
    if element.kind not in WITH_OTHER:
        sentence = _("“%(id)s” can't have a line for other words; only choices of one or more can.")
        yield stops(element.id, sentence)
    elif element.other not in {choice.code for choice in element.choices}:
        sentence = _(
            "The line for other words in “%(id)s” belongs to the code %(code)d, which it lacks."
        )
        yield stops(element.id, sentence, code=element.other)


def _kind_faults(element: Element) -> Iterator[Fault]:
    name, least, most = element.id, element.minimum, element.maximum
    if least is not None and most is not None and least > most:
        sentence = _("The smallest number of “%(id)s” (%(least)g) is above its largest (%(most)g).")
        yield stops(name, sentence, least=least, most=most)
    if element.kind is not ElementKind.NUMBER and (least is not None or most is not None):
        yield warns(name, _("“%(id)s” has a smallest or largest number, but asks for none."))
    if element.compare and element.kind not in {
        *WITH_OTHER,
        ElementKind.LIKERT,
        ElementKind.MATRIX,
    }:
        yield warns(name, _("“%(id)s” makes no groups that could be compared."))
    if element.is_plan and element.kind not in _OF_WORDS:
        yield stops(name, _("“%(id)s” can't be a plan; only what asks for words can."))


def _name_faults(element: Element) -> Iterator[Fault]:
    for name in element.variables():
        if len(name) > _LONGEST_NAME:
            sentence = _(
                "“%(name)s” in “%(id)s” has more than %(most)d characters; choose a shorter id."
            )
            yield stops(element.id, sentence, name=name, most=_LONGEST_NAME)
        if name.casefold() in RESERVED:
            sentence = _("“%(name)s” is the name of a column in every export; choose another id.")
            yield stops(element.id, sentence, name=name)
