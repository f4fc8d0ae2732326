"""A session is led on a phone: online, offline, offline after a reload, and by two people."""

import random
from datetime import UTC, datetime, timedelta
from itertools import chain
from uuid import UUID

import pytest
from axe import faults_at_both_widths, faults_of
from cast import become
from pages import follow, is_too_wide
from playwright.sync_api import BrowserContext, Page, expect
from stage import plan_a_session

from mentoringup.delivery.clock import (
    TimedItem,
    expected_starts,
    read_clock,
    seconds_of_touch,
)
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.merging import ItemChange, NoteChange, SessionChange, Words, merged
from mentoringup.delivery.sheet import words_to_json

PHONE = 390
ROSA, MIRIAM = "Rosa Delgado", "Miriam Okafor"
SENT = "Everything is sent."
TRIES_AGAIN = 90_000
"""Milliseconds in which a room tries once more to send, however long it was without a network."""
START = datetime(2026, 10, 14, 23, tzinfo=UTC)


def room_of(site, name: str) -> str:
    """The address of a room whose session is planned and was never led."""
    plan = plan_a_session(site, name)
    return f"/sites/lakeside/plans/{plan}/room/aaaaaaaa/"


def open_room(page: Page, address: str) -> None:
    """Open the room, if nobody did, and wait until it is kept on the device."""
    page.goto(address)
    button = page.get_by_role("button", name="Open the room")
    if button.count():
        follow(page, button)
    expect_sent(page)
    expect(page.locator("#room-kept")).to_have_text(
        "This page works without a network from now on."
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_sent(page: Page) -> None:
    expect(page.locator("#room-sent")).to_have_text(SENT, timeout=TRIES_AGAIN)


def expect_states(page: Page, *wanted: str) -> None:
    for place, state in enumerate(wanted):
        expect(page.locator(".room-item").nth(place)).to_have_attribute("data-state", state)


def stored(page: Page, address: str) -> dict[str, object]:
    """What the server holds."""
    # The server may just be closing the connection over which it was asked before.
    return page.request.get(f"{address}sheet/", max_retries=3).json()["words"]


def test_a_session_is_led_through_a_dead_network(signed_in, site):
    address = room_of(site, "Through a dead network")
    page = signed_in(ROSA, width=PHONE, has_touch=True)
    open_room(page, address)
    press(page, "Start the session")
    press(page, "Done")
    expect_sent(page)

    page.context.set_offline(True)
    press(page, "Shortened")
    press(page, "Skipped")
    expect(page.locator("#room-sent")).to_have_text("No network. Saved here, not yet sent (2).")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listening")
    expect_states(page, "done", "shortened", "skipped", "planned")
    expect(page.locator("#room-sent")).to_have_text("No network. Saved here, not yet sent (2).")
    press(page, "Done")
    expect(page.locator("#room-sent")).to_contain_text("(3)")
    assert faults_of(page) == []

    page.context.set_offline(False)
    expect_sent(page)
    once = stored(page, address)
    assert [one["state"] for one in once["items"].values()] == [
        "done",
        "shortened",
        "skipped",
        "done",
    ]
    page.reload()
    expect_sent(page)
    assert stored(page, address) == once

    press(page, "End the session")
    expect(page.get_by_text("The session has ended").first).to_be_visible()
    expect_sent(page)
    follow(page, page.get_by_role("link", name="See what was delivered"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("In the room")
    expect(page.get_by_text("led", exact=True)).to_be_visible()
    assert not is_too_wide(page)


def test_a_touch_is_taken_back_offline_and_after_a_reload(signed_in, site):
    page = signed_in(ROSA, width=PHONE)
    address = room_of(site, "Taken back")
    open_room(page, address)
    press(page, "Start the session")
    press(page, "Skipped")
    expect_sent(page)
    page.context.set_offline(True)
    press(page, "Done")
    expect(page.locator("#room-sent")).to_have_text("No network. Saved here, not yet sent (1).")
    page.reload()
    expect_states(page, "skipped", "done")
    press(page, "Undo")
    expect_states(page, "skipped", "planned")
    press(page, "Undo")
    expect_states(page, "planned", "planned")
    page.context.set_offline(False)
    expect_sent(page)
    assert [one["state"] for one in stored(page, address)["items"].values()] == [
        "planned",
        "planned",
    ]


def let_seconds_pass(page: Page) -> None:
    """Look at the seconds for a while: devices guess what the server's clock says.

    By its own clock each of two may be wrong by half the time that the server took to answer, and
    whoever touched last is right.
    """
    left = page.locator('#room-now [data-part="left"]')
    for _ in range(4):
        expect(left).not_to_have_text(left.inner_text())


def test_two_who_lead_see_what_the_other_touched(signed_in, site):
    address = room_of(site, "Two who lead")
    rosa, other = signed_in(ROSA, width=PHONE), signed_in(MIRIAM)
    open_room(rosa, address)
    press(rosa, "Start the session")
    expect_sent(rosa)
    open_room(other, address)
    rosa.context.set_offline(True)
    press(rosa, "Done")
    expect(rosa.locator("#room-sent")).to_have_text("No network. Saved here, not yet sent (1).")
    let_seconds_pass(other)
    press(other, "Skipped")
    expect_sent(other)
    press(other, "Shortened")
    expect_sent(other)
    rosa.context.set_offline(False)
    expect_sent(rosa)
    other.reload()
    expect_states(rosa, "skipped", "shortened", "planned")
    expect_states(other, "skipped", "shortened", "planned")


def test_whoever_was_signed_out_meanwhile_loses_nothing(signed_in, site):
    address = room_of(site, "Signed out")
    page = signed_in(ROSA, width=PHONE)
    open_room(page, address)
    press(page, "Start the session")
    expect_sent(page)
    page.context.clear_cookies()
    press(page, "Done")
    expect(page.locator("#room-sent")).to_contain_text("You are signed out.")
    expect(page.locator("#room-sent")).to_contain_text("nothing is lost")
    way = page.get_by_role("link", name="Sign in again")
    assert way.get_attribute("href").startswith("/account/login/?next=%2Fsites%2Flakeside")
    assert faults_of(page) == []
    become(page, ROSA)
    page.goto(address)
    expect_sent(page)
    assert [one["state"] for one in stored(page, address)["items"].values()] == ["done"]


def test_a_session_is_led_by_keys(signed_in, site):
    page = signed_in(ROSA)
    open_room(page, room_of(site, "By keys"))
    voice = page.locator("#room-voice")
    page.get_by_role("button", name="Start the session").focus()
    page.keyboard.press("Enter")
    expect(voice).to_contain_text("The session has begun. Now: Names and a wish, 6 min.")
    page.keyboard.press("d")
    expect(voice).to_contain_text("Names and a wish: done. Now: How we talk here")
    page.keyboard.press("s")
    page.keyboard.press("x")
    expect_states(page, "done", "shortened", "skipped", "planned")
    page.keyboard.press("u")
    expect_states(page, "done", "shortened", "planned")
    expect(voice).to_contain_text("Taken back.")
    page.keyboard.press("t")
    expect(voice).to_contain_text("left")
    page.keyboard.press("n")
    now = page.locator('[data-place="now"] > details')
    expect(now).not_to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("What you need now")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("Listening in threes")
    page.get_by_label("Lead by keys").uncheck()
    page.keyboard.press("d")
    expect_states(page, "done", "shortened", "planned")


def test_an_item_is_corrected_by_hand_and_keys_are_letters_there(signed_in, site):
    page = signed_in(ROSA, width=PHONE)
    address = room_of(site, "By hand")
    open_room(page, address)
    press(page, "Start the session")
    press(page, "Done")
    first = page.locator(".room-item").first
    first.locator("summary").first.click()
    first.get_by_text("Correct it, or add a note").click()
    expect(first.get_by_label("Minutes it took")).not_to_have_value("")
    first.get_by_label("Minutes it took").fill("7")
    first.get_by_label("Your note").fill("")
    first.get_by_label("Your note").press_sequentially("sad dogs")
    assert faults_of(page) == []
    first.get_by_role("button", name="Save").click()
    expect(first.locator('[data-part="state"]')).to_have_text("done, 7 min")
    expect_sent(page)
    words = stored(page, address)
    (word,), (note,) = words["items"].values(), words["notes"].values()
    assert (word["seconds"], note["note"]) == (420, "sad dogs")


@pytest.mark.parametrize("width", [320, PHONE, 1280])
def test_the_page_fits_and_can_be_read(signed_in, site, width):
    page = signed_in(ROSA, width=width, dark=width == 320)
    address = room_of(site, f"At {width}")
    page.goto(address)
    assert faults_of(page) == []
    open_room(page, address)
    assert (faults_of(page), is_too_wide(page)) == ([], False)
    press(page, "Start the session")
    press(page, "Done")
    page.get_by_label("Larger type").check()
    assert (faults_of(page), is_too_wide(page)) == ([], False)
    for name in ("Done", "Shortened", "Skipped"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44


def test_the_copy_can_be_removed_from_the_device(signed_in, site):
    page = signed_in(ROSA, width=PHONE)
    address = room_of(site, "Removed")
    open_room(page, address)
    press(page, "Start the session")
    press(page, "End the session here")
    press(page, "Remove the copy from this device")
    expect(page.locator("#room-kept")).to_have_text("The copy is removed from this device.")
    assert page.evaluate("caches.keys()") == []


def test_without_javascript_the_page_is_a_form(signed_in, new_context, site):
    address = room_of(site, "Without a script")
    rosa = signed_in(ROSA)
    plain: BrowserContext = new_context(
        width=PHONE, java_script_enabled=False, storage_state=rosa.context.storage_state()
    )
    page = plain.new_page()
    page.goto(address)
    for name in ("Open the room", "Start the session", "Done", "Shortened", "Undo"):
        follow(page, page.get_by_role("button", name=name, exact=True))
    expect_states(page, "done", "planned")
    expect(page.locator("#room-now")).to_contain_text("How we talk here")
    rosa.goto(address)
    assert faults_at_both_widths(rosa) == []


def any_case(
    chance: random.Random,
) -> tuple[list[TimedItem], list[ItemChange | NoteChange], SessionChange]:
    items = [TimedItem(id=name, minutes=chance.randint(1, 30)) for name in "abcd"]
    changes = []
    for _ in range(chance.randint(0, 8)):
        state = chance.choice([*ItemState])
        seconds = {ItemState.PLANNED: None, ItemState.SKIPPED: 0}.get(state, chance.randint(0, 900))
        changes.append(
            ItemChange(
                id=str(UUID(int=chance.randint(0, 4))),
                item=chance.choice("abcd"),
                at=START + timedelta(seconds=chance.randint(0, 4)),
                state=state,
                seconds=seconds,
            )
        )
    changes += [
        NoteChange(
            id=str(UUID(int=chance.randint(0, 4))),
            item=chance.choice("abcd"),
            at=START + timedelta(seconds=chance.randint(0, 4)),
            note=chance.choice(["", "loud"]),
        )
        for _ in range(chance.randint(0, 4))
    ]
    started = chance.choice([None, START, START + timedelta(seconds=chance.randint(0, 999))])
    ended = started and chance.choice([None, started + timedelta(seconds=chance.randint(0, 5000))])
    session = SessionChange(id=str(UUID(int=9)), at=START, started_at=started, ended_at=ended)
    return items, changes, session


_IN_THE_PAGE = """
async ({source, cases}) => {
  const clock = await import(source);
  return cases.map(({items, changes, now, announced}) => {
    const words = clock.merged({session: null, items: {}, notes: {}}, changes);
    return {
      words,
      reading: clock.readClock(items, words, now),
      starts: clock.expectedStarts(items, words, now, announced),
      touched: items.map((item) => clock.secondsOfTouch(words, item, "done", now)),
    };
  });
}
"""


def test_the_script_counts_as_the_server_does(signed_in, site):
    page = signed_in(ROSA)
    page.goto(room_of(site, "The same clock"))
    follow(page, page.get_by_role("button", name="Open the room"))
    data = page.locator("#room-data").text_content()
    source = next(part for part in data.split('"') if part.startswith("/static/delivery/clock."))
    chance = random.Random(5)  # noqa: S311  cases, not secrets
    asked, told = [], []
    for _ in range(200):
        items, changes, session = any_case(chance)
        now = START + timedelta(seconds=chance.randint(0, 6000))
        announced = chance.choice([None, START])
        words = merged(Words(), [*changes, session])
        alone = [words_to_json(merged(Words(), [one])) for one in changes]
        lines = [[*one["items"].values(), *one["notes"].values()] for one in alone]
        asked.append(
            {
                "items": [{"id": one.id, "minutes": one.minutes} for one in items],
                "changes": [
                    *chain(*lines),
                    words_to_json(words)["session"],
                ],
                "now": now.timestamp() * 1000,
                "announced": announced and announced.isoformat(),
            }
        )
        reading = read_clock(items, words, now=now)
        starts = expected_starts(items, words, now=now, announced=announced)
        told.append(
            {
                "words": words_to_json(words),
                "reading": {
                    name: getattr(reading, name)
                    for name in (
                        "current",
                        "next",
                        "elapsed",
                        "running",
                        "left",
                        "behind",
                        "remaining",
                    )
                },
                "starts": {name: one.timestamp() * 1000 for name, one in starts.items()},
                "touched": [seconds_of_touch(words, one, ItemState.DONE, now=now) for one in items],
            }
        )

    assert page.evaluate(_IN_THE_PAGE, {"source": source, "cases": asked}) == told
