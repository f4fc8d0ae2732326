"""From the last session to the PDF: six people answer, each in her own way, and nobody is chased.

A site of its own, whose mails go to a real SMTP server.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyreadstat
import pytest
from aiosmtpd.controller import Controller
from pages import follow
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from respondent import KEPT, ByKeyboard, Respondent, is_accessible
from running_site import RunningSite, running_site
from stage import end_training, publish, seat_people
from survey_stage import (
    PEOPLE,
    REWRITTEN,
    STAYING,
    TITLE,
    Stage,
    address_of,
    consenting,
    look_at,
    may_leave,
    review,
)

from mentoringup.evaluation.wide_file import unguarded
from real_inbox import Inbox, free_port

MAKING = 400_000
"""Milliseconds that a run may take on a busy machine."""


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


@pytest.fixture(scope="module")
def inbox() -> Iterator[Inbox]:
    """A mail server; `port` is where it listens."""
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    inbox.port = server.port
    yield inbox
    server.stop()


@pytest.fixture(scope="module")
def site(inbox, tmp_path_factory) -> Iterator[RunningSite]:
    """Instead of the site of all journeys."""
    folder = tmp_path_factory.mktemp("site-with-mail")
    with running_site(folder, mail=f"smtp://127.0.0.1:{inbox.port}") as site:
        yield site


@pytest.fixture(scope="module")
def staged(site, inbox, open_page) -> Stage:
    """Evaluation is turned on in a browser; then the only session of the training ends."""
    slug = publish(site, TITLE, seats=12)
    seat_people(site, slug, [(address_of(one), one.title(), PEOPLE[one]) for one in PEOPLE])
    there = Stage(inbox=inbox, open_page=open_page)
    there.survey = turn_evaluation_on(there)
    end_training(site, slug)
    return there


def turn_evaluation_on(staged: Stage) -> str:
    """Do what a coordinator does once; the address of the survey."""
    page = staged.rosa("/sites/lakeside/surveys/")
    look_at(page)
    follow(page, page.get_by_role("link", name=re.compile(f"Turn it on.*{TITLE}")))
    look_at(page)
    page.get_by_label("Consent to research").select_option(index=1)
    follow(page, page.get_by_role("button", name="Turn evaluation on"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    look_at(page)
    return page.url


def test_whoever_came_gets_a_letter_in_her_language_and_opening_it_starts_nothing(staged):
    subjects = {name: staged.mail_to(name)["Subject"] for name in PEOPLE}
    scanner = staged.open_page(java_script_enabled=False)
    answer = scanner.goto(staged.link_of("silent"))

    assert answer.status == 200
    assert answer.headers.get("set-cookie") is None
    assert subjects["spanish"] != subjects["silent"]
    page = staged.rosa(staged.survey)
    follow(page, page.get_by_role("link", name=re.compile("^After the training")).first)
    numbers = page.locator(".wave-numbers li")
    expect(numbers.nth(0)).to_contain_text("7")
    expect(numbers.nth(1)).to_contain_text("0")
    look_at(page)


def test_somebody_answers_on_a_phone(staged):
    page = staged.open_page(width=390, has_touch=True, is_mobile=True)
    mei = Respondent(page=page, link=staged.link_of("phone"), number=1, look=is_accessible)

    mei.begin()
    mei.answer_all()
    mei.consent("yes")
    mei.send()

    assert page.context.cookies() == []
    staged.said["phone"] = mei.said


def test_somebody_answers_by_keyboard_alone(staged):
    page = staged.open_page()
    kim = ByKeyboard(page=page, link=staged.link_of("keyboard"), number=2)

    kim.begin()
    kim.answer_all()
    kim.consent("yes")
    kim.send()

    staged.said["keyboard"] = kim.said


def test_somebody_answers_without_javascript_and_sends_again_which_counts_once(staged):
    page = staged.open_page(java_script_enabled=False)
    ada = Respondent(page=page, link=staged.link_of("no-script"), number=3)
    ada.begin()
    ada.answer_all()
    ada.consent("no")
    ada.send()

    for number in (5, 9):  # odd, so that the same questions are asked each time
        follow(page, page.locator("form[action$='/begin/'] button").first)
        ada.number = number
        ada.said.clear()
        ada.answer_all()
        follow(page, page.get_by_role("link", name=re.compile("Change.*Research")))
        ada.consent("yes")
        ada.send()

    staged.said["no-script"] = ada.said


def test_somebody_answers_in_spanish(staged):
    page = staged.open_page(locale="es-MX")
    ana = Respondent(page=page, link=staged.link_of("spanish"), number=6, look=is_spanish)

    page.goto(ana.link)
    choice = page.get_by_role("link", name="Español")
    if choice.count():
        follow(page, choice)
        ana.link = page.url
    ana.begin()
    ana.answer_all()
    ana.consent("yes")
    ana.send()

    staged.said["spanish"] = ana.said


def is_spanish(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "es"
    is_accessible(page)


def test_somebody_loses_the_network_in_mid_page_and_nothing_that_was_typed(staged):
    page = staged.open_page()
    eva = Respondent(page=page, link=staged.link_of("offline"), number=7)
    eva.begin()

    page.context.set_offline(True)
    eva.answer_page()
    state = page.locator("[data-save-state]")
    expect(state).to_have_attribute("data-save-state", "offline")
    is_accessible(page)
    page.context.set_offline(False)
    expect(state).to_have_attribute("data-save-state", "saved", timeout=30_000)

    eva.go_on()
    eva.answer_all()
    eva.consent("yes")
    eva.send()
    follow(page, page.get_by_role("button", name="Withdraw my consent"))
    follow(page, page.get_by_role("button", name="Give my consent"))
    is_accessible(page)
    staged.said["offline"] = eva.said


def test_somebody_begins_on_one_device_and_goes_on_with_another(staged):
    first = staged.open_page(width=390)
    kofi = Respondent(page=first, link=staged.link_of("two-devices"), number=8)
    kofi.begin()
    kofi.answer_page()
    first.wait_for_function(f"() => {KEPT}.length === 0")
    expect(first.locator("[data-save-state]")).to_have_attribute("data-save-state", "saved")

    kofi.page = staged.open_page()
    kofi.begin()
    for name, value in kofi.said.items():
        expect(kofi.page.locator(f"[name='{name}'][value='{value}']")).to_be_checked()
    kofi.answer_all()
    kofi.consent("no")
    kofi.send()

    staged.said["two-devices"] = kofi.said


def test_the_coordinator_watches_closes_and_freezes(staged):
    page = staged.rosa(staged.survey)
    follow(page, page.get_by_role("link", name=re.compile("^After the training")).first)
    numbers = page.locator(".wave-numbers li")
    expect(numbers.nth(0)).to_contain_text("7")
    expect(numbers.nth(1)).to_contain_text("6")
    expect(numbers.nth(3)).to_contain_text("6 of 7 answered")
    look_at(page)
    follow(page, page.get_by_role("link", name="Close it now"))
    look_at(page)
    follow(page, page.locator("main form button"))
    expect(page.get_by_role("link", name="Open it again")).to_be_visible()

    late = staged.open_page()
    late.goto(staged.link_of("silent"))
    assert heading(late) == "The survey is closed"
    is_accessible(late)

    page.goto("/sites/lakeside/evaluation/data-sets/")
    look_at(page)
    row = page.get_by_role("row").filter(has_text=TITLE)
    follow(page, row.get_by_role("link", name=re.compile("^Freeze now")))
    look_at(page)
    follow(page, page.get_by_role("button", name="Freeze"))
    expect(page.get_by_text("6 answers, frozen.")).to_be_visible()
    look_at(page)


def test_the_evaluator_reviews_what_people_wrote_before_anybody_reads_it(staged):
    page = staged.rosa("/sites/lakeside/evaluation/data-sets/")
    follow(page, page.get_by_role("link", name=re.compile(TITLE)).first)
    follow(page, page.get_by_role("link", name="What people wrote"))
    look_at(page)
    expect(page.get_by_text("6 answers, 0 reviewed")).to_have_count(3)

    for name in ("most_useful", "to_improve"):  # and not what they mean to change
        follow(page, page.locator(f"main a[href$='/{name}/']"))
        expect(page.get_by_text("6 answers wait for a review.")).to_be_visible()
        look_at(page)
        for number in range(1, 7):
            review(page.locator(f"#text-{number}"), staged, name)
            expect(page.locator(f"#text-{number} .badge")).to_be_visible()
        expect(page.get_by_text("0 answers wait for a review.")).to_be_visible()
        look_at(page)
        follow(page, page.get_by_role("link", name="Answers in words"))
    expect(page.get_by_text("6 answers, 6 reviewed")).to_have_count(2)
    expect(page.get_by_text("6 answers, 0 reviewed")).to_have_count(1)


def test_the_answers_given_in_browsers_come_out_of_csv_and_spss_as_they_were_given(
    staged, tmp_path
):
    page = staged.rosa("/sites/lakeside/evaluation/data-sets/")
    follow(page, page.get_by_role("link", name=re.compile(TITLE)).first)
    given = [may_leave(said, staged) for said in consenting(staged)]

    content = Path(taken(page, "Answers for research (CSV)", tmp_path)).read_bytes()
    rows = list(csv.DictReader(io.StringIO(unguarded(content).decode(), newline="")))
    read = [{name: row[name] for name in said} for row, said in paired(rows, given)]
    assert len(rows) == 5
    assert sorted(map(sorted_items, read)) == sorted(map(sorted_items, given))
    assert REWRITTEN in {row["most_useful"] for row in rows}
    assert STAYING.isdisjoint(rows[0])

    file = taken(page, "Answers for research (SPSS)", tmp_path)
    frame, _about = pyreadstat.read_sav(file, user_missing=True, output_format="dict")
    assert sorted(frame["most_useful"]) == sorted(said["most_useful"] for said in given)
    for name in (one for one in given[0] if one.endswith(("_before", "_now"))):
        told = sorted(int(said[name]) for said in given)
        assert sorted(int(code) for code in frame[name]) == told, name


def paired(
    rows: list[dict[str, str]], given: list[dict[str, str]]
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Each row with what that person said, found by the words only she wrote."""
    for said in given:
        found = [one for one in rows if one["most_useful"] == said["most_useful"]]
        assert len(found) == 1, (said["most_useful"], [one["most_useful"] for one in rows])
        yield found[0], said


