"""Why something can't be done with an organization."""


class RefusedError(Exception):
    """A change that a rule forbids.

    The text is a whole sentence, in the language of the person who tried. `field` names the form
    field it is about, or is empty.
    """

    field = ""


class SomebodyWasFasterError(RefusedError):
    """The thing was saved by somebody else since it was read."""


class NameIsTakenError(RefusedError):
    """Another one has that name already."""

    field = "name"


class SlugIsTakenError(RefusedError):
    """Another site has that short name in addresses."""

    field = "slug"


class RorIdIsTakenError(RefusedError):
    """Another institution has that ROR id."""

    field = "ror_id"


class TermsOverlapError(RefusedError):
    """Two terms of a site share a day."""


class TermIsInUseError(RefusedError):
    """A term that series belong to can't go."""


class UnitIsInUseError(RefusedError):
    """A unit that a priority rule names can't go."""


class NotAPictureError(RefusedError):
    """An uploaded file is none of the pictures that are taken."""

    field = "picture"


class RoleDoesNotFitError(RefusedError):
    """A network role was given at a site, or a site role in the network."""

    field = "role"


class RoleIsHeldError(RefusedError):
    """The person has the role already."""

    field = "role"


class RoleIsOverError(RefusedError):
    """The role was taken back before."""


class LastAdministratorError(RefusedError):
    """Nobody would be left who can give roles."""


class InvitationIsOpenError(RefusedError):
    """The address has an open invitation to the role."""

    field = "email"


class InvitationIsOverError(RefusedError):
    """The invitation was accepted, withdrawn or has expired."""


class InvitationIsForSomebodyElseError(RefusedError):
    """The actor has not verified the address that was invited."""


class TooManyInvitationsError(RefusedError):
    """The actor sent as many invitations as an hour allows."""

    field = "email"


class ResentTooSoonError(RefusedError):
    """The invitation went out a moment ago."""
