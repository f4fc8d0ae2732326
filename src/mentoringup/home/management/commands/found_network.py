"""`mentoringup found_network`: the first person, who invites all others."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from mentoringup.access.permissions import Role
from mentoringup.organizations.domain.roles import give_role
from mentoringup.organizations.errors import RefusedError
from mentoringup.people.domain.profile import enter_person
from mentoringup.people.domain.queries import person_with_address


class Command(BaseCommand):
    """Make somebody a network administrator from the command line."""

    help = "Makes a network administrator, who creates sites and invites everybody else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom."""
        parser.add_argument("email", help="the address with which she signs in")

    def handle(self, *, email: str, **_: Any) -> None:
        """Enter the person, unless she is known, and give her the role."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is not an e-mail address.") from error
        now = timezone.now()
        try:
            with transaction.atomic():
                person = person_with_address(address=email)
                person = person or enter_person(email=email, actor=None, now=now)
                give_role(person=person, role=Role.NETWORK_ADMIN, site=None, actor=None, now=now)
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{email} is a network administrator now and can sign in.")
