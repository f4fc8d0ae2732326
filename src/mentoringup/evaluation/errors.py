"""What an evaluation refuses, as facts."""

from mentoringup.surveys.models import Wave


class EvaluationRefusedError(Exception):
    """Something that can't be evaluated; nothing was changed. The text is a whole sentence."""


class DataSetIsGoneError(EvaluationRefusedError):
    """The site has no such data set."""


class WaveHasChangedError(EvaluationRefusedError):
    """Somebody, or the clock, closed or opened the wave after it was looked at.

    Attributes:
        wave: as it is now.
    """

    def __init__(self, wave: Wave) -> None:
        """Take the wave as it is now."""
        super().__init__(wave.state)
        self.wave = wave


class InstrumentsDifferError(EvaluationRefusedError):
    """Data sets of different instruments, or versions of one, are never mixed."""


class NothingToEvaluateError(EvaluationRefusedError):
    """There is no answer."""


class UploadIsOverError(EvaluationRefusedError):
    """The upload became a data set, or was discarded."""


class SamePeopleTwiceError(EvaluationRefusedError):
    """Two data sets hold answers of the same people."""


class TellsOfFewError(EvaluationRefusedError):
    """Together with other reports it would tell of a few people."""
