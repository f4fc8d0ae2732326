"""What somebody has answered so far, as a value; it is stored sealed only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mentoringup.questionnaires.form.reading import PageReading
from mentoringup.questionnaires.form.values import Answer

LONGEST_KEPT = 100_000
"""Characters of an answer with a fault that are kept on the server; the page shows all of them."""
LONGEST_MINUTES = 240
"""Whoever took longer is counted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saver:
    """Who saves a page: the page as one browser shows it.

    Attributes:
        revision: of the draft when the page was made; None where nobody knows.
        sitting: random, of this showing of the page.
        draft: which one the page showed.
    """

    revision: int | None = None
    sitting: str = ""
    draft: str = ""

    @classmethod
    def read(cls, text: str) -> "Saver":
        """Read what `written` wrote; anything else is nobody."""
        revision, _, rest = text[:40].partition(".")
        if not (revision.isascii() and revision.isdigit()):
            return cls()
        sitting, _, draft = rest.partition(".")
        return cls(revision=int(revision), sitting=sitting, draft=draft)

    @property
    def written(self) -> str:
        """As a hidden field of the page."""
        return f"{self.revision or 0}.{self.sitting}.{self.draft}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Answers, and how they are being given.

    Attributes:
        language: code.
        layout: in which BEFORE and NOW stand; drawn once.
        began: seconds since 1970; None where it was sent before.
        mark: random where it was begun from what was sent, so that a page from before the sending
            is known; empty else.
        answers: by variable.
        typed: what was typed into fields and can't be read, by variable.
        saved: by place of a page, at which revision and from which sitting it was saved last.
        consent: to research; None for "not now".
        has_met_consent: whether the question was answered, be it with "not now".
    """

    language: str
    layout: str
    began: int | None = None
    mark: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    consent: bool | None = None
    has_met_consent: bool = False

    def with_page(self, place: int, reading: PageReading, *, by: Saver, revision: int) -> "Draft":
        """The draft after a page was saved.

        A field that comes empty empties the answer, unless another device saved this page since it
        was shown here, or all was sent meanwhile: then nothing that was answered there is lost, and
        what was answered here counts, until the page is shown again.

        Args:
            place: of the page in the form, from 1.
            reading: what it says.
            by: which showing of the page.
            revision: that this save will have.
        """
        answers, typed = dict(self.answers), dict(self.typed)
        may_empty = self._may_empty(place, by)
        if may_empty:
            for variable in reading.cleared:
                answers.pop(variable, None)
                typed.pop(variable, None)
        answers.update(reading.answers)
        for variable in reading.answers:
            typed.pop(variable, None)
        for variable, raw in reading.typed.items():
            typed[variable] = raw[:LONGEST_KEPT]
        saved = {**self.saved, place: (revision, by.sitting if may_empty else "")}
        return replace(self, answers=answers, typed=typed, saved=saved)

    @property
    def was_sent(self) -> bool:
        """Whether it changes what was sent, which counts until this is sent."""
        return self.began is None

    def minutes(self, now: datetime) -> int | None:
        """Whole minutes since it was begun, 240 at most; None where it was sent before."""
        if self.began is None:
            return None
        return max(0, min(LONGEST_MINUTES, round((now.timestamp() - self.began) / 60)))

    def as_json(self) -> dict[str, Any]:
        """For sealing."""
        return {
            "language": self.language,
            "layout": self.layout,
            "began": self.began,
            "mark": self.mark,
            "answers": dict(self.answers),
            "typed": dict(self.typed),
            "saved": {str(place): list(last) for place, last in self.saved.items()},
            "consent": self.consent,
            "has_met_consent": self.has_met_consent,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Draft":
        """Read what was sealed."""
        return cls(
            language=said["language"],
            layout=said["layout"],
            began=said["began"],
            mark=said.get("mark", ""),
            answers=answers_from_json(said["answers"]),
            typed=said["typed"],
            saved={int(place): (last[0], last[1]) for place, last in said["saved"].items()},
            consent=said["consent"],
            has_met_consent=said["has_met_consent"],
        )

    def _may_empty(self, place: int, by: Saver) -> bool:
        if by.revision is None or by.draft != self.mark:
            return False
        revision, sitting = self.saved.get(place, (0, ""))
        return revision <= by.revision or sitting == by.sitting != ""


def answers_from_json(said: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers as they are stored: the codes of a multiple choice are a list."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in said.items()}
