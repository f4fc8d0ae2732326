"""Comparisons between groups, without the counts that would give a small group away."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from mentoreval.disclosure.cells import is_close
from mentoreval.results import (
    SUPPRESSED,
    Estimate,
    GroupScale,
    GroupTest,
    OptionShare,
    Results,
    ScaleResult,
)

Groups = Mapping[str, Mapping[str, GroupScale]]

_SCORES = ("before", "now", "gain")
_COUNTED = re.compile(r"(\d+) people")
_FEW = re.compile(r"fewer than (\d+) people")
_SOME = "some people"
_NO_ESTIMATE = Estimate(estimate=None, ci=None, reason=SUPPRESSED)


def protect_groups(
    groups: Groups,
    *,
    scales: Mapping[str, ScaleResult],
    proportions: Mapping[str, Mapping[str, OptionShare]],
    threshold: int,
    earlier: Sequence[Results],
) -> dict[str, dict[str, GroupScale]]:
    """Hide what would tell how many people a small group has.

    Args:
        groups: complete.
        scales: protected already; the comparisons of a hidden scale are hidden.
        proportions: protected already; a level that is hidden there isn't counted here either.
        threshold: smallest count of people that may be seen.
        earlier: results that the same readers have.
    """
    return {
        variable: {
            name: GroupScale(
                **{
                    score: _protected(
                        getattr(tests, score),
                        people=scales[name].n,
                        shares=proportions.get(variable, {}),
                        seen=_seen(earlier, variable, name, score),
                        threshold=threshold,
                    )
                    for score in _SCORES
                }
            )
            for name, tests in by_scale.items()
        }
        for variable, by_scale in groups.items()
    }


def _seen(
    earlier: Sequence[Results], variable: str, scale: str, score: str
) -> list[Mapping[str, int]]:
    tests = (one.groups.get(variable, {}).get(scale) for one in earlier)
    return [getattr(test, score).n for test in tests if test is not None]


def _protected(
    test: GroupTest,
    *,
    people: int | None,
    shares: Mapping[str, OptionShare],
    seen: Sequence[Mapping[str, int]],
    threshold: int,
) -> GroupTest:
    """Make counts vague: of those outside the test first, of the groups only if that won't do."""
    if people is None or any(
        is_close(n, [old.get(level) for old in seen], threshold) for level, n in test.n.items()
    ):
        return _hidden(test)
    empty = {level for level, share in shares.items() if share.n == 0}
    left_out = {level: _vague(words, threshold) for level, words in test.left_out.items()}
    vague = replace(test, left_out=left_out)
    if any(level in shares and shares[level].n is None for level in test.n):
        return _without_counts(vague)
    if _is_safe(vague, test.left_out, people=people, empty=empty):
        return vague
    vaguer = {
        level: _SOME if _COUNTED.fullmatch(words) else words for level, words in left_out.items()
    }
    return replace(vague, left_out=vaguer) if vaguer != left_out else _without_counts(vague)


def _vague(words: str, threshold: int) -> str:
    """Say "fewer than 5 people" instead of a number below 5."""
    counted = _COUNTED.fullmatch(words)
    return f"fewer than {threshold} people" if counted and int(counted[1]) < threshold else words


def _is_safe(
    vague: GroupTest, exact: Mapping[str, str], *, people: int, empty: Collection[str]
) -> bool:
    """Whether each vague count can have two values at least; the scale's people are the total."""
    rest = people - sum(vague.n.values())
    ranges = []
    for level, words in vague.left_out.items():
        counted, few = _COUNTED.fullmatch(words), _FEW.fullmatch(words)
        if counted:
            rest -= int(counted[1])
        elif few and level not in empty:
            # Only people who are there are counted; a level may have nobody.
            ranges.append((int(exact[level] != words), int(few[1]) - 1))
        elif not few:
            return True
    lows, highs = (sum(bound) for bound in zip(*ranges, strict=True)) if ranges else (0, 0)
    return not rest or all(
        max(low, rest - (highs - high)) < min(high, rest - (lows - low)) for low, high in ranges
    )


def _without_counts(test: GroupTest) -> GroupTest:
    """The test without the people in it; epsilon squared is H / (n - 1) and would tell n."""
    return replace(test, n={}, epsilon_squared=_NO_ESTIMATE)


def _hidden(test: GroupTest) -> GroupTest:
    return GroupTest(
        h=None,
        df=None,
        p=None,
        p_permutation=None,
        permutation=None,
        epsilon_squared=_NO_ESTIMATE,
        n={},
        left_out=dict.fromkeys(test.left_out, SUPPRESSED),
        reason=SUPPRESSED,
    )
