"""From a series to its survey."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.domain.queries import implementations_of


@require_safe
@in_site(Permission.SURVEY_VIEW)
def survey_of_series(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """Go to the survey of the series; to the list where there is none, or more than one."""
    rows = [
        one
        for one in implementations_of(site=scope.site)
        if one.implementation.series.slug == series_slug
    ]
    if not rows:
        raise Http404
    surveys = [one.survey for one in rows if one.survey is not None]
    if len(surveys) == 1:
        return redirect("surveys:show_survey", scope.site.slug, surveys[0].pk)
    return redirect("surveys:list_surveys", scope.site.slug)
