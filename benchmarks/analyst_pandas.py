"""What a competent analyst writes with pandas and scipy: `analyst_pandas.py [--lean] FILE JSON`.

The statistics of `mentoreval evaluate`, vectorized, each array made once, and with the quickest
of the usual ways wherever there are several. Left out, always to this script's advantage:
README.md has the list. `--lean` leaves out the tests under other shares of answered items too.
"""

import argparse
import json
import math
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, stats

MCA = [f"mca{number:02}" for number in range(1, 27)]
LOCAL = [f"local{number}" for number in range(1, 7)]
SCALES = {
    "communication": MCA[0:6],
    "expectations": MCA[6:11],
    "understanding": MCA[11:14],
    "independence": MCA[14:19],
    "diversity": MCA[19:21],
    "professional-development": MCA[21:26],
    "local": LOCAL,
    "overall": MCA,
}
FAMILY = list(SCALES)[:6]
"""Scales that are corrected for their number together."""
SHARE = Fraction(2, 3)
"""Of a scale's items, to be answered on both occasions."""
OTHER_SHARES = {"1/2": Fraction(1, 2), "4/5": Fraction(4, 5), "1": Fraction(1)}
LEVEL = 0.95
DRAWS = 9_999
NORMAL = stats.norm.ppf((1 + LEVEL) / 2)


def main(file: Path, other_shares: dict) -> dict:
    """Every scale, then what joins scales: the shared draws and Holm's correction."""
    people = read(file)
    people = people[people["consent"] == 1]
    cluster, clusters = pd.factorize(people["implementation_id"])
    stage, stages = pd.factorize(people["stage"], sort=True)
    scales, sums = {}, {}
    for name, items in SCALES.items():
        before_items = people[[f"{item}_before" for item in items]].to_numpy()
        now_items = people[[f"{item}_now" for item in items]].to_numpy()
        before, now, answered = paired_means(before_items, now_items)
        gain = np.round(now - before, 9)
        needed = {share: math.ceil(share * len(items)) for share in (SHARE, *other_shares.values())}
        tests, of_scale = signed_ranks(gain, answered, needed, cluster, len(clusters))
        sums |= {(name, share): of_share for share, of_share in of_scale.items()}
        enough = answered >= needed[SHARE]
        before, now, gain = before[enough], now[enough], gain[enough]
        scales[name] = {
            **paired_scale(before, now, gain, tests[SHARE]),
            **clustering(gain, cluster[enough]),
            "sensitivity": {words: tests[share] for words, share in other_shares.items()},
            "reliability": {"before": reliability(before_items), "now": reliability(now_items)},
            "groups": {
                score: compare(np.round(values, 9), stage[enough], stages)
                for score, values in (("before", before), ("now", now), ("gain", gain))
            },
        }
    p_clustered = sign_flip(sums)
    adjusted = holm({name: p_clustered[name, SHARE] for name in FAMILY})
    for name, scale in scales.items():
        scale["p_clustered"] = p_clustered[name, SHARE]
        scale["p_holm"] = adjusted.get(name)
        for words, share in other_shares.items():
            scale["sensitivity"][words]["p_clustered"] = p_clustered[name, share]
    return {"scales": scales, "proportions": {"stage": proportions(stage, stages)}}


def read(file: Path) -> pd.DataFrame:
    """The quickest way of pandas for either format."""
    ratings = [f"{item}_{when}" for item in MCA + LOCAL for when in ("before", "now")]
    columns = ["implementation_id", "consent", "stage", *ratings]
    if file.suffix == ".parquet":
        return pd.read_parquet(file, columns=columns)
    return pd.read_csv(file, usecols=columns, engine="pyarrow")


def paired_means(before, now):
    """Means over the items answered on both occasions, and how many these are."""
    paired = ~(np.isnan(before) | np.isnan(now))
    answered = paired.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return (
            np.where(paired, before, 0).sum(axis=1) / answered,
            np.where(paired, now, 0).sum(axis=1) / answered,
            answered,
        )


def signed_ranks(gain, answered, needed, cluster, clusters):
    """Wilcoxon's test and the implementations' sums of signed ranks, by share of items.

    Shares that ask for the same number of items are computed once.
    """
    found = {}
    for items in set(needed.values()):
        enough = answered >= items
        found[items] = signed_rank(gain[enough], cluster[enough], clusters)
    tests = {share: dict(found[items][0]) for share, items in needed.items()}
    return tests, {share: found[items][1] for share, items in needed.items()}


