"""The one public page of organizations: a site's logo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mentoringup.organizations.domain.logos import logo_content
from mentoringup.organizations.domain.queries import site_by_slug
from mentoringup.organizations.pictures import PictureKind

_A_YEAR = 365 * 24 * 3600


@require_safe
def show_logo(request: HttpRequest, site_slug: str, name: str) -> HttpResponse:
    """The picture, told to browsers as a picture and nothing else.

    The name changes with the content, so a browser may keep it for good.
    """
    site = site_by_slug(slug=site_slug)
    content = logo_content(site=site, name=name) if site else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=PictureKind(name.rpartition(".")[2]).media_type)
    response["Content-Disposition"] = f'inline; filename="{site_slug}-{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response
