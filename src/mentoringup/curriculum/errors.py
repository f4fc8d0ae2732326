"""Why something can't be done with the library. The texts are whole sentences."""

from collections.abc import Sequence

from mentoreval.errors import Reason
from mentoringup.organizations.errors import RefusedError


class PackIsUnknownError(RefusedError):
    """The site has no such pack."""


class PackIsBrokenError(RefusedError):
    """A stored pack can't be read any more, e.g. after the format changed.

    Attributes:
        reasons: every fault, with file and line.
    """

    def __init__(self, what: str, reasons: Sequence[Reason]) -> None:
        super().__init__(what)
        self.reasons = tuple(reasons)


class PartIsUnknownError(RefusedError):
    """The pack has no such part, or a path is no part's."""
