"""What people answered: questions, items, codes of free text."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoreval.results.estimates import Interval, Share
from mentoreval.results.sources import InputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShare:
    """One option of a question: `n` respondents of `of` who answered, Wilson's interval.

    `share_of_selections` is n over all selections of a multiple-choice question.
    """

    code: int
    n: int | None
    of: int | None
    estimate: float | None
    ci: Interval | None
    share_of_selections: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A question as a whole; its options are in `Results.proportions`, under the same id.

    `favorable` pools the options that count towards its headline share.
    """

    text: str
    topic: str
    kind: str
    role: str
    respondents: int
    selections: int | None
    not_answered: int
    favorable: Share | None = None
    favorable_label: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """A paired item: people by option on both occasions, and the missing by kind."""

    text: str
    topic: str
    options: Mapping[str, str]
    """Label by code (as text), in the instrument's order."""
    before: Mapping[str, int]
    now: Mapping[str, int]
    missing: Mapping[str, int]
    """By kind and occasion, e.g. "unanswered_before"."""
    n_paired: int | None
    mean_before: float | None
    mean_now: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShare:
    """One code of the frequency table: answers that carry it."""

    code: str
    label: str
    n: int | None
    of: int
    estimate: float | None
    ci: Interval | None
    example: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesResult:
    """Table 3: frequencies of consensus codes, special codes last.

    `question` is its id, `wording` what people read, where the instrument knows the question.
    """

    question: str
    answers: int
    codings: int | None
    file: InputFile
    codes: tuple[CodeShare, ...]
    grouped: tuple[str, ...] = ()
    """Codes that only one answer has, gathered as "other"; "suppressed" for each where hidden."""
    wording: str | None = None
    reason: str | None = None
