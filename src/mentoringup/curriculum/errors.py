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


class PartWasChangedError(RefusedError):
    """Somebody saved the part, or its original moved on, since it was read."""


class PartIsNotAdaptedError(RefusedError):
    """The site has no text of its own for the part, so there is nothing to go back from."""


class PackIsSharedError(RefusedError):
    """A file names a shared pack of which it lacks parts, so it can't be an adaptation."""


class ImportWasChangedError(RefusedError):
    """The library isn't what it was when the import was looked at."""
