"""Names of people around a data set: those who may be named in its texts."""

from django.db.models import Q

from mentoringup.evaluation.models import DataSet
from mentoringup.organizations.models import Membership
from mentoringup.people.models import Person
from mentoringup.registration.models import Registration
from mentoringup.surveys.models import Participant


def names_around(*, data_set: DataSet) -> frozenset[str]:
    """Names and addresses of participants, facilitators and colleagues of the site.

    Of an upload, whose training nobody here may know, the colleagues and facilitators of the site.
    """
    found: set[str] = set()
    site = data_set.site_id
    leading = Q(implementations__series__site=site)
    if data_set.wave_id is not None and data_set.wave is not None:
        survey = data_set.wave.survey
        leading = Q(implementations=survey.implementation_id)
        asked = Participant.objects.filter(survey=survey).values_list("name", "email")
        came = Registration.objects.filter(
            session__implementation=survey.implementation_id
        ).values_list("name", "email")
        for name, email in (*asked, *came):
            found |= {name, email.split("@")[0]}
    members = Membership.objects.filter(site=site).values_list("person_id", flat=True)
    people = Person.objects.filter(leading | Q(pk__in=members)).distinct()
    for given, family, shown in people.values_list("given_name", "family_name", "display_name"):
        found |= {given, family, shown}
    return frozenset(name for name in found if name)
