"""Results with their small cells hidden. What everything after this step sees.

Two rules, by what a count says. Counts of people by what they *are* (demographics, who answered
where) and by what they *wrote* (codes of free text) are protected cell by cell. Counts by what
they *answered* on a form (ratings, evaluation) are shown as soon as enough people answered:
hiding the three who did not recommend a training would hide the 180 who did. What readers know
from an earlier release counts with it: a difference of a few people is a small group too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mentoreval.disclosure.cells import Hidden, hide, is_close
from mentoreval.disclosure.group_tests import protect_groups
from mentoreval.instruments.model import Role
from mentoreval.readers.codes_file import SPECIAL_CODES
from mentoreval.results import (
    SUPPRESSED,
    ByOccasion,
    CodeShare,
    CodesResult,
    Estimate,
    Gain,
    HodgesLehmann,
    ItemResult,
    OptionShare,
    ProfileNumber,
    QuestionResult,
    Reliability,
    Results,
    ScaleResult,
    Sensitivity,
    Share,
    Spread,
    Suppressed,
)

Profiles = Mapping[str, Mapping[str, tuple[ProfileNumber, ...]]]
"""By program and scale."""

_TWO_IS_ALL_THERE_IS: Final = 3


def protect(results: Results, *, threshold: int, earlier: Sequence[Results] = ()) -> Results:
    """Hide small cells and what would give them away.

    Args:
        results: complete.
        threshold: smallest count of people that may be seen; 1 hides nothing.
        earlier: results that the same readers have: a part of these people, or a pool that
            contains them. What differs from them by few people is hidden too, single counts and
            whole scales, items and questions.

    Returns:
        Results whose hidden numbers are None with the reason "suppressed", and the list of them.
    """
    if threshold <= 1:
        return results
    found: list[Suppressed] = []
    questions, proportions = _questions(results, threshold, earlier, found)
    scales = {
        name: _scale(name, scale, threshold, earlier, found)
        for name, scale in results.scales.items()
    }
    codes = _codes(results.codes, threshold, earlier, found)
    items = {
        name: _item(name, item, threshold, earlier, found) for name, item in results.items.items()
    }
    groups = protect_groups(
        results.groups,
        scales=scales,
        proportions=proportions,
        threshold=threshold,
        earlier=earlier,
    )
    return replace(
        results,
        questions=questions,
        proportions=proportions,
        codes=codes,
        scales=scales,
        items=items,
        groups=groups,
        profiles=_profiles(results.profiles, scales),
        suppressed=tuple(found),
    )


def _profiles(profiles: Profiles, scales: Mapping[str, ScaleResult]) -> Profiles:
    """Other programs' numbers, without those of hidden scales."""
    return {
        program: {
            name: numbers for name, numbers in by_scale.items() if scales[name].reason != SUPPRESSED
        }
        for program, by_scale in profiles.items()
    }


def _note(found: list[Suppressed], table: str, hidden: Hidden) -> None:
    found.extend(
        Suppressed(table=table, cell=cell, kind="primary") for cell in sorted(hidden.primary)
    )
    found.extend(
        Suppressed(table=table, cell=cell, kind="complementary")
        for cell in sorted(hidden.complementary)
    )
    if hidden.total:
        found.append(Suppressed(table=table, cell="total", kind="complementary"))


def _differing(
    counts: Mapping[str, int], seen: Sequence[Mapping[str, int | None]], threshold: int
) -> set[str]:
    """Cells whose difference to a number seen earlier is a small group."""
    return {
        cell
        for cell, n in counts.items()
        if is_close(n, [old.get(cell) for old in seen], threshold)
    }


def _questions(
    results: Results, threshold: int, earlier: Sequence[Results], found: list[Suppressed]
) -> tuple[dict[str, QuestionResult], dict[str, Mapping[str, OptionShare]]]:
    questions: dict[str, QuestionResult] = {}
    proportions: dict[str, Mapping[str, OptionShare]] = {}
    for name, question in results.questions.items():
        options = results.proportions[name]
        seen_in_all = [old.questions[name].respondents for old in earlier if name in old.questions]
        is_demographic = question.role == Role.DEMOGRAPHIC
        if is_close(question.respondents, [0] if is_demographic else [0, *seen_in_all], threshold):
            hidden = Hidden(primary=frozenset(options), complementary=frozenset(), total=True)
        elif is_demographic:
            counts = {label: option.n or 0 for label, option in options.items()}
            seen = [
                {label: option.n for label, option in old.proportions.get(name, {}).items()}
                for old in earlier
            ]
            hidden = hide(
                counts,
                threshold=threshold,
                total_shown=True,
                total_may_go=question.kind == "multiple",
                at_least=question.respondents,
                also=_differing(counts, seen, threshold),
            )
        else:
            hidden = Hidden(primary=frozenset(), complementary=frozenset())
        _note(found, name, hidden)
        questions[name] = _hide_totals(question) if hidden.total else question
        proportions[name] = {
            label: _hide_option(option, hidden, label) for label, option in options.items()
        }
    return questions, proportions


