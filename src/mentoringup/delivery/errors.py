"""What a delivery refuses, as facts."""


class DeliveryError(Exception):
    """Something that can't be done in the room; nothing was changed."""


class SessionIsGoneError(DeliveryError):
    """The plan has no such session, or nobody opened its room."""


class SessionHasBegunError(DeliveryError):
    """Something was said about the session already: it is led by the plan as it was."""


class NothingToLeadError(DeliveryError):
    """The session has no items."""


class PlanIsNotLedError(DeliveryError):
    """The plan is a template, or put away: nobody opens a room of it."""
