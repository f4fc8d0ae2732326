"""Whom the rules of a series can be tried on. Nothing is stored, and the queries are flat."""

from collections.abc import Sequence

from mentoringup.eligibility.domain.queries import known_of, names_at
from mentoringup.eligibility.models import Roster, RosterEntry
from mentoringup.eligibility.roster_file import Entry
from mentoringup.eligibility.values import Declared
from mentoringup.organizations.domain.queries import people_of
from mentoringup.organizations.models import Site
from mentoringup.training.domain.queries import series_admission
from mentoringup.training.models import Series
from mentoringup.training.trial import Candidate, Trial, trial_of


def try_on(*, series: Series, candidates: Sequence[Candidate]) -> Trial:
    """What the rules of the series, as they are stored, say of everybody."""
    declared = [one.declared for one in candidates]
    return trial_of(
        candidates,
        known_of(declared, site=series.site),
        series_admission(series=series),
        names_at(site=series.site),
    )


def people_to_try(*, site: Site) -> list[Candidate]:
    """The people of the site, by address."""
    people = sorted(people_of(site=site), key=lambda person: (person.email, person.pk))
    return [
        Candidate(
            label=f"{one.name} ({one.email})" if one.name != one.email else one.email,
            declared=Declared(email=one.email.lower(), person_id=one.pk),
        )
        for one in people
    ]


def roster_to_try(*, roster: Roster) -> list[Candidate]:
    """Everybody on a roster, by address, as if they asked with what stands there."""
    entries = RosterEntry.objects.filter(roster=roster).order_by("email")
    return [
        candidate_of(
            Entry(
                email=one.email,
                name=one.name,
                stage=one.stage,
                discipline=one.discipline,
                unit_id=one.unit_id,
            )
        )
        for one in entries
    ]


def candidate_of(entry: Entry) -> Candidate:
    """Somebody who would ask with that address, confirmed, and that stage, discipline and unit."""
    return Candidate(
        label=f"{entry.name} ({entry.email})" if entry.name else entry.email,
        declared=Declared(
            email=entry.email,
            is_confirmed=True,
            stage=entry.stage,
            discipline=entry.discipline,
            unit_id=entry.unit_id,
        ),
    )


def rosters_to_try(*, site: Site) -> tuple[tuple[int, str], ...]:
    """The rosters of the site, numbers and names."""
    return tuple(Roster.objects.filter(site=site).values_list("pk", "name"))


def roster_of(*, site: Site, roster_id: int) -> Roster | None:
    """The roster of that number, if it is the site's."""
    return Roster.objects.filter(site=site, pk=roster_id).first()
