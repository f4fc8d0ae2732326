"""The reader's time zone, and a page that shows every component."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.ui import showcase
from mentoringup.ui.forms import ZoneForm
from mentoringup.ui.zones import COOKIE, zone_of_reader

_YEAR = 365 * 24 * 60 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: HttpRequest) -> HttpResponse:
    """Choose the zone that dates are also shown in, and go back to where the reader was."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    if not is_ours or not back.startswith("/"):
        back = "/"
    form = ZoneForm(request.POST or None, initial={"zone": zone_of_reader(request)})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "ui/zone.html", {"form": form, "next": back}, status=status)
    # An address as it is: `redirect` would look for a view of that name.
    answer = HttpResponseRedirect(back)
    chosen = form.cleaned_data["zone"]
    if chosen:
        answer.set_cookie(
            COOKIE, chosen, _YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
        messages.success(request, _("Times are now also shown in %(zone)s.") % {"zone": chosen})
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
        messages.success(request, _("Times now follow the clock of your device."))
    return answer


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component, where the site is being developed or tried."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/style.html", showcase.everything(request.GET))