def sorted_items(said: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(said.items())


def taken(page: Page, name: str, folder: Path) -> Path:
    """A file that a button gives."""
    with page.expect_download() as started:
        page.get_by_role("button", name=name).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_the_worker_makes_the_finding_and_its_pdf_says_the_same(staged, tmp_path):
    page = staged.rosa("/sites/lakeside/evaluation/")
    look_at(page)
    follow(page, page.get_by_role("link", name=re.compile(TITLE)).first)
    pdf = page.get_by_role("link", name=re.compile("Report, PDF"))
    expect(pdf.first).to_be_visible(timeout=MAKING)
    expect(page.locator(".key-numbers")).to_contain_text("6/7")
    look_at(page)

    report = PdfReader(followed(page, "Report, PDF", tmp_path))
    text = " ".join(one.extract_text() for one in report.pages)
    assert "6/7" in text
    assert report.trailer["/Root"]["/Lang"] == "en-US"
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert report.metadata
    assert report.metadata.title

    results = json.loads(followed(page, "Results for programs", tmp_path).read_text())
    counted = 0
    for item, occasions in results["items"].items():
        for occasion in ("before", "now"):
            name = f"{item}_{occasion}"
            given = Counter(int(said[name]) for said in consenting(staged) if name in said)
            told = {int(code): n for code, n in occasions[occasion].items() if n}
            counted += sum(told.values())
            assert told.items() <= given.items(), name
    assert counted or all(one["n"] == 5 for one in results["scales"].values())


def followed(page: Page, name: str, folder: Path) -> Path:
    """A file that a link gives."""
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(name)).first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
