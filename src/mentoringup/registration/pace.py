"""How fast somebody may go on: a bucket of tokens for each key. Pure but for its own counters."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Pace:
    """So many at once, and so many a second from then on, for each key, in this process.

    With n web processes the limit is n times as high at most: it stops floods, it counts nothing.
    """

    def __init__(self, *, at_once: int, a_second: float, most_keys: int = 10_000) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._most_keys = most_keys
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()
        self._lock = Lock()

    def lets_through(self, key: Hashable, *, at: float) -> bool:
        """Whether one more may pass; counts it if so.

        Args:
            key: whom it is about.
            at: seconds on a clock that never goes back.
        """
        with self._lock:
            bucket = self._buckets.pop(key, None) or _Bucket(float(self._at_once), at)
            self._buckets[key] = bucket
            while len(self._buckets) > self._most_keys:
                self._buckets.popitem(last=False)
            grown = bucket.left + (at - bucket.at) * self._a_second
            bucket.left, bucket.at = min(float(self._at_once), grown), at
            if bucket.left < 1:
                return False
            bucket.left -= 1
            return True

    def forget(self) -> None:
        """Begin anew with everybody."""
        with self._lock:
            self._buckets.clear()
