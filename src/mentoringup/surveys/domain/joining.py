"""What happens to two persons who become one and are both asked: one goes on being asked."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from mentoringup.people.models import Person
from mentoringup.surveys.domain.states import hold_survey
from mentoringup.surveys.enums import InvitationState, Mode
from mentoringup.surveys.models import Invitation, Participant


def join_participants(
    *,
    keep: Person,
    absorb: Person,
    actor: Person | None,  # noqa: ARG001  every joining is told who
    now: datetime,  # noqa: ARG001  and when
) -> None:
    """Have each survey that asks both write to one of them only.

    To the one that answered, else to the person that is kept; to neither if one of the two wanted
    no mails. Both links go on working, and nothing happens to answers. Both may have answered.

    In a confidential survey both have from now on the pseudonym of the one that answered, so that
    her waves stay linked; where both did, that of the person that is kept.
    """
    rows = Participant.objects.filter(person__in=[keep.pk, absorb.pk])
    for survey_id in sorted(set(rows.order_by().values_list("survey", flat=True))):
        survey = hold_survey(survey_id)
        if survey.mode == Mode.CONFIDENTIAL:
            _lead(list(rows.filter(survey=survey)), keep=keep)
        alike: dict[tuple[bool, str], list[Participant]] = defaultdict(list)
        for one in rows.filter(survey=survey_id).order_by("pk"):
            alike[one.is_mentor, one.about].append(one)
        for same in alike.values():
            _join(same, keep=keep)


def _join(rows: Collection[Participant], *, keep: Person) -> None:
    """Stop all but one of those who are asked as the same."""
    sides: dict[int | None, list[Participant]] = defaultdict(list)
    for one in rows:
        sides[one.person_id].append(one)
    if len(sides) == 1:
        return
    writing = [one for one in rows if not one.is_opted_out]
    wants_none = any(all(one.is_opted_out for one in side) for side in sides.values())
    if not wants_none:
        writing = _first_who_answered(writing, keep=keep)[1:]
    Participant.objects.filter(pk__in=[one.pk for one in writing]).update(is_opted_out=True)
    Invitation.objects.filter(
        participant__in=writing, state__in=[InvitationState.WAITING, InvitationState.INVITED]
    ).update(state=InvitationState.STOPPED)


def _lead(rows: Sequence[Participant], *, keep: Person) -> None:
    """Have all of them answer under the pseudonym of one, and each still know her own.

    Where the merge is undone, nobody of the other person leads any more.
    """
    first = _first_who_answered(rows, keep=keep)[0]
    leading = _leading_of(first, rows)
    leading.lead = 1 + max(one.lead for one in rows)
    for one in rows:
        one.known_as = one.known_as or one.person_id
        one.save(update_fields=["known_as", "lead"])


def _leading_of(first: Participant, rows: Sequence[Participant]) -> Participant:
    """Whose pseudonym the first has had: of an earlier merge, else her own."""
    theirs = [one for one in rows if one.person_id == first.person_id and one.lead]
    return max(theirs, key=lambda one: one.lead, default=first)


def _first_who_answered(rows: Sequence[Participant], *, keep: Person) -> list[Participant]:
    """Those who answered before the others, and then those of the person that is kept."""
    answered = set(
        Invitation.objects.filter(participant__in=rows, state=InvitationState.ANSWERED).values_list(
            "participant", flat=True
        )
    )
    return sorted(rows, key=lambda one: (one.pk not in answered, one.person_id != keep.pk, one.pk))