def _hide_option(option: OptionShare, hidden: Hidden, label: str) -> OptionShare:
    if label in hidden.cells:
        return replace(
            option, n=None, estimate=None, ci=None, share_of_selections=None, reason=SUPPRESSED
        )
    # A share of all selections would give the hidden total away.
    return replace(option, share_of_selections=None) if hidden.total else option


def _hide_totals(question: QuestionResult) -> QuestionResult:
    favorable = question.favorable and _hidden_share()
    return replace(question, selections=None, favorable=favorable, reason=SUPPRESSED)


def _hidden_share() -> Share:
    return Share(numerator=None, denominator=None, estimate=None, ci=None, reason=SUPPRESSED)


def _codes(
    codes: CodesResult | None,
    threshold: int,
    earlier: Sequence[Results],
    found: list[Suppressed],
) -> CodesResult | None:
    if codes is None:
        return None
    counts = {one.code: one.n or 0 for one in codes.codes}
    seen = [{one.code: one.n for one in old.codes.codes} for old in earlier if old.codes]
    hidden = hide(
        counts,
        threshold=threshold,
        total_shown=True,
        total_may_go=True,
        at_least=min(codes.answers, sum(counts.values())),
        # Codes that one answer has are gathered under "other". At a threshold of 3 that leaves
        # hidden codes nothing but two; no complementary cell could change it.
        smallest=2 if threshold > _TWO_IS_ALL_THERE_IS else 1,
        also=_differing(counts, seen, threshold),
    )
    _note(found, "codes", hidden)
    hidden_ones = iter(
        sorted((one for one in codes.codes if _is_hidden_theme(one, hidden)), key=_label)
    )
    # By label: the order of frequency would tell which of the hidden codes is larger.
    in_order = [next(hidden_ones) if _is_hidden_theme(one, hidden) else one for one in codes.codes]
    return replace(
        codes,
        codings=None if hidden.total else codes.codings,
        codes=tuple(
            replace(one, n=None, estimate=None, ci=None, example=None, reason=SUPPRESSED)
            if one.code in hidden.cells
            else one
            for one in in_order
        ),
        grouped=tuple(SUPPRESSED for _ in codes.grouped),
        reason=SUPPRESSED if hidden.total else None,
    )


def _is_hidden_theme(one: CodeShare, hidden: Hidden) -> bool:
    return one.code in hidden.cells and one.code not in SPECIAL_CODES


def _label(one: CodeShare) -> str:
    return one.label.casefold()


def _scale(
    name: str,
    scale: ScaleResult,
    threshold: int,
    earlier: Sequence[Results],
    found: list[Suppressed],
) -> ScaleResult:
    seen = [old.scales[name].n for old in earlier if name in old.scales]
    if is_close(scale.n, [0, *seen], threshold):
        found.append(Suppressed(table="scales", cell=name, kind="primary"))
        return _blank_scale(scale)
    return replace(
        scale,
        sensitivity=tuple(_sensitivity(one, threshold) for one in scale.sensitivity),
    )


def _sensitivity(one: Sensitivity, threshold: int) -> Sensitivity:
    if not is_close(one.n, [0], threshold):
        return one
    return Sensitivity(
        minimum_share=one.minimum_share,
        n=None,
        mean_gain=None,
        p_exact=None,
        p_normal=None,
        p_clustered=None,
        reason=SUPPRESSED,
    )


def _blank_scale(scale: ScaleResult) -> ScaleResult:
    """The scale's name and key, without any number."""
    spread = Spread(mean=None, sd=None, median=None, q1=None, q3=None, reason=SUPPRESSED)
    none = Estimate(estimate=None, ci=None, reason=SUPPRESSED)
    alpha, omega = (
        Reliability(
            coefficient=one.before.coefficient, estimate=None, ci=None, n=None, reason=SUPPRESSED
        )
        for one in (scale.alpha, scale.omega)
    )
    return ScaleResult(
        name=scale.name,
        source=scale.source,
        items=scale.items,
        minimum_share=scale.minimum_share,
        n=None,
        clusters=None,
        before=spread,
        now=spread,
        gain=Gain(mean=None, sd=None, ci=None, ci_clustered=None, reason=SUPPRESSED),
        improved=None,
        unchanged=None,
        worsened=None,
        signed_rank=None,
        clustered=None,
        p_holm=None,
        p_holm_on=None,
        rank_biserial=None,
        net_improvement=none,
        hodges_lehmann=HodgesLehmann(estimate=None, ci=None, level=None, reason=SUPPRESSED),
        dz=None,
        alpha=ByOccasion(before=alpha, now=alpha),
        omega=ByOccasion(before=omega, now=omega),
        reason=SUPPRESSED,
    )


def _item(
    name: str,
    item: ItemResult,
    threshold: int,
    earlier: Sequence[Results],
    found: list[Suppressed],
) -> ItemResult:
    seen = [0, *(_people(old.items[name]) for old in earlier if name in old.items)]
    if not is_close(_people(item), seen, threshold):
        return item
    found.append(Suppressed(table="items", cell=name, kind="primary"))
    return replace(
        item,
        before={},
        now={},
        missing={},
        n_paired=None,
        mean_before=None,
        mean_now=None,
        reason=SUPPRESSED,
    )


def _people(item: ItemResult) -> int:
    return max(sum(item.before.values()), sum(item.now.values()))
