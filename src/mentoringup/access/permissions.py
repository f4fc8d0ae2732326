"""The permissions there are, the roles there are, and which role has which permission.

Written once: the gate asks this table, and `docs/permissions.md` is generated from it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """Something a person may do, at a site or in the network."""

    SITE_VIEW = "site.view", _("See the staff pages of the site")
    SITE_EDIT = "site.edit", _("Change the site's name, contact, logo, units and term calendar")
    ROLE_GRANT = "role.grant", _("Invite colleagues, give roles and take them back")
    PERSON_VIEW = "person.view", _("See the people of the site")
    PERSON_EDIT = "person.edit", _("Correct, merge and erase the people of the site")
    SERIES_VIEW = "series.view", _("See series and sessions before they are published")
    SERIES_EDIT = "series.edit", _("Write series and sessions")
    SERIES_PUBLISH = "series.publish", _("Publish, cancel and take back series and sessions")
    ELIGIBILITY_EDIT = "eligibility.edit", _("Write rules on who comes first, and rosters")
    REGISTRATION_VIEW = "registration.view", _("See who asked for a seat, and who has one")
    REGISTRATION_DECIDE = (
        "registration.decide",
        _("Give and take seats, change how they are given, and write to those who asked"),
    )
    CURRICULUM_VIEW = "curriculum.view", _("Read the library, plans, guides and what was delivered")
    CURRICULUM_EDIT = (
        "curriculum.edit",
        _("Adapt the curriculum, import packs and take over updates"),
    )
    PLAN_EDIT = "plan.edit", _("Plan sessions, print guides and lead sessions")
    OUTBOX_VIEW = "outbox.view", _("See the mails of the site and their state")
    HISTORY_VIEW = "history.view", _("See who did what, and when")
    SURVEY_VIEW = "survey.view", _("See surveys, how many answered, and what is asked")
    SURVEY_EDIT = (
        "survey.edit",
        _("Write questionnaires and consent texts, send surveys and type in paper forms"),
    )
    EVALUATION_VIEW = "evaluation.view", _("See evaluation results of the site")
    EVALUATION_RUN = "evaluation.run", _("Run evaluations of the site")
    CODING_WORK = "coding.work", _("Code free text of the site")
    NETWORK_ADMINISTER = "network.administer", _("Create sites and name their administrators")
    NETWORK_EVALUATE = "network.evaluate", _("See pooled results, without anybody's name")


class Role(TextChoices):
    """What a person is at a site, or in the network. Participants and the public have no row."""

    SITE_ADMIN = "site-admin", _("Site administrator")
    COORDINATOR = "coordinator", _("Coordinator")
    FACILITATOR = "facilitator", _("Facilitator")
    EVALUATOR = "evaluator", _("Evaluator")
    CODER = "coder", _("Coder")
    NETWORK_ADMIN = "network-admin", _("Network administrator")
    NETWORK_EVALUATOR = "network-evaluator", _("Network evaluator")

    @property
    def is_of_the_network(self) -> bool:
        """Whether the role is held in the network as a whole, at no site."""
        return self in NETWORK_ROLES


NETWORK_ROLES = frozenset({Role.NETWORK_ADMIN, Role.NETWORK_EVALUATOR})
"""Roles without a site."""

_COORDINATOR = frozenset(
    {
        Permission.SITE_VIEW,
        Permission.PERSON_VIEW,
        Permission.PERSON_EDIT,
        Permission.SERIES_VIEW,
        Permission.SERIES_EDIT,
        Permission.SERIES_PUBLISH,
        Permission.ELIGIBILITY_EDIT,
        Permission.REGISTRATION_VIEW,
        Permission.REGISTRATION_DECIDE,
        Permission.CURRICULUM_VIEW,
        Permission.CURRICULUM_EDIT,
        Permission.PLAN_EDIT,
        Permission.SURVEY_VIEW,
        Permission.SURVEY_EDIT,
        Permission.OUTBOX_VIEW,
        Permission.HISTORY_VIEW,
        Permission.EVALUATION_VIEW,
        Permission.EVALUATION_RUN,
    }
)

PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.SITE_ADMIN: _COORDINATOR | {Permission.SITE_EDIT, Permission.ROLE_GRANT},
        Role.COORDINATOR: _COORDINATOR,
        Role.FACILITATOR: frozenset(
            {
                Permission.SITE_VIEW,
                Permission.SERIES_VIEW,
                Permission.REGISTRATION_VIEW,
                Permission.CURRICULUM_VIEW,
                Permission.PLAN_EDIT,
            }
        ),
        Role.EVALUATOR: frozenset(
            {
                Permission.SITE_VIEW,
                Permission.SERIES_VIEW,
                Permission.CURRICULUM_VIEW,
                Permission.SURVEY_VIEW,
                Permission.SURVEY_EDIT,
                Permission.EVALUATION_VIEW,
                Permission.EVALUATION_RUN,
            }
        ),
        Role.CODER: frozenset({Permission.SITE_VIEW, Permission.CODING_WORK}),
        Role.NETWORK_ADMIN: frozenset({Permission.NETWORK_ADMINISTER}),
        Role.NETWORK_EVALUATOR: frozenset({Permission.NETWORK_EVALUATE}),
    }
)
"""The role table."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything that any of the roles allows."""
    return frozenset().union(*(PERMISSIONS_OF[role] for role in roles))
