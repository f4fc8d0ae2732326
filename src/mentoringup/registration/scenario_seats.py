"""Which numbers of seats are worth looking at. Pure."""

from mentoringup.registration.values import Seats

_ROUND = 5


def seats_to_try(seats: Seats, *, own: int | None) -> list[int]:
    """A few numbers around what is taken and asked for, ascending, and the reader's own.

    Today's number, the next round ones below and above it, enough for all who are taken in, and
    enough for everybody who waits.
    """
    taken = seats.seated + seats.offered + seats.held
    base = taken if seats.capacity is None else seats.capacity
    below = (base - 1) // _ROUND * _ROUND
    above = (base // _ROUND + 1) * _ROUND
    tried = {base, below, above, above + _ROUND, above + 2 * _ROUND, taken, taken + seats.waiting}
    known = {one for one in tried if one > 0}
    return sorted(known if own is None else known | {own})
