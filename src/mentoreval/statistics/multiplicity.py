"""Several tests at once: keep the chance of even one false alarm below the level.

Formula, reference and checks: docs/methods/holm.md.
"""

from collections.abc import Mapping


def holm(p: Mapping[str, float]) -> dict[str, float]:
    """Holm's adjusted p by the same keys, in the same order.

    The k-th smallest of m is multiplied by m - k + 1; no adjusted p is below that of a smaller
    p (running maximum) or above 1.
    """
    adjusted: dict[str, float] = {}
    largest = 0.0
    for done, key in enumerate(sorted(p, key=p.__getitem__)):
        largest = max(largest, min(1.0, (len(p) - done) * p[key]))
        adjusted[key] = largest
    return {key: adjusted[key] for key in p}
