"""Every kind of question in a real browser: axe, widths and schemes, keyboard, without a script."""

from collections.abc import Callable

import pytest
from axe import faults_of
from inbox import open_mail
from pages import follow
from playwright.sync_api import Page, expect
from respondent import NEXT, Respondent
from stage import ask_every_kind

ROSA = "Rosa Delgado"
FORGE = """() => {
  for (const box of document.querySelectorAll("[name=formats]")) box.checked = true;
  for (const name of ["pace", "made_changes", "felt_heard", "career_stage"]) {
    const choice = document.querySelector(`[name=${name}]`);
    [choice.value, choice.checked] = ["77", true];
  }
}"""
"""Answers that no page offers, so that every kind of question has a fault."""


@pytest.fixture(scope="module")
def preview(site) -> Callable[..., str]:
    """The address of a page of the preview of a questionnaire with every kind of question."""
    number = ask_every_kind(site)
    return lambda page=2, query="": (
        f"/sites/lakeside/questionnaires/{number}/preview/{page}/{query}"
    )


def look_everywhere(page: Page) -> list[str]:
    """What is wrong at two widths, in light and in dark, and in forced colors."""
    found: list[str] = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} px, {scheme}: {fault}" for fault in faults_of(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{width} px: wider than the window")
    return found


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def focused(page: Page) -> str:
    """Name and value of the field that has the focus."""
    return page.evaluate("`${document.activeElement.name}=${document.activeElement.value}`")


@pytest.mark.parametrize("layout", ["side-by-side", "item-by-item", "now-first"])
def test_ratings_have_no_faults_before_and_after_an_answer(signed_in, preview, layout):
    page = signed_in(ROSA)
    page.goto(preview(1, f"?layout={layout}&language=es"))
    untouched = look_everywhere(page)

    choose(page, "listening_before", "3")
    choose(page, "listening_now", "6")

    assert untouched + look_everywhere(page) == []


def test_every_other_kind_has_no_faults_answered_and_refused(signed_in, preview):
    page = signed_in(ROSA)
    page.goto(preview())
    for name, value in (
        ("pace", "4"),
        ("made_changes", "1"),
        ("formats", "8"),
        ("felt_heard", "3"),
    ):
        choose(page, name, value)
    page.fill("#answer-which_change", "I ask first.")
    answered = look_everywhere(page)

    page.fill("#answer-years", "many")
    page.evaluate(FORGE)
    follow(page, page.get_by_role("button", name="Finish the preview"))
    expect(page.locator(".fault")).to_have_count(6)

    assert answered + look_everywhere(page) == []
    expect(page.locator("#answer-years")).to_have_value("many")


def test_both_scales_stand_side_by_side_where_there_is_room_and_below_each_other_on_a_phone(
    signed_in, preview
):
    page = signed_in(ROSA)
    page.goto(preview(1))

    def tops() -> list[float]:
        names = ("listening_before", "listening_now")
        return [page.locator(f"#answer-{name}").bounding_box()["y"] for name in names]

    assert tops()[0] == tops()[1]
    page.goto(preview(1, "?width=phone"))
    assert tops()[0] < tops()[1]
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(preview(1))
    assert tops()[0] < tops()[1]


def test_marks_are_large_enough_for_a_thumb(signed_in, preview):
    page = signed_in(ROSA)
    page.set_viewport_size({"width": 390, "height": 900})
    sizes = []
    for number in (1, 2):
        page.goto(preview(number))
        for target in page.locator("[data-questions] label:has(> input):visible").all():
            box = target.bounding_box()
            sizes.append((box["height"], box["width"]))

    assert min(height for height, _ in sizes) >= 44
    assert min(width for _, width in sizes) >= 40


def test_a_page_is_answered_with_the_keyboard_alone(signed_in, preview):
    page = signed_in(ROSA)
    page.goto(preview(1))
    page.locator("#look-width + *, .preview-pages summary").last.focus()

    page.keyboard.press("Tab")
    assert focused(page) == "listening_before=1"
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert focused(page) == "listening_before=4"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert focused(page) == "listening_now=1"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "listening_now="  # once around: the answer is taken back
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#preview-title")).to_have_text("The training, and you")
    carried = page.locator("[name=carried]").input_value()
    assert carried == '{"listening_before": 4}'


