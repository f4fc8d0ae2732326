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
        participant: known by her person, else by her address; where two persons became one, both
            by the one who leads, so that answers from before and after belong together.
    """
    leading = _leading(participant)
    number = leading.known_as or leading.person_id
    who = f"person:{number}" if number else f"email:{leading.email.lower()}"
    return hmac.digest(derived(key, "pseudonym"), who.encode(), "sha256").hex()


def _leading(participant: Participant) -> Participant:
    """Whose pseudonym she has: her own, unless others of this survey are the same person."""
    if participant.person_id is None:
        return participant
    same = Participant.objects.filter(
        survey=participant.survey_id, person=participant.person_id, lead__gt=0
    )
    return same.order_by("-lead", "pk").first() or participant


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
