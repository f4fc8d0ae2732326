"""Study pseudonyms of the confidential mode: the same in all waves of a survey."""

import hmac

from mentoringup.surveys.errors import DraftIsUnreadableError
from mentoringup.surveys.keys import derived
from mentoringup.surveys.models import Participant
from mentoringup.surveys.sealing import seal, unseal


def pseudonym_of(key: bytes, participant: Participant) -> str:
    """A participant's pseudonym, 64 hexadecimal digits.

    Args:
        key: the survey's; once it is destroyed, nobody can make or undo a pseudonym.
        participant: known by her person, else by her address.
    """
    who = (
        f"person:{participant.person_id}"
        if participant.person_id
        else f"email:{participant.email.lower()}"
    )
    return hmac.digest(derived(key, "pseudonym"), who.encode(), "sha256").hex()


def seal_mentee(key: bytes, mentor: Participant, pseudonym: str) -> None:
    """Keep the mentee's pseudonym with her mentor, for the survey's key only; not saved yet.

    The row beside it has an address, so a pseudonym that stood there as it is would lead from the
    mentor to the mentee's answers.
    """
    mentor.mentee_sealed = seal(derived(key, "mentee"), pseudonym, place=mentor.nonce)


def mentee_of(key: bytes, mentor: Participant) -> str:
    """What `seal_mentee` kept; empty where it kept nothing, or for another key."""
    if mentor.mentee_sealed is None:
        return ""
    try:
        return str(unseal(derived(key, "mentee"), mentor.mentee_sealed, place=mentor.nonce))
    except DraftIsUnreadableError:
        return ""
