"""A page that exists elsewhere, brought in."""

import pytest
from django.urls import reverse

from mentoringup.training.domain.importing import import_page
from mentoringup.training.models import Contact, PageImport, Question, Series, Session

PAGE = """Mentoring Up for Everyone

Mentees learn to take part in their own mentoring.

Learning expectations

Date & Time: October 14, 2026, 4:00 – 5:30 PM
Location: Zoom

Learning equity

Date & Time: to be announced

Frequently Asked Questions

Who may come?

You must be a graduate student or postdoc.

RSVP opens at the start of each quarter.

Postdocs should email Dr. Ada Example (
"""


@pytest.fixture
def import_address(site, terms, edition):  # noqa: ARG001  a calendar and a curriculum
    return reverse("training:import_series", args=[site.slug])


def test_a_pasted_page_becomes_a_draft_with_what_was_understood(client, import_address, words):
    answer = client.post(import_address, {"text": PAGE}, follow=True)

    assert "What was understood" in words(answer)
    series = Series.objects.get()
    assert (series.title, series.state) == ("Mentoring Up for Everyone", "draft")
    assert PageImport.objects.get().text == PAGE.strip()
    assert Session.objects.filter(local_date="2026-10-14").exists()


def test_the_findings_of_an_import_are_on_the_drafts_page(client, site, import_address, words):
    client.post(import_address, {"text": PAGE})

    answer = client.get(
        reverse("training:edit_series", args=[site.slug, Series.objects.get().slug])
    )

    assert "Must be repaired" in words(answer)


@pytest.mark.parametrize("text", ["", "   ", "\0", "!!!", "x" * 200_001])
def test_a_page_that_cannot_be_read_is_refused_and_kept(client, import_address, text):
    answer = client.post(import_address, {"text": text})

    assert answer.status_code == 422
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><h1>Title</h1><p>Text",
        "مرحبا بالعالم\n\nDate: 2026-02-30",
        "Hello " + "😀" * 3000,
        "A" * 50_000,
        "\u202eevil\n\nDate & Time: March 14, 2027, 2:30 – 1:00 AM",
        "Title\n\n" + "Question?\n\nAnswer.\n\n" * 300,
    ],
)
def test_whatever_is_pasted_becomes_a_draft(client, import_address, text):
    answer = client.post(import_address, {"text": text}, follow=True)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert Series.objects.count() == 1


@pytest.mark.usefixtures("edition")
def test_a_cut_contact_and_a_question_are_kept(site, coordinator, now):
    series = import_page(site=site, text=PAGE, actor=coordinator, now=now)

    assert Contact.objects.filter(series=series, name__contains="Ada").exists()
    assert Question.objects.filter(series=series).exists()
