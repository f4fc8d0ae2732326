"""A mentee's asking her mentor, by her own link."""

from datetime import datetime

from mentoringup.surveys import links
from mentoringup.surveys.domain.mentors import invite_mentor
from mentoringup.surveys.domain.sending import pseudonyms_of
from mentoringup.surveys.domain.visiting import Visit, sent_response
from mentoringup.surveys.errors import LinkIsUnknownError
from mentoringup.surveys.models import Invitation, Wave


def invite_my_mentor(
    *, coming: Visit, mentee_name: str, email: str, language: str, now: datetime
) -> Invitation:
    """Ask a mentor in the mentee's name, after she has sent her answers.

    Args:
        coming: the mentee.
        mentee_name: as the mentor shall read it.
        email: of the mentor.
        language: of the letter.
        now: when.

    Raises:
        LinkIsUnknownError: she has not sent.
        MentorIsNotInvitedError, AddressIsWrongError, TooManyMentorsError, KeyIsGoneError: as
            `mentors.invite_mentor`.
    """
    if sent_response(coming) is None:
        raise LinkIsUnknownError
    wave = Wave.objects.select_related("survey").get(pk=coming.asking.wave_id)
    pseudonym, _ = pseudonyms_of(coming, wave)
    return invite_mentor(
        survey=wave.survey,
        mentee_name=mentee_name,
        email=email,
        language=language,
        about=links.mentee_mark(coming.token, coming.asking.code),
        pseudonym=pseudonym,
        now=now,
    )
