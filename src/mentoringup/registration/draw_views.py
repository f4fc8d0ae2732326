"""The public page of a draw, and its record for programs."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mentoringup.registration.domain.draw_queries import public_draw, site_of_draw
from mentoringup.registration.draw_page import DrawOnPage
from mentoringup.registration.forms_draw import TicketForm
from mentoringup.training.public_views.languages import in_readers_language, in_sites_language
from mentoringup.training.public_views.pages import absolute


@require_safe
def draw(request: HttpRequest, draw_id: int) -> HttpResponse:
    """What was sealed and, once it is drawn, how to check it; `?ticket=17` looks one up."""
    return _page(request, _site_or_404(draw_id), draw_id)


@require_safe
def draw_record(request: HttpRequest, draw_id: int) -> HttpResponse:
    """The same as JSON, for `mentoringup verify-draw` and whoever writes their own."""
    return _record(request, _site_or_404(draw_id), draw_id)


@in_readers_language
def _page(request: HttpRequest, site_slug: str, draw_id: int) -> HttpResponse:
    found = _found_or_404(draw_id)
    form = TicketForm(request.GET if "ticket" in request.GET else None)
    ticket = form.cleaned_data["ticket"] if form.is_valid() else None
    now = timezone.now()
    context = {
        "draw": found,
        "stage": found.stage(now).value,
        "may_ask": found.may_ask(now),
        "address": absolute(reverse("registration:draw", args=[found.id])),
        "form": form,
        "ticket": ticket,
        "place": found.place_of(ticket) if ticket else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "registration/draw.html", context, status=status)


@in_sites_language
def _record(request: HttpRequest, site_slug: str, draw_id: int) -> HttpResponse:
    found = _found_or_404(draw_id)
    record = found.record(absolute(reverse("registration:draw", args=[found.id])))
    answer = JsonResponse(record, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "no-cache"
    return answer


def _site_or_404(draw_id: int) -> str:
    slug = site_of_draw(draw_id=draw_id)
    if slug is None:
        raise Http404
    return slug


def _found_or_404(draw_id: int) -> DrawOnPage:
    found = public_draw(draw_id=draw_id, language=get_language() or "en")
    if found is None:
        raise Http404
    return found
