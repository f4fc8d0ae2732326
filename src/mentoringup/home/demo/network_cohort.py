"""The calibrated cohort: trainings of invented sites, answered, evaluated together on one page."""

from collections.abc import Mapping
from datetime import datetime

from mentoringup.access.permissions import Role
from mentoringup.evaluation.cohort import store_cohort
from mentoringup.evaluation.domain.running import ask_for_run
from mentoringup.evaluation.options import RunOptions
from mentoringup.organizations.domain.institutions import add_institution
from mentoringup.organizations.domain.roles import give_role
from mentoringup.organizations.domain.sites import create_site
from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.values import InstitutionFacts, SiteFacts
from mentoringup.people.models import Person

SITE = "network"
FACTS = SiteFacts(
    name="Network Evaluation Office",
    zone="America/Chicago",
    language="en",
    contact_email="evaluation@network.example",
    website="",
    calendar=CalendarKind.SEMESTERS,
)
RUN = "All trainings of the invented sites, evaluated together"


def store_network_cohort(people: Mapping[str, Person], *, now: datetime) -> None:
    """Found the network's own office, whose evaluator holds the cohort and asked for its finding.

    The worker makes the run: that takes it some seconds after it starts.

    Args:
        people: the cast, by key.
        now: when.
    """
    founder, henrik = people["network-admin"], people["network-evaluator"]
    institution = add_institution(
        facts=InstitutionFacts(
            name="Network of Invented Universities", ror_id="", country="US", city="Millbrook"
        ),
        actor=founder,
        now=now,
    )
    site = create_site(
        institution=institution,
        slug=SITE,
        facts=FACTS,
        administrator_email=founder.email,
        actor=founder,
        now=now,
    )
    give_role(person=henrik, role=Role.EVALUATOR, site=site, actor=founder, now=now)
    data_sets = store_cohort(site=site, actor=henrik, now=now)
    ask_for_run(
        site=site,
        name=RUN,
        data_sets=[one for one in data_sets if one.rows],
        options=RunOptions(),
        actor=henrik,
        now=now,
    )
