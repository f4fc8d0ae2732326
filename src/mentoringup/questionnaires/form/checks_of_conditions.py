"""Conditions that no answer could ever meet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.questionnaires.form.faults import Fault, stops, warns
from mentoringup.questionnaires.form.values import Condition, Element, Form, Operator


def condition_faults(form: Form) -> Iterator[Fault]:
    """Find conditions on unknown or later questions, and on choices that they lack."""
    codes = _codes_by_variable(form)
    seen: set[str] = set()
    for element in form.elements:
        if element.show_if is not None:
            yield from _faults(element, element.show_if, seen, codes)
        seen.update(element.variables())


def _codes_by_variable(form: Form) -> dict[str, frozenset[int]]:
    """Codes that an answer may have; none for what is typed."""
    return {
        name: frozenset()
        if name.endswith("_other") and name != element.id and not element.rows
        else frozenset(choice.code for choice in element.choices)
        for element in form.elements
        for name in element.variables()
    }


def _faults(
    element: Element, condition: Condition, seen: set[str], codes: dict[str, frozenset[int]]
) -> Iterator[Fault]:
    values = {"question": condition.question}
    if condition.question not in codes:
        sentence = _("“%(id)s” is shown by an answer to “%(question)s”, which is not asked.")
        yield stops(element.id, sentence, **values)
        return
    if condition.question not in seen:
        sentence = _("“%(id)s” is shown by an answer to “%(question)s”, which is asked only later.")
        yield stops(element.id, sentence, **values)
    if condition.operator is Operator.IS_ANSWERED:
        if condition.codes:
            sentence = _(
                "“%(id)s” is shown by any answer to “%(question)s”; its choices don't count."
            )
            yield warns(element.id, sentence, **values)
        return
    if not condition.codes:
        sentence = _("“%(id)s” is shown by a choice of “%(question)s”, and none is named.")
        yield stops(element.id, sentence, **values)
    for code in condition.codes:
        if code not in codes[condition.question]:
            sentence = _(
                "“%(id)s” is shown by the choice %(code)d of “%(question)s”, which it lacks."
            )
            yield stops(element.id, sentence, code=code, **values)
