"""What allauth did, as audit rows; and one gap of its code sign-in closed."""

from typing import Any

from allauth.account.internal.flows.manage_email import sync_email_address
from allauth.account.signals import (
    authentication_step_completed,
    email_added,
    email_changed,
    email_confirmed,
    email_removed,
    user_signed_up,
)
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from mentoringup.audit.domain import record
from mentoringup.people.models import Person


@receiver(authentication_step_completed)
def keep_address(*, user: Person, method: str, email: str | None = None, **_more: Any) -> None:
    """Give a person who was entered by staff an address row, so that the code verifies it.

    Without it, allauth would send a second code right after the first.
    """
    if method == "code" and email and email.lower() == user.email.lower():
        sync_email_address(user, user.email.lower())


def _note(verb: str, person: Person, **detail: str) -> None:
    with transaction.atomic():
        record(verb=verb, thing=person, actor=person, now=timezone.now(), detail=detail)


@receiver(user_signed_up)
def note_sign_up(*, user: Person, **_more: Any) -> None:
    """A person came by themselves."""
    _note("person.signed-up", user)


@receiver(email_added)
@receiver(email_confirmed)
@receiver(email_removed)
def note_address(*, signal: Any, email_address: Any, **_more: Any) -> None:
    """An address came, was confirmed, or went."""
    verbs = {email_added: "added", email_confirmed: "confirmed", email_removed: "removed"}
    _note(f"address.{verbs[signal]}", email_address.user)


@receiver(email_changed)
def note_primary_address(*, user: Person, **_more: Any) -> None:
    """We write to another address now."""
    _note("address.chosen", user)


@receiver(authenticator_added)
@receiver(authenticator_removed)
@receiver(authenticator_reset)
def note_factor(*, signal: Any, user: Person, authenticator: Any, **_more: Any) -> None:
    """A second factor came, went, or was made anew."""
    verbs = {
        authenticator_added: "added",
        authenticator_removed: "removed",
        authenticator_reset: "renewed",
    }
    _note(f"second-factor.{verbs[signal]}", user, factor=authenticator.type)


@receiver(social_account_added)
def note_link(*, sociallogin: Any, **_more: Any) -> None:
    """An account at an institution was linked."""
    _note("institution-account.linked", sociallogin.user)


@receiver(social_account_removed)
def note_unlink(*, socialaccount: Any, **_more: Any) -> None:
    """An account at an institution was unlinked."""
    _note("institution-account.unlinked", socialaccount.user)
