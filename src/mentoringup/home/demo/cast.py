"""Who is in the demo: one invented person for each role, at two sites."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Role

SITE = "lakeside"
OTHER_SITE = "harbor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A person of the demo.

    Attributes:
        key: in the address of the sign-in button.
        role: what she is; None for a participant.
        site: slug of her site; empty for people of the network.
        does: what can be tried as her.
    """

    key: str
    given_name: str
    family_name: str
    email: str
    does: str | Promise
    role: Role | None = None
    site: str = ""
    career_stage: str = ""
    discipline: str = ""

    @property
    def label(self) -> str | Promise:
        """The role's name."""
        return _("Participant") if self.role is None else self.role.label


CAST = (
    Part(
        key="coordinator",
        given_name="Rosa",
        family_name="Delgado",
        email="rosa.delgado@lakeside.example",
        role=Role.COORDINATOR,
        site=SITE,
        does=_("Writes series, publishes them, and has them evaluated."),
    ),
    Part(
        key="site-admin",
        given_name="Miriam",
        family_name="Okafor",
        email="miriam.okafor@lakeside.example",
        role=Role.SITE_ADMIN,
        site=SITE,
        does=_("Invites colleagues, keeps the term calendar, sees mails and history."),
    ),
    Part(
        key="facilitator",
        given_name="Jonas",
        family_name="Lindqvist",
        email="jonas.lindqvist@lakeside.example",
        role=Role.FACILITATOR,
        site=SITE,
        does=_("Plans workshops, prints what they need, and leads them."),
    ),
    Part(
        key="evaluator",
        given_name="Priya",
        family_name="Raman",
        email="priya.raman@lakeside.example",
        role=Role.EVALUATOR,
        site=SITE,
        does=_("Asks in surveys, freezes what came, reads the findings."),
    ),
    Part(
        key="coder",
        given_name="Tomasz",
        family_name="Wilk",
        email="tomasz.wilk@lakeside.example",
        role=Role.CODER,
        site=SITE,
        does=_("Will code free text; sees little else."),
    ),
    Part(
        key="network-admin",
        given_name="Adaeze",
        family_name="Nwosu",
        email="adaeze.nwosu@network.example",
        role=Role.NETWORK_ADMIN,
        does=_("Creates sites and names their administrators."),
    ),
    Part(
        key="network-evaluator",
        given_name="Henrik",
        family_name="Moe",
        email="henrik.moe@network.example",
        role=Role.NETWORK_EVALUATOR,
        does=_("Evaluates all trainings of the invented network together."),
    ),
    Part(
        key="participant",
        given_name="Mei",
        family_name="Tanaka",
        email="mei.tanaka@lakeside.example",
        career_stage="postdoc",
        discipline="biosciences",
        does=_("Has seats, answers a survey, and keeps her own profile."),
    ),
)
"""In the order of the sign-in page."""

OTHER_COORDINATOR = Part(
    key="other-coordinator",
    given_name="Samuel",
    family_name="Brandt",
    email="samuel.brandt@harbor.example",
    role=Role.COORDINATOR,
    site=OTHER_SITE,
    does=_("Coordinates the other site, and sees nothing of the first."),
)
EVERYBODY = (*CAST, OTHER_COORDINATOR)


def part(key: str) -> Part | None:
    """The part of a key."""
    return next((one for one in EVERYBODY if one.key == key), None)
