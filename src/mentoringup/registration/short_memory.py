"""What a web process keeps for a moment, so that a rush of visitors is not answered one by one.

Each process has its own; a value is at most `seconds` old. Nothing personal belongs in here.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

Value = TypeVar("Value")


class ShortMemory(Generic[Value]):
    """Values by key. When it is full, the one that was made first is forgotten."""

    _all: ClassVar["WeakSet[ShortMemory[Any]]"] = WeakSet()

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._lock = Lock()
        ShortMemory._all.add(self)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of the key, made anew where it is too old. Threads may make it at once."""
        found = self._kept.get(key)
        if found is not None and monotonic() - found[0] < self._seconds:
            return found[1]
        made = make()
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (monotonic(), made)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    @classmethod
    def forget_everything(cls) -> None:
        """Empty every memory of this process."""
        for one in cls._all:
            with one._lock:  # noqa: SLF001  its own
                one._kept.clear()  # noqa: SLF001  the same
