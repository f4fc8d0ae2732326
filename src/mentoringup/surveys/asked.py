"""Somebody who is to be asked, as audiences are given to surveys. Pure but for the account."""

from dataclasses import dataclass

from mentoringup.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom a survey may write to.

    Attributes:
        language: code such as "en"; empty for the site's.
        person: the account, where there is one.
    """

    email: str
    name: str = ""
    language: str = ""
    person: Person | None = None
