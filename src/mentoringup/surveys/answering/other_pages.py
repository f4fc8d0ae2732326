"""Pages for whoever comes too early, too late, or after sending."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mentoringup.surveys.asking import Asking, Standing
from mentoringup.surveys.domain.visiting import Visit, sent_response
from mentoringup.surveys.enums import WaveState
from mentoringup.ui.dates import say_time


def closed_page(
    request: HttpRequest,
    asking: Asking,
    standing: Standing,
    *,
    now: datetime,
    coming: Visit | None = None,
) -> HttpResponse:
    """Not open yet, closed, frozen or cancelled: what it means, and what can still be done.

    Somebody who posts hears that this was not saved.
    """
    response = sent_response(coming) if coming is not None else None
    end, begin = standing.closes_at, standing.opens_at
    context = {
        "asking": asking,
        "coming": coming,
        "is_early": standing.state is WaveState.PLANNED,
        "is_cancelled": standing.state is WaveState.CANCELLED,
        "is_frozen": standing.state is WaveState.FROZEN,
        "is_lost": request.method == "POST",
        "response": response,
        "is_begun": coming is not None and coming.draft is not None,
        "opens": say_time(begin, None, asking.zone).words if begin else "",
        "closed": say_time(min(end, now), None, asking.zone).words if end else "",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "surveys/answering/closed.html", context, status=status)
