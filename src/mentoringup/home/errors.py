"""The answer to requests that can't be taken as they are."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what was wrong: too large (413), or not readable (400)."""
    if isinstance(exception, RequestDataTooBig):
        limits = {
            "file_kilobytes": settings.UPLOAD_MAX_SIZE // 1024,
            "text_kilobytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024,
        }
        return render(request, "home/too_large.html", limits, status=413)
    return render(request, "400.html", status=400)
