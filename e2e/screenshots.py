"""Write docs/images/site-*.png: the main pages of the demo, as a newcomer sees them.

Run by `make screenshots`. It starts a site of its own in a temporary folder. Given names of
pictures, it takes only those.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cast import become
from inbox import open_mail
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_site import RunningSite, chromium, running_site

IMAGES = Path(__file__).parents[1] / "docs/images"
LARGEST = 250_000
"""Bytes of a picture: they stand in a repository."""

SERIES = "mentoring-up-for-graduate-students-and-postdocs"
FAULTY = "mentoring-up-a-page-with-everything-that-can-go-wrong"
FULL, IN_LINE = "Trusting yourself as a researcher", "Who we are in the lab"
SERIES_PLAN, SHORT_PLAN = "Six workshops, one competency each", "4 hours online"
NEXT_WORKSHOP = "Building Research Self-Efficacy"
AFTERNOON, MEI = "One Afternoon on Feedback", "mei.tanaka@lakeside.example"
TWO_AFTERNOONS = "Mentoring Up in Two Afternoons"
OPEN = "/sites/lakeside/curriculum/packs/open/"
DESK, PHONE = (1280, 860), (390, 844)
TALL, LONG_WAIT = (1280, 1100), 120_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture: whose page, where, how large, by day or night.

    Attributes:
        link: followed from there, for pages whose addresses nobody knows before.
        then: what is done on that page before the picture is taken.
    """

    name: str
    path: str
    link: str = ""
    then: Callable[[Page], None] | None = None
    person: str = ""
    size: tuple[int, int] = DESK
    scheme: str = "light"


def _print_everything(page: Page) -> None:
    """Have all four documents of the plan made, and show that they are there."""
    page.locator(".print-menu summary").click()
    page.get_by_role("button", name="All four").click()
    ready = page.get_by_role("link", name=re.compile("^Download"))
    expect(ready).to_have_count(4, timeout=LONG_WAIT)
    _open(page, page.url.rpartition("/print/")[0] + "/print/")


def _lead_the_next_workshop(page: Page) -> None:
    """Open its room, and be in the middle of it."""
    page.get_by_role("link", name="In the room").click()
    page.get_by_role("link", name=f"Lead this session : {NEXT_WORKSHOP}").click()
    for name in ("Open the room", "Start the session", "Done", "Shortened"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator("#room-sent")).to_have_text("Everything is sent.")


def _answer_a_page(page: Page) -> None:
    """Follow the link in Mei's mail, and be in the middle of the second page of ratings."""
    mail = open_mail(page, to=MEI, subject=AFTERNOON)
    link = mail.get_by_role("article").get_by_role("link").first.get_attribute("href")
    mail.close()
    _open(page, link)
    page.get_by_role("button", name=re.compile("Begin|Go on where you stopped")).click()
    _open(page, f"{link}p/2/")
    for number, group in enumerate(page.get_by_role("radiogroup").all()[:7]):
        group.get_by_role("radio").nth(2 + (number * 5) % 4).check()
    page.mouse.move(0, 0)
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")


def _open_wave(page: Page) -> None:
    """The wave of the afternoon on feedback that is open."""
    page.get_by_role("link", name=re.compile(AFTERNOON)).first.click()
    page.get_by_role("link", name=re.compile("^After the training")).first.click()
    page.wait_for_load_state("networkidle")


def _open_the_finding(page: Page) -> None:
    """Of the training that is over; wait until the worker has made it."""
    page.get_by_role("link", name=re.compile(f"^{TWO_AFTERNOONS}")).first.click()
    for _look in range(60):
        if page.get_by_role("link", name=re.compile("PDF")).count():
            break
        page.wait_for_timeout(2_000)
        page.reload()
    page.wait_for_load_state("networkidle")


