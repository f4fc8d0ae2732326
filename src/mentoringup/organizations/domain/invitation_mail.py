"""The mail that carries an invitation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.access.permissions import Role
from mentoringup.organizations.enums import InvitationState
from mentoringup.organizations.models import Invitation
from mentoringup.outbox.domain import recheck, write_mail
from mentoringup.outbox.letters import html_of
from mentoringup.people.models import Person
from mentoringup.ui.dates import say_time

KIND = "invitation"


def write_invitation_mail(
    *, invitation: Invitation, token: str, actor: Person, now: datetime
) -> None:
    """Write the mail in the site's language. Staff never see its link."""
    site = invitation.site
    language = site.language if site else settings.LANGUAGE_CODE
    path = reverse("organizations:open_invitation", kwargs={"token": token})
    link = f"{settings.BASE_URL}{path}"
    with translation.override(language):
        place = f"{site.name}, {site.institution.name}" if site else str(_("the network"))
        zone = site.zone if site else "UTC"
        told = {
            "inviter": actor.name,
            "role": Role(invitation.role).label,
            "place": place,
            "link": link,
            "until": say_time(invitation.expires_at, None, zone).words,
        }
        subject = _("An invitation from %(place)s") % told
        text = _TEXT % told
        action = _("Read more and accept")
        write_mail(
            kind=KIND,
            to=invitation.email,
            subject=subject,
            text=text,
            html=html_of(text, subject=subject, language=language, action=action),
            site_id=invitation.site_id,
            reply_to=site.contact_email if site else "",
            check_with={"invitation": invitation.pk, "token_sha256": invitation.token_sha256},
            secrets=[link],
            now=now,
        )


_TEXT = gettext_lazy(
    """Hello,

%(inviter)s invites you to Mentoring Up.
Your role: %(role)s
At: %(place)s

Open this page to read more and to accept:

%(link)s

The link works until %(until)s, and only for this e-mail address.
If you did not expect this mail, you need not do anything.
"""
)


@recheck(KIND, label=gettext_lazy("Invitation to a role"))
def is_still_wanted(check_with: Mapping[str, Any]) -> bool:
    """Whether the link of the mail would still be accepted."""
    return Invitation.objects.filter(
        pk=check_with["invitation"],
        token_sha256=check_with["token_sha256"],
        state=InvitationState.OPEN,
        expires_at__gt=timezone.now(),
    ).exists()
