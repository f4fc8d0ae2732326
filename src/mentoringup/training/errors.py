"""What can't be done with series and sessions, as facts."""

from dataclasses import dataclass

from mentoringup.training.checks.finding import Finding


class TrainingError(Exception):
    """Something that was asked for can't be done."""


class SomebodySavedFirstError(TrainingError):
    """The thing was saved by somebody else since it was read; nothing was changed."""


class MoveNotPossibleError(TrainingError):
    """The state machine has no such step. The text says from where and to where."""


class SessionNeedsItsTimeError(TrainingError):
    """A published session can't be without date, start, end and zone."""


class SessionIsLiveError(TrainingError):
    """A published or finished session can't be removed; it can be cancelled or taken back."""


class DeliveryHasSessionsError(TrainingError):
    """A delivery with sessions can't be removed."""


class ChangeIsForbiddenError(TrainingError):
    """An app above can't let it happen. The text is a whole sentence that says why."""


@dataclass(slots=True)
class ConsequencesNotSeenError(TrainingError):
    """It would do what these sentences say, which nobody has seen yet; nothing was changed."""

    sentences: tuple[str, ...]


@dataclass(slots=True)
class PageWouldLieError(TrainingError):
    """A live page would get findings that block publication; nothing was changed."""

    findings: tuple[Finding, ...]
