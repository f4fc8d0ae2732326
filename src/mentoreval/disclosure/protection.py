"""Results with their small cells hidden. What everything after this step sees.

Three rules, by what a count says. Counts of people by what they *are* (demographics), by what they
*wrote* (codes of free text) and by *how* they answered (checks of the data) are protected cell by
cell. Counts by what they *answered* on a form (ratings, evaluation) are shown as soon as enough
people answered: hiding the three who did not recommend a training would hide the 180 who did. That
they *took part* in an implementation is told. What readers know from an earlier release counts
with it: a difference of a few people is a small group too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mentoreval.disclosure.cells import Hidden, hide, is_close
from mentoreval.disclosure.checks import protect_checks
from mentoreval.disclosure.group_tests import protect_groups
from mentoreval.disclosure.ratings import protect_item, protect_scale
from mentoreval.instruments.model import Role
from mentoreval.readers.codes_file import SPECIAL_CODES
from mentoreval.results import (
    SUPPRESSED,
    CodeShare,
    CodesResult,
    ItemResult,
    OptionShare,
    ProfileNumber,
    QuestionResult,
    Results,
    ScaleResult,
    Share,
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
    scales = _scales(results, threshold, earlier)
    codes = _codes(results.codes, threshold, earlier, found)
    items = {
        name: protect_item(
            item,
            seen=[old.items[name] for old in earlier if name in old.items],
            threshold=threshold,
        )
        for name, item in results.items.items()
    }
    found += _hidden_ratings(scales, items)
    checks, unchecked = protect_checks(
        results.data_quality, seen=[old.data_quality for old in earlier], threshold=threshold
    )
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
        data_quality=checks,
        suppressed=(*found, *unchecked),
    )


def _profiles(profiles: Profiles, scales: Mapping[str, ScaleResult]) -> Profiles:
    """Other programs' numbers, without those of hidden scales and of hidden reliability."""
    return {
        program: {
            name: tuple(one for one in numbers if not _is_hidden_alpha(one, scales[name]))
            for name, numbers in by_scale.items()
            if scales[name].reason != SUPPRESSED
        }
        for program, by_scale in profiles.items()
    }


def _scales(results: Results, threshold: int, earlier: Sequence[Results]) -> dict[str, ScaleResult]:
    """Protect each beside itself in earlier results, and beside those above it of the same items.

    An instrument of one scale has an overall score of the same items under another rule for
    missing ones.
    """
    scales: dict[str, ScaleResult] = {}
    for name, scale in results.scales.items():
        seen = [old.scales[name] for old in earlier if name in old.scales]
        seen += [one for one in scales.values() if set(one.items) == set(scale.items)]
        scales[name] = protect_scale(scale, seen=seen, threshold=threshold)
    return scales


def _is_hidden_alpha(number: ProfileNumber, scale: ScaleResult) -> bool:
    pair = (scale.alpha.before, scale.alpha.now)
    return "alpha" in number.statistic and any(one.reason == SUPPRESSED for one in pair)


def _hidden_ratings(
    scales: Mapping[str, ScaleResult], items: Mapping[str, ItemResult]
) -> Iterator[Suppressed]:
    """What is hidden of scales and items, for the list; a hidden scale is one cell."""
    for name, scale in scales.items():
        if scale.reason == SUPPRESSED:
            yield Suppressed(table="scales", cell=name, kind="primary")
            continue
        for row in scale.sensitivity:
            if row.reason == SUPPRESSED:
                cell = f"{name}, {row.minimum_share}"
                yield Suppressed(table="sensitivity", cell=cell, kind="primary")
        for when, one in (("before", scale.alpha.before), ("now", scale.alpha.now)):
            if one.reason == SUPPRESSED:
                yield Suppressed(table="reliability", cell=f"{name}, {when}", kind="primary")
    for name, item in items.items():
        if item.reason == SUPPRESSED:
            yield Suppressed(table="items", cell=name, kind="primary")


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
