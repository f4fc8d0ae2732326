"""What a web process keeps for a moment, so that a rush of visitors is not answered one by one.

Each process has its own; a value is at most `seconds` old. Nothing personal belongs in here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet, WeakValueDictionary

Value = TypeVar("Value")


class ShortMemory(Generic[Value]):
    """Values by key. When it is full, the one that was made first is forgotten."""

    _all: ClassVar["WeakSet[ShortMemory[Any]]"] = WeakSet()

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._makers: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()
        self._lock = Lock()
        ShortMemory._all.add(self)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of the key; where it is too old, one thread makes it, and the others wait.

        So `make` may read, but never wait for what a caller of `get` may hold.
        """
        found = self._fresh(key)
        if found is None:
            with self._maker(key):
                found = self._fresh(key) or self._keep(key, make())
        return found[1]

    @classmethod
    def forget_everything(cls) -> None:
        """Empty every memory of this process."""
        for one in cls._all:
            with one._lock:  # noqa: SLF001  its own
                one._kept.clear()  # noqa: SLF001  the same

    def _fresh(self, key: Hashable) -> tuple[float, Value] | None:
        found = self._kept.get(key)
        return found if found is not None and monotonic() - found[0] < self._seconds else None

    def _maker(self, key: Hashable) -> Lock:
        """Held by the thread that makes the value; gone once nobody makes it or waits for it."""
        with self._lock:
            return self._makers.setdefault(key, Lock())

    def _keep(self, key: Hashable, made: Value) -> tuple[float, Value]:
        kept = (monotonic(), made)
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = kept
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept
