"""A session while it is being read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from mentoringup.training.enums import SessionState
from mentoringup.training.page import ModuleOnPage, SessionOnPage
from mentoringup.training.page_import.blocks import Block, Kind
from mentoringup.training.page_import.module_guess import guess_module
from mentoringup.training.page_import.when import When


@dataclass(slots=True)
class SessionDraft:
    """What was read of a session so far.

    Attributes:
        line: where it begins.
        is_in_objectives: list items are objectives now.
    """

    line: int
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    on: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None
    programs: list[str] = field(default_factory=list)
    is_announced: bool = False
    is_in_objectives: bool = False

    @property
    def has_objectives(self) -> bool:
        """Whether its list of objectives has begun, after which only a new session describes."""
        return bool(self.objectives) or self.is_in_objectives

    @property
    def is_bare(self) -> bool:
        """Whether it is only a time and a place so far."""
        return not (self.title or self.blocks or self.has_objectives)

    @property
    def is_undescribed(self) -> bool:
        """Whether it has a time, a place or a title, and no text yet."""
        return not self.blocks and not self.has_objectives

    def may_take(self, when: When) -> bool:
        """Whether a line on when can be about this session and not about the next."""
        if self.has_objectives:
            return False
        if when.on is None and self.start is None and self.on is not None:
            return True
        return self.on is None and self.start is None and not self.is_announced

    def take(self, when: When) -> None:
        """Fill in what the line says."""
        self.on = when.on or self.on
        self.start = when.start or self.start
        self.end = when.end or self.end
        self.zone = when.zone or self.zone
        self.is_announced = self.is_announced or when.is_announced

    def finished(
        self, number: int, modules: Sequence[ModuleOnPage]
    ) -> tuple[SessionOnPage, ModuleOnPage | None]:
        """The session, and the module that was guessed; it lends a missing title."""
        description = markdown_of(self.blocks)
        text = "\n".join((description, *self.objectives))
        module = guess_module(title=self.title, text=text, modules=modules)
        title = self.title or (module.name if module else "")
        session = SessionOnPage(
            key=f"new-{number}",
            title=title,
            description=description,
            objectives=tuple(self.objectives),
            state=SessionState.TO_BE_ANNOUNCED if self.is_announced else SessionState.DRAFT,
            on=self.on,
            start=self.start,
            end=self.end,
            zone=self.zone,
            place=self.place,
            link=self.link,
            capacity=self.capacity,
            modules=(module.id,) if module else (),
            programs=tuple(self.programs),
        )
        return session, module


def markdown_of(blocks: Iterable[Block]) -> str:
    """Blocks as one Markdown text; items of a list stand close together."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            is_list = before.kind is Kind.ITEM and block.kind is Kind.ITEM
            parts.append("\n" if is_list else "\n\n")
        parts.append(block.markdown)
        before = block
    return "".join(parts)
