"""Four hours are planned, printed and led; an activity of the curriculum is made a site's own."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from axe import faults_at_both_widths, faults_of
from cast import become
from pages import follow, is_too_wide
from playwright.sync_api import Download, Locator, Page, expect
from pypdf import PdfReader
from stage import change_the_original
from test_in_the_room import expect_sent

JONAS, ROSA = "Jonas Lindqvist", "Rosa Delgado"
DESK, PHONE = 1280, 390
OUR_LINE = "At Lakeside we say this after the break, with the cameras off."
THEIR_LINE = "A door that stands open is not yet an invitation."
IN_A_HURRY = "there may be a better one."
"""What a plan says whose planner found no proof in its two seconds, as on a busy machine."""
TRIES = 20
MAKING = 300_000
"""Milliseconds that four documents may take on a busy machine."""


def look_at(page: Page) -> None:
    """See that the page is accessible and fits, on a desk and on two phones."""
    found = faults_at_both_widths(page)
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert (found, is_too_wide(page)) == ([], False)
    page.set_viewport_size({"width": DESK, "height": 900})
    page.emulate_media(color_scheme="light")


def press(page: Page | Locator, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).click()


def press_and_wait(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button that leads to a page, without JavaScript often the same one once more."""
    follow(page, page.get_by_role("button", name=name, exact=isinstance(name, str)))


