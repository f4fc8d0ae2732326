"""Writing a series through its pages."""

from datetime import date

import pytest

from mentoringup.access.permissions import Role
from mentoringup.training.content import AboutText
from mentoringup.training.domain.series import save_about
from mentoringup.training.domain.sessions import save_session
from mentoringup.training.domain.states import publish_series
from mentoringup.training.models import Contact, Question, RemovedSession, Series, Session


def test_a_part_is_saved_and_shown(client, address, filled, words):
    page = address("edit_part", "about")
    sent = filled(client.get(page)) | {"summary": "Six sessions about being mentored."}

    answer = client.post(page, sent, follow=True)

    assert Series.objects.get().summary == "Six sessions about being mentored."
    assert "Six sessions about being mentored." in words(answer)


def test_the_second_of_two_is_told_and_sees_both_texts(
    client, address, filled, words, series, coordinator, now
):
    page = address("edit_part", "about")
    mine = filled(client.get(page)) | {"summary": "Mine"}
    series.refresh_from_db()
    about = AboutText(title=series.title, summary="Theirs", term_id=series.term_id)
    save_about(series=series, about=about, actor=coordinator, now=now)

    answer = client.post(page, mine)

    assert answer.status_code == 409
    assert "Somebody else saved this meanwhile" in words(answer)
    assert "Yours Mine Saved now Theirs" in words(answer)
    assert filled(answer)["summary"] == ["Mine"]
    assert Series.objects.get().summary == "Theirs"


@pytest.mark.parametrize(
    ("theirs", "kept"), [([], "Mine"), (["summary"], "Theirs"), (["title"], "Mine")]
)
def test_the_second_of_two_can_keep_either(
    client, address, filled, series, coordinator, now, theirs, kept
):
    page = address("edit_part", "about")
    mine = filled(client.get(page)) | {"summary": "Mine"}
    series.refresh_from_db()
    about = AboutText(title=series.title, summary="Theirs", term_id=series.term_id)
    save_about(series=series, about=about, actor=coordinator, now=now)
    told = filled(client.post(page, mine))

    client.post(page, told | {"theirs": theirs})

    assert Series.objects.get().summary == kept


def test_two_who_write_different_parts_are_not_in_each_others_way(
    client, address, filled, series, coordinator, now
):
    page = address("edit_part", "contacts")
    mine = filled(client.get(page)) | {"0-name": "Bea"}
    series.refresh_from_db()
    about = AboutText(title="Theirs", term_id=series.term_id)
    save_about(series=series, about=about, actor=coordinator, now=now)

    answer = client.post(page, mine)

    assert answer.status_code == 302
    assert (Series.objects.get().title, Contact.objects.get().name) == ("Theirs", "Bea")


def test_a_row_that_somebody_added_meanwhile_is_not_lost(
    client, other_client, address, filled, words
):
    page = address("edit_part", "contacts")
    mine = filled(client.get(page)) | {"0-name": "Bea"}
    theirs = filled(other_client.get(page))
    other_client.post(page, theirs | {"rows": "2", "1-name": "Carl", "1-email": "c@x.example"})

    answer = client.post(page, mine)

    assert answer.status_code == 409
    assert "Carl" in words(answer)
    told = filled(answer)
    client.post(page, told | {"theirs": ["1-name", "1-email"]})
    assert list(Contact.objects.values_list("name", flat=True)) == ["Bea", "Carl"]


@pytest.fixture
def other_client(signed_in, make_staff, site):
    return signed_in(make_staff(Role.SITE_ADMIN, site))


def test_a_session_that_somebody_saved_meanwhile_is_not_overwritten(
    client, address, filled, words, afternoon, coordinator, now
):
    session = Session.objects.get(position=1)
    page = address("edit_session", session.pk)
    mine = filled(client.get(page)) | {"place": "Room 4"}
    save_session(session=session, text=afternoon(place="Hall"), actor=coordinator, now=now)

    answer = client.post(page, mine)

    assert answer.status_code == 409
    assert "Yours Room 4 Saved now Hall" in words(answer)
    assert Session.objects.get(pk=session.pk).place == "Hall"


def test_a_repair_fills_the_field_and_keeps_what_was_typed(client, address, filled):
    page = address("edit_part", "about")
    sent = filled(client.get(page)) | {"title": "Typed", "repair": "description:Repaired: yes"}

    answer = client.post(page, sent)

    assert answer.status_code == 200
    again = filled(answer)
    assert (again["title"], again["description"]) == (["Typed"], ["Repaired: yes"])
    assert Series.objects.get().title == "Mentoring Up"


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("add", ["A", "B", ""]),
        ("remove-0", ["B"]),
        ("up-1", ["B", "A"]),
        ("down-0", ["B", "A"]),
        ("up-0", ["A", "B"]),
        ("remove-9", ["A", "B"]),
        ("nonsense", ["A", "B"]),
        ("up--1", ["A", "B"]),
    ],
)
def test_rows_are_added_and_moved_without_saving(client, address, order, names, filled):
    page = address("edit_part", "contacts")
    sent = {"rows": "2", "0-name": "A", "1-name": "B", "0-email": "", "do": order}

    answer = client.post(page, sent)

    form = filled(answer)
    found = [form[f"{row}-name"][0] for row in range(int(form["rows"][0]))]
    assert found == names
    assert Contact.objects.get().name == "Ada"


