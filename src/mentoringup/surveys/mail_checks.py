"""What is asked again right before a mail about a survey is sent, and the links that go into it.

Imported when the app is ready: importing registers.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mentoringup.outbox.domain import fills, recheck
from mentoringup.surveys import keys, links
from mentoringup.surveys.domain.letters import LINK, STOP_LINK
from mentoringup.surveys.enums import InvitationState, SurveyLetterKind, WaveState
from mentoringup.surveys.models import Invitation


def is_wanted(told: Mapping[str, Any]) -> bool:
    """Whether the wave still takes answers, and its reader has neither answered nor opted out.

    Of an anonymous wave, "answered" is what the database knows: somebody whose batch was not opened
    yet gets the mail all the same.
    """
    invitation = _invitation(told)
    if invitation is None or invitation.participant.is_opted_out:
        return False
    if invitation.state in {InvitationState.ANSWERED, InvitationState.STOPPED}:
        return False
    wave = invitation.wave
    is_open = wave.state == WaveState.OPEN
    return (
        is_open
        and (wave.closes_at is None or wave.closes_at > timezone.now())
        and keys.exists(wave.survey.code)
    )


def links_in(told: Mapping[str, Any]) -> dict[str, str]:
    """The reader's links, derived now from the key that is not in the database."""
    invitation = _invitation(told)
    if invitation is None:
        return {}
    key = keys.load(invitation.wave.survey.code)
    token = links.token_for(key, invitation.participant.nonce)
    ref = invitation.wave.ref
    return {LINK: links.address_of(ref, token), STOP_LINK: links.stop_address_of(ref, token)}


def _invitation(told: Mapping[str, Any]) -> Invitation | None:
    found = Invitation.objects.select_related("wave__survey", "participant")
    return found.filter(pk=told["invitation"]).first()


_HEADERS = {
    "List-Unsubscribe": f"<{STOP_LINK}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
}
"""By which mail programs show a button that stops these mails (RFC 2369 and 8058)."""

for _kind in SurveyLetterKind:
    recheck(_kind.value, label=_kind.label)(is_wanted)
    fills(_kind.value, headers=_HEADERS)(links_in)