def signed_rank(gain, cluster, clusters):
    """Wilcoxon's test of one set of people, and sums of signed ranks by implementation."""
    test = stats.wilcoxon(gain, zero_method="wilcox", correction=False, method="asymptotic")
    changed = gain[gain != 0]
    signed = np.sign(changed) * stats.rankdata(np.abs(changed))
    w_plus, w_minus = signed[signed > 0].sum(), -signed[signed < 0].sum()
    found = {
        "n": len(gain),
        "mean_gain": gain.mean(),
        "n_nonzero": len(changed),
        "w_plus": w_plus,
        "w_minus": w_minus,
        "z": abs(test.zstatistic) if w_plus > w_minus else -abs(test.zstatistic),
        "p": test.pvalue,
    }
    return found, np.bincount(cluster[gain != 0], signed, minlength=clusters)


def paired_scale(before, now, gain, test):
    """Everything about one scale's gain."""
    n, mean, sd = len(gain), gain.mean(), gain.std(ddof=1)
    half = stats.t.ppf((1 + LEVEL) / 2, n - 1) * sd / math.sqrt(n)
    improved, worsened = int((gain > 0).sum()), int((gain < 0).sum())
    w_plus, w_minus = test["w_plus"], test["w_minus"]
    return {
        "n": n,
        "before": spread(before),
        "now": spread(now),
        "gain": {"mean": mean, "sd": sd, "ci": (mean - half, mean + half)},
        "improved": improved,
        "unchanged": n - improved - worsened,
        "worsened": worsened,
        "signed_rank": test,
        "rank_biserial": (w_plus - w_minus) / (w_plus + w_minus),
        "net_improvement": {
            "estimate": (improved - worsened) / n,
            "ci": tango(improved, worsened, n),
        },
        "hodges_lehmann": hodges_lehmann(gain),
        "dz": mean / sd,
    }


def spread(scores):
    """Mean, SD, median and quartiles."""
    q1, median, q3 = np.quantile(scores, (0.25, 0.5, 0.75))
    return {"mean": scores.mean(), "sd": scores.std(ddof=1), "median": median, "q1": q1, "q3": q3}


def clustering(gain, cluster):
    """Cluster-robust interval of the mean, intraclass correlation and design effect."""
    size = np.bincount(cluster)
    total = np.bincount(cluster, gain)[size > 0]
    squares = np.dot(gain, gain)
    size = size[size > 0]
    n, k, mean = len(gain), len(size), gain.mean()
    residual = total - size * mean
    half = stats.t.ppf((1 + LEVEL) / 2, k - 1) * math.sqrt(k / (k - 1) * (residual**2).sum()) / n
    between = (residual**2 / size).sum() / (k - 1)
    within = (squares - (total**2 / size).sum()) / (n - k)
    n0 = (n - (size**2).sum() / n) / (k - 1)
    icc = (between - within) / (between + (n0 - 1) * within)
    return {
        "clusters": k,
        "ci_clustered": (mean - half, mean + half),
        "icc": icc,
        "design_effect": 1 + (n0 - 1) * icc,
    }


def tango(plus, minus, n):
    """Tango's score interval of a paired difference of proportions."""

    def score(difference):
        b = (2 * n - plus + minus) * difference - plus - minus
        c = -minus * difference * (1 - difference)
        share = (math.sqrt(max(b * b - 8 * n * c, 0)) - b) / (4 * n)
        variance = n * (2 * share + difference * (1 - difference))
        return (plus - minus - n * difference) / math.sqrt(variance)

    estimate = (plus - minus) / n
    return (
        optimize.brentq(lambda d: score(d) - NORMAL, -1 + 1e-9, estimate),
        optimize.brentq(lambda d: score(d) + NORMAL, estimate, 1 - 1e-9),
    )


