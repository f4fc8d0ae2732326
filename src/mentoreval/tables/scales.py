"""What changed: one row a scale, with everything that says how far to trust it."""

from collections.abc import Mapping

from mentoreval.results import ByOccasion, Reliability, Results, ScaleResult, Spread
from mentoreval.tables.model import Cell, Column, Kind, Table, explain_absences, pair, present
from mentoreval.tables.verdicts import nature

OCCASIONS: Mapping[str, str] = {"before": "BEFORE", "now": "NOW"}
SCORES: Mapping[str, str] = {**OCCASIONS, "gain": "Gain"}

_MEANS, _EFFECTS, _TESTS = "Means", "Effect sizes", "Tests"


def table_2b(results: Results) -> Table | None:
    """Every paired scale; its panels are means, effect sizes, and tests. None without scales."""
    if not results.scales:
        return None
    table = Table(
        id="table-2b-scales",
        title="Skills before the training and now",
        caption=(
            f"Paired ratings of the same people ({nature(results)}). Intervals are at 95% unless a "
            "level is given; the clustered interval and p take each implementation as one unit. p "
            "is two-sided; Holm's correction runs over the scales of one instrument, an overall "
            "score apart."
        ),
        columns=(Column(name="Scale", kind=Kind.TEXT), *_mean_columns(), *_effect_columns(),
                 *_test_columns(results)),
        rows=tuple(
            (scale.name, *_mean_cells(scale), *_effect_cells(scale), *_test_cells(scale))
            for scale in results.scales.values()
        ),
    )  # fmt: skip
    return explain_absences(table, results)


def _mean_columns() -> tuple[Column, ...]:
    return (
        Column(name="n", kind=Kind.COUNT),
        Column(name="Clusters", kind=Kind.COUNT, panel=_MEANS),
        Column(name="BEFORE", kind=Kind.MEAN_SD, panel=_MEANS),
        Column(name="NOW", kind=Kind.MEAN_SD, panel=_MEANS),
        Column(name="Gain", kind=Kind.SIGNED, unit="points", panel=_MEANS),
        Column(name="Gain SD", panel=_MEANS, printed=False),
        Column(name="t interval", kind=Kind.SIGNED_INTERVAL, panel=_MEANS),
        Column(name="Clustered interval", kind=Kind.SIGNED_INTERVAL, panel=_MEANS),
        *(
            Column(name=f"{occasion} {what}", panel=_MEANS, printed=False)
            for occasion in OCCASIONS.values()
            for what in ("median", "Q1", "Q3")
        ),
    )


def _mean_cells(scale: ScaleResult) -> tuple[Cell, ...]:
    gain, why = scale.gain, scale.gain.reason or scale.reason
    return (
        present(scale.n, scale.reason),
        present(scale.clusters, scale.reason),
        pair(scale.before.mean, scale.before.sd, scale.reason),
        pair(scale.now.mean, scale.now.sd, scale.reason),
        present(gain.mean, why),
        present(gain.sd, why),
        present(gain.ci, why),
        present(gain.ci_clustered, why),
        *_quartiles(scale.before, scale.reason),
        *_quartiles(scale.now, scale.reason),
    )


def _quartiles(spread: Spread, reason: str | None) -> tuple[Cell, ...]:
    return tuple(present(value, reason) for value in (spread.median, spread.q1, spread.q3))


def _effect_columns() -> tuple[Column, ...]:
    return (
        Column(name="Improved", kind=Kind.COUNT, panel=_EFFECTS),
        Column(name="Unchanged", kind=Kind.COUNT, panel=_EFFECTS),
        Column(name="Worsened", kind=Kind.COUNT, panel=_EFFECTS),
        Column(name="dz", panel=_EFFECTS),
        Column(name="Rank-biserial", panel=_EFFECTS),
        Column(name="Net improvement", kind=Kind.SIGNED, panel=_EFFECTS),
        Column(name="Net improvement, interval", kind=Kind.SIGNED_INTERVAL, panel=_EFFECTS),
        Column(name="Hodges-Lehmann", kind=Kind.SIGNED, unit="points", panel=_EFFECTS),
        Column(name="Hodges-Lehmann, interval", kind=Kind.SIGNED_INTERVAL, panel=_EFFECTS),
        Column(name="Level of that interval", kind=Kind.PERCENT, panel=_EFFECTS),
    )


def _effect_cells(scale: ScaleResult) -> tuple[Cell, ...]:
    why, net, shift = scale.reason, scale.net_improvement, scale.hodges_lehmann
    return (
        present(scale.improved, why),
        present(scale.unchanged, why),
        present(scale.worsened, why),
        present(scale.dz, why),
        present(scale.rank_biserial, why),
        present(net.estimate, net.reason or why),
        present(net.ci, net.reason or why),
        present(shift.estimate, shift.reason or why),
        present(shift.ci, shift.reason or why),
        present(shift.level, shift.reason or why),
    )


def _is_normal_needed(results: Results) -> bool:
    """Tell whether some scale has too many pairs for an exact p, so that the normal one counts."""
    tests = [scale.signed_rank for scale in results.scales.values() if scale.signed_rank]
    return any(test.p_exact is None and test.p_normal is not None for test in tests)


