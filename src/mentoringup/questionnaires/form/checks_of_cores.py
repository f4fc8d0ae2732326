"""What comes from an instrument is as the instrument has it: ids, choices and words.

A site may leave questions out, put them on other pages, say them in further languages, add a line
for other words, or a condition to a question that stands for itself. It can't change what would
make another instrument of it, or hide ratings from some.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from mentoreval.instruments.model import (
    OVERALL,
    Instrument,
    Item,
    Occasion,
    Option,
    Question,
    QuestionKind,
)
from mentoreval.instruments.parts import everything_asked
from mentoringup.questionnaires.form.faults import Fault, stops, warns
from mentoringup.questionnaires.form.from_instruments import core_of
from mentoringup.questionnaires.form.values import (
    Choice,
    Element,
    ElementKind,
    Form,
    Row,
)

_KINDS: Mapping[QuestionKind, frozenset[ElementKind]] = {
    QuestionKind.SINGLE: frozenset({ElementKind.SINGLE, ElementKind.LIKERT}),
    QuestionKind.MULTIPLE: frozenset({ElementKind.MULTIPLE}),
    QuestionKind.TEXT: frozenset({ElementKind.TEXT, ElementKind.LONG_TEXT}),
    QuestionKind.NUMBER: frozenset({ElementKind.NUMBER}),
    QuestionKind.DATE: frozenset({ElementKind.DATE}),
}


def core_faults(form: Form, included: Sequence[Instrument]) -> Iterator[Fault]:
    """Find what differs from the instruments that a form includes.

    Args:
        form: the questionnaire.
        included: the shipped and licensed instruments that could be loaded.
    """
    known = {name for each in included for name in (each.id, *(c.id for c in each.cores))}
    lock = _Lock(included)
    for element in form.elements:
        if not element.core:
            yield from lock.clashes(element)
        elif element.core not in known:
            sentence = _("“%(id)s” comes from the instrument “%(core)s”, which is not included.")
            yield stops(element.id, sentence, core=element.core)
        else:
            source = next((each for each in included if each.id == element.core), None)
            yield from lock.differences(element, source or core_of(element.core, form.licensed))
    asked = {
        row.id.removesuffix("_before").removesuffix("_now") for e in form.elements for row in e.rows
    }
    yield from _left_out(included, asked)


class _Lock:
    """The names and words of included instruments."""

    def __init__(self, included: Sequence[Instrument]) -> None:
        self._owners: dict[str, str] = {}
        self._prompts = {each.prompt for each in included}
        self._scales = {scale.id: each.id for each in included for scale in each.scales}
        for thing in everything_asked(included):
            for name in _names_of(thing):
                self._owners.setdefault(name.casefold(), thing.source)

    def clashes(self, element: Element) -> Iterator[Fault]:
        """Names of a site's own element that an instrument has already."""
        names = [*element.variables(), *(row.id for row in element.rows)]
        for name in dict.fromkeys(names):
            owner = self._owners.get(name.casefold())
            if owner:
                sentence = _(
                    "“%(name)s” is a name in the instrument “%(owner)s”; choose another id."
                )
                yield stops(element.id, sentence, name=name, owner=owner)
        if element.kind is ElementKind.RATINGS and element.id in {OVERALL, *self._scales}:
            sentence = _("“%(id)s” is the name of a scale; choose another id for these ratings.")
            yield stops(element.id, sentence)

    def differences(self, element: Element, core: Instrument) -> Iterator[Fault]:
        """What was changed in an element of an instrument."""
        if element.kind is ElementKind.NOTE:
            return
        if element.rows:
            if element.show_if is not None:
                sentence = _(
                    "“%(id)s” is rated as a part of the instrument “%(core)s”: whether it is shown "
                    "can’t depend on an answer."
                )
                yield stops(element.id, sentence, core=core.id)
            said = element.text.get(core.language)
            is_prompt = said in {*self._prompts, core.prompt} or not core.prompt
            if element.kind is ElementKind.RATINGS and not is_prompt:
                yield _changed(element, element.id, core)
            for row in element.rows:
                yield from _row_differences(element, row, core)
        else:
            yield from _question_differences(element, core)


def _names_of(thing: Item | Question) -> tuple[str, ...]:
    own = (thing.id, *thing.aliases)
    return (*own, f"{thing.id}_before", f"{thing.id}_now") if isinstance(thing, Item) else own


def _row_differences(element: Element, row: Row, core: Instrument) -> Iterator[Fault]:
    name, ending = _item_id(element, row)
    item = core.item_by_id.get(name) if ending else None
    if item is None:
        sentence = _("The instrument “%(core)s” has no item “%(name)s”.")
        yield stops(element.id, sentence, core=core.id, name=row.id)
        return
    if row.text.get(core.language) != item.text or row.topic != item.topic:
        yield _changed(element, row.id, core)
    if not _are_same(element.choices, item.options, core.language):
        yield _changed(element, row.id, core)


def _item_id(element: Element, row: Row) -> tuple[str, bool]:
    """Id of the item that a row rates, and whether the row has the name of one."""
    if element.kind is ElementKind.RATINGS:
        return row.id, True
    name, sign, occasion = row.id.rpartition("_")
    return name, bool(sign) and occasion in set(Occasion)


def _question_differences(element: Element, core: Instrument) -> Iterator[Fault]:
    question = core.question_by_id.get(element.id)
    if question is None:
        sentence = _("The instrument “%(core)s” has no question “%(id)s”.")
        yield stops(element.id, sentence, core=core.id)
        return
    same = (
        element.kind in _KINDS[question.kind]
        and element.text.get(core.language) == question.text
        and element.role.value == question.role.value
        and element.compare == question.compare
        and _are_same(element.choices, question.options, core.language)
    )
    if not same:
        yield _changed(element, element.id, core)


def _are_same(choices: Sequence[Choice], options: Sequence[Option], language: str) -> bool:
    """Compare codes, words, marks and order."""
    return [
        (each.code, each.label.get(language), each.not_applicable, each.favorable)
        for each in choices
    ] == [(each.code, each.label, each.not_applicable, each.favorable) for each in options]


def _changed(element: Element, name: str, core: Instrument) -> Fault:
    sentence = _(
        "“%(name)s” differs from the instrument “%(core)s”, whose ids, choices and words are "
        "locked; ask a question of your own instead."
    )
    return stops(element.id, sentence, name=name, core=core.id)


def _left_out(included: Sequence[Instrument], asked: set[str]) -> Iterator[Fault]:
    """Scales that are asked in part: their means would not be those of the instrument."""
    for each in included:
        for scale in each.scales:
            missing = [item for item in scale.items if item not in asked]
            if scale.id != OVERALL and missing and len(missing) < len(scale.items):
                sentence = _("The scale “%(scale)s” lacks %(missing)d of its %(items)d items.")
                values = {"scale": scale.name, "missing": len(missing), "items": len(scale.items)}
                yield warns("", sentence, **values)