def hodges_lehmann(gain):
    """Median of the Walsh averages and its interval, by bisection on the counts of values."""
    values, people = np.unique(gain, return_counts=True)
    upto = np.concatenate(([0], np.cumsum(people)))
    n = len(gain)
    pairs = n * (n + 1) // 2

    def at_most(total):
        partners = upto[np.searchsorted(values, total - values + 1e-9, side="right")]
        itself = upto[np.searchsorted(values, total / 2 + 1e-9, side="right")]
        return (np.dot(people, partners) + itself) // 2

    def average(rank):
        low, high = 2 * values[0], 2 * values[-1]
        while high - low > 1e-8:
            middle = (low + high) / 2
            low, high = (low, middle) if at_most(middle) >= rank else (middle, high)
        return high / 2

    deviation = math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    rank = math.floor(pairs / 2 - NORMAL * deviation)
    return {
        "estimate": (average((pairs + 1) // 2) + average(pairs // 2 + 1)) / 2,
        "ci": (average(rank), average(pairs + 1 - rank)),
    }


def sign_flip(sums):
    """Two-sided p of each test when the signs of whole implementations are drawn at random."""
    table = np.column_stack(list(sums.values()))
    observed = np.abs(table.sum(axis=0))
    chance = np.random.default_rng(1)
    extreme = np.ones(len(sums))
    for draws in np.array_split(np.empty(DRAWS), max(1, DRAWS * len(table) // 5_000_000)):
        signs = chance.integers(0, 2, (len(draws), len(table)), dtype=np.int8) * 2.0 - 1.0
        extreme += (np.abs(signs @ table) >= observed * (1 - 1e-12)).sum(axis=0)
    return dict(zip(sums, extreme / (DRAWS + 1), strict=True))


def holm(p):
    """Holm's adjustment of p values by name."""
    adjusted, largest = {}, 0.0
    for place, (name, value) in enumerate(sorted(p.items(), key=lambda entry: entry[1])):
        largest = max(largest, min(1.0, (len(p) - place) * value))
        adjusted[name] = largest
    return adjusted


def reliability(answers):
    """Of complete cases: Cronbach's alpha with Feldt's interval, and omega total."""
    complete = answers[~np.isnan(answers).any(axis=1)]
    n, k = complete.shape
    covariance = np.cov(complete, rowvar=False)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    df = (n - 1, (n - 1) * (k - 1))
    low, high = (1 - (1 - alpha) * stats.f.ppf(share, *df) for share in (0.975, 0.025))
    return {"alpha": alpha, "ci": (low, high), "n": n, "omega": omega(covariance)}


def omega(covariance):
    """Omega total from one factor fitted by least squares; Spearman-Brown for two items."""
    sd = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(sd, sd)
    if len(sd) == 2:
        return 2 * correlation[0, 1] / (1 + correlation[0, 1])
    off = ~np.eye(len(sd), dtype=bool)

    def misfit(loadings):
        residual = np.where(off, correlation - np.outer(loadings, loadings), 0)
        return (residual**2).sum() / 2, -2 * residual @ loadings

    start = np.full(len(sd), math.sqrt(correlation[off].mean()))
    loadings = optimize.minimize(misfit, start, jac=True, method="L-BFGS-B").x
    common = (sd @ loadings) ** 2
    return common / (common + sd**2 @ (1 - loadings**2))


def compare(scores, group, names):
    """Kruskal-Wallis, epsilon squared and Dunn's pairs with Holm, from one ranking."""
    if (group < 0).any():
        scores, group = scores[group >= 0], group[group >= 0]
    n = len(scores)
    ranks = stats.rankdata(scores)
    size, total = np.bincount(group), np.bincount(group, ranks)
    variance = ((ranks - (n + 1) / 2) ** 2).sum() / (n - 1)
    h = ((total - size * (n + 1) / 2) ** 2 / size).sum() / variance
    dunn = {}
    for a, b in combinations(range(len(size)), 2):
        error = math.sqrt(variance * (1 / size[a] + 1 / size[b]))
        dunn[f"{names[a]}-{names[b]}"] = (total[a] / size[a] - total[b] / size[b]) / error
    p = {pair: 2 * stats.norm.sf(abs(z)) for pair, z in dunn.items()}
    return {
        "h": h,
        "df": len(size) - 1,
        "p": stats.chi2.sf(h, len(size) - 1),
        "epsilon_squared": h / (n - 1),
        "dunn": {"z": dunn, "p_holm": holm(p)},
    }


def proportions(group, names):
    """Shares with Wilson's interval."""
    of = int((group >= 0).sum())
    shares = {}
    for name, people in zip(names, np.bincount(group[group >= 0]), strict=True):
        interval = stats.binomtest(int(people), of).proportion_ci(LEVEL, method="wilson")
        shares[str(name)] = {"n": int(people), "of": of, "ci": (interval.low, interval.high)}
    return shares


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lean", action="store_true")
    parser.add_argument("file", type=Path)
    parser.add_argument("json", type=Path)
    wish = parser.parse_args()
    results = main(wish.file, {} if wish.lean else OTHER_SHARES)
    wish.json.write_text(json.dumps(results, indent=1, default=float), encoding="utf-8")
