"""The people who ask for seats in the demo: invented names, the same ones each time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from random import Random

from allauth.account.models import EmailAddress

from mentoringup.home.demo.cast import Part
from mentoringup.people.domain.profile import enter_person
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.people.models import Person
from mentoringup.registration.values import Asker

GIVEN_NAMES = tuple(
    """
    Amara Ben Chidi Dalia Emeka Freya Gil Hana Ines Jae Kofi Leila Mateo Nadia Omar Paula Quinn
    Ravi Sofia Tariq Uma Viktor Wanjiru Ximena Yusuf Zofia
    """.split()  # noqa: SIM905  they are read in a row
)
FAMILY_NAMES = tuple(
    """
    Abebe Bauer Castillo Dubois Eriksen Farah Guerrero Haruna Ivanova Jensen Kaplan Lopes Marino
    Nakamura Ortega Petrov Reyes Schmidt Torres Ueda Vargas Walsh Yilmaz Zhang
    """.split()  # noqa: SIM905  they are read in a row
)
TRAINEES = (CareerStage.GRADUATE, CareerStage.GRADUATE, CareerStage.POSTDOC)
OTHER_FIELDS = (
    Discipline.PHYSICAL,
    Discipline.MATHEMATICS,
    Discipline.ENGINEERING,
    Discipline.SOCIAL,
    Discipline.HUMANITIES,
)
CLINICIANS = (CareerStage.CLINICAL_FELLOW, CareerStage.EARLY_FACULTY)
SPANISH = 0.15
"""Share of people who read Spanish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who asks; `person` is None for a visitor whose address nobody has confirmed."""

    asker: Asker
    person: Person | None


@dataclass(slots=True)
class Guests:
    """Everybody who asks, drawn by a seeded chance; no name comes twice.

    Attributes:
        chance: decides on names, fields and stages.
        begun: when people with an account made it.
    """

    chance: Random
    begun: datetime
    _names: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Shuffle the names."""
        self._names = list(product(GIVEN_NAMES, FAMILY_NAMES))
        self.chance.shuffle(self._names)

    def of_biosciences(self, many: int) -> list[Guest]:
        """Graduate students and postdocs of the biosciences: Lakeside's first tier."""
        return [
            self.member(stage=self.chance.choice(TRAINEES), discipline=Discipline.BIOSCIENCES)
            for _ in range(many)
        ]

    def of_other_fields(self, many: int) -> list[Guest]:
        """Graduate students and postdocs of any other discipline: Lakeside's second tier."""
        return [
            self.member(
                stage=self.chance.choice(TRAINEES), discipline=self.chance.choice(OTHER_FIELDS)
            )
            for _ in range(many)
        ]

    def of_clinics(self, many: int, *, domain: str = "harbor.example") -> list[Guest]:
        """Clinicians who do research, with addresses at a domain."""
        return [
            self.member(
                stage=self.chance.choice(CLINICIANS), discipline=Discipline.CLINICAL, domain=domain
            )
            for _ in range(many)
        ]

    def member(self, *, stage: str, discipline: str, domain: str = "lakeside.example") -> Guest:
        """Somebody with an account and a verified address."""
        asker = self._asker(stage=stage, discipline=discipline, domain=domain)
        given, _space, family = asker.name.partition(" ")
        fields = {
            "given_name": given,
            "family_name": family,
            "career_stage": stage,
            "discipline": discipline,
            "language": asker.language,
        }
        person = enter_person(email=asker.email, fields=fields, actor=None, now=self.begun)
        EmailAddress.objects.create(user=person, email=asker.email, verified=True, primary=True)
        return Guest(asker=asker, person=person)

    def visitor(self) -> Guest:
        """Somebody without an account who has not confirmed the address yet."""
        asker = self._asker(
            stage=CareerStage.GRADUATE,
            discipline=Discipline.BIOSCIENCES,
            domain="lakeside.example",
        )
        return Guest(asker=asker, person=None)

    def _asker(self, *, stage: str, discipline: str, domain: str) -> Asker:
        given, family = self._names.pop()
        return Asker(
            email=f"{given}.{family}@{domain}".lower(),
            name=f"{given} {family}",
            stage=stage,
            discipline=discipline,
            language="es" if self.chance.random() < SPANISH else "en",
        )


def guest_of(part: Part, people: Mapping[str, Person]) -> Guest:
    """Somebody of the cast as one who asks."""
    asker = Asker(
        email=part.email,
        name=f"{part.given_name} {part.family_name}",
        stage=part.career_stage,
        discipline=part.discipline,
    )
    return Guest(asker=asker, person=people[part.key])


def moments(chance: Random, many: int, *, start: datetime, end: datetime) -> Sequence[datetime]:
    """So many moments in their order, most of them soon after the start."""
    return sorted(start + (end - start) * chance.random() ** 3 for _ in range(many))
