"""The page of one request says its priority in the language of whoever reads it."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.registration.links import manage_path
from mentoringup.registration.models import Registration


@pytest.fixture
def read(client):
    def page(registration: Registration, language: str) -> str:
        answer = client.get(manage_path(registration), headers={"Accept-Language": language})
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return page


def test_the_priority_is_said_in_the_reader_s_language(session, asked_now, read):
    mine = asked_now(session, stage="faculty", discipline="humanities")
    assert mine.tier_words.startswith("Second priority")

    page = read(mine, "es")

    assert "Segunda prioridad" in page
    assert "Second priority" not in page


def test_a_priority_whose_rule_has_changed_stays_as_it_was_told(session, series, asked_now, read):
    mine = asked_now(session)
    series.tiers.filter(position=0).update(stages=["staff"])

    pages = [read(mine, language) for language in ("es", "en")]

    assert f'<span lang="en">{mine.tier_words}</span>' in pages[0]
    assert f"<span>{mine.tier_words}</span>" in pages[1]


def test_another_language_needs_no_more_queries(
    session, asked_now, client, django_assert_max_num_queries
):
    mine = asked_now(session)
    path = manage_path(mine)
    client.get(path)
    with CaptureQueriesContext(connection) as english:
        client.get(path, headers={"Accept-Language": "en"})

    with django_assert_max_num_queries(len(english)):
        client.get(path, headers={"Accept-Language": "es"})
