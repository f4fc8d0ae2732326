"""The backend: transactions wait for their turn at a lock of the operating system.

SQLite has one writer. Whoever finds the database locked sleeps and asks again, longer each time, so
that in a rush some wait for seconds while the database is idle, and some give up. A lock on a file
beside the database wakes whoever waits as soon as it is free; it is let go of by the system when
its process ends, however it ends. Only transactions take turns (all of ours are immediate, so each
would lock the database in any case); SQLite's own lock still keeps everything right without it.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import Database  # type: ignore[attr-defined]  # not in the stubs

__all__ = ["Database", "DatabaseWrapper"]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: tuple[str, int] | None = None
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._end_turn()
            if self._turns is not None:
                os.close(self._turns[1])
                self._turns = None

    def _take_turn(self) -> None:
        if self._has_turn or self.is_in_memory_db():
            return
        fcntl.flock(self._file(), fcntl.LOCK_EX)
        self._has_turn = True

    def _end_turn(self) -> None:
        if self._has_turn and self._turns is not None:
            fcntl.flock(self._turns[1], fcntl.LOCK_UN)
        self._has_turn = False

    def _file(self) -> int:
        """The file of the turns, opened once a connection, beside the database of today."""
        path = f"{self.settings_dict['NAME']}-turns"
        if self._turns is None or self._turns[0] != path:
            if self._turns is not None:
                os.close(self._turns[1])
            self._turns = (path, os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        return self._turns[1]
