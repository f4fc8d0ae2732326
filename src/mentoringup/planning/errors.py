"""What a plan refuses, as facts. Each says what was found and what was expected."""

from django.utils.functional import Promise


class PlanRefusedError(Exception):
    """A change that can't be made; nothing was changed.

    Attributes:
        what: a sentence for the person, translatable.
    """

    def __init__(self, what: str | Promise) -> None:
        self.what = what
        super().__init__(str(what))


class SomebodyChangedItError(Exception):
    """The plan has a later revision than the one this change was made on."""


class NothingToUndoError(Exception):
    """No change is left to take back, or to make again."""


class PlanIsGoneError(Exception):
    """There is no such plan at the site, or no such revision of it."""
