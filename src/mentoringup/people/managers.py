"""How persons are made and found."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import BaseUserManager

from mentoringup.people.enums import PersonState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mentoringup.people.models import Person


class PersonManager(BaseUserManager["Person"]):
    """Persons without passwords."""

    def create_user(self, email: str, **fields: Any) -> "Person":
        """Make a person who signs in by e-mailed code."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def active(self) -> "QuerySet[Person]":
        """Persons who are neither merged nor erased."""
        return self.filter(state=PersonState.ACTIVE)
