"""Who is not in a data set, as numbers: from those who were asked to those who answered."""

from typing import Any

from django.db.models import Count, Q, Sum

from mentoringup.surveys.domain.paper import number_left
from mentoringup.surveys.enums import InvitationState, Origin
from mentoringup.surveys.models import Wave


def flow_of(*, wave: Wave, responses: int) -> list[dict[str, Any]]:
    """Steps with their numbers, in order: `{"step": ..., "count": ...}`.

    Invited counts invitations that were sent; opened, those who pressed Begin; unfinished, drafts
    that were never sent. Looking at a questionnaire before it opens stores nothing, so there are
    no test answers to leave out.
    """
    days = wave.days.aggregate(opened=Sum("opened"), started=Sum("started"))
    people = wave.invitations.aggregate(
        invited=Count("pk", filter=~Q(state=InvitationState.WAITING)),
        stopped=Count("pk", filter=Q(state=InvitationState.STOPPED)),
    )
    steps = {
        "invited": people["invited"],
        "stopped": people["stopped"],
        "opened": days["opened"] or 0,
        "started": days["started"] or 0,
        "unfinished": sum(wave.dropouts.values()),
        "on paper": wave.responses.filter(origin=Origin.PAPER).count(),
        "paper left out": number_left(wave),
        "answered": responses,
        "consented": wave.responses.filter(consent=True).count(),
        "declined": wave.responses.filter(consent=False).count(),
    }
    return [{"step": step, "count": count} for step, count in steps.items()]
