"""What allauth asks us: how mails go out, who may link, how things are called."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mentoringup.outbox.domain import write_mail
from mentoringup.outbox.letters import html_of
from mentoringup.people.domain.queries import person_with_address
from mentoringup.people.models import Person
from mentoringup.people.sign_in.recency import is_recently_confirmed


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Mails go through the outbox; the words are ours."""

    error_messages: Mapping[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That is not the code we sent. Check it, or ask for a new one."),
        "too_many_login_attempts": _(
            "Too many attempts in a short time. Wait a few minutes, then try again."
        ),
        "rate_limited": _("Too many requests in a short time. Wait a minute, then try again."),
        "email_taken": _(
            "Another account uses this address. If both are yours, ask your training office "
            "to merge them."
        ),
        "duplicate_email": _("You have already added this address."),
        "invalid_login": _("Enter an e-mail address."),
        "cannot_remove_primary_email": _(
            "We write to this address. Choose another one first, then remove it."
        ),
        "unverified_primary_email": _("Confirm this address before we write to it."),
        "max_email_addresses": _("You can have up to %d addresses."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail into the outbox, with its code marked as secret.

        The kind is `account.` and the template's name; the language is the person's, else that of
        the page. The mail is enqueued at once; nobody waits for a mail server.
        """
        context = {
            **context,
            "email": email,
            "site_url": settings.BASE_URL,
            "signup_url": _sign_up_address(email),
        }
        person = person_with_address(address=email)
        own = person.language if person else ""
        language = own or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            message = self.render_mail(template_prefix, email, context)
            html = html_of(message.body, subject=message.subject, language=language)
        name = template_prefix.rpartition("/")[2].replace("_", "-")
        with transaction.atomic():
            write_mail(
                kind=f"account.{name}",
                to=email,
                subject=message.subject,
                text=message.body,
                html=html,
                person=person,
                secrets=[code] if (code := context.get("code")) else [],
                now=timezone.now(),
            )

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: a subject says enough without a prefix."""
        return str(subject)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether allauth asks again before it changes something: not right after signing in."""
        return super().is_reauthentication_required(app=app) and not is_recently_confirmed(
            self.request, now=timezone.now()
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell somebody who signs up again that signing in is enough."""
        self.send_mail("account/email/account_already_exists", email, {})


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Names of keys, and words for errors."""

    error_messages: Mapping[str, Any] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or it is too old. Enter the one shown now."),
        "unverified_email": _("Confirm your e-mail address before you add a second factor."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        """Passkey 1, passkey 2 and so on."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("Passkey %(number)s") % {"number": number})

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """How the site is called in the browser's dialog."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Who may come in through an OpenID Connect provider."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        """The person to link to: only where the provider *and* we have verified the address.

        Without our own check, somebody could add an address that isn't theirs, wait for its owner
        to come through the provider, and share the account.
        """
        for address in sociallogin.email_addresses:
            address.verified = address.verified in {True, "true"}
            if not address.verified:
                continue
            ours = (
                EmailAddress.objects.filter(email=address.email.lower(), verified=True)
                .select_related("user")
                .first()
            )
            if ours and ours.user.is_active:
                return ours.user, ours.email
        return None

    def populate_user(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        data: Mapping[str, Any],
    ) -> Person:
        """A new person with the names that the provider knows, cut to what we can store."""
        person: Person = super().populate_user(request, sociallogin, data)
        given, _space, family = (data.get("name") or "").partition(" ")
        person.given_name = Truncator(data.get("first_name") or given).chars(120)
        person.family_name = Truncator(data.get("last_name") or family).chars(120)
        return person


def _sign_up_address(email: str) -> str:
    """The full address of the sign-up page, with the e-mail filled in."""
    return f"{settings.BASE_URL}{reverse('account_signup')}?{urlencode({'email': email})}"
