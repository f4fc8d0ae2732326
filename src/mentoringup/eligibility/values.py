"""Who asks, and what a site knows of them. Pure."""

from dataclasses import dataclass

from mentoringup.eligibility.enums import Proof
from mentoringup.eligibility.rules import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What somebody says about themselves.

    Attributes:
        email: in small letters.
        is_confirmed: whether the address was shown to be theirs.
        unit_id: of a unit of the site.
        person_id: who they are, where that is known: their verified addresses, units and sign-in
            then count too.
    """

    email: str
    is_confirmed: bool = False
    stage: str = ""
    discipline: str = ""
    unit_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInWords:
    """A rule with a name. `people`: whom it fits, such as “people who are on the roster “T32””."""

    id: int
    name: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What rules look at, and what shows that it is true."""

    facts: Facts
    proof: Proof = Proof.NONE
