"""Files that are too large are refused while they come in."""

import io

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from mentoringup.config import urls


def take(request):
    """A view that looks at its files."""
    return HttpResponse(",".join(one.name for one in request.FILES.values()))


handler400 = urls.handler400
urlpatterns = [*urls.urlpatterns, path("take/", take)]
pytestmark = pytest.mark.urls(__name__)


def post(size: int) -> HttpResponse:
    file = io.BytesIO(b"x" * size)
    file.name = "logo.png"
    return Client().post("/take/", {"logo": file})


def test_a_small_file_comes_in():
    assert post(1000).content == b"logo.png"


def test_a_file_over_the_limit_does_not(settings):
    settings.UPLOAD_MAX_SIZE = 1000
    assert post(1001).status_code == 413


def test_two_files_that_are_too_large_together_do_not(settings):
    settings.UPLOAD_MAX_SIZE = 1000
    files = {"one": io.BytesIO(b"x" * 600), "two": io.BytesIO(b"x" * 600)}
    assert Client().post("/take/", files).status_code == 413


def test_a_huge_form_is_refused():
    answer = Client().post("/take/", {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert answer.status_code == 413
    assert "That was too large" in answer.content.decode()


def test_uploads_are_stored_where_no_web_server_looks():
    uploads = settings.STORAGES["default"]["OPTIONS"]["location"]
    assert uploads == settings.DATA_DIR / "uploads"
    assert not uploads.is_relative_to(settings.STATIC_ROOT)
