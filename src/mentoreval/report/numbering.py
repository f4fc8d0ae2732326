"""Numbers of tables: the plan's where it has one, else S1, S2 and so on."""

import re

_PLANNED = re.compile(r"table-(\d[a-z]?)-")
_COMPANIONS = {"table-2-options"}
"""Its id starts like Table 2's, but it goes with it and is another table."""


class Numbering:
    """Hands out the labels of tables in the order they are asked for."""

    def __init__(self) -> None:
        self._extra = 0

    def label(self, identifier: str) -> str:
        """Give "Table 2b" for `table-2b-scales`, and "Table S1" for the first without a number."""
        planned = _PLANNED.match(identifier)
        if planned and identifier not in _COMPANIONS:
            return f"Table {planned[1]}"
        self._extra += 1
        return f"Table S{self._extra}"
