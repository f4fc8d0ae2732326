"""Whether somebody may come to a series, in which tier, and what proves who they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentoringup.eligibility.domain.queries import known_of
from mentoringup.eligibility.enums import Proof
from mentoringup.eligibility.values import Declared
from mentoringup.organizations.models import Site
from mentoringup.registration.models import Registration
from mentoringup.training.admission import SeriesAdmission, is_eligible, tier_of
from mentoringup.training.domain.queries import series_admission
from mentoringup.training.models import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the rules say of one person."""

    is_eligible: bool
    tier: int
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The rules of a series, read once."""

    series: Series
    rules: SeriesAdmission

    @property
    def site(self) -> Site:
        """Whose it is."""
        return self.series.site

    @property
    def tiers(self) -> int:
        """How many there are."""
        return len(self.rules.tiers)

    def judge(self, declared: Sequence[Declared]) -> list[Judged]:
        """What the rules say of these people today, in the same order; a flat number of queries."""
        rules = self.rules
        return [
            Judged(
                is_eligible=is_eligible(
                    one.facts, stages=rules.stages, rule=rules.rule, rulebook=rules.rulebook
                ),
                tier=tier_of(one.facts, tiers=rules.tiers, rulebook=rules.rulebook),
                proof=one.proof,
            )
            for one in known_of(declared, site=self.site)
        ]


def gate_of(series: Series) -> Gate:
    """The rules of the series."""
    return Gate(series=series, rules=series_admission(series=series))


def declared_by(registration: Registration) -> Declared:
    """What a request says of its person.

    The address counts as confirmed: nobody has a seat before it is.
    """
    return Declared(
        email=registration.email,
        is_confirmed=True,
        stage=registration.stage,
        discipline=registration.discipline,
        unit_id=registration.unit_id,
        person_id=registration.person_id,
    )
