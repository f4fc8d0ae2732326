"""What was read, collected, and made into a page."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import LONGEST_QUOTE, quoted
from mentoringup.training.enums import RsvpRule
from mentoringup.training.page import (
    ContactOnPage,
    ModuleOnPage,
    QuestionOnPage,
    SeriesPage,
    SessionOnPage,
    TierOnPage,
)
from mentoringup.training.page_import import phrases
from mentoringup.training.page_import.blocks import Block, Kind
from mentoringup.training.page_import.imported import ImportedPage, Leftover, Understood
from mentoringup.training.page_import.people_in_text import stages_in
from mentoringup.training.page_import.series_facts import Facts, Rsvp
from mentoringup.training.page_import.session_draft import SessionDraft, markdown_of

_LONGEST_TITLE = 200


@dataclass(slots=True)
class _Pair:
    """A question and the blocks of its answer."""

    question: str = ""
    answer: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Read:
    """Everything that was recognized so far."""

    title: str = ""
    summary: str = ""
    description: list[Block] = field(default_factory=list)
    sessions: list[SessionDraft] = field(default_factory=list)
    pairs: list[_Pair] = field(default_factory=list)
    contacts: list[ContactOnPage] = field(default_factory=list)
    tiers: list[TierOnPage] = field(default_factory=list)
    stages: tuple[str, ...] = ()
    rsvp: Rsvp | None = None
    any_order: bool | None = None
    understood: list[Understood] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)

    def note(self, block: Block, kind: str, value: str) -> None:
        """Remember what was understood, and of which line."""
        understood = Understood(
            line=block.line, kind=kind, text=quoted(block.text), value=quoted(value)
        )
        self.understood.append(understood)

    def leave(self, block: Block) -> None:
        """Keep word for word what found no place."""
        self.leftovers.append(Leftover(line=block.line, text=block.text))

    def name(self, block: Block) -> None:
        """The title of the page."""
        self.title = block.plain[:_LONGEST_TITLE]
        self.note(block, "title", self.title)

    def may_be_summary(self, block: Block) -> bool:
        """Whether a short line can be the subtitle: nothing was described yet."""
        return not (self.summary or self.description or self.sessions) and bool(block.plain)

    def summarize(self, block: Block) -> None:
        """The subtitle."""
        self.summary = block.plain
        self.note(block, "summary", self.summary)

    def last_described(self) -> list[Block]:
        """The last paragraph of the introduction, with its heading: it was a session's."""
        taken: list[Block] = []
        while self.description and len(taken) < 2:  # noqa: PLR2004  a paragraph and its heading
            last = self.description[-1]
            if last.kind is Kind.ITEM or (taken and last.kind is not Kind.HEADING):
                break
            taken.insert(0, self.description.pop())
        return taken

    @property
    def has_open_question(self) -> bool:
        """Whether what follows answers a question."""
        return bool(self.pairs) and bool(self.pairs[-1].question)

    def ask(self, block: Block) -> None:
        """A question; its answer follows."""
        question = phrases.without_mark(block.plain)
        self.pairs.append(_Pair(question=question[:300]))
        self.note(block, "question", question)

    def answer(self, block: Block) -> None:
        """An answer to the open question; without one, each paragraph is one of its own."""
        is_list = block.kind is Kind.ITEM and self.pairs and self.pairs[-1].answer
        if not (self.has_open_question or is_list):
            self.pairs.append(_Pair())
        self.pairs[-1].answer.append(block)
        self.note(block, "answer", self.pairs[-1].question)

    def take_facts(self, block: Block, facts: Facts) -> bool:
        """Rules; the first of each kind counts. Whether one of them was new."""
        before = len(self.understood)
        if facts.stages and not self.stages:
            self.stages = facts.stages
            self.note(block, "eligibility", ", ".join(facts.stages))
        if facts.rsvp is not None and self.rsvp is None:
            self.rsvp = facts.rsvp
            self.note(block, "rsvp", facts.rsvp.rule.value)
        if facts.any_order is not None and self.any_order is None:
            self.any_order = facts.any_order
            self.note(block, "order", "any" if facts.any_order else "given")
        return len(self.understood) > before

    def keep_if_long(self, block: Block) -> None:
        """What would be shown cut is kept in full."""
        if len(block.text) > LONGEST_QUOTE:
            self.leave(block)


def finished_page(
    read: Read, *, zone: str, language: str, modules: tuple[ModuleOnPage, ...]
) -> ImportedPage:
    """The draft, what was understood, what was not, and what was assumed."""
    sessions = _sessions(read, modules)
    heading = f"{read.title} {read.summary}"
    if not read.stages and phrases.is_for_people(heading):
        read.stages = stages_in(heading)
    rsvp = read.rsvp or Rsvp(rule=RsvpRule.TERM_START)
    page = SeriesPage(
        title=read.title,
        summary=read.summary,
        description=markdown_of(read.description),
        language=language,
        zone=zone,
        stages=read.stages,
        tiers=tuple(read.tiers),
        rsvp_rule=rsvp.rule,
        rsvp_days_before=rsvp.days,
        rsvp_opens_on=rsvp.on,
        any_order=read.any_order is not False,
        sessions=sessions,
        contacts=tuple(read.contacts),
        questions=tuple(
            QuestionOnPage(key=f"new-{number}", question=pair.question, answer=_answer(pair.answer))
            for number, pair in enumerate(read.pairs, start=1)
        ),
        curriculum=modules,
    )
    return ImportedPage(
        page=page,
        understood=tuple(sorted(read.understood, key=lambda understood: understood.line)),
        not_understood=tuple(read.leftovers),
        assumed=tuple(_assumed(read)),
    )


def _answer(blocks: list[Block]) -> str:
    text = markdown_of(blocks)
    return phrases.without_mark(text) if text[:1] in "AaRr" else text


def _sessions(read: Read, modules: tuple[ModuleOnPage, ...]) -> tuple[SessionOnPage, ...]:
    sessions = []
    for number, draft in enumerate(read.sessions, start=1):
        session, module = draft.finished(number, modules)
        sessions.append(session)
        text = draft.title or session.description or session.title
        start = Block(kind=Kind.PARAGRAPH, line=draft.line, text=text)
        read.note(start, "session", session.title or session.key)
        if module is not None:
            read.note(start, "module", module.name)
    return tuple(sessions)


def _assumed(read: Read) -> list[str]:
    sentences = []
    if not read.stages:
        sentences.append(_("The page does not say who may attend; the draft is open to everybody."))
    if read.rsvp is None:
        sentences.append(
            _("The page does not say when RSVPs open; the draft says at the start of each term.")
        )
    if read.any_order is None:
        sentences.append(
            _("The page does not say in which order to take the sessions; the draft says in any.")
        )
    return sentences
