"""What an evaluation refuses, as facts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from mentoreval.errors import InputRefusedError
from mentoringup.surveys.models import Wave


class UploadRefusedError(InputRefusedError):
    """A file that this site refuses; its reasons are in the language of now, not in English."""


class EvaluationRefusedError(Exception):
    """Something that can't be evaluated; nothing was changed. The text is a whole sentence.

    Attributes:
        sentence: English, as gettext knows it, or in words already.
        values: what stands in it, for every language alike; none where it is in words already.
    """

    def __init__(self, sentence: str = "", **values: str | int) -> None:
        """Take what is said in the language of whoever reads it."""
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        """Say it in the language of now."""
        return said(self.sentence, self.values)


def said(sentence: str, values: Mapping[str, Any]) -> str:
    """A refusal in the language of now; empty where there is none."""
    words = gettext(sentence) if sentence else ""
    return words % values if values else words


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
