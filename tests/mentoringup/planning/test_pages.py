"""The pages of plans: what they show, what they do, and what they refuse."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.planning import models
from mentoringup.planning.domain.plans import create_plan
from mentoringup.planning.domain.queries import plan_at

EDITION = "postdocs-and-graduate-students"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(site):
    def of(name: str, *rest: object) -> str:
        return reverse(f"planning:{name}", args=[site.slug, *rest])

    return of


@pytest.fixture
def send(client, address, row):
    """Send what a form of the editor sends, from the revision at which the plan began."""

    def post(do: str, *, headers=None, **more: object):
        sent = {"do": do, "revision": "1"} | more
        return client.post(address("change_plan", row.pk), sent, headers=headers)

    return post


@pytest.fixture
def asked() -> dict[str, str]:
    """A new plan as the form sends it."""
    return {
        "pack": "open",
        "begin": "hours",
        "hours": "4",
        "count": "6",
        "minutes": "90",
        "edition": EDITION,
        "mode": "online",
        "group_size": "12",
        "name": "",
        "then": "propose",
    }


def words(answer) -> str:
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join((page.find("main") or page).get_text(" ").split())


def stored(site, row):
    return plan_at(site=site, plan_id=row.pk).plan


# Seeing


@pytest.mark.parametrize("show", ["", "templates", "archived", "nonsense"])
def test_the_list_opens(client, address, row, show):
    answer = client.get(address("list_plans"), {"show": show})

    assert answer.status_code == 200
    assert (row.name in words(answer)) == (show in {"", "nonsense"})


def test_an_empty_list_says_what_to_do(client, address):
    assert "Say how many hours you have" in words(client.get(address("list_plans")))


@pytest.mark.parametrize("name", ["show_plan", "edit_settings", "link_plan"])
def test_a_page_of_a_plan_opens(client, address, row, name):
    assert client.get(address(name, row.pk)).status_code == 200


def test_those_who_only_look_get_no_buttons(signed_in, make_staff, site, address, row):
    evaluator = signed_in(make_staff(Role.EVALUATOR, site))

    page = BeautifulSoup(evaluator.get(address("show_plan", row.pk)).content, "html.parser")

    assert page.find("main").find_all("button", attrs={"name": "do"}) == []
    assert evaluator.post(address("change_plan", row.pk), {"do": "undo"}).status_code == 403


def test_the_editor_takes_the_same_queries_however_much_is_planned(
    client, address, row, site, facilitator, now, plan, django_assert_max_num_queries
):
    client.get(address("show_plan", row.pk))

    with django_assert_max_num_queries(16):
        client.get(address("show_plan", row.pk))
    for number in range(10):
        create_plan(site=site, name=str(number), plan=plan, actor=facilitator, now=now)
    with django_assert_max_num_queries(12):
        client.get(address("list_plans"))


def test_the_library_is_searched_by_words(client, address, row):
    answer = client.get(address("add_item", row.pk, "session1"), {"q": "threes"})

    assert "Listening in threes" in words(answer)
    assert "Who gets to speak" not in words(answer)


# Beginning


def test_four_hours_become_a_plan_that_fits(client, address, site, asked):
    answer = client.post(address("new_plan"), asked, follow=True)

    row = models.Plan.objects.get()
    plan = stored(site, row)
    assert (row.name, [one.minutes for one in plan.sessions]) == ("4 hours", [240])
    assert 0 < plan.sessions[0].planned_minutes <= 240
    assert "did not fit" in words(answer)


def test_what_did_not_fit_is_shown_until_it_was_read(client, address, asked):
    client.post(address("new_plan"), asked)
    row = models.Plan.objects.get()

    answer = client.post(address("close_proposal", row.pk), follow=True)

    assert "did not fit" not in words(answer)


def test_empty_sessions_are_begun_without_a_proposal(client, address, site, asked):
    client.post(address("new_plan"), asked | {"begin": "sessions", "then": "blank"})

    plan = stored(site, models.Plan.objects.get())
    assert [(one.minutes, one.items) for one in plan.sessions] == [(90, ())] * 6


def test_a_series_gives_its_dates_and_minutes(client, address, site, asked, make_delivery, now):
    delivery = make_delivery(now, minutes=(75, None, 120))

    client.post(address("new_plan"), asked | {"begin": "series", "series": str(delivery.pk)})

    row = models.Plan.objects.get()
    assert [one.minutes for one in stored(site, row).sessions] == [75, 90, 120]
    assert (row.implementation_id, row.sessions.count()) == (delivery.pk, 3)


def test_a_template_of_the_site_is_begun_as_it_stands(client, address, site, asked, row, plan):
    client.post(address("make_template", row.pk))
    template = models.Plan.objects.get(state="template")

    sent = asked | {"begin": "template", "template": f"own-{template.pk}"}
    client.post(address("new_plan"), sent)

    begun = stored(site, models.Plan.objects.latest("pk"))
    assert [one.items for one in begun.sessions] == [one.items for one in plan.sessions]


def test_a_plan_of_a_template_is_named_after_it_unless_it_has_a_name(client, address, asked):
    sent = asked | {"begin": "template", "template": "shipped-taste"}
    for name in ("", "Open day"):
        client.post(address("new_plan"), sent | {"name": name})

    names = models.Plan.objects.order_by("pk").values_list("name", flat=True)
    assert [*names] == ["One-hour taste", "Open day"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "0"},
        {"hours": ""},
        {"hours": "166.67"},
        {"hours": "NaN"},
        {"hours": "-4"},
        {"begin": "sessions", "minutes": "10000"},
        {"begin": "sessions", "minutes": "0"},
        {"begin": "sessions", "count": "0"},
        {"begin": "sessions", "count": "4000"},
        {"begin": "series", "series": "9"},
        {"begin": "template", "template": "own-9"},
        {"begin": "magic"},
        {"group_size": "0"},
        {"group_size": "501"},
        {"edition": "emperors"},
        {"mode": "telepathy"},
        {"module-work-life": "required"},
        {"module-equity": "perhaps"},
        {"name": "x" * 201},
        {"name": "a\x00b"},
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_keeps_what_was_typed(client, address, asked, wrong):
    answer = client.post(address("new_plan"), asked | wrong)

    assert (answer.status_code, models.Plan.objects.count()) == (422, 0)
    assert "needs your attention" in words(answer) or "need your attention" in words(answer)


# Changing


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        ({"do": "up", "item": "item0002"}, ["item0002", "item0001", "break001", "item0003"]),
        ({"do": "down", "item": "item0003"}, ["item0001", "item0002", "break001"]),
        ({"do": "right", "item": "item0001"}, ["item0002", "break001", "item0003"]),
        ({"do": "remove", "item": "break001"}, ["item0001", "item0002", "item0003"]),
        (
            {"do": "move", "item": "own00001", "session": "session1", "position": "1"},
            ["item0001", "own00001", "item0002", "break001", "item0003"],
        ),
        (
            {"do": "swap", "item": "item0001", "with": "item0003"},
            ["item0003", "item0002", "break001", "item0001"],
        ),
    ],
)
def test_a_button_does_what_it_says(send, site, row, sent, first):
    answer = send(**sent)

    assert answer.status_code == 302
    assert [one.id for one in stored(site, row).sessions[0].items] == first


def test_down_past_the_end_is_into_the_next_session(send, site, row):
    send("down", item="item0003")

    assert stored(site, row).sessions[1].items[0].id == "item0003"


def test_htmx_gets_the_board_with_what_was_done(send):
    answer = send("lock", headers=HTMX, item="item0001")

    board = BeautifulSoup(answer.content, "html.parser").find(id="plan-board")
    assert (board["data-revision"], board["data-said"]) == ("2", "“Names and a wish” is locked.")
    assert b"<html" not in answer.content


@pytest.mark.parametrize(
    "sent",
    [
        {"do": ""},
        {"do": "explode"},
        {"do": "up", "item": "forged00"},
        {"do": "move", "item": "item0001", "session": "forged00"},
        {"do": "move", "item": "item0001", "session": "session2", "position": "x"},
        {"do": "move", "item": "item0001", "session": "session2", "position": "9" * 5000},
        {"do": "minutes", "item": "item0001", "minutes": "0"},
        {"do": "minutes", "item": "item0001", "minutes": "10000"},
        {"do": "minutes", "item": "item0001", "minutes": "١٢"},
        {"do": "shorten", "item": "break001"},
        {"do": "note", "item": "item0001", "note": "x" * 4001},
        {"do": "note", "item": "item0001", "note": "a\x00b"},
        {"do": "add-own", "session": "session1", "title": "", "minutes": "5"},
        {"do": "add-own", "session": "session1", "title": "x" * 201, "minutes": "5"},
        {"do": "add-break", "session": "forged00"},
        {"do": "add-activity", "session": "session1", "module": "equity", "activity": "gone"},
        {"do": "session", "session": "session1", "title": "", "minutes": "60"},
        {"do": "session", "session": "session1", "title": "One", "minutes": "10000"},
        {"do": "undo"},
        {"do": "redo"},
    ],
)
@pytest.mark.parametrize("headers", [None, HTMX])
def test_what_cannot_be_done_is_refused_in_a_sentence(send, site, row, plan, sent, headers):
    answer = send(headers=headers, **sent)

    assert (answer.status_code, stored(site, row)) == (422, plan)
    assert "That was not possible" in words(answer)


@pytest.mark.parametrize("headers", [None, HTMX])
def test_of_two_editors_the_later_is_told_and_can_ask_again(
    client, send, address, site, row, headers
):
    send("lock", item="item0001")

    answer = send("minutes", headers=headers, item="item0002", minutes="25")

    form = next(
        one
        for one in BeautifulSoup(answer.content, "html.parser").find_all("form")
        if one.find("button", string="Do it on the plan as it is now")
    )
    again = {one["name"]: one["value"] for one in form.find_all("input", attrs={"value": True})}
    assert (answer.status_code, again["revision"], again["minutes"]) == (409, "2", "25")
    assert "“Listening in threes” to take 25 minutes" in words(answer)
    client.post(address("change_plan", row.pk), again)
    plan = stored(site, row)
    assert (plan.item("item0001")[1].is_locked, plan.item("item0002")[1].minutes) == (True, 25)


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 400, "2"])
def test_a_forged_revision_changes_nothing(send, site, row, plan, revision):
    answer = send("lock", item="item0001", revision=revision)

    assert (answer.status_code, stored(site, row)) == (409, plan)


def test_undo_and_redo_are_buttons(send, site, row, plan):
    send("remove", item="item0001")
    send("undo", revision="2")
    assert stored(site, row) == plan

    send("redo", revision="1")

    assert stored(site, row).item("item0001") is None


def test_settings_are_saved_and_the_plan_stays(client, address, site, row, plan):
    sent = {"revision": "1", "name": "Spring", "edition": EDITION, "mode": "hybrid"}
    answer = client.post(
        address("edit_settings", row.pk), sent | {"group_size": "8", "module-equity": "required"}
    )

    row.refresh_from_db()
    saved = stored(site, row)
    assert (answer.status_code, row.name, saved.settings.required) == (302, "Spring", ("equity",))
    assert saved.sessions == plan.sessions


def test_settings_of_a_plan_that_changed_meanwhile_are_asked_once_more(client, send, address, row):
    send("lock", item="item0001")
    sent = {"revision": "1", "name": "Spring", "edition": EDITION, "mode": "online"}

    answer = client.post(address("edit_settings", row.pk), sent | {"group_size": "8"})

    assert answer.status_code == 409
    assert 'value="Spring"' in answer.content.decode()


def test_sessions_of_a_series_are_chosen(client, address, row, make_delivery, now):
    delivery = make_delivery(now)
    first, second = delivery.sessions.order_by("position")

    client.post(
        address("link_plan", row.pk),
        {"series": delivery.pk, "session1": second.pk, "session2": first.pk},
    )

    assert dict(row.sessions.values_list("key", "session")) == {
        "session1": second.pk,
        "session2": first.pk,
    }
    assert "10:00 am" in words(client.get(address("show_plan", row.pk)))


def test_one_session_of_a_series_is_not_chosen_twice(client, address, row, make_delivery, now):
    delivery = make_delivery(now)
    first = delivery.sessions.first()
    sent = {"series": delivery.pk, "session1": first.pk, "session2": first.pk}

    answer = client.post(address("link_plan", row.pk), sent)

    assert (answer.status_code, row.sessions.count()) == (422, 0)


def test_a_plan_is_put_away_and_taken_up_again(client, send, address, row):
    client.post(address("put_away", row.pk))
    assert send("lock", item="item0001").status_code == 422

    client.post(address("put_away", row.pk))

    assert send("lock", item="item0001").status_code == 302


def test_what_people_typed_is_text_and_nothing_else(client, send, address, row):
    send("add-own", session="session1", title="<script>alert(1)</script>", minutes="5")

    page = client.get(address("show_plan", row.pk)).content.decode()

    assert "<script>alert" not in page


def test_proposing_anew_keeps_what_is_locked(client, send, address, site, row):
    send("lock", item="item0004")

    client.post(address("propose_plan", row.pk), {"revision": "2"})

    plan = stored(site, row)
    assert plan.item("item0004")[0].id == "session2"
    assert len(list(plan.each_item())) > 4


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [("", "facilitator"), ("participants", "participants"), ("x", "facilitator")],
)
def test_who_talks_in_an_item_of_ones_own_is_chosen_and_changed(send, site, row, chosen, kept):
    send("add-own", session="session1", title="Round", minutes="5", speaker=chosen)
    item = stored(site, row).sessions[0].items[-1]
    assert (item.title, item.speaker.value) == ("Round", kept)

    send("minutes", item=item.id, minutes="6", speaker="participants", revision="2")

    item = stored(site, row).sessions[0].items[-1]
    assert (item.minutes, item.speaker.value) == (6, "participants")
