"""Normal tails as other programs take them: 0 where a double can't hold them."""

from scipy.special import ndtr


def two_sided(z: float | None) -> float | None:
    """Two-sided p of z; None stays None."""
    return None if z is None else 2 * float(ndtr(-abs(z)))


def vanished(p: float | None) -> str | None:
    """Why it is 0, where it is. Ours is the smallest double then, never 0."""
    return "too small for a double, so that it is 0" if p == 0 else None
