"""A mentor's view: asked for by the mentee only, once an address."""

from datetime import datetime

from django.db import transaction

from mentoringup.outbox.domain import AddressIsWrongError, is_address, write_mails
from mentoringup.people.models import Person
from mentoringup.surveys import keys, links
from mentoringup.surveys.domain.inviting import ask, count_invited, days_late
from mentoringup.surveys.domain.letters import Occasion, drafts_of
from mentoringup.surveys.domain.queries import waves
from mentoringup.surveys.domain.states import hold_survey
from mentoringup.surveys.enums import InvitationState, SurveyLetterKind, WaveKind, WaveState
from mentoringup.surveys.errors import MentorIsNotInvitedError, TooManyMentorsError
from mentoringup.surveys.models import Invitation, Participant, Survey, Wave
from mentoringup.surveys.pseudonyms import seal_mentee

MOST_OF_ONE = 3
"""Mentors that one mentee can ask."""


def mentors_wave(*, survey: Survey) -> Wave | None:
    """The wave in which mentors are asked, if one is open and people are asked from a list."""
    found = waves().filter(survey=survey, kind=WaveKind.MENTOR, state=WaveState.OPEN)
    return found.first() if survey.offers_mentors else None


@transaction.atomic
def invite_mentor(
    *,
    survey: Survey,
    mentee_name: str,
    email: str,
    language: str,
    about: str,
    pseudonym: str = "",
    actor: Person | None = None,  # noqa: ARG001  told to nobody, see above
    now: datetime,
) -> Invitation:
    """Ask a mentor for her view, in the mentee's name; the same address again does nothing.

    The mentee's name goes into the letter only: once it is sent, nothing here holds it. Staff see
    neither the mail nor a line in the history: both would tell when somebody had answered.

    Args:
        survey: of the mentee.
        mentee_name: as she typed it.
        email: of the mentor.
        language: of the letter.
        about: stands for the mentee where mentors are counted; derived from her link, and leads
            nowhere.
        pseudonym: of the mentee, in the confidential mode; it is kept sealed.
        actor: None, as mentees have no account here.
        now: when.

    Raises:
        MentorIsNotInvitedError: the survey asks no mentors, or not now, or has a public link.
        AddressIsWrongError: no mail can be sent there.
        TooManyMentorsError: she asked as many as one may, or all together did.
        KeyIsGoneError: the key of the survey is gone.
    """
    if not is_address(email):
        raise AddressIsWrongError(email)
    held = hold_survey(survey.pk)
    wave = mentors_wave(survey=held)
    if wave is None or (wave.closes_at and wave.closes_at <= now):
        raise MentorIsNotInvitedError
    mentors = Participant.objects.filter(survey=held, is_mentor=True)
    known = mentors.filter(email__iexact=email, about=about).first()
    if known is not None:
        return Invitation.objects.get(wave=wave, participant=known)
    _refuse_crowds(held, about=about)
    is_out = mentors.filter(email__iexact=email, is_opted_out=True).exists()
    mentor = Participant(
        survey=held,
        email=email,
        language=language[:12],
        is_mentor=True,
        about=about,
        nonce=links.new_nonce(),
        is_opted_out=is_out,
    )
    if pseudonym:
        seal_mentee(keys.load(held.code), mentor, pseudonym)
    mentor.save()
    (invitation,) = ask(wave=wave, people=[mentor])
    invitation.state = InvitationState.STOPPED if is_out else InvitationState.INVITED
    invitation.days_late = days_late(wave, now=now)
    invitation.save(update_fields=["state", "days_late"])
    if not is_out:
        occasion = Occasion(kind=SurveyLetterKind.MENTOR, mentee=mentee_name)
        write_mails(drafts_of([invitation], wave=wave, occasion=occasion), now=now)
        count_invited(wave, 1, now=now)
    return invitation


def _refuse_crowds(survey: Survey, *, about: str) -> None:
    """See that nobody uses the survey to write to a crowd; the survey is held."""
    mentors = Participant.objects.filter(survey=survey, is_mentor=True)
    mentees = Participant.objects.filter(survey=survey, is_mentor=False)
    is_crowd = mentors.filter(about=about).count() >= MOST_OF_ONE
    if is_crowd or mentors.count() >= MOST_OF_ONE * mentees.count():
        raise TooManyMentorsError
