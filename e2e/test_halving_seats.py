"""A coordinator halves the seats of a session: told first, done on the second click."""

import re

from axe import faults_at_both_widths
from inbox import open_mail
from pages import follow
from playwright.sync_api import Page, expect
from writing import field, wednesday

SERIES = "/sites/lakeside/series/mentoring-up-for-graduate-students-and-postdocs/"
NAMES = ("Ada", "Ben", "Cleo", "Dora")


def add_live_session(page: Page, title: str, *, seats: int) -> str:
    """Add a session to the live series and publish it; the address of its form."""
    page.goto(f"{SERIES}sessions/new/")
    for label, value in {
        "Title": title,
        "Date": wednesday(6).isoformat(),
        "Start": "16:00",
        "End": "17:30",
        "Place": "Room 4",
        "Seats": str(seats),
        "Description": "Two cases about what a mentor and a mentee expect of each other.",
    }.items():
        field(page, label).fill(value)
    follow(page, page.get_by_role("button", name="Save", exact=True))
    follow(page, page.get_by_role("link", name=title, exact=True))
    address = page.url
    follow(page, page.get_by_role("link", name="Publish this session"))
    page.get_by_role("button", name="Publish the session").click()
    expect(page.get_by_role("status").filter(has_text="is now: published")).to_be_visible()
    return address


def guest(name: str, seats: str) -> str:
    """An address that is a guest's of this session alone."""
    session = seats.rstrip("/").split("/")[-2]
    return f"{name.lower()}-{session}@guests.example"


def give_seat(page: Page, seats: str, name: str) -> None:
    """Give somebody a seat by hand; nobody is in two sessions at the same time."""
    page.goto(f"{seats}by-hand/")
    field(page, "Name").fill(name)
    field(page, "E-mail").fill(guest(name, seats))
    field(page, "Why").fill("Invited by the office")
    page.get_by_role("button", name="Give the seat").click()
    expect(page.get_by_role("status").filter(has_text="The seat is given")).to_be_visible()


def test_halving_the_seats_says_who_loses_one_and_then_does_it(signed_in):
    page = signed_in("Rosa Delgado")
    form = add_live_session(page, "An extra afternoon", seats=4)
    seats = f"{form}seats/"
    for name in NAMES:
        give_seat(page, seats, name)

    page.goto(seats)
    expect(page.get_by_text("4 of 4 seats taken")).to_be_visible()
    follow(page, page.get_by_role("link", name="More seats, or fewer"))
    follow(page, page.get_by_role("link", name="Change the number of seats"))
    field(page, "Seats").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()

    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("2 people lose their seats, go back in line and get a mail.")
    expect(panel).to_be_focused()
    expect(field(page, "Seats")).to_have_value("2")
    expect(page.get_by_text("4 of 4 seats taken")).to_be_visible()
    assert faults_at_both_widths(page) == []

    panel.get_by_role("button", name="Save and do this").click()
    expect(page.get_by_role("status").filter(has_text="has 2 seats now")).to_be_visible()
    expect(page.get_by_text("2 of 2 seats taken, 2 waiting")).to_be_visible()
    mail = open_mail(page, to=guest("Dora", seats), subject=re.compile("seat|Seat"))
    expect(mail.get_by_role("article")).to_contain_text("An extra afternoon")


def test_the_session_form_asks_back_without_javascript_and_keeps_what_was_typed(signed_in):
    page = signed_in("Rosa Delgado", java_script_enabled=False)
    form = add_live_session(page, "An extra morning", seats=4)
    for name in NAMES[:2]:
        give_seat(page, f"{form}seats/", name)

    page.goto(form)
    field(page, "Place").fill("Room 9")
    field(page, "Description").fill("Three cases about what people expect of each other.")
    page.get_by_role("button", name="Save", exact=True).click()

    panel = page.get_by_role("alert")
    expect(panel).to_contain_text("2 people get a mail about the change.")
    expect(field(page, "Place")).to_have_value("Room 9")
    panel.get_by_role("button", name="Save and do this").click()
    expect(page.get_by_role("status").filter(has_text="is saved")).to_be_visible()
    page.goto(form)
    expect(field(page, "Place")).to_have_value("Room 9")
