"""What browsers load: complete, hashed, ours to give away, and small."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.template.loader import get_template

from mentoringup import ui

STATIC = Path(ui.__file__).parent / "static/ui"


def test_every_file_that_a_style_sheet_names_is_there(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert "ui/tokens.css" in ManifestStaticFilesStorage(location=tmp_path).hashed_files


@pytest.mark.parametrize("name", ["bootstrap", "htmx", "source-sans-3", "source-serif-4"])
def test_files_of_others_have_their_license_beside_them(name):
    assert (STATIC / f"vendor/{name}-LICENSE.txt").stat().st_size > 500


def test_nothing_points_to_a_source_map_or_to_another_server():
    text = "".join(
        file.read_text(encoding="utf-8")
        for file in STATIC.rglob("*")
        if file.suffix in {".css", ".js"}
    )
    assert re.findall(r"sourceMappingURL|@import|url\(\"?https?:", text) == []


def test_a_public_page_loads_at_most_40_kilobytes_of_styles_and_scripts():
    page = get_template("404.html").render({})
    names = re.findall(r'(?:href|src)="/static/ui/([^"]+\.(?:css|js|svg))"', page)
    sizes = [len(gzip.compress((STATIC / name).read_bytes())) for name in names]
    assert len(names) == 8
    assert sum(sizes) <= 40_000


def test_only_tokens_and_print_say_colors():
    own = [file for file in STATIC.glob("*.css") if file.name not in {"tokens.css", "print.css"}]
    found = {
        file.name: re.findall(r"#[0-9a-f]{3,8}\b", file.read_text(encoding="utf-8")) for file in own
    }
    assert {name: colors for name, colors in found.items() if colors} == {}
