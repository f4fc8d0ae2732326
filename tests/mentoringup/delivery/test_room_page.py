"""The live page without its script: plain forms, the server's clock."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from mentoringup.delivery.models import DeliveredItem, Delivery
from mentoringup.planning.models import SessionOfPlan
from mentoringup.training.models import Implementation, Series, Session

A, B, C, D = "item000a", "item000b", "item000c", "item000d"


@pytest.fixture
def clock(monkeypatch, now):
    """Have the site's clock show so many minutes after now."""

    def put(minutes: float = 0) -> None:
        at = now + timedelta(minutes=minutes)
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    put()
    return put


@pytest.fixture
def page(browser, address, delivery, clock):  # noqa: ARG001  the room is open
    def look() -> BeautifulSoup:
        return BeautifulSoup(browser.get(address()).content, "html.parser")

    return look


@pytest.fixture
def press(browser, address, delivery, clock):  # noqa: ARG001  the room is open
    """Press a button at a minute of the session."""

    def send(act: str, item: str = "", minute: float = 0, **more):
        clock(minute)
        return browser.post(address(), {"act": act, "item": item, **more})

    return send


def says(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    return " ".join(found.get_text().split()) if found else ""


def buttons(soup: BeautifulSoup) -> list[str]:
    return [one["value"] for one in soup.select(".room-bar button:not([hidden])")]


def stored():
    return list(DeliveredItem.objects.values_list("item", "state", "delivered_seconds"))


def test_before_it_is_open_the_page_says_what_opening_does(browser, address, words):
    answer = browser.get(address())

    assert "Opening the room copies the plan as it stands now" in words(answer)
    assert not Delivery.objects.exists()


def test_a_button_opens_the_room(browser, address):
    answer = browser.post(address(), {"act": "open"})

    assert answer.url == address()
    assert Delivery.objects.get().items.count() == 4


def test_before_the_start_there_is_one_thing_to_do(page):
    soup = page()

    assert buttons(soup) == ["start"]
    assert says(soup, "[data-part=next]") == "Next: Names, 5 min"


def test_while_it_is_on_the_page_says_what_is_on_and_what_comes(page, press, clock):
    press("start")
    clock(3)

    soup = page()

    assert says(soup, "#room-now") == "Now Names 2 min left"
    assert says(soup, "[data-part=next]") == "Next: A case in small groups, 25 min"
    assert says(soup, "#room-drift") == "on plan"
    assert buttons(soup) == ["undo", "done", "shortened", "skipped"]


def test_minutes_over_are_told(page, press, clock):
    press("start")
    press("done", A, minute=9)
    clock(36)

    soup = page()

    assert says(soup, "#room-now") == "Now A case in small groups 2 min over its time"
    assert says(soup, "#room-drift") == "6 min over"
    assert says(soup, f"#item-{A} [data-part=state]") == "done, 9 min"


def test_minutes_saved_are_told(page, press, clock):
    press("start")
    press("done", A, minute=5)
    press("skipped", B, minute=5)
    clock(5)

    soup = page()

    assert says(soup, "#room-drift") == "25 min under"
    assert says(soup, f"#item-{B} [data-part=state]") == "skipped"


def test_one_touch_times_an_item(press):
    press("start")
    press("done", A, minute=4)
    press("shortened", B, minute=20)

    assert stored()[:2] == [(A, "done", 240), (B, "shortened", 960)]


def test_a_double_click_counts_once(press):
    press("start")
    press("done", A, minute=4)
    press("done", A, minute=4.01)

    assert stored()[:2] == [(A, "done", 240), (B, "planned", None)]


def test_the_last_touch_can_be_taken_back(page, press):
    press("start")
    press("done", A, minute=4)
    press("undo", minute=5)

    assert stored()[0] == (A, "planned", None)
    assert "undo" not in buttons(page())


def test_a_start_by_mistake_can_be_taken_back(press):
    press("start")
    press("undo", minute=1)

    assert Delivery.objects.get().started_at is None


def test_the_session_ends_and_goes_on(page, press, now):
    press("start")
    press("end", minute=60)

    assert Delivery.objects.get().ended_at == now + timedelta(minutes=60)
    assert "The session has ended" in says(page(), "#room-over")
    press("reopen", minute=61)
    assert Delivery.objects.get().ended_at is None


def test_an_item_is_corrected_by_hand(address, press):
    press("start")
    press("done", A, minute=4)
    answer = press(
        "item", A, 5, **{f"{A}-state": "shortened", f"{A}-minutes": "3", f"{A}-note": "Few came."}
    )

    row = DeliveredItem.objects.get(item=A)
    assert (row.state, row.delivered_seconds, row.note) == ("shortened", 180, "Few came.")
    assert answer.url == f"{address()}#item-{A}"


def test_a_note_alone_leaves_the_seconds_as_they_are(press):
    press("start")
    press("done", A, minute=4.3)
    shown = {f"initial-{A}-state": "done", f"initial-{A}-minutes": "4"}
    typed = {f"{A}-state": "done", f"{A}-minutes": "4", f"{A}-note": "Fine."}
    press("item", A, 5, **shown, **typed)

    assert stored()[0] == (A, "done", 258)


@pytest.mark.parametrize(
    "typed",
    [
        {"minutes": "-1"},
        {"minutes": "9" * 30},
        {"minutes": "soon"},
        {"state": "lost"},
        {"note": "x" * 3000},
        {"note": "a\x00b"},
    ],
)
def test_what_cannot_be_is_said_at_its_item(press, typed):
    good = {"state": "done", "minutes": "3", "note": "", **typed}

    answer = press("item", A, **{f"{A}-{name}": value for name, value in good.items()})

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one(f"#item-{A} .room-hand[open] .errorlist") is not None
    assert stored()[0] == (A, "planned", None)


@pytest.mark.parametrize("act", ["", "explode", "done\x00", "undo"])
def test_an_unknown_button_does_nothing(press, act):
    assert press(act, A).status_code == 302
    assert stored()[0] == (A, "planned", None)


def test_an_item_of_no_session_is_not_there(press):
    assert press("done", "zzzzzzzz").status_code == 404


def test_notes_of_the_curriculum_and_of_the_plan_are_at_hand(page):
    item = page().select_one(f"#item-{B}")

    headings = [says(one, "h3") for one in item.select("summary:has(h3)")]
    assert headings[:3] == ["What to say", "What to listen for", "What tends to go wrong"]
    assert "Online" in headings
    assert [one for one in headings if one.startswith("Case: ")]
    assert "Ask Lin to read." in item.get_text()


def test_an_activity_that_is_gone_says_so(page):
    assert "The curriculum has no such activity any more" in says(page(), f"#item-{A}")


def test_the_page_goes_by_the_announced_time(page, site, plan, now):
    starts = now + timedelta(hours=1)
    series = Series.objects.create(site=site, slug="fall", title="Fall", rsvp_rule="term-start")
    session = Session.objects.create(
        implementation=Implementation.objects.create(series=series),
        slug="one",
        position=1,
        title="One",
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        zone="America/New_York",
    )
    SessionOfPlan.objects.create(plan=plan.row, key="aaaaaaaa", session=session)

    soup = page()

    assert says(soup, "#room-time") == "1:00 pm"
    times = [says(soup, f"#item-{item} [data-part=when]") for item in (A, B, C, D)]
    assert times == ["2:00 pm", "2:05 pm", "2:30 pm", "2:40 pm"]


def test_the_page_asks_the_database_a_few_times(page, django_assert_max_num_queries):
    page()

    with django_assert_max_num_queries(16):
        page()
