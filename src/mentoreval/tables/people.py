"""Who took part, who answered, and what they thought of the training."""

from mentoreval.formatting import absent, plural
from mentoreval.results import SUPPRESSED, CodesResult, OptionShare, QuestionResult, Results, Share
from mentoreval.tables.model import (
    Absent,
    Cell,
    Column,
    Kind,
    Table,
    explain_absences,
    pair,
    present,
)

_WILSON = "Intervals are Wilson's, at 95%."


def table_1(results: Results) -> Table | None:
    """Participants: respondents and selections of every demographic question; None without any."""
    questions = _questions(results, "demographic")
    if not questions:
        return None
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            question.topic,
            label,
            *_option_cells(option),
            *_share_of_selections(option, question),
        )
        for question_id, question in questions.items()
        for label, option in results.proportions.get(question_id, {}).items()
    )
    table = Table(
        id="table-1-participants",
        title="Participants",
        caption=(
            "Share of those who answered each question. Where several options could be chosen, "
            f"shares of respondents may add up to more than 100%. {_WILSON}"
        ),
        columns=(
            Column(name="Characteristic", kind=Kind.TEXT),
            Column(name="Option", kind=Kind.TEXT),
            Column(name="Respondents", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Share of respondents", kind=Kind.PERCENT),
            Column(name="95% interval", kind=Kind.PERCENT_INTERVAL),
            Column(name="Share of selections", kind=Kind.PERCENT, printed=False),
            Column(name="Share of selections", kind=Kind.SHARE, unit="n/N"),
        ),
        rows=rows,
        notes=tuple(_respondents_note(question) for question in questions.values()),
        grouped=True,
    )
    return explain_absences(table, results)


def _respondents_note(question: QuestionResult) -> str:
    return (
        f"{question.topic}: {plural(question.respondents, 'respondent')}, "
        f"{_selections(question)}, {question.not_answered} without an answer."
    )


def _option_cells(option: OptionShare) -> tuple[Cell, Cell, Cell]:
    return (
        pair(option.n, option.of, option.reason),
        present(option.estimate, option.reason),
        present(option.ci, option.reason),
    )


def _selections(question: QuestionResult) -> str:
    if question.selections is None:
        return f"number of selections {absent(question.reason)}"
    return plural(question.selections, "selection")


def _share_of_selections(option: OptionShare, question: QuestionResult) -> tuple[Cell, Cell]:
    """Empty for a single-choice question, where selections are respondents."""
    if question.kind != "multiple":
        return None, None
    value, why = option.share_of_selections, option.reason or question.reason
    counts = None if value is None else pair(option.n, question.selections, why)
    return present(value, why), Absent(reason=why) if counts is None else counts


def table_2(results: Results) -> Table | None:
    """Evaluation of the training: the favorable share of every question that has one."""
    rows: list[tuple[Cell, ...]] = [
        (question.text, question.favorable_label or "", *_share_cells(question.favorable))
        for question in _questions(results, "evaluation").values()
        if question.favorable is not None
    ]
    if not rows:
        return None
    table = Table(
        id="table-2-evaluation",
        title="What participants thought of the training",
        caption=f"Share of favorable answers among those who answered the question. {_WILSON}",
        columns=(
            Column(name="Question", kind=Kind.TEXT),
            Column(name="Counted as favorable", kind=Kind.TEXT),
            Column(name="Favorable", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Share", kind=Kind.PERCENT),
            Column(name="95% interval", kind=Kind.PERCENT_INTERVAL),
        ),
        rows=tuple(rows),
    )
    return explain_absences(table, results)


def table_2_options(results: Results) -> Table | None:
    """Every option of the evaluation questions, the unused ones too."""
    rows: list[tuple[Cell, ...]] = [
        (question.text, label, *_option_cells(option))
        for question_id, question in _questions(results, "evaluation").items()
        for label, option in results.proportions.get(question_id, {}).items()
    ]
    if not rows:
        return None
    table = Table(
        id="table-2-options",
        title="All answers to the evaluation questions",
        caption=f"Share of each option among those who answered the question. {_WILSON}",
        columns=(
            Column(name="Question", kind=Kind.TEXT),
            Column(name="Option", kind=Kind.TEXT),
            Column(name="Respondents", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Share", kind=Kind.PERCENT),
            Column(name="95% interval", kind=Kind.PERCENT_INTERVAL),
        ),
        rows=tuple(rows),
        grouped=True,
    )
    return explain_absences(table, results)


def table_3(results: Results) -> Table | None:
    """Frequencies of the consensus codes of an open question; None without a file of codes."""
    codes = results.codes
    if codes is None:
        return None
    counted = f"{plural(codes.answers, 'answer')}, {_codings(codes)}"
    notes = [f"{counted}; an answer may carry several codes, so shares may exceed 100% together."]
    if codes.grouped:
        notes.append(
            f"{plural(len(codes.grouped), 'code')} that only one answer has "
            f"{'is' if len(codes.grouped) == 1 else 'are'} gathered under “other”."
        )
    table = Table(
        id="table-3-codes",
        title=f"Answers by theme: {codes.wording}" if codes.wording else "Answers by theme",
        caption=f"Codes agreed by the coders. {_WILSON}",
        columns=(
            Column(name="Theme", kind=Kind.TEXT),
            Column(name="Answers", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Share", kind=Kind.PERCENT),
            Column(name="95% interval", kind=Kind.PERCENT_INTERVAL),
            Column(name="Example", kind=Kind.TEXT, printed=any(c.example for c in codes.codes)),
        ),
        rows=tuple(
            (
                one.label,
                pair(one.n, one.of, one.reason),
                present(one.estimate, one.reason),
                present(one.ci, one.reason),
                one.example,
            )
            for one in codes.codes
        ),
        notes=tuple(notes),
    )
    return explain_absences(table, results)


def _codings(codes: CodesResult) -> str:
    if codes.codings is None:
        return f"number of codings {absent(SUPPRESSED)}"
    return plural(codes.codings, "coding")


def response_table(results: Results) -> Table:
    """Response, by each of its measures, and consent."""
    response = results.response
    rates = response.per_implementation
    rows: list[tuple[Cell, ...]] = [
        ("Response, pooled over people", *_share_cells(response.pooled), None, None),
        (
            "Response, mean of the implementations' rates",
            None,
            present(rates.mean, rates.reason),
            None,
            present(rates.sd, rates.reason),
            rates.n,
        ),
        ("Consent to research, of those who answered", *_share_cells(response.consent), None, None),
    ]
    table = Table(
        id="response",
        title="Response and consent",
        caption=(
            "The pooled rate divides people by people (AAPOR RR2); the mean of rates gives every "
            f"implementation the same weight, large or small. {_WILSON}"
        ),
        columns=(
            Column(name="Measure", kind=Kind.TEXT),
            Column(name="People", kind=Kind.COUNT_OF, unit="n/N"),
            Column(name="Rate", kind=Kind.PERCENT),
            Column(name="95% interval", kind=Kind.PERCENT_INTERVAL),
            Column(name="SD of rates", kind=Kind.PERCENT),
            Column(name="Implementations", kind=Kind.COUNT),
        ),
        rows=tuple(rows),
    )
    return explain_absences(table, results)


def _questions(results: Results, role: str) -> dict[str, QuestionResult]:
    return {
        question_id: question
        for question_id, question in results.questions.items()
        if question.role == role and question.kind in ("single", "multiple")
    }


def _share_cells(share: Share) -> tuple[Cell, Cell, Cell]:
    return (
        pair(share.numerator, share.denominator, share.reason),
        present(share.estimate, share.reason),
        present(share.ci, share.reason),
    )
