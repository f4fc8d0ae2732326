"""Why something can't be done with rules and rosters. The texts are whole sentences."""

from mentoringup.organizations.errors import RefusedError


class RuleGoesInACircleError(RefusedError):
    """The rule would lead back to itself, or through too many others."""


class RuleNamesAStrangerError(RefusedError):
    """The rule names something that is not of its site."""


class RuleIsBoundError(RefusedError):
    """An app above can't let the rule say something else."""


class IsStillUsedError(RefusedError):
    """Something else names it."""


class RosterWasChangedError(RefusedError):
    """The roster isn't what it was when the change was looked at."""