def test_answers_without_questions_are_kept_and_found(client, address, words):
    sent = {"rows": "1", "0-question": "", "0-answer": "You must be a postdoc."}

    client.post(address("edit_part", "questions"), sent)

    assert Question.objects.get().answer == "You must be a postdoc."
    assert "This answer has no question" in words(client.get(address("edit_part", "questions")))


def test_typing_is_checked_without_being_saved(client, address, words, filled):
    page = address("edit_part", "about")
    sent = filled(client.get(page)) | {"description": "Lorem ipsum dolor sit amet"}

    answer = client.post(address("check_part", "about"), sent)

    assert "placeholder text" in words(answer)
    assert Series.objects.get().description == ""


def test_typing_into_a_row_is_checked_in_its_row(client, address):
    sent = {"rows": "2", "0-name": "", "1-name": "Bea", "1-email": ""}

    answer = client.post(address("check_part", "contacts"), sent)

    assert "#id_1-email" in answer.content.decode()


def test_a_new_session_is_checked_while_it_is_typed(client, address, words):
    sent = {"title": "TODO", "zone": "America/Los_Angeles"}

    answer = client.post(address("check_new_session"), sent)

    assert "placeholder text" in words(answer)
    assert Session.objects.count() == 2


def test_a_session_begins_with_the_time_and_place_of_the_one_before(client, address, filled):
    begun = filled(client.get(address("new_session")))

    assert {name: begun[name] for name in ("on", "start", "end", "place", "zone")} == {
        "on": ["2026-10-21"],
        "start": ["16:00"],
        "end": ["17:30"],
        "place": ["Zoom"],
        "zone": ["America/Los_Angeles"],
    }


def test_a_session_is_added(client, address, filled):
    page = address("new_session")
    sent = filled(client.get(page)) | {"title": "Independence", "modules": ["equity"]}

    answer = client.post(page, sent | {"another": ""})

    assert answer.headers["Location"] == page
    added = Session.objects.get(position=3)
    assert (added.title, added.local_date) == ("Independence", date(2026, 10, 21))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"on": "2027-03-14", "start": "02:30", "end": "04:00"},
            "Choose Sun, Mar 14, 2027, 1:30 am PST or Sun, Mar 14, 2027, 3:30 am PDT",
        ),
        ({"zone": "Mars/Base"}, "There is no time zone “Mars/Base”"),
        ({"end": "15:00"}, "The end has to come after the start"),
        ({"on": "0001-01-01"}, "Look at the year"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"capacity": "-3"}, "have -3 seats. Write 1 or more"),
        ({"programs": "https://only.example"}, "Write the name of the program"),
    ],
)
def test_a_session_that_cannot_be_is_refused_with_a_reason(
    client, address, filled, words, changes, said
):
    page = address("edit_session", Session.objects.get(position=1).pk)

    answer = client.post(page, filled(client.get(page)) | changes)

    assert answer.status_code == 422
    assert said in words(answer)


def test_a_live_page_says_why_it_does_not_take_a_fault(
    client, address, filled, words, series, coordinator, now
):
    series.refresh_from_db()
    publish_series(series=series, actor=coordinator, now=now)
    page = address("edit_part", "about")
    sent = filled(client.get(page)) | {"description": "Lorem ipsum dolor"}

    answer = client.post(page, sent)

    assert answer.status_code == 422
    assert "Nothing was saved: this page is live" in words(answer)
    assert filled(answer)["description"] == ["Lorem ipsum dolor"]
    assert Series.objects.get().description == ""


def test_a_session_moves_is_removed_and_comes_back(client, address):
    first, second = Session.objects.order_by("position")

    client.post(address("reorder_session", second.pk), {"to": "up"})
    moved = list(Session.objects.values_list("pk", flat=True))
    client.post(address("remove_session", first.pk))
    left = list(Session.objects.values_list("pk", flat=True))
    client.post(address("restore_session", RemovedSession.objects.get().pk))

    assert (moved, left) == ([second.pk, first.pk], [second.pk])
    assert list(Session.objects.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_a_delivery_is_added_changed_and_removed(client, address, filled, series):
    page = address("new_delivery")
    client.post(page, filled(client.get(page)) | {"audience": "mentors", "name": "Mentors"})
    delivery = series.implementations.get(name="Mentors")
    page = address("edit_delivery", delivery.pk)
    client.post(page, filled(client.get(page)) | {"mode": "in-person", "programs": "Leaders"})
    delivery.refresh_from_db()
    found = (delivery.mode, [one.program for one in delivery.co_listings.all()])

    client.post(address("remove_delivery", delivery.pk))

    assert found == ("in-person", ["Leaders"])
    assert series.implementations.count() == 1


def test_the_last_delivery_stays(client, address, words, series):
    delivery = series.implementations.get()

    answer = client.post(address("remove_delivery", delivery.pk), follow=True)

    assert "has sessions, or it is the only one" in words(answer)
    assert series.implementations.count() == 1


@pytest.mark.parametrize("extra", [{"title": ""}, {"repair": "summary:Short"}])
def test_a_form_that_comes_back_is_checked_as_it_was_typed(client, address, filled, words, extra):
    page = address("edit_part", "about")
    sent = filled(client.get(page)) | {"description": "Lorem ipsum dolor sit amet"} | extra

    answer = client.post(page, sent)

    assert "is placeholder text" in words(answer)
