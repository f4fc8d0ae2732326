"""What came of asking. A cookie of this browser says which requests the page may show.

The address that was typed need not be the reader's own. A visitor is told what came of requests
that were made from this browser; of an earlier one only that it exists, which the number of free
seats gives away anyhow. Its state, place and name are for whoever opens the mail, and the owner of
the address is written to, so nobody is asked about behind their back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoringup.registration.domain.queries_public import answers_to
from mentoringup.registration.enums import RegistrationState
from mentoringup.registration.forms_rsvp import LinkForm
from mentoringup.registration.links import token_of_number
from mentoringup.registration.public_views.kept_pages import TOKEN, is_like_others, kept_page
from mentoringup.registration.public_views.readers import (
    language_for,
    person_asking,
    series_or_404,
)
from mentoringup.registration.rsvp_page import Answer, SeriesToAsk, SessionToAsk, answer_sentence
from mentoringup.registration.values import Asked

_COOKIE = "asked"
_SALT = "mentoringup.registration.asked"
_HALF_AN_HOUR = 30 * 60
_PAGE = "registration/public/asked.html"
_HOLE = "the-answers-go-here"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What came of asking for one session.

    Attributes:
        token: of the request's own page, for signed-in people; a visitor gets it by mail.
    """

    title: str
    session: SessionToAsk | None
    words: str
    is_good: bool
    token: str = ""


@never_cache
@require_safe
def asked(request: HttpRequest, site_slug: str, series_slug: str) -> HttpResponse:
    """What came of asking, as things stand now."""
    series = series_or_404(site_slug, series_slug)
    with language_for(request, series):
        person = person_asking(request)
        given = {"request": request, **_answer(request, series, is_signed_in=person is not None)}
        words = render_to_string("registration/public/answers.html", given)
        context = {"series": series, "link_form": LinkForm(), "person": person}
        if not is_like_others(request):
            return render(request, _PAGE, {**context, "answers": words})
        shell = {**context, "answers": _HOLE, "csrf_token": TOKEN}
        page = kept_page(request, lambda: render_to_string(_PAGE, shell, request))
        return HttpResponse(page.replace(_HOLE, words))


def note_answers(
    request: HttpRequest,
    answer: HttpResponse,
    series: SeriesToAsk,
    done: Sequence[Asked],
    *,
    is_known: bool,
) -> None:
    """Have the browser keep which requests it may be told of, signed, for half an hour."""
    before = {row["request"] for row in _noted(request) if row["is_own"]}
    rows = [
        {
            "session": one.session_id,
            "request": one.registration_id,
            "is_own": is_known or one.is_new or one.registration_id in before,
            "is_new": one.is_new,
            "refusal": one.refusal[:200],
        }
        for one in done
    ]
    answer.set_cookie(
        _COOKIE,
        signing.dumps(rows, salt=_SALT, compress=True),
        max_age=_HALF_AN_HOUR,
        path=reverse("registration:rsvp", args=[series.site_slug, series.slug]),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def own_requests(request: HttpRequest) -> frozenset[int]:
    """Requests that this browser made for the series half an hour ago at the most."""
    noted = _noted(request)
    return frozenset(row["request"] for row in noted if row["is_own"] and row["request"])


def _noted(request: HttpRequest) -> list[dict[str, Any]]:
    """What the browser kept; nothing where it is too old, or not of our making."""
    try:
        rows: list[dict[str, Any]] = signing.loads(
            request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_HALF_AN_HOUR
        )
    except signing.BadSignature:
        return []
    return rows


def _answer(request: HttpRequest, series: SeriesToAsk, *, is_signed_in: bool) -> dict[str, Any]:
    noted = _noted(request)
    found = answers_to(registration_ids=[row["request"] for row in noted if row["is_own"]])
    sessions = {one.id: one for one in series.sessions}
    waits = [one for one in found.values() if not one.is_confirmed]
    return {
        "series": series,
        "rows": [
            _row(row, found.get(row["request"]), sessions.get(row["session"]), is_signed_in)
            for row in noted
        ],
        "unconfirmed": waits[0] if waits and not is_signed_in else None,
        "is_signed_in": is_signed_in,
    }


def _row(
    noted: dict[str, Any],
    answer: Answer | None,
    session: SessionToAsk | None,
    is_signed_in: bool,  # noqa: FBT001  private
) -> AnswerRow:
    title = session.title if session else _("A session that is over")
    if noted["refusal"]:
        return AnswerRow(title=title, session=session, words=noted["refusal"], is_good=False)
    if answer is None:
        return AnswerRow(title=title, session=session, words=_known_already(), is_good=True)
    words = answer_sentence(answer)
    if not noted["is_new"]:
        words = " ".join([_("You had asked before: nothing was changed."), words])
    return AnswerRow(
        title=title,
        session=session,
        words=words,
        is_good=answer.state is not RegistrationState.INELIGIBLE,
        token=token_of_number(noted["request"]) if is_signed_in else "",
    )


def _known_already() -> str:
    """For a visitor who types an address with which somebody asked before."""
    return _(
        "Somebody asked for this session with this address before: nothing was changed. The mail "
        "that was sent to the address has a link to the request, which shows how it stands."
    )
