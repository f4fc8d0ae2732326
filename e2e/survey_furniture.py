"""Surveys in every state, for the walk through all pages: open, closed, cancelled, on paper."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from cast import become
from inbox import open_mail
from pages import follow
from playwright.sync_api import Page, expect
from respondent import Respondent

ROSA = "Rosa Delgado"
MEI = "mei.tanaka@lakeside.example"
RUNNING = "Mentoring Up for Graduate Students and Postdocs"
AFTERNOON = "One Afternoon on Feedback"
SURVEYS = "/sites/lakeside/surveys/"


def furnish_surveys(page: Page) -> dict[str, tuple[str, ...]]:
    """Have surveys of every state; by role, pages that no link leads to."""
    become(page, ROSA)
    public, waves = _ask_in_the_room(page)
    paper = _type_forms_in(page)
    _let_mentors_be_asked(page)
    _write_a_letter(page)
    upload = _upload_an_export(page)
    return {
        "coordinator": (upload, *waves, paper),
        "respondent": (*_begun_again(page), *_sent(page, public)),
    }


def _ask_in_the_room(page: Page) -> tuple[str, list[str]]:
    """Turn on four waves with a public link: one open, one closed, one cancelled, one planned.

    Gives the link, and the waves' own pages: a walk opens two of them, and these are alike.
    """
    page.goto(SURVEYS)
    follow(page, page.get_by_role("link", name=re.compile(f"Turn it on.*{RUNNING}")))
    page.get_by_role("radio", name=re.compile("^Whoever has the link")).check()
    for kind in ("30 days later", "90 days later", "180 days later"):
        page.get_by_role("checkbox", name=re.compile(f"^{kind}", re.IGNORECASE)).check()
    page.get_by_label("Consent to research").select_option(index=1)
    follow(page, page.get_by_role("button", name="Turn evaluation on"))
    expect(page.get_by_role("link", name="After the training", exact=True)).to_be_visible()
    survey, waves = page.url, []
    for kind, steps in (
        ("After the training", ("Open it now",)),
        ("30 days later", ("Open it now", "Close it now")),
        ("90 days later", ("Cancel it",)),
        ("180 days later", ()),
    ):
        page.goto(survey)
        follow(page, page.get_by_role("link", name=kind, exact=True))
        wave = page.url
        waves.append(urlsplit(wave).path)
        for step in steps:
            page.goto(wave)
            follow(page, page.get_by_role("link", name=step))
            follow(page, page.locator("main form[method=post] button").first)
    page.goto(survey)
    code = page.get_by_role("link", name=re.compile("^Link and code.*after", re.IGNORECASE))
    follow(page, code)
    return page.locator(".poster-address a").inner_text(), waves


def _let_mentors_be_asked(page: Page) -> None:
    """Let those of a list, who are known by their addresses, ask their mentors."""
    page.goto(SURVEYS)
    follow(page, page.get_by_role("link", name=re.compile(AFTERNOON)).first)
    follow(page, page.get_by_role("link", name="Change the settings"))
    page.get_by_label("People who answered may ask their mentors").check()
    follow(page, page.locator("main form .actions button").first)
    expect(page.get_by_role("link", name="Change the settings")).to_be_visible()


def _type_forms_in(page: Page) -> str:
    """Type one form in twice, with a difference, and another one once; where they are listed."""
    page.goto(SURVEYS)
    follow(page, page.get_by_role("link", name=re.compile(AFTERNOON)).first)
    follow(page, page.get_by_role("link", name="After the training", exact=True))
    follow(page, page.get_by_role("link", name=re.compile("^Forms on paper")))
    paper = page.url
    for number, codes in ((1, ("3", "4")), (2, ("5",))):
        for code in codes:
            page.goto(paper)
            if code == "4":
                again = page.get_by_role("link", name=re.compile(f"Type it again.*{number}"))
                follow(page, again)
            else:
                follow(page, page.get_by_role("link", name="Type a form in"))
                page.get_by_label("Number of the form").fill(str(number))
            page.locator(".typing-boxes input").first.fill(code)
            follow(page, page.locator("main form .actions button"))
            expect(page.get_by_role("alert")).to_have_count(0)
    return urlsplit(paper).path


def _write_a_letter(page: Page) -> None:
    """Save one letter in words of the site's own."""
    page.goto(f"{SURVEYS}letters/")
    letter = page.get_by_role("link", name=re.compile("^Open.*Invitation to a survey.*en")).first
    follow(page, letter)
    page.get_by_label("Subject").fill("What do you say to it?")
    follow(page, page.get_by_role("button", name="Save", exact=True))


def _upload_an_export(page: Page) -> str:
    """Upload a plain table, and leave it where its columns are placed; the address of that page."""
    rows = [f"{number},{number % 7 + 1},{(number + 2) % 7 + 1}" for number in range(12)]
    with TemporaryDirectory() as folder:
        file = Path(folder, "answers.csv")
        file.write_text("\n".join(["id,mca01_before,mca01_now", *rows]) + "\n", encoding="utf-8")
        page.goto("/sites/lakeside/evaluation/uploads/new/")
        page.get_by_label("Export", exact=True).set_input_files(file)
        page.get_by_label("Questionnaire", exact=True).select_option(
            label="Mentoring Up, survey after the training"
        )
        follow(page, page.get_by_role("button", name="Look at it first"))
    expect(page.get_by_role("heading", level=1)).to_have_text("answers.csv")
    return urlsplit(page.url).path


def _begun_again(page: Page) -> tuple[str, ...]:
    """Send by the link in Mei's mail, and begin again; its pages, that for her mentor included."""
    mail = open_mail(page, to=MEI, subject=AFTERNOON)
    link = mail.get_by_role("article").get_by_role("link").first.get_attribute("href")
    mail.close()
    mei = Respondent(page=page, link=link, number=1)
    mei.begin()
    mei.answer_all()
    mei.consent("yes")
    mei.send()
    follow(page, page.locator("form[action$='/begin/'] button").first)
    mei.answer_page()
    mei.go_on()
    home = urlsplit(link).path
    pages = ("p/1/", "p/2/", "consent/", "review/", "stop/", "mentor/")
    return (home, *(f"{home}{rest}" for rest in pages))


def _sent(page: Page, public: str) -> tuple[str, ...]:
    """Begin by the link for everybody, and send; the pages that are there afterwards."""
    somebody = Respondent(page=page, link=public, number=2)
    somebody.begin()
    somebody.answer_all()
    somebody.consent("yes")
    somebody.send()
    home = urlsplit(page.url).path.removesuffix("thanks/")
    return (
        urlsplit(public).path,
        *(f"{home}{rest}" for rest in ("thanks/", "answers/")),
    )
