"""Reads about persons."""

from mentoringup.people.models import Person


def name_of(person: Person) -> str:
    """The name as shown."""
    return person.name
