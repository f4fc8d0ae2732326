"""The mean gain and how far it may be off, with people alone or with whole groups as the unit.

Formula, reference and checks: docs/methods/mean-gain.md.
"""

import math

import numpy as np

from mentoreval.results import Gain, Interval
from mentoreval.statistics.confidence import t_quantile
from mentoreval.statistics.scores import Scores


def mean_gain(gain: Scores) -> Gain:
    """Mean and SD of the gains with both intervals; what is None is explained in `reason`."""
    if not gain.n:
        return Gain(mean=None, sd=None, ci=None, ci_clustered=None, reason="no pairs")
    ci, ci_clustered = mean_interval(gain), clustered_mean_interval(gain)
    reasons = []
    if ci is None:
        reasons.append("t interval: " + ("all gains are equal" if gain.n > 1 else "only one pair"))
    if ci_clustered is None:
        reasons.append("cluster-robust interval: " + _why_not_clustered(gain))
    return Gain(
        mean=gain.mean,
        sd=gain.sd if gain.n > 1 else None,
        ci=ci,
        ci_clustered=ci_clustered,
        reason="; ".join(reasons) or None,
    )


def mean_interval(scores: Scores) -> Interval | None:
    """Student's t interval of the mean; None with fewer than two people or without spread."""
    if scores.n < 2 or not scores.variance:  # noqa: PLR2004  a variance needs two
        return None
    half = t_quantile(scores.n - 1) * math.sqrt(scores.variance / scores.n)
    return scores.mean - half, scores.mean + half


def clustered_mean_interval(scores: Scores) -> Interval | None:
    """Interval of the mean that lets people of one implementation be alike.

    The variance is the cluster-robust CR1, the quantile Student's t with one degree of freedom
    less than implementations. None with fewer than two implementations or without spread
    between them.
    """
    people, _ = scores.by_cluster
    k = int(np.count_nonzero(people))
    squares = float(np.dot(scores.cluster_residuals, scores.cluster_residuals))
    if k < 2 or not squares:  # noqa: PLR2004  a variance needs two
        return None
    half = t_quantile(k - 1) * math.sqrt(k / (k - 1) * squares) / scores.n
    return scores.mean - half, scores.mean + half


def _why_not_clustered(scores: Scores) -> str:
    if scores.cluster is None:
        return "implementations are not known"
    k = int(np.count_nonzero(scores.by_cluster[0]))
    if k < 2:  # noqa: PLR2004  between needs two
        return f"needs two implementations, found {k}"
    return "no spread between implementations"
