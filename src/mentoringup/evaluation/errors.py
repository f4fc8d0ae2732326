"""What an evaluation refuses, as facts."""


class EvaluationRefusedError(Exception):
    """Something that can't be evaluated; nothing was changed. The text is a whole sentence."""


class DataSetIsGoneError(EvaluationRefusedError):
    """The site has no such data set."""


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