def _test_columns(results: Results) -> tuple[Column, ...]:
    return (
        Column(name="Pairs that differ", kind=Kind.COUNT, panel=_TESTS),
        Column(name="W+", digits=1, panel=_TESTS),
        Column(name="W−", digits=1, panel=_TESTS),
        Column(name="z", panel=_TESTS, printed=False),
        Column(name="Exact p", kind=Kind.P, panel=_TESTS),
        Column(name="log10 of exact p", panel=_TESTS, printed=False),
        Column(name="Normal p", kind=Kind.P, panel=_TESTS, printed=_is_normal_needed(results)),
        Column(name="Clustered p", kind=Kind.P, panel=_TESTS),
        Column(name="Clustered method", kind=Kind.TEXT, panel=_TESTS, printed=False),
        Column(name="Smallest attainable p", kind=Kind.P, panel=_TESTS, printed=False),
        Column(name="ICC of the gain", panel=_TESTS),
        Column(name="Design effect", panel=_TESTS),
        Column(name="Holm p", kind=Kind.P, panel=_TESTS),
        Column(name="Holm on", kind=Kind.TEXT, panel=_TESTS),
    )


def _test_cells(scale: ScaleResult) -> tuple[Cell, ...]:
    why, test, clustered = scale.reason, scale.signed_rank, scale.clustered
    test_why = (test.reason if test else None) or why
    clustered_why = (clustered.reason if clustered else None) or why
    rank = (
        (test.n_nonzero, test.w_plus, test.w_minus, test.z, test.p_exact, test.log10_p_exact,
         test.p_normal)
        if test
        else (None,) * 7
    )  # fmt: skip
    return (
        *(present(value, test_why) for value in rank),
        present(clustered.p if clustered else None, clustered_why),
        (clustered.method if clustered else None) or "",
        present(clustered.smallest_p if clustered else None, clustered_why),
        present(clustered.icc if clustered else None, clustered_why),
        present(clustered.design_effect if clustered else None, clustered_why),
        present(scale.p_holm, why),
        scale.p_holm_on or "",
    )


def reliability_table(results: Results) -> Table | None:
    """Cronbach's alpha, and omega or Spearman-Brown, of each scale; None without scales."""
    if not results.scales:
        return None
    table = Table(
        id="reliability",
        title="Reliability of the scales",
        caption=(
            "Cronbach's alpha on complete cases with Feldt's 95% interval; beside it omega total "
            "of a one-factor model, or Spearman-Brown for a scale of two items."
        ),
        columns=(
            Column(name="Scale", kind=Kind.TEXT),
            Column(name="Occasion", kind=Kind.TEXT),
            Column(name="Items", kind=Kind.COUNT),
            Column(name="n", kind=Kind.COUNT),
            Column(name="Alpha"),
            Column(name="95% interval", kind=Kind.INTERVAL),
            Column(name="Second coefficient", kind=Kind.TEXT),
            Column(name="Its value"),
            Column(name="Its 95% interval", kind=Kind.INTERVAL),
        ),
        rows=tuple(
            _reliability_cells(scale, occasion)
            for scale in results.scales.values()
            for occasion in OCCASIONS
        ),
        grouped=True,
    )
    return explain_absences(table, results)


def _reliability_cells(scale: ScaleResult, occasion: str) -> tuple[Cell, ...]:
    alpha, other = _at(scale.alpha, occasion), _at(scale.omega, occasion)
    return (
        scale.name,
        OCCASIONS[occasion],
        len(scale.items),
        present(alpha.n, alpha.reason),
        present(alpha.estimate, alpha.reason or scale.reason),
        present(alpha.ci, alpha.reason or scale.reason),
        other.coefficient,
        present(other.estimate, other.reason or scale.reason),
        present(other.ci, other.reason or scale.reason),
    )


def _at(values: ByOccasion, occasion: str) -> Reliability:
    return values.before if occasion == "before" else values.now


def sensitivity_table(results: Results) -> Table | None:
    """The main numbers under other minimum shares of answered items."""
    rows: list[tuple[Cell, ...]] = [
        (
            scale.name,
            run.minimum_share,
            present(run.n, run.reason),
            present(run.mean_gain, run.reason),
            present(run.p_exact, run.reason),
            present(run.p_normal, run.reason),
            present(run.p_clustered, run.reason),
        )
        for scale in results.scales.values()
        for run in scale.sensitivity
    ]
    if not rows:
        return None
    table = Table(
        id="sensitivity",
        title="The same scales under other rules for missing items",
        caption=(
            "A person enters a scale with at least this share of its items answered on both "
            "occasions."
        ),
        columns=(
            Column(name="Scale", kind=Kind.TEXT),
            Column(name="Share of items", kind=Kind.TEXT),
            Column(name="n", kind=Kind.COUNT),
            Column(name="Gain", kind=Kind.SIGNED, unit="points"),
            Column(name="Exact p", kind=Kind.P),
            Column(name="Normal p", kind=Kind.P, printed=_is_normal_needed(results)),
            Column(name="Clustered p", kind=Kind.P),
        ),
        rows=tuple(rows),
        grouped=True,
    )
    return explain_absences(table, results)
