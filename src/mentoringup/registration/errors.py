"""What can't be done with requests and seats. The text is a whole sentence for whoever asked."""


class SeatError(Exception):
    """Something that was asked for can't be done; nothing was changed."""


class WindowIsNotOpenError(SeatError):
    """Requests are not taken yet, or no longer, or never."""


class AlreadyAskedError(SeatError):
    """The person, or the address, has an active request for the session."""


class OfferIsOverError(SeatError):
    """The offer ran out, or was taken back."""


class MoveIsNotPossibleError(SeatError):
    """The request's state has no such step any more."""


class SessionIsFullError(SeatError):
    """There is no free seat, or others come first."""


class SeatsOverlapError(SeatError):
    """The person has another seat at the same time."""


class NotEligibleError(SeatError):
    """The rules on who may come don't fit the person."""


class ReasonIsMissingError(SeatError):
    """A decision by hand says why."""


class SessionHasRequestsError(SeatError):
    """A session that people asked for can't be removed; it can be cancelled."""


class SomebodySavedFirstError(SeatError):
    """The thing was saved by somebody else since it was read."""


class DrawIsCommittedError(SeatError):
    """A draw whose seed is published can't change its rules."""
