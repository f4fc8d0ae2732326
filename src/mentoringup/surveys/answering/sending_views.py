"""Consent, review, sending, and what can be done afterwards by the same link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.questionnaires.form.values import said
from mentoringup.surveys.answering.door import for_visitors, go_to, with_draft_to_save
from mentoringup.surveys.answering.paging import last_place
from mentoringup.surveys.answering.told import told_pages
from mentoringup.surveys.domain.answering import save_consent
from mentoringup.surveys.domain.consenting import change_consent
from mentoringup.surveys.domain.sending import submit
from mentoringup.surveys.domain.visiting import Visit, draft_of_response, sent_response
from mentoringup.surveys.errors import LinkIsUnknownError

_SAID = {"yes": True, "no": False, "later": None}
_ANSWERS_TO_GIVE = ("yes", "no")


@for_visitors
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Consent to research, apart from the questions; whatever is said changes nothing else."""
    coming.must_take_answers(timezone.now())
    asked = coming.asking.consent
    if asked is None:
        return go_to("review", coming)
    if request.method == "POST":
        coming = with_draft_to_save(request, coming)
    if coming.draft is None:
        return go_to("answer", coming)
    if request.method == "POST":
        given = _SAID.get(request.POST.get("consent", ""), coming.draft.consent)
        return go_to("review", save_consent(coming=coming, consent=given, now=timezone.now()))
    return render(
        request,
        "surveys/answering/consent.html",
        {
            "coming": coming,
            "text": said(asked.text, coming.draft.language),
            "consent": asked,
            "said": _word_of(coming.draft.consent, was_asked=coming.draft.has_met_consent),
            "last_place": last_place(coming),
        },
    )


@for_visitors
@require_safe
def review(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Everything once more before it is sent."""
    coming.must_take_answers(timezone.now())
    if coming.draft is None:
        return go_to("thanks" if sent_response(coming) else "answer", coming)
    pages = told_pages(coming.asking, coming.draft, coming.draft.language)
    context = {
        "coming": coming,
        "draft": coming.draft,
        "pages": pages,
        "left": sum(len(page.unanswered) for page in pages),
        "unread": sum(len(page.unread) for page in pages),
        "said": _word_of(coming.draft.consent, was_asked=coming.draft.has_met_consent),
    }
    return render(request, "surveys/answering/review.html", context)


@for_visitors
@require_POST
def send(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Send; pressed twice or a hundred times, it counts once."""
    submit(coming=coming, now=timezone.now())
    return _thanks(coming)


@for_visitors
@require_safe
def thanks(request: HttpRequest, coming: Visit) -> HttpResponse:
    """That it arrived, and what she can still do."""
    response = sent_response(coming)
    if response is None:
        coming.must_take_answers(timezone.now())
        return go_to("answer", coming)
    context = {
        "coming": coming,
        "response": response,
        "takes_answers": coming.standing.takes_answers(timezone.now()),
        "text": _consent_words(coming),
    }
    return render(request, "surveys/answering/thanks.html", context)


@for_visitors
@require_POST
def consent_again(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Give or withdraw consent to what was sent, until the data set is made."""
    given = request.POST.get("consent", "")
    if given in _ANSWERS_TO_GIVE:
        change_consent(coming=coming, consent=given == "yes", now=timezone.now())
    return _thanks(coming)


@for_visitors
@require_safe
def my_answers(request: HttpRequest, coming: Visit) -> HttpResponse:
    """What she answered, to be printed or kept."""
    draft, response = coming.draft, sent_response(coming)
    language = get_language() or "en"
    if draft is None and response is not None:
        draft = draft_of_response(response, language=language)
    if draft is None:
        raise LinkIsUnknownError
    context = {
        "coming": coming,
        "pages": told_pages(coming.asking, draft, language),
        "is_sent": response is not None and coming.draft is None,
    }
    return render(request, "surveys/answering/my_answers.html", context)


def _thanks(coming: Visit) -> HttpResponse:
    answer = go_to("thanks", coming)
    answer.headers["Location"] += f"?language={get_language()}"  # the draft that knew it is gone
    return answer


def _consent_words(coming: Visit) -> str:
    words = coming.asking.consent
    return said(words.text, get_language() or "en") if words else ""


def _word_of(consent: bool | None, *, was_asked: bool) -> str:  # noqa: FBT001  an answer
    if consent is None:
        return "later" if was_asked else ""
    return "yes" if consent else "no"
