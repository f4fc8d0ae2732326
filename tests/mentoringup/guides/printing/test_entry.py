"""The one entry: names, media types, progress, and what it refuses."""

import pytest

from mentoringup.guides.enums import FORMATS_OF, MEDIA_TYPES, FileFormat, GuideKind
from mentoringup.guides.making import make
from printed_plans import MADE, an_item, made, plan_with, request_of


@pytest.mark.parametrize(("kind", "format_"), MADE)
def test_every_kind_is_made_in_each_of_its_formats(kind, format_):
    file = made(plan_with(an_item()), kind, format_)

    assert file.media_type == MEDIA_TYPES[format_]
    assert file.name.endswith(f".{format_.value}")
    assert file.content


@pytest.mark.parametrize("format_", FORMATS_OF[GuideKind.SLIDES])
def test_slides_have_no_large_print(format_):
    ordinary, large = (
        made(plan_with(an_item()), GuideKind.SLIDES, format_, is_large=is_large)
        for is_large in (False, True)
    )

    assert large.name == ordinary.name
    assert "large" not in large.name


def test_a_format_that_a_kind_does_not_have_is_refused():
    with pytest.raises(ValueError, match="slides is not made as pdf"):
        made(plan_with(an_item()), GuideKind.SLIDES, FileFormat.PDF)


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Mentoring Up, fall", "mentoring-up-fall-one-page-agenda.html"),
        ("../../etc/passwd", "etcpasswd-one-page-agenda.html"),
        ("導師", "one-page-agenda.html"),
        ("a" * 300, "a" * 60 + ".html"),
    ],
)
def test_file_names_are_safe(name, file_name):
    file = made(plan_with(an_item()), GuideKind.AGENDA, FileFormat.HTML, name=name)

    assert file.name == file_name


def test_progress_rises_to_a_hundred_and_says_what_is_done():
    told = []

    make(
        request_of(plan_with(an_item()), GuideKind.PACKET, FileFormat.HTML),
        progress=lambda percent, step: told.append((percent, step)),
    )

    percents = [percent for percent, _step in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert all(step for _percent, step in told)
