"""Beginning and answering, page by page."""

import secrets

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.questionnaires.form.values import Layout, said
from mentoringup.questionnaires.rendering.compiled import render_page
from mentoringup.surveys.answering.door import (
    for_everybody,
    for_visitors,
    go_to,
    language_for,
    offered_language,
    with_draft_to_save,
)
from mentoringup.surveys.answering.paging import (
    PageView,
    next_step,
    page_view,
    place_to_go_on,
    planned_card,
)
from mentoringup.surveys.answering.shell import filled
from mentoringup.surveys.domain.answering import begin, begin_public, save_page
from mentoringup.surveys.domain.visiting import Visit, plans_kept, public_visit, sent_response
from mentoringup.surveys.draft import Saver
from mentoringup.surveys.enums import FOLLOW_UPS
from mentoringup.surveys.errors import LinkIsUnknownError, WaveIsNotOpenYetError
from mentoringup.surveys.links import NO_KEYS
from mentoringup.ui.dates import say_time

_SHOWING = "-showing"
"""Hidden field: which showing of the page is posted. No variable begins with a dash."""
_GO = "-go"


@for_visitors
@require_safe
def answer(request: HttpRequest, coming: Visit) -> HttpResponse:
    """What this is, how long it takes, who can see what; begins nothing."""
    coming.must_take_answers(timezone.now())
    context: dict[str, object] = {
        "coming": coming,
        "response": sent_response(coming) if coming.draft is None else None,
        "plans": plans_kept(coming) if coming.asking.kind in FOLLOW_UPS else [],
        "begin": reverse("surveys:begin", args=[coming.asking.ref, coming.token]),
    }
    return _start(request, coming, context)


@for_everybody
@require_safe
def public(request: HttpRequest, ref: str) -> HttpResponse:
    """The same for whoever has the public link, or took it from a code on the wall."""
    asking, standing = public_visit(ref=ref)
    nobody = Visit(token="", asking=asking, standing=standing, keys=NO_KEYS)
    nobody.must_take_answers(timezone.now())
    begin_at = reverse("surveys:begin_public", args=[ref])
    return _start(request, nobody, {"coming": nobody, "begin": begin_at, "is_public": True})


@for_visitors
@require_POST
def begin_answering(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Begin, or go on where she stopped, on whatever device."""
    begun = begin(
        coming=coming,
        language=offered_language(request, coming.asking),
        chance=secrets.SystemRandom(),
        now=timezone.now(),
    )
    return go_to("page", begun, place=place_to_go_on(begun))


@for_everybody
@require_POST
def begin_by_public_link(request: HttpRequest, ref: str) -> HttpResponse:
    """Make a link for this one person, and begin."""
    asking, _ = public_visit(ref=ref)
    begun = begin_public(
        ref=ref,
        language=offered_language(request, asking),
        chance=secrets.SystemRandom(),
        now=timezone.now(),
    )
    return go_to("page", begun, place=place_to_go_on(begun))


@for_visitors
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, coming: Visit, place: int) -> HttpResponse:
    """A page of questions; POST saves it and goes on, or back."""
    coming.must_take_answers(timezone.now())
    if request.method == "POST":
        coming = with_draft_to_save(request, coming)
    if coming.draft is None:
        return go_to("answer", coming)
    if request.method == "POST":
        return _save_and_go(request, coming, place)
    try:
        view = page_view(coming, place)
    except LinkIsUnknownError:
        return go_to("page", coming, place=place_to_go_on(coming))
    return HttpResponse(_page(view, has_more="more" in request.GET))


@for_visitors
@require_POST
def save(request: HttpRequest, coming: Visit, place: int) -> HttpResponse:
    """What the page's script sends while somebody types; the contract is in `answering.js`."""
    saved = save_page(
        coming=with_draft_to_save(request, coming),
        place=place,
        posted=dict(request.POST.lists()),
        by=Saver.read(request.POST.get(_SHOWING, "")),
        now=timezone.now(),
    )
    said_back: dict[str, object] = {"revision": saved.coming.revision}
    if saved.reading.faults:
        said_back["faults"] = dict(saved.reading.faults)
    return JsonResponse(said_back, headers={"X-Revision": str(saved.coming.revision)})


def _save_and_go(request: HttpRequest, coming: Visit, place: int) -> HttpResponse:
    go = request.POST.get(_GO, "next")
    saved = save_page(
        coming=coming,
        place=place,
        posted=dict(request.POST.lists()),
        by=Saver.read(request.POST.get(_SHOWING, "")),
        goes_on=go != "back",
        now=timezone.now(),
    )
    if saved.reading.faults and go == "next":
        view = page_view(saved.coming, place, reading=saved.reading)
        return HttpResponse(_page(view), status=422)
    if saved.appeared and go == "next":
        answer = go_to("page", saved.coming, place=place)
        answer.headers["Location"] += f"?more#question-{saved.appeared[0]}"
        return answer
    name, rest = next_step(saved.coming, saved.pages, place, go)
    return go_to(name, saved.coming, **rest)


def _page(view: PageView, *, has_more: bool = False) -> str:
    coming, draft = view.coming, view.draft
    asking = coming.asking
    assert asking.form is not None  # noqa: S101  a page was found in it
    questions = render_page(
        form_key=asking.form_key,
        form=asking.form,
        shown=view.shown,
        layout=Layout(draft.layout),
        language=draft.language,
        answers=draft.answers,
        typed=view.typed,
        faults=view.faults,
    )
    home = reverse("surveys:answer", args=[asking.ref, coming.token])
    return filled(
        "surveys/answering/page.html",
        language=draft.language,
        facts={
            "training": asking.training,
            "site": asking.site,
            "mode": asking.mode.value,
            "number": view.shown.number,
            "total": view.total,
            "title": said(view.shown.page.title, draft.language),
            "intro": said(view.shown.page.intro, draft.language),
            "is_public": asking.is_public,
            "has_more": has_more,
        },
        slots={
            "home": home,
            "action": f"{home}p/{view.place}/",
            "save": f"{home}p/{view.place}/save/",
            "revision": str(coming.revision),
            "showing": Saver(
                revision=coming.revision, sitting=secrets.token_hex(4), draft=draft.mark
            ).written,
            "before_questions": mark_safe(planned_card(view) + view.fault_list()),  # noqa: S308  made by templates
            "questions": mark_safe(questions),  # noqa: S308  the same
        },
    )


def _start(request: HttpRequest, coming: Visit, context: dict[str, object]) -> HttpResponse:
    asking = coming.asking
    if asking.form is None:
        raise WaveIsNotOpenYetError
    language = language_for(request, coming)
    end = coming.standing.closes_at
    context |= {
        "asking": asking,
        "language": language,
        "title": said(asking.form.title, language),
        "intro": said(asking.form.intro, language),
        "closes": say_time(end, None, asking.zone).words if end else "",
    }
    return render(request, "surveys/answering/start.html", context)
