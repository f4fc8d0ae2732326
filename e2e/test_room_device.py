"""What a device keeps of a room: notes half typed, what was refused, what somebody else touched."""

from datetime import UTC, datetime

from axe import faults_of
from cast import become
from playwright.sync_api import Page, expect
from test_in_the_room import (
    MIRIAM,
    PHONE,
    ROSA,
    TRIES_AGAIN,
    expect_sent,
    open_room,
    press,
    room_of,
    stored,
)

_IS_KEPT = """
async text => {
  for (let looks = 0; looks < 100; looks += 1) {
    const opening = indexedDB.open("mentoringup-room");
    const texts = await new Promise((resolve, reject) => {
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const found = opening.result.transaction("drafts").objectStore("drafts").getAll();
        found.onsuccess = () => resolve(found.result.map((one) => one.text));
      };
    });
    opening.result.close();
    if (texts.includes(text)) return true;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return false;
}
"""
"""Whether the device keeps a note that is half typed; the page does not say so."""

_COPIES = """
async wanted => {
  for (let looks = 0; looks < 100 && (await caches.keys()).join() !== wanted; looks += 1) {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return caches.keys();
}
"""
"""The rooms of which there is a copy; signing out waits two seconds at most until some are gone."""


def write_note(page: Page, text: str, *, save: bool = True) -> None:
    """Type a note on the second item; its form is opened if it isn't."""
    row = page.locator(".room-item").nth(1)
    for summary in (".room-details > summary", ".room-hand > summary"):
        if row.locator(summary).locator("..").get_attribute("open") is None:
            row.locator(summary).click()
    row.get_by_label("Your note").fill(text)
    if save:
        row.get_by_role("button", name="Save").click()


def notes(page: Page, address: str) -> list[str]:
    return [one["note"] for one in stored(page, address)["notes"].values()]


def test_a_colleagues_note_outlives_touches_that_never_saw_it(signed_in, site):
    address = room_of(site, "A note of two")
    rosa, other = signed_in(ROSA, width=PHONE), signed_in(MIRIAM)
    open_room(rosa, address)
    press(rosa, "Start the session")
    press(rosa, "Done")
    expect_sent(rosa)
    rosa.context.set_offline(True)
    open_room(other, address)
    write_note(other, "Lin cried.")
    expect_sent(other)
    press(rosa, "Shortened")
    expect(rosa.locator("#room-sent")).to_contain_text("not yet sent (1)")
    rosa.context.set_offline(False)
    expect_sent(rosa)
    assert notes(other, address) == ["Lin cried."]
    states_now = [one["state"] for one in stored(other, address)["items"].values()]
    assert states_now == ["done", "shortened"]


def test_a_note_that_is_half_typed_is_there_after_a_reload(signed_in, site):
    address = room_of(site, "Half typed")
    page = signed_in(ROSA, width=PHONE)
    open_room(page, address)
    write_note(page, "They asked for mo", save=False)
    assert page.evaluate(_IS_KEPT, "They asked for mo")
    page.reload()
    note = page.locator(".room-item").nth(1).get_by_label("Your note")
    expect(note).to_have_value("They asked for mo")
    write_note(page, "They asked for more.")
    expect_sent(page)
    page.reload()
    expect_sent(page)
    assert notes(page, address) == ["They asked for more."]
    assert page.locator(".room-hand[open]").count() == 0


def test_what_was_refused_stays_and_can_be_sent_again_or_discarded(signed_in, site):
    address = room_of(site, "Refused")
    page = signed_in(ROSA, width=PHONE)
    open_room(page, address)
    page.context.set_offline(True)
    page.clock.install(time=datetime(2020, 1, 1, tzinfo=UTC))
    page.reload()
    expect(page.locator("#room-sent")).to_be_visible()
    write_note(page, "Of long ago.")
    expect(page.locator("#room-sent")).to_contain_text("(1)")
    page.context.set_offline(False)
    page.clock.run_for(130_000)
    refused = page.locator("#room-refused")
    expect(refused).to_contain_text(
        "Not taken: It says that it was made before the session", timeout=TRIES_AGAIN
    )
    expect(refused).to_contain_text("Of long ago.")
    assert faults_of(page) == []
    page.reload()
    page.locator("#room-refused").get_by_role("button", name="Send again").click()
    expect(page.locator("#room-refused .message")).to_have_count(0)
    expect_sent(page)
    assert notes(page, address) == ["Of long ago."]


def test_what_somebody_else_touched_waits_for_them(signed_in, site):
    address = room_of(site, "One device for two")
    page = signed_in(ROSA, width=PHONE)
    open_room(page, address)
    press(page, "Start the session")
    expect_sent(page)
    page.context.set_offline(True)
    press(page, "Done")
    expect(page.locator("#room-sent")).to_contain_text("not yet sent (1)")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("#room-sent")).to_contain_text("You are signed out.", timeout=TRIES_AGAIN)
    become(page, MIRIAM)
    page.goto(address)
    expect(page.locator("#room-others")).to_contain_text("somebody else wait on this device (1)")
    expect_sent(page)
    assert stored(page, address)["items"] == {}
    become(page, ROSA)
    page.goto(address)
    expect_sent(page)
    expect(page.locator("#room-others")).to_be_hidden()
    expect_sent(page)  # a copy of the page may be of Miriam, until the server says who is there
    assert [one["state"] for one in stored(page, address)["items"].values()] == ["done"]


def test_signing_out_takes_the_copy_of_a_room_off_the_device_unless_something_is_unsent(
    signed_in, site
):
    sent, unsent = room_of(site, "All sent"), room_of(site, "Not all sent")
    page = signed_in(ROSA)
    for address in (sent, unsent):
        open_room(page, address)
    write_note(page, "Half typ", save=False)
    page.goto("/sites/lakeside/")
    assert len(page.evaluate("caches.keys()")) == 2
    page.locator("summary").filter(has_text="Rosa").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/sites/" not in url)
    assert page.evaluate(_COPIES, f"room {unsent}") == [f"room {unsent}"]
