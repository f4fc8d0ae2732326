"""Whom a survey asks: added from attendance, a list, or by hand; removed while nobody was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentoringup.audit.domain import record
from mentoringup.people.models import Person
from mentoringup.surveys import links
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain.following import attendees_of, seated_in
from mentoringup.surveys.domain.inviting import ask_in_open_waves
from mentoringup.surveys.domain.same_people import standings
from mentoringup.surveys.domain.states import hold_survey
from mentoringup.surveys.enums import InvitationState, WaveKind, WaveState
from mentoringup.surveys.errors import NobodyToRemoveError
from mentoringup.surveys.models import Invitation, Participant, Survey, Wave


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a list of people.

    Attributes:
        added: new ones.
        there: who were asked already.
        removed: who are not on the list and were not invited yet.
    """

    added: int
    there: int
    removed: int = 0


def set_audience(
    *, survey: Survey, people: Sequence[Asked], actor: Person | None, now: datetime
) -> Change:
    """Have a survey ask exactly these people; those who were invited already stay.

    Args:
        survey: whose.
        people: each is asked once, see `standings`; what is no address is left out.
        actor: who says so; None for a job.
        now: when.
    """
    with transaction.atomic():
        held = hold_survey(survey.pk)
        wanted = standings(held, people)
        stay = {one.under.lower() for one in wanted} | {one.asked.email.lower() for one in wanted}
        invited = Invitation.objects.exclude(state=InvitationState.WAITING)
        may_go = Participant.objects.filter(survey=held, is_mentor=False).exclude(
            pk__in=invited.values("participant")
        )
        gone = [one.pk for one in may_go if one.email.lower() not in stay]
        Participant.objects.filter(pk__in=gone).delete()
        change = _add(held, people)
        change = Change(added=change.added, there=change.there, removed=len(gone))
        _tell(held, change, actor=actor, now=now)
    return change


def add_people(
    *, survey: Survey, people: Sequence[Asked], actor: Person | None, now: datetime
) -> Change:
    """Have a survey ask these people too; waves that are open invite them at once."""
    with transaction.atomic():
        held = hold_survey(survey.pk)
        change = _add(held, people)
        _tell(held, change, actor=actor, now=now)
    return change


def ask_who_attended(*, survey: Survey, now: datetime) -> int:
    """Add those who attended and are not on the list; answers how many. The survey is held.

    While the wave before the training is open, those who have a seat.
    """
    change = _add(survey, _to_ask(survey))
    _tell(survey, change, actor=None, now=now)
    return change.added


def ask_late_attendees(*, survey: Survey, now: datetime) -> int:
    """The same while a wave is open; locks nothing where nobody is new."""
    if not any(one.is_new for one in standings(survey, _to_ask(survey))):
        return 0
    with transaction.atomic():
        return ask_who_attended(survey=hold_survey(survey.pk), now=now)


def remove_participant(*, participant: Participant, actor: Person, now: datetime) -> None:
    """Take somebody off the list who was not invited yet.

    Raises:
        NobodyToRemoveError: she has a link; `stop_participant` keeps her from further mails.
    """
    with transaction.atomic():
        survey = hold_survey(participant.survey_id)
        invited = Invitation.objects.filter(participant=participant)
        if invited.exclude(state=InvitationState.WAITING).exists():
            raise NobodyToRemoveError(participant.pk)
        participant.delete()
        _tell(survey, Change(added=0, there=0, removed=1), actor=actor, now=now)


def stop_participant(*, participant: Participant, actor: Person, now: datetime) -> None:
    """Have nothing more written to somebody about this survey, as she asked the office."""
    with transaction.atomic():
        survey = hold_survey(participant.survey_id)
        Participant.objects.filter(pk=participant.pk).update(is_opted_out=True)
        Invitation.objects.filter(
            participant=participant, state__in=[InvitationState.WAITING, InvitationState.INVITED]
        ).update(state=InvitationState.STOPPED)
        record(
            verb="survey.person-stopped",
            thing=survey,
            actor=actor,
            now=now,
            site_id=survey.site_id,
            name=str(survey),
        )


def _add(survey: Survey, people: Iterable[Asked]) -> Change:
    """Add who is not there; the survey is held."""
    wanted = standings(survey, people)
    new = [one.asked for one in wanted if one.is_new]
    rows = [
        Participant(
            survey=survey,
            person=one.person,
            email=one.email,
            name=one.name[:200],
            language=(one.language or survey.site.language)[:12],
            nonce=links.new_nonce(),
        )
        for one in new
    ]
    Participant.objects.bulk_create(rows)
    if rows:
        ask_in_open_waves(survey=survey)
    return Change(added=len(rows), there=len(wanted) - len(rows))


def _to_ask(survey: Survey) -> list[Asked]:
    """Who attended; who has a seat, where the wave before the training is open too."""
    attended = attendees_of(survey.implementation)
    pre = Wave.objects.filter(survey=survey, kind=WaveKind.PRE, state=WaveState.OPEN)
    return [*attended, *(seated_in(survey.implementation) if pre.exists() else [])]


def _tell(survey: Survey, change: Change, *, actor: Person | None, now: datetime) -> None:
    if not (change.added or change.removed):
        return
    record(
        verb="survey.audience-changed",
        thing=survey,
        actor=actor,
        now=now,
        site_id=survey.site_id,
        name=str(survey),
        detail={"added": change.added, "removed": change.removed},
    )
