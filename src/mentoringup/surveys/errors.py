"""What a survey refuses, as facts."""


class SurveyError(Exception):
    """Something that can't be done with a survey; nothing was changed."""


class SurveyIsGoneError(SurveyError):
    """The site has no such survey or wave."""


class ModeIsFixedError(SurveyError):
    """The first wave was opened: anonymous stays anonymous, confidential stays confidential."""


class WaveIsInUseError(SurveyError):
    """A wave that was opened keeps its questionnaire; a changed one is for the next wave."""


class WaveIsInAnotherStateError(SurveyError):
    """The wave is not in a state from which this can be done."""


class LinkIsUnknownError(SurveyError):
    """Nobody was given this link."""


class WaveIsClosedError(SurveyError):
    """Answers are no longer taken."""


class WaveIsNotOpenYetError(SurveyError):
    """Answers are not yet taken."""


class DraftIsUnreadableError(SurveyError):
    """A draft was not written with this link's key."""


class KeyIsGoneError(SurveyError):
    """The key of the survey was destroyed, or its file is missing."""


class KeyIsStillNeededError(SurveyError):
    """A wave that needs the key is still to come."""


class AudienceIsFixedError(SurveyError):
    """The first wave was opened: who is asked, and about what, stays as it was then."""


class NobodyToRemoveError(SurveyError):
    """Somebody who was invited can be written to no more, but not be taken off the list."""


class SomebodySavedFirstError(SurveyError):
    """What is to be saved was changed since it was read."""


class MentorIsNotInvitedError(SurveyError):
    """Mentors are not asked in this survey, or not now."""


class TooManyMentorsError(SurveyError):
    """One person can invite a few mentors, not a crowd."""


class TooManyRemindersError(SurveyError):
    """Three reminders went out; nobody gets more."""


class NobodyToRemindError(SurveyError):
    """Nobody is left who was invited, has not answered and wants mails."""


class PaperFormIsGoneError(SurveyError):
    """The wave has no form on paper with this number."""


class PaperNumberIsTakenError(SurveyError):
    """A form with this number was typed in already."""


class PaperFormIsInAnotherStateError(SurveyError):
    """Somebody typed, settled or removed the form meanwhile."""