def test_a_condition_is_followed_at_once(signed_in, preview):
    page = signed_in(ROSA)
    page.goto(preview())
    text = page.get_by_label("What did you change?")
    expect(text).to_be_hidden()

    choose(page, "made_changes", "1")
    text.fill("I ask first.")
    expect(page.locator("#counter-which_change")).to_have_text("12 of 10,000 characters")
    choose(page, "made_changes", "2")

    expect(text).to_be_hidden()
    expect(text).to_be_disabled()  # so it isn't sent
    choose(page, "made_changes", "1")
    expect(text).to_have_value("I ask first.")


def test_words_of_one_s_own_tick_their_choice_and_nothing_stands_alone(signed_in, preview):
    page = signed_in(ROSA)
    page.goto(preview())

    page.get_by_label("Something else, in your own words").first.fill("The coffee")
    expect(page.locator('[name=formats][value="8"]')).to_be_checked()
    choose(page, "formats", "99")

    expect(page.locator('[name=formats][value="8"]')).not_to_be_checked()
    choose(page, "formats", "1")
    expect(page.locator('[name=formats][value="99"]')).not_to_be_checked()


def test_everything_works_without_a_script(signed_in, preview):
    page = signed_in(ROSA, java_script_enabled=False)
    page.goto(preview(1))

    choose(page, "listening_before", "3")
    choose(page, "listening_now", "6")
    page.locator('[name="listening_now"][value=""]').check()
    follow(page, page.get_by_role("button", name="Next page"))
    choose(page, "formats", "1")
    page.fill("#answer-years", "many")
    follow(page, page.get_by_role("button", name="Finish the preview"))

    expect(page.locator("#fault-years")).to_be_visible()
    expect(page.locator('[name=formats][value="1"]')).to_be_checked()
    assert '"listening_now"' not in page.locator("[name=carried]").input_value()
    page.fill("#answer-years", "3")
    follow(page, page.get_by_role("button", name="Finish the preview"))
    expect(page.get_by_text("None of them was stored")).to_be_visible()


ENDS = """() => {
  const scale = document.querySelector("[data-questions] .scale:not(.scale-worded)");
  const words = scale.parentElement.querySelector(".scale-ends > :last-child");
  const range = document.createRange();
  range.selectNodeContents(words);
  const points = scale.querySelectorAll(".point");
  const middle = (box) => (box.left + box.right) / 2;
  return [
    range.getBoundingClientRect().right - points[points.length - 1].getBoundingClientRect().right,
    middle(range.getBoundingClientRect()) - middle(scale.getBoundingClientRect()),
  ];
}"""
"""How far the last word ends from the last point, and its middle from that of the scale."""


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
@pytest.mark.parametrize("layout", ["side-by-side", "item-by-item"])
def test_the_words_of_the_ends_stand_below_the_ends(signed_in, preview, width, layout):
    page = signed_in(ROSA)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(preview(1, f"?layout={layout}"))

    end, middle = page.evaluate(ENDS)

    assert abs(end) < 10  # in the column of the last point; a narrow scale is a little wider
    assert middle > 20


def test_a_question_with_options_ends_where_its_last_option_does(signed_in, preview):
    page = signed_in(ROSA)
    page.goto(preview())
    options = page.locator(".options", has=page.locator("[name=made_changes]"))
    before = options.bounding_box()["height"]
    last = options.locator(".option:visible").last.bounding_box()

    assert last["y"] + last["height"] == pytest.approx(options.bounding_box()["y"] + before, abs=1)
    choose(page, "made_changes", "1")
    assert options.locator(".option:visible").count() == 3


def test_the_real_page_of_questions_has_two_columns_with_room_and_one_on_a_phone(signed_in):
    page = signed_in(ROSA)
    mail = open_mail(page, to="mei.tanaka@lakeside.example", subject="One Afternoon on Feedback")
    link = mail.get_by_role("article").get_by_role("link").first.get_attribute("href")
    Respondent(page=page, link=link, number=1).begin()
    page.goto(f"{link}p/1/")  # she may go on where another journey stopped
    while not page.locator(".item-both").count():
        follow(page, page.locator(NEXT))
    columns = {}
    for width in (1280, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        both = page.locator(".item-both").first.locator(".occasion")
        first, second = (both.nth(place).bounding_box() for place in (0, 1))
        columns[width] = 2 if first["y"] == second["y"] else 1

    assert (columns[1280], columns[390]) == (2, 1)


@pytest.mark.parametrize(("layout", "first"), [("now-first", "now"), ("side-by-side", "before")])
def test_now_comes_first_where_it_is_asked_first(signed_in, preview, layout, first):
    page = signed_in(ROSA)
    page.goto(preview(1, f"?layout={layout}"))

    names = page.locator("[name^=listening_]").evaluate_all("all => all.map((one) => one.name)")

    assert names[0] == f"listening_{first}"
