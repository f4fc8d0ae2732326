"""A form made from instruments, page by page, in every language we have."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import (
    OVERALL,
    Instrument,
    Item,
    Option,
    Question,
    QuestionKind,
    Scale,
)
from mentoreval.instruments.model import Role as InstrumentRole
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.form.values import (
    Choice,
    Element,
    ElementKind,
    Form,
    Page,
    Role,
    Row,
    Words,
)
from mentoringup.questionnaires.form.wordings import LANGUAGES, said_everywhere

PLAN: Final = "planned_changes"
"""The question whose answer comes back to the person in a follow-up."""

PAGES: Final = "pages"
"""Heading of the words of pages in `words/<language>.yaml`."""

_OTHER: Final = frozenset({"other", "otro", "otra", "other:", "otro:", "otra:"})
"""Labels, in lower case, of a choice that opens a line for other words."""

_KINDS: Final[Mapping[QuestionKind, ElementKind]] = {
    QuestionKind.SINGLE: ElementKind.SINGLE,
    QuestionKind.MULTIPLE: ElementKind.MULTIPLE,
    QuestionKind.TEXT: ElementKind.LONG_TEXT,
    QuestionKind.NUMBER: ElementKind.NUMBER,
    QuestionKind.DATE: ElementKind.DATE,
}
_TITLES: Final[Mapping[tuple[Role, bool], tuple[str, str]]] = {
    (Role.EVALUATION, False): ("training", "The training"),
    (Role.EVALUATION, True): ("words", "In your words"),
    (Role.OPEN, False): ("more", "More questions"),
    (Role.OPEN, True): ("more-words", "More questions, in your words"),
    (Role.DEMOGRAPHIC, False): ("about-you", "About you"),
}
"""Id and title of the page by role and whether its questions ask for words, in this order."""

_MOST_YES_NO: Final = 2


def form_of(
    instrument_ids: Sequence[str],
    *,
    id: str,  # noqa: A002  the name that forms and instruments have for it
    title: Words,
    licensed: Mapping[str, str] | None = None,
) -> Form:
    """Make a form that asks everything that instruments ask.

    Ratings come first, a page a scale; then what judges the training, the open questions, and last
    what describes the person. Shipped words come in English and in the languages of `words/`.

    Args:
        instrument_ids: shipped instruments, or ids of `licensed`, in the order of their pages.
        id: of the form, which is no instrument's.
        title: of the form.
        licensed: YAML of licensed instruments by id.

    Raises:
        InputRefusedError: there is no such instrument, or a licensed one has faults.
    """
    own = dict(licensed or {})
    sources = [core_of(each, own) for each in instrument_ids]
    asked = [_Asked(instrument=source, is_shipped=source.id in shipped()) for source in sources]
    language = sources[0].language if sources else "en"
    return Form(
        id=id,
        title=title,
        languages=tuple(dict.fromkeys((language, *LANGUAGES))) if _is_ours(asked) else (language,),
        pages=(*_rating_pages(asked), *_question_pages(asked)),
        cores=tuple(each for each in instrument_ids if each not in own),
        licensed={each: own[each] for each in instrument_ids if each in own},
    )


def title_of(instrument_id: str) -> Words:
    """The title of a shipped instrument in every language."""
    return said_everywhere(load_instrument(instrument_id).title, (instrument_id,))


def core_of(instrument_id: str, licensed: Mapping[str, str]) -> Instrument:
    """Load what a form includes: a licensed instrument of its own, or a shipped one.

    Raises:
        InputRefusedError: there is none, or it has faults.
    """
    if instrument_id in licensed:
        content = licensed[instrument_id].encode()
        return parse_instrument(content, file=f"{instrument_id}.yaml")
    return load_instrument(instrument_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """An instrument that a form asks.

    Attributes:
        is_shipped: its words are ours, so they are known in every language.
    """

    instrument: Instrument
    is_shipped: bool

    def words(self, text: str, source: str) -> Words:
        """A text of it; licensed words are said in their own language only."""
        if not self.is_shipped and self.instrument.language != "en":
            return {self.instrument.language: text}
        return said_everywhere(text, (source, self.instrument.id))

    def core(self, source: str) -> str:
        """Id of the instrument that owns the words of something."""
        return source if self.is_shipped else self.instrument.id

    def choices(self, options: Iterable[Option], source: str) -> tuple[Choice, ...]:
        """Options as choices."""
        return tuple(
            Choice(
                code=option.code,
                label=self.words(option.label, source),
                not_applicable=option.not_applicable,
                favorable=option.favorable,
            )
            for option in options
        )


def _is_ours(asked: Sequence[_Asked]) -> bool:
    """A language is offered only if every word is known in it."""
    return all(each.is_shipped for each in asked)


def _rating_pages(asked: Sequence[_Asked]) -> Iterator[Page]:
    for each in asked:
        yield from _pages_of_scales(each)


def _pages_of_scales(asked: _Asked) -> Iterator[Page]:
    """A page for each scale, and one for the items that are in none."""
    instrument = asked.instrument
    placed: set[str] = set()
    for scale in instrument.scales:
        items = [instrument.item_by_id[name] for name in scale.items if name not in placed]
        if scale.id != OVERALL and items:
            placed.update(scale.items)
            yield _page_of_items(asked, items, scale)
    rest = [item for item in instrument.items if item.id not in placed]
    if rest:
        yield _page_of_items(asked, rest, None)


def _page_of_items(asked: _Asked, items: Sequence[Item], scale: Scale | None) -> Page:
    """Items that share their options share an element."""
    instrument = asked.instrument
    name = scale.id if scale else instrument.id
    groups = [list(group) for _, group in groupby(items, key=lambda item: item.options)]
    said, source = (scale.name, scale.source) if scale else (instrument.title, instrument.id)
    return Page(
        id=f"skills-{name}"[:64],
        title=asked.words(said, source),
        elements=tuple(
            _ratings(asked, group, id_=f"ratings-{name[:50]}{number}", scale=scale)
            for number, group in zip(_numbers(len(groups)), groups, strict=True)
        ),
    )


def _numbers(count: int) -> list[str]:
    """Ends of ids: nothing for the first."""
    return ["", *(f"-{number}" for number in range(2, count + 1))]


def _ratings(asked: _Asked, items: Sequence[Item], *, id_: str, scale: Scale | None) -> Element:
    first = items[0]
    prompt = asked.instrument.prompt or "How was it BEFORE, and how is it NOW?"
    return Element(
        id=id_,
        kind=ElementKind.RATINGS,
        text=asked.words(prompt, asked.instrument.id),
        rows=tuple(
            Row(
                id=item.id,
                text=asked.words(item.text, item.source),
                topic=item.topic,
                competency=scale.competency if scale else None,
            )
            for item in items
        ),
        choices=asked.choices(first.options, first.source),
        core=asked.core(first.source),
        role=Role.OPEN,
    )


def _question_pages(asked: Sequence[_Asked]) -> Iterator[Page]:
    """Pages by role; closed questions before those that ask for words."""
    everything = [(each, question) for each in asked for question in each.instrument.questions]
    for (role, is_open), (id_, title) in _TITLES.items():
        here = [
            _question(each, question)
            for each, question in everything
            if Role(question.role.value) is role and _asks_for_words(question) is is_open
        ]
        if here:
            yield Page(id=id_, title=said_everywhere(title, (PAGES,)), elements=tuple(here))


def _asks_for_words(question: Question) -> bool:
    return question.kind is QuestionKind.TEXT and question.role is not InstrumentRole.DEMOGRAPHIC


def _question(asked: _Asked, question: Question) -> Element:
    other = next((o.code for o in question.options if o.label.casefold() in _OTHER), None)
    kind = _KINDS[question.kind]
    judges = question.role is InstrumentRole.EVALUATION and len(question.options) > _MOST_YES_NO
    return Element(
        id=question.id,
        kind=ElementKind.LIKERT if kind is ElementKind.SINGLE and judges else kind,
        text=asked.words(question.text, question.source),
        choices=asked.choices(question.options, question.source),
        other=other,
        core=asked.core(question.source),
        role=Role(question.role.value),
        compare=question.compare,
        topic=question.topic,
        is_plan=question.id == PLAN,
    )