def press_on_board(page: Page, where: Page | Locator, name: str | re.Pattern[str]) -> None:
    """Press a button of the board once it stands still: while it changes, none is heard."""
    expect(page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
    press(where, name)


def expect_heading(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def item_called(page: Page, title: str) -> Locator:
    return page.locator(".plan-item").filter(
        has=page.get_by_role("heading", name=title, exact=True)
    )


def items(page: Page) -> list[str]:
    return page.locator(".plan-item h3").all_inner_texts()


def expect_items(page: Page, wanted: list[str]) -> None:
    expect(page.locator(".plan-item h3")).to_have_text(wanted)


def propose_four_hours(page: Page, name: str, *, look: Callable[[Page], None]) -> str:
    """From the list to a proposal; the plan's address."""
    page.goto("/sites/lakeside/plans/")
    follow(page, page.get_by_role("link", name="Plan a training").first)
    expect_heading(page, "Plan a training")
    look(page)
    page.get_by_role("radio", name="One block of time").check()
    page.get_by_label("Hours").fill("4")
    page.get_by_label("Audience").select_option("postdocs-and-graduate-students")
    page.get_by_label("How you meet").select_option(label="Online")
    page.get_by_label("Participants").fill("12")
    page.locator("#id_module-communication").select_option(label="Must be in it")
    page.locator("#id_module-equity").select_option(label="Would be good")
    page.get_by_label("Name of the plan").fill(name)
    press_and_wait(page, "Propose a plan")
    expect_heading(page, name)
    for _try in range(TRIES):
        if page.get_by_text(IN_A_HURRY).count():
            press_and_wait(page, "Propose anew")
    return page.url


def test_four_hours_are_planned_printed_and_led_through_a_dead_network(signed_in, tmp_path):
    page = signed_in(JONAS)
    address = propose_four_hours(page, "Friday afternoon", look=look_at)
    expect(page.get_by_text("At or above the evidence threshold of 4 hours.")).to_be_visible()
    assert {"Names and a wish", "Listening in threes", "Who gets to speak here"} <= {*items(page)}
    look_at(page)
    change_by_keys_and_buttons(page)
    print_everything(page, tmp_path)
    phone = signed_in(JONAS, width=PHONE, has_touch=True)
    lead_offline(phone, address)


def change_by_keys_and_buttons(page: Page) -> None:
    """Move, lengthen, shorten and take back; the minutes follow."""
    first, second, third, *rest = items(page)
    item_called(page, second).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect_items(page, [second, first, third, *rest])
    expect(item_called(page, second)).to_be_focused()
    press_on_board(page, item_called(page, second), re.compile(rf"^Down:\s+{second}"))
    expect_items(page, [first, second, third, *rest])
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()

    threes = item_called(page, "Listening in threes")
    minutes = threes.locator(".plan-minutes span")
    expect(minutes).to_have_text("14")
    press_on_board(page, threes, re.compile("^Full length"))
    expect(minutes).to_have_text("20")
    expect(page.get_by_text("6 over")).to_be_visible()
    look_at(page)
    press_on_board(page, threes, re.compile("^Shorten"))
    expect(minutes).to_have_text("14")
    press_on_board(page, page, "Undo")
    expect(minutes).to_have_text("20")
    threes.focus()
    page.keyboard.press("s")
    expect(minutes).to_have_text("14")
    expect(page.get_by_text("6 over")).to_have_count(0)


def print_everything(page: Page, folder: Path) -> None:
    """All four documents by one click; the worker makes them, and the files are what they say."""
    page.locator(".print-menu summary").click()
    press_and_wait(page, "All four")
    expect_heading(page, "Documents")
    expect(page.get_by_role("link", name=re.compile("^Download"))).to_have_count(4, timeout=MAKING)
    expect(page.locator("#guides-told")).to_have_text("Everything is ready to be downloaded.")
    look_at(page)
    guide = pdf_of(download(page, "Facilitator guide"), folder)
    packet = pdf_of(download(page, "Participant packet"), folder)
    agenda = pdf_of(download(page, "One-page agenda"), folder)
    packet_text = text_of(packet)
    assert [one.trailer["/Root"]["/MarkInfo"]["/Marked"] for one in (guide, packet, agenda)] == (
        [True] * 3
    )
    assert len(agenda.pages) == 1
    assert min(len(guide.pages), len(packet.pages)) > 10
    assert "Listening in threes" in text_of(agenda)
    assert "What to say" in text_of(guide)
    assert "What to say" not in packet_text
    assert "What to listen for" not in packet_text
    slides = zipfile.ZipFile(BytesIO(content_of(download(page, "Slides"), folder)))
    assert sum(name.startswith("ppt/slides/slide") for name in slides.namelist()) > 5
    follow(page, page.get_by_role("link", name="All documents of this plan"))
    expect(page.locator(".made-one")).to_have_count(4)
    look_at(page)


def download(page: Page, document: str) -> Download:
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(rf"^Download\s+{document}")).click()
    return started.value


def content_of(file: Download, folder: Path) -> bytes:
    path = folder / file.suggested_filename
    file.save_as(path)
    return path.read_bytes()


def pdf_of(file: Download, folder: Path) -> PdfReader:
    assert file.suggested_filename.endswith(".pdf")
    return PdfReader(BytesIO(content_of(file, folder)))


def text_of(document: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def lead_offline(page: Page, address: str) -> None:
    """Done, shortened and skipped without a network; sent afterwards, and read as delivered."""
    page.goto(address)
    follow(page, page.get_by_role("link", name="In the room"))
    follow(page, page.get_by_role("link", name=re.compile("^Lead this session")))
    press_and_wait(page, "Open the room")
    expect(page.locator("#room-kept")).to_have_text(
        "This page works without a network from now on."
    )
    press(page, "Start the session")
    expect_sent(page)
    page.context.set_offline(True)
    for name in ("Done", "Shortened", "Skipped"):
        press(page, name)
    expect(page.locator("#room-sent")).to_contain_text("not yet sent (3)")
    page.reload()
    states = page.locator(".room-item")
    for place, state in enumerate(("done", "shortened", "skipped", "planned")):
        expect(states.nth(place)).to_have_attribute("data-state", state)
    expect(page.locator("#room-sent")).to_contain_text("not yet sent (3)")
    page.context.set_offline(False)
    expect_sent(page)
    press(page, "End the session here")
    expect_sent(page)
    follow(page, page.get_by_role("link", name="See what was delivered"))
    expect_heading(page, "In the room: Friday afternoon")
    rows = page.locator("section table tbody tr")
    fates = [row.locator("td").first.inner_text() for row in rows.all()]
    assert fates[:3] == ["done", "shortened", "skipped"]
    skipped = page.get_by_role("row").filter(has_text="skipped")
    expect(skipped.get_by_role("cell").last).to_have_text("0:00")
    assert faults_of(page) == []
    assert not is_too_wide(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert not is_too_wide(page)


def test_without_javascript_it_is_planned_printed_and_led_by_forms(new_context):
    page = new_context(width=PHONE, java_script_enabled=False).new_page()
    become(page, JONAS)
    address = propose_four_hours(page, "By forms alone", look=lambda _page: None)
    first, second, *rest = items(page)
    up = re.compile(rf"^Up:\s+{second}")
    follow(page, item_called(page, second).get_by_role("button", name=up))
    expect_items(page, [second, first, *rest])
    press_and_wait(page, "Undo")
    expect_items(page, [first, second, *rest])

    page.get_by_text("Print", exact=True).first.click()
    press_and_wait(page, "One-page agenda")
    expect_heading(page, "One-page agenda")
    wait_by_hand(page)
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Download")).click()
    assert started.value.suggested_filename.endswith(".pdf")

    page.goto(address)
    follow(page, page.get_by_role("link", name="In the room"))
    follow(page, page.get_by_role("link", name=re.compile("^Lead this session")))
    for name in ("Open the room", "Start the session", "Done", "Shortened", "Skipped"):
        press_and_wait(page, name)
    press_and_wait(page, "End the session here")
    follow(page, page.get_by_role("link", name="See what was delivered"))
    for fate in ("done", "shortened", "skipped"):
        expect(page.get_by_role("cell", name=fate, exact=True)).to_have_count(1)


def wait_by_hand(page: Page) -> None:
    """Look again until the file is there, as somebody without JavaScript does."""
    ready = page.get_by_role("link", name=re.compile("^Download"))
    for _look in range(MAKING // 1000):
        if ready.count():
            return
        page.wait_for_timeout(1000)  # nothing changes by itself: she gives it a moment
        follow(page, page.get_by_role("link", name="Look again how far it is"))
    pytest.fail("the document was never made")


def test_a_site_makes_an_activity_its_own_and_takes_an_update_over(signed_in, site):
    page = signed_in(ROSA)
    page.goto("/sites/lakeside/curriculum/packs/open/modules/equity/activities/making-room/")
    title = page.get_by_role("heading", level=1).inner_text()
    look_at(page)
    follow(page, page.get_by_role("link", name="Edit", exact=True))
    look_at(page)
    source = page.get_by_label("Text in Markdown")
    said = source.input_value()
    source.fill(said.replace("## What to say\n", f"## What to say\n\n{OUR_LINE}\n", 1))
    press_and_wait(page, "Preview and check")
    expect(page.get_by_text("It can be saved")).to_be_visible()
    look_at(page)
    press_and_wait(page, "Save")
    expect(page.get_by_text("The text is saved. It is used at this site")).to_be_visible()
    look_at(page)

    follow(page, page.get_by_role("link", name="Compared with the original"))
    expect(page.locator("tr.added").filter(has_text=OUR_LINE)).to_have_count(1)
    look_at(page)

    path = "modules/equity/activities/making-room.md"
    change_the_original(site, path, "## How to close\n", f"## How to close\n\n{THEIR_LINE}\n")
    page.goto("/sites/lakeside/curriculum/packs/open/adapted/")
    row = page.get_by_role("row").filter(has_text=title)
    follow(page, row.get_by_role("link", name="The original has changed"))
    expect(page.get_by_text("1 piece that only you changed stays as it is.")).to_be_visible()
    piece = page.get_by_role("group", name=re.compile("How to close"))
    expect(piece.get_by_role("checkbox")).to_be_checked()
    look_at(page)
    press_and_wait(page, "Take over what is ticked")
    expect(row.get_by_role("link", name="Compare")).to_be_visible()
    look_at(page)
    page.goto("/sites/lakeside/curriculum/packs/open/modules/equity/activities/making-room/")
    expect(page.get_by_text("Adapted here")).to_be_visible()
    expect(page.get_by_text(OUR_LINE)).to_be_visible()
    expect(page.get_by_text(THEIR_LINE)).to_be_visible()


def test_a_curriculum_goes_out_as_a_zip_and_comes_back_as_another(signed_in, tmp_path):
    page = signed_in(ROSA)
    page.goto("/sites/lakeside/curriculum/packs/open/")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download as a zip").click()
    out = tmp_path / started.value.suggested_filename
    started.value.save_as(out)

    page.goto("/sites/lakeside/curriculum/")
    follow(page, page.get_by_role("link", name="Bring in a curriculum"))
    look_at(page)
    page.get_by_label("Zip file").set_input_files(out)
    press_and_wait(page, re.compile("Look at it first"))
    expect(page.get_by_text("Your library has all of it already.")).to_be_visible()

    follow(page, page.get_by_role("link", name="Go to the library"))
    follow(page, page.get_by_role("link", name="Bring in a curriculum"))
    page.get_by_label("Zip file").set_input_files(renamed(out, to="from-afar"))
    press_and_wait(page, re.compile("Look at it first"))
    expect(page.get_by_text("It becomes a curriculum of your site")).to_be_visible()
    look_at(page)
    press_and_wait(page, "Bring it in")
    expect(page.get_by_text("is in your library.")).to_be_visible()
    look_at(page)


def renamed(pack: Path, *, to: str) -> Path:
    """The same pack under another id."""
    other = pack.with_name(f"{to}.zip")
    with zipfile.ZipFile(pack) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("pack.yaml"):
                text = re.sub(rb"(?m)^id: open$", f"id: {to}".encode(), text)
            after.writestr(name, text)
    return other
