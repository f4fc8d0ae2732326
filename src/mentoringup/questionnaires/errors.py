"""What a questionnaire refuses, as facts."""


class QuestionnaireError(Exception):
    """Something that can't be done with a questionnaire; nothing was changed."""


class QuestionnaireIsGoneError(QuestionnaireError):
    """The site has no such questionnaire."""


class SomebodySavedFirstError(QuestionnaireError):
    """The questionnaire was changed since it was read."""


class QuestionnaireIsPutAwayError(QuestionnaireError):
    """It is archived: it can be seen and copied, not changed."""


class NothingToUndoError(QuestionnaireError):
    """No change is left to take back."""


class CoreIsLockedError(QuestionnaireError):
    """Ids, choices and wording of an included instrument can't be changed."""


class FormIsWrongError(QuestionnaireError):
    """A document is no questionnaire; `faults` says where and why, sentences."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the faults."""
        super().__init__("; ".join(faults))
        self.faults = faults
