"""Distributions: choice questions with Wilson's intervals, and the items' answers as given."""

from collections.abc import Mapping

from mentoreval.counts import CountTables, QuestionCounts
from mentoreval.instruments.model import Instrument, Item, Occasion, Question, QuestionKind
from mentoreval.responses import Missing
from mentoreval.results import ItemResult, OptionShare, QuestionResult, Share
from mentoreval.statistics.proportions import wilson

MISSING_NAMES: Mapping[int, str] = {
    Missing.NOT_APPLICABLE: "not_applicable",
    Missing.UNANSWERED: "unanswered",
    Missing.NOT_SHOWN: "not_shown",
}


def question_results(
    tables: CountTables, instrument: Instrument
) -> tuple[dict[str, QuestionResult], dict[str, dict[str, OptionShare]]]:
    """Every choice question as a whole, and by option label in the instrument's order."""
    questions: dict[str, QuestionResult] = {}
    proportions: dict[str, dict[str, OptionShare]] = {}
    for question in instrument.questions:
        if question.id in tables.questions:
            counts = tables.questions[question.id]
            questions[question.id] = _question(question, counts)
            proportions[question.id] = _options(question, counts)
    return questions, proportions


def _respondents(counts: QuestionCounts) -> int:
    """People who gave an answer, declining included: "prefer not to say" is one of the options."""
    states = counts.state.by_key()
    return states.get(0, 0)


def _question(question: Question, counts: QuestionCounts) -> QuestionResult:
    chosen = counts.options.by_key()
    respondents = _respondents(counts)
    favorable = [option for option in question.options if option.favorable]
    share: Share | None = None
    if favorable and question.kind is QuestionKind.SINGLE:
        declined = sum(chosen.get(o.code, 0) for o in question.options if o.not_applicable)
        share = wilson(
            sum(chosen.get(option.code, 0) for option in favorable), respondents - declined
        )
    return QuestionResult(
        text=question.text,
        topic=question.topic,
        kind=question.kind.value,
        role=question.role.value,
        respondents=respondents,
        selections=sum(chosen.values()),
        not_answered=counts.state.total - respondents,
        favorable=share,
        favorable_label=" or ".join(option.label for option in favorable) or None,
    )


def _options(question: Question, counts: QuestionCounts) -> dict[str, OptionShare]:
    chosen = counts.options.by_key()
    respondents = _respondents(counts)
    selections = sum(chosen.values())
    shares: dict[str, OptionShare] = {}
    for option in question.options:
        people = chosen.get(option.code, 0)
        share = wilson(people, respondents)
        shares[option.label] = OptionShare(
            code=option.code,
            n=people,
            of=respondents,
            estimate=share.estimate,
            ci=share.ci,
            share_of_selections=people / selections
            if selections and question.kind is QuestionKind.MULTIPLE
            else None,
            reason=share.reason,
        )
    return shares


def item_results(tables: CountTables, instrument: Instrument) -> dict[str, ItemResult]:
    """Every paired item: people by option and by kind of missing answer."""
    return {item.id: _item(tables, item) for item in instrument.items}


def _item(tables: CountTables, item: Item) -> ItemResult:
    by_occasion = {occasion: tables.items[item.id, occasion].by_key() for occasion in Occasion}
    means = {occasion: _mean(found) for occasion, found in by_occasion.items()}
    unanswered = [occasion.upper() for occasion, mean in means.items() if mean is None]
    codes = [option.code for option in item.scored]
    return ItemResult(
        text=item.text,
        topic=item.topic,
        options={str(option.code): option.label for option in item.scored},
        before={str(code): by_occasion[Occasion.BEFORE].get(code, 0) for code in codes},
        now={str(code): by_occasion[Occasion.NOW].get(code, 0) for code in codes},
        missing={
            f"{name}_{occasion}": found.get(missing, 0)
            for occasion, found in by_occasion.items()
            for missing, name in MISSING_NAMES.items()
        },
        n_paired=tables.pairs[item.id],
        mean_before=means[Occasion.BEFORE],
        mean_now=means[Occasion.NOW],
        reason=f"nobody answered {' and '.join(unanswered)}" if unanswered else None,
    )


def _mean(counts: Mapping[int, int]) -> float | None:
    answered = {code: people for code, people in counts.items() if code >= 0}
    people = sum(answered.values())
    return sum(code * n for code, n in answered.items()) / people if people else None
