"""Answers in words: shuffled, with names to redact suggested, and what a reviewer lets out.

They are read from frozen data sets only, so after closing. The order is shuffled anew for each
question, by the data set and not by arrival, so that two answers of one person can't be laid side
by side.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentoreval.instruments.model import Question, QuestionKind, Role
from mentoringup.audit.domain import record
from mentoringup.evaluation import wide_file
from mentoringup.evaluation.domain.people_named import names_around
from mentoringup.evaluation.domain.rows import rows_of_data_set
from mentoringup.evaluation.errors import EvaluationRefusedError
from mentoringup.evaluation.models import DataSet, RedactedText
from mentoringup.evaluation.names import Span, redacted, spans_in
from mentoringup.evaluation.options import INSIDE
from mentoringup.evaluation.reading import instrument_of
from mentoringup.people.models import Person
from mentoringup.questionnaires.form import columns

FEWEST = INSIDE
"""Answers to a question before any of them is shown or given away."""

LONGEST = 10_000

Row = Mapping[str, str]
"""Cells of an answer by column."""


class TooFewTextsError(EvaluationRefusedError):
    """So few answers that who wrote one could be guessed."""


class TextIsGoneError(EvaluationRefusedError):
    """There is no such question, or no such answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A question answered in words.

    Attributes:
        answers: how many; None where they are fewer than may be shown.
        reviewed: how many of them a reviewer has read.
    """

    id: str
    words: str
    answers: int | None
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """One answer in its shuffled place.

    Attributes:
        consented: to research; None where consent was not asked.
        stored: what a reviewer lets be read; None before any review.
    """

    number: int
    text: str
    consented: bool | None
    stored: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """An answer with what is suggested to be redacted."""

    spans: tuple[Span, ...]
    text: str


def open_questions(*, data_set: DataSet) -> tuple[OpenQuestion, ...]:
    """Those that were asked in words, in the order of the questionnaire."""
    rows = rows_of_data_set(data_set)
    reviewed = Counter(data_set.redacted_texts.values_list("question", flat=True))
    return tuple(
        OpenQuestion(
            id=question.id,
            words=question.text,
            answers=answers if answers >= FEWEST else None,
            reviewed=reviewed[question.id],
        )
        for question in _questions(data_set)
        for answers in [len(_in_order(data_set, question.id, rows))]
    )


def texts_of(*, data_set: DataSet, question: str) -> tuple[FreeText, ...]:
    """All answers to a question in their shuffled order, with what was reviewed.

    Raises:
        TextIsGoneError: it is no question in words of the data set.
        TooFewTextsError: fewer than `FEWEST` answered.
    """
    if question not in {one.id for one in _questions(data_set)}:
        raise TextIsGoneError
    rows = rows_of_data_set(data_set)
    told = [rows[number] for number in _in_order(data_set, question, rows)]
    if len(told) < FEWEST:
        raise TooFewTextsError(
            _("Fewer than %(fewest)d people answered this question, so no answer is shown.")
            % {"fewest": FEWEST}
        )
    stored = dict(data_set.redacted_texts.filter(question=question).values_list("number", "text"))
    return tuple(
        FreeText(
            number=number,
            text=row[question],
            consented=row[columns.CONSENT] == "1" if columns.CONSENT in row else None,
            stored=stored.get(number),
        )
        for number, row in enumerate(told, start=1)
    )


def reviewed_words(*, data_set: DataSet, rows: Sequence[Row]) -> dict[str, dict[int, str]]:
    """What reviewers let be read, by question and number of the row in the file, from 0.

    Questions that fewer than `FEWEST` answered are left out. The rows are all of the data set's.
    """
    stored: dict[str, dict[int, str]] = {}
    for question, number, text in data_set.redacted_texts.values_list("question", "number", "text"):
        stored.setdefault(question, {})[number] = text
    found = {}
    for question, texts in stored.items():
        places = _in_order(data_set, question, rows)
        if len(places) >= FEWEST:
            found[question] = {
                row: texts[number]
                for number, row in enumerate(places, start=1)
                if texts.get(number)
            }
    return found


def suggest(*, data_set: DataSet, texts: tuple[FreeText, ...]) -> tuple[Suggested, ...]:
    """What to redact in each text: people known here, and what looks like a name or an address."""
    names = names_around(data_set=data_set)
    found = [spans_in(one.text, names=names) for one in texts]
    return tuple(
        Suggested(spans=spans, text=redacted(one.text, spans))
        for one, spans in zip(texts, found, strict=True)
    )


def review_text(
    *, data_set: DataSet, question: str, number: int, text: str, actor: Person, now: datetime
) -> RedactedText:
    """Keep what may be read of an answer; reviewed again, the later counts. Empty: nothing may be.

    Raises:
        TextIsGoneError: there is no such answer.
        TooFewTextsError: fewer than `FEWEST` answered.
        EvaluationRefusedError: the text is longer than an answer can be.
    """
    if len(text) > LONGEST:
        raise EvaluationRefusedError(
            _("The text is longer than %(longest)d characters.") % {"longest": LONGEST}
        )
    found = texts_of(data_set=data_set, question=question)
    if not 1 <= number <= len(found):
        raise TextIsGoneError
    with transaction.atomic():
        kept, _is_new = RedactedText.objects.update_or_create(
            data_set=data_set,
            question=question,
            number=number,
            defaults={"text": text.strip(), "reviewed_at": now, "reviewed_by": actor},
        )
        record(
            verb="text.redacted",
            thing=data_set,
            actor=actor,
            now=now,
            site_id=data_set.site_id,
            name=data_set.name,
            detail={"question": question, "number": number},
        )
    return kept


def export_texts(*, data_set: DataSet, question: str, actor: Person, now: datetime) -> bytes:
    """CSV of what reviewers let out, only of those who consented to research where it was asked.

    Raises:
        TextIsGoneError: it is no question in words.
        TooFewTextsError: fewer than `FEWEST` such texts.
    """
    texts = [
        one
        for one in texts_of(data_set=data_set, question=question)
        if one.stored and one.consented is not False
    ]
    if len(texts) < FEWEST:
        raise TooFewTextsError(
            _(
                "Fewer than %(fewest)d reviewed answers are of people who consented to research, "
                "so there is no file yet."
            )
            % {"fewest": FEWEST}
        )
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(["question", "number", "text"])
    # Numbers are counted anew: a gap would tell where somebody declined.
    writer.writerows([question, place, one.stored] for place, one in enumerate(texts, start=1))
    with transaction.atomic():
        record(
            verb="texts.exported",
            thing=data_set,
            actor=actor,
            now=now,
            site_id=data_set.site_id,
            name=data_set.name,
            detail={"question": question, "rows": len(texts)},
        )
    return wide_file.guarded(written.getvalue().encode())


def _questions(data_set: DataSet) -> list[Question]:
    """Those asked in words whose answers are more than a word about the person."""
    return [
        one
        for one in instrument_of(data_set).questions
        if one.kind is QuestionKind.TEXT and one.role is not Role.DEMOGRAPHIC
    ]


def _in_order(data_set: DataSet, question: str, rows: Sequence[Row]) -> list[int]:
    """Numbers of the rows that answered, in the shuffled order of the question."""
    answered = [number for number, row in enumerate(rows) if row.get(question, "").strip()]
    return sorted(answered, key=lambda number: _place(data_set, question, number))


def _place(data_set: DataSet, question: str, row: int) -> str:
    """Where a row comes in the order of a question; the same whoever looks, and telling nothing."""
    return hashlib.sha256(f"{data_set.sha256}:{question}:{row}".encode()).hexdigest()
