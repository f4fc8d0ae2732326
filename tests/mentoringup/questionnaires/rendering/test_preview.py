"""The preview: what respondents see, and nothing of it is kept."""

from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from every_kind import EVERY_KIND

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.models import Questionnaire


@pytest.fixture
def questionnaire(site, now) -> Questionnaire:
    return start_questionnaire(site=site, name="Ours", form=EVERY_KIND, actor=None, now=now)


@pytest.fixture
def browser(signed_in, make_staff, site):
    return signed_in(make_staff(Role.COORDINATOR, site))


@pytest.fixture
def address(questionnaire, site):
    def of(page: int = 2, query: str = "") -> str:
        arguments = {"site_slug": site.slug, "questionnaire_id": questionnaire.pk, "page": page}
        return reverse("questionnaires:preview", kwargs=arguments) + query

    return of


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_a_page_is_shown_in_the_chosen_language_and_layout(browser, address):
    page = soup(browser.get(address(1, "?language=es&layout=now-first&width=phone")))

    groups = page.select("[role=radiogroup]")
    assert groups[0]["id"] == "answer-listening_now"
    assert page.select_one(".preview-phone")["lang"] == "es"
    assert "Prestar toda mi atención" in page.select_one("legend").get_text()


def test_what_nobody_offers_counts_as_not_chosen(browser, address):
    page = soup(browser.get(address(1, "?language=xx&layout=%00&width=tv")))

    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["en", "side-by-side", "desktop"]


def test_trying_stores_nothing_and_shows_the_next_page(browser, address, questionnaire):
    before = Questionnaire.objects.values().get(), Entry.objects.count()

    page = soup(browser.post(address(1), {"listening_now": "6"}))

    assert page.select_one("#preview-title").get_text() == "The training, and you"
    assert unescape(page.select_one("[name=carried]")["value"]) == '{"listening_now": 6}'
    assert (Questionnaire.objects.values().get(), Entry.objects.count()) == before
    assert questionnaire.versions.count() == 0


def test_a_fault_is_shown_with_what_was_typed(browser, address):
    response = browser.post(address(), {"years": "many", "pace": "4"})

    page = soup(response)
    assert response.status_code == 422
    assert page.select_one("#answer-years")["value"] == "many"
    assert page.select_one(".error-summary a")["href"] == "#answer-years"
    assert page.select_one("[name=pace][checked]")["value"] == "4"


def test_after_the_last_page_the_preview_says_so(browser, address):
    page = soup(browser.post(address(), {"years": "3"}))

    assert "None of them was stored" in page.select_one(".lead").get_text()


@pytest.mark.parametrize("carried", ["[", "7", '{"pace": {}}', '{"nobody": 1}', "[" * 5000])
def test_what_was_not_carried_by_us_is_left_out(browser, address, carried):
    page = soup(browser.post(address(1), {"carried": carried}))

    assert page.select_one("[name=carried]")["value"] == "{}"


@pytest.mark.parametrize("page", [0, 3, 10**6])
def test_a_page_that_the_form_lacks_is_not_there(browser, address, page):
    assert browser.get(address(page)).status_code == 404