SCENES = (
    Scene(name="answering", path="/", then=_answer_a_page, size=TALL),
    Scene(name="answering-phone", path="/", then=_answer_a_page, size=PHONE),
    Scene(
        name="wave",
        path="/sites/lakeside/surveys/",
        then=_open_wave,
        person="Rosa Delgado",
    ),
    Scene(
        name="findings",
        path="/sites/lakeside/evaluation/",
        then=_open_the_finding,
        person="Rosa Delgado",
        size=TALL,
    ),
    Scene(name="front", path="/"),
    Scene(name="catalog", path="/series/"),
    Scene(name="series", path=f"/series/lakeside/{SERIES}/"),
    Scene(name="series-phone-dark", path=f"/series/lakeside/{SERIES}/", size=PHONE, scheme="dark"),
    Scene(name="editor", path=f"/sites/lakeside/series/{SERIES}/", person="Rosa Delgado"),
    Scene(
        name="checks", path=f"/sites/lakeside/series/{FAULTY}/edit/about/", person="Rosa Delgado"
    ),
    Scene(name="team", path="/sites/lakeside/team/", person="Miriam Okafor"),
    Scene(name="seats", path=f"/sites/lakeside/series/{SERIES}/seats/", person="Rosa Delgado"),
    Scene(
        name="seats-of-a-session",
        path=f"/sites/lakeside/series/{SERIES}/seats/",
        link=FULL,
        person="Rosa Delgado",
    ),
    Scene(name="my-seat", path="/me/seats/", link=IN_LINE, person="Mei Tanaka"),
    Scene(name="my-offer-phone", path="/me/seats/", link=FULL, person="Mei Tanaka", size=PHONE),
    Scene(name="mails", path="/sites/lakeside/mails/", person="Miriam Okafor"),
    Scene(
        name="library",
        path="/sites/lakeside/curriculum/?words=authorship",
        person="Jonas Lindqvist",
    ),
    Scene(
        name="module",
        path=f"{OPEN}modules/communication/#lengths-title",
        person="Jonas Lindqvist",
        size=TALL,
    ),
    Scene(
        name="plan",
        path="/sites/lakeside/plans/",
        link=SHORT_PLAN,
        person="Jonas Lindqvist",
        size=TALL,
    ),
    Scene(
        name="print",
        path="/sites/lakeside/plans/",
        link=SHORT_PLAN,
        then=_print_everything,
        person="Jonas Lindqvist",
        size=TALL,
    ),
    Scene(
        name="room-phone",
        path="/sites/lakeside/plans/",
        link=SERIES_PLAN,
        then=_lead_the_next_workshop,
        person="Jonas Lindqvist",
        size=PHONE,
    ),
)


def main() -> int:
    """Take all pictures; 1, with a line for each, where one is too large."""
    found = chromium()
    if found is None:
        sys.stderr.write("No Chromium: install one, or name it in CHROMIUM.\n")
        return 1
    with (
        TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        wanted = sys.argv[1:] or [scene.name for scene in SCENES]
        sizes = {one.name: _take(one, site, browser) for one in SCENES if one.name in wanted}
        browser.close()
    too_large = [name for name, size in sizes.items() if size > LARGEST]
    for name in too_large:
        sys.stderr.write(f"site-{name}.png has {sizes[name]} bytes; expected at most {LARGEST}\n")
    return 1 if too_large else 0


def _take(scene: Scene, site: RunningSite, browser: Browser) -> int:
    """Write one picture; its size in bytes."""
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": scene.size[0], "height": scene.size[1]},
        color_scheme=scene.scheme,
        locale="en-US",
        timezone_id="America/Los_Angeles",
        reduced_motion="reduce",
    )
    context.set_default_timeout(LONG_WAIT)
    page = context.new_page()
    if scene.person:
        become(page, scene.person)
    _open(page, scene.path)
    if scene.link:
        address = page.get_by_role("link", name=scene.link, exact=True).get_attribute("href")
        _open(page, address)
    if scene.then:
        scene.then(page)
    picture = page.screenshot(path=IMAGES / f"site-{scene.name}.png")
    context.close()
    return len(picture)


def _open(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


if __name__ == "__main__":
    sys.exit(main())
