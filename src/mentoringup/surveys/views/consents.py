"""The consent texts of a site: every version, and writing the next one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.domain.consent_texts import (
    consent_texts_of,
    latest_consent,
    write_consent,
)
from mentoringup.surveys.forms import ConsentForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.SURVEY_VIEW)
def list_consents(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every version, latest first; those who may edit write the next one."""
    may_edit = scope.may(Permission.SURVEY_EDIT)
    languages = {
        code: get_language_info(code)["name_local"].capitalize()
        for code, _name in settings.LANGUAGES
    }
    is_sent = request.method == "POST" and may_edit
    latest = latest_consent(site=scope.site)
    initial = {"approval": latest.approval if latest else ""}
    initial |= {f"text_{code}": one for code, one in (latest.text if latest else {}).items()}
    form = ConsentForm(request.POST if is_sent else None, initial=initial, languages=languages)
    if is_sent and form.is_valid():
        row = write_consent(
            site=scope.site,
            text=form.text(),
            approval=form.cleaned_data["approval"],
            actor=scope.actor,
            now=timezone.now(),
        )
        messages.success(
            request,
            _("Version %(version)d is there. Surveys show it once you choose it in their settings.")
            % {"version": row.version},
        )
        return redirect("surveys:list_consents", scope.site.slug)
    told = {
        "scope": scope,
        "texts": [
            (one, [(languages.get(code, code), code, text) for code, text in one.text.items()])
            for one in consent_texts_of(site=scope.site)
        ],
        "form": form,
        "may_edit": may_edit,
    }
    return render(request, "surveys/consents.html", told, status=422 if form.errors else 200)
