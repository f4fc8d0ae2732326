"""Write docs/images/site-*.png: the main pages of the demo, as a newcomer sees them.

Run by `make screenshots`. It starts a site of its own in a temporary folder. Given names of
pictures, it takes only those.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cast import become
from playwright.sync_api import Browser, Page, expect, sync_playwright
from running_site import RunningSite, chromium, running_site

IMAGES = Path(__file__).parents[1] / "docs/images"
LARGEST = 250_000
"""Bytes of a picture: they stand in a repository."""

SERIES = "mentoring-up-for-graduate-students-and-postdocs"
FAULTY = "mentoring-up-a-page-with-everything-that-can-go-wrong"
FULL, IN_LINE = "Trusting yourself as a researcher", "Who we are in the lab"
DESK, PHONE = (1280, 860), (390, 844)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture: whose page, where, how large, by day or night.

    Attributes:
        link: followed from there, for pages whose addresses nobody knows before.
    """

    name: str
    path: str
    link: str = ""
    person: str = ""
    size: tuple[int, int] = DESK
    scheme: str = "light"


SCENES = (
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
    page = context.new_page()
    if scene.person:
        become(page, scene.person)
    _open(page, scene.path)
    if scene.link:
        address = page.get_by_role("link", name=scene.link, exact=True).get_attribute("href")
        _open(page, address)
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
