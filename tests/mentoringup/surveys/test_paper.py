"""Forms on paper: typed in twice, compared, taken over once."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from answered_wave import ask_people, small_form
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.paper import (
    differences_of,
    next_number,
    remove_form,
    settle,
    sheet_of_wave,
    type_first,
    type_second,
)
from mentoringup.surveys.domain.waves import close_wave, freeze_wave
from mentoringup.surveys.enums import Mode, Origin
from mentoringup.surveys.errors import (
    PaperFormIsInAnotherStateError,
    PaperNumberIsTakenError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import PaperForm, Response, Wave, WaveDay
from mentoringup.surveys.paper.sheet import lines_of, sheet_of, whole_pages
from mentoringup.surveys.paper.typed import CONSENT, LANGUAGE, Typing, as_typed, read_typing

pytestmark = pytest.mark.django_db

ANSWERS = {
    "listening_before": 2,
    "listening_now": 4,
    "asking_before": 1,
    "plans": 1,
    "plan": "Ask every week.",
    "hours": "3",
}
TYPED = {
    "listening_before": "2",
    "listening_now": "4",
    "asking_before": "1",
    "plans": "1",
    "plan": "Ask every week.",
    "hours": "3",
    CONSENT: "1",
    LANGUAGE: "es",
}


@pytest.fixture
def people(site):
    return ask_people(site, timezone.now(), mode=Mode.CONFIDENTIAL)


@pytest.fixture
def actor(make_staff, site):
    return make_staff(Role.COORDINATOR, site, "typist@lakeside.example")


@pytest.fixture
def client(signed_in, actor):
    return signed_in(actor)


def typing(**changes) -> Typing:
    return Typing(answers={**ANSWERS, **changes}, consent=True, language="en")


def typed_once(people, actor, number: int = 7) -> PaperForm:
    return type_first(wave=people.wave, number=number, typing=typing(), actor=actor, now=people.now)


def typed_otherwise(people, actor, **changes) -> PaperForm:
    form = typed_once(people, actor)
    return type_second(form=form, typing=typing(**changes), actor=actor, now=people.now)


def page(name: str, people, *more: int) -> str:
    return reverse(f"surveys:{name}", args=["lakeside", people.wave.pk, *more])


# --------------------------------------------------------------------------------------- pure


def test_the_sheet_numbers_every_question_and_says_who_answers_which(people):
    sheet = sheet_of_wave(people.wave)
    pages = sheet_of(sheet.form, sheet.pages, language="en")

    assert [(line.number, line.text) for _block, line in lines_of(pages)] == [
        (1, "Listening"),
        (2, "Asking"),
        (3, "A plan?"),
        (4, "What will you change?"),
        (5, "How many hours?"),
    ]
    conditions = [block.condition for block, _line in lines_of(pages)]
    assert conditions == ["", "", "", "Only if you chose one of these at question 3: “Yes”.", ""]


def test_questions_about_what_was_not_taught_are_not_on_the_sheet():
    form = small_form()
    rated = form.pages[0].elements[0]
    rows = (rated.rows[0], replace(rated.rows[1], competency="equity"))
    first = replace(form.pages[0], elements=(replace(rated, rows=rows),))
    form = replace(form, pages=(first, *form.pages[1:]))

    pages = whole_pages(form, taught=frozenset({"communication"}), asks_untaught=False)

    assert [row.id for row in pages[0].elements[0].rows] == ["listening"]


def test_what_is_typed_is_read_as_a_browser_would_post_it(people):
    sheet = sheet_of_wave(people.wave)

    read = read_typing(sheet.pages, TYPED, paper_language="es", language="en", wrong="Wrong.")

    assert read.faults == ()
    assert read.typing == Typing(answers=ANSWERS, consent=True, language="es")
    assert all(as_typed(read.typing, name) == typed for name, typed in TYPED.items())


def test_a_code_that_the_paper_does_not_have_is_a_fault(people):
    sheet = sheet_of_wave(people.wave)
    posted = {"listening_now": "6", "hours": "100", CONSENT: "3"}

    read = read_typing(sheet.pages, posted, paper_language="en", language="en", wrong="Wrong.")

    assert dict(read.faults) == {
        "listening_now": "Choose one of the answers that are shown.",
        "hours": "Write a number from 0 to 99.",
        CONSENT: "Wrong.",
    }


# ------------------------------------------------------------------------------------- domain


def test_two_typings_that_agree_become_a_response_and_are_emptied(people, actor):
    form = typed_otherwise(people, actor, plan="Ask  every week. ")

    response = Response.objects.get()
    assert response.answers == ANSWERS
    assert (response.origin, response.consent, response.locator) == (Origin.PAPER, True, None)
    assert response.shown == ["skills", "plans", "plan", "hours"]
    assert (form.is_taken_over, form.first, form.second) == (True, {}, None)
    assert (form.consent_first, form.consent_second) == (None, None)
    assert WaveDay.objects.get().finished == 1
    verbs = list(Entry.objects.filter(verb__startswith="wave.paper").values_list("verb", flat=True))
    assert sorted(verbs) == ["wave.paper-taken-over", "wave.paper-typed", "wave.paper-typed"]


def test_what_was_answered_against_a_condition_is_left_out(people, actor):
    changed = {"plans": 2}
    form = type_first(
        wave=people.wave, number=1, typing=typing(**changed), actor=actor, now=people.now
    )
    type_second(form=form, typing=typing(**changed), actor=actor, now=people.now)

    response = Response.objects.get()
    assert "plan" not in response.answers
    assert response.shown == ["skills", "plans", "hours"]


def test_typings_that_differ_wait_to_be_settled(people, actor):
    form = typed_otherwise(people, actor, listening_now=5, hours="4")

    sheet = sheet_of_wave(people.wave)
    assert differences_of(form, sheet=sheet) == ("listening_now", "hours")
    assert not Response.objects.exists()

    names = ["listening_now", "hours"]
    settle(form=form, settled=typing(hours="4"), names=names, actor=actor, now=people.now)

    assert Response.objects.get().answers == {**ANSWERS, "hours": "4"}


def test_a_form_counts_once_whoever_settles_it_again(people, actor):
    form = typed_otherwise(people, actor, hours="4")
    settle(form=form, settled=typing(), names=["hours"], actor=actor, now=people.now)

    for again in (
        lambda: settle(form=form, settled=typing(), names=["hours"], actor=actor, now=people.now),
        lambda: type_second(form=form, typing=typing(), actor=actor, now=people.now),
        lambda: remove_form(form=form, actor=actor, now=people.now),
    ):
        with pytest.raises(PaperFormIsInAnotherStateError):
            again()
    assert Response.objects.count() == 1


def test_a_number_is_typed_in_once(people, actor):
    typed_once(people, actor)

    with pytest.raises(PaperNumberIsTakenError):
        typed_once(people, actor)
    assert next_number(people.wave) == 8


def test_paper_that_comes_after_the_closing_counts_and_after_the_freezing_does_not(people, actor):
    close_wave(wave=people.wave, actor=actor, now=people.now)
    typed_otherwise(people, actor)
    waiting = typed_once(people, actor, number=9)
    freeze_wave(wave=people.wave, actor=actor, now=people.now)

    assert Response.objects.count() == 1
    for late in (
        lambda: typed_once(people, actor, number=8),
        lambda: type_second(form=waiting, typing=typing(), actor=actor, now=people.now),
        lambda: remove_form(form=waiting, actor=actor, now=people.now),
    ):
        with pytest.raises(WaveIsInAnotherStateError):
            late()


def test_freezing_forgets_what_was_typed_of_forms_that_were_not_taken_over(people, actor, client):
    typed_once(people, actor)
    typed_again = typed_once(people, actor, number=8)
    type_second(form=typed_again, typing=typing(hours="9"), actor=actor, now=people.now)
    close_wave(wave=people.wave, actor=actor, now=people.now)
    warned = client.get(reverse("surveys:show_wave", args=["lakeside", people.wave.pk]))
    assert "what was typed of them is deleted then" in warned.content.decode()

    freeze_wave(wave=people.wave, actor=actor, now=people.now)

    for form in PaperForm.objects.all():
        assert (form.first, form.second, form.is_taken_over) == ({}, None, False)
        assert (form.consent_first, form.consent_second) == (None, None)
    listed = client.get(page("list_paper", people)).content.decode()
    assert listed.count("not taken over; what was typed is deleted") == 2


def test_an_anonymous_response_keeps_neither_day_nor_language_of_its_paper(site, actor):
    people = ask_people(site, timezone.now())
    typed_otherwise(people, actor)

    response = Response.objects.get()
    assert (response.language, response.day) == ("", day_in(people.wave.opens_at, site.zone))


# -------------------------------------------------------------------------------------- pages


def test_a_form_is_typed_twice_compared_and_settled_on_pages(client, people):
    client.post(page("type_paper", people), {"number": "12", **TYPED})
    second = {**TYPED, "hours": "5", "plan": "", CONSENT: "2"}
    answer = client.post(page("type_paper_again", people, 12), second)
    assert answer.url == page("compare_paper", people, 12)

    shown = client.get(answer.url).content.decode()
    assert "Ask every week." in shown
    assert "left empty" in shown
    places = ["plan", "hours", CONSENT]
    picks = {"pick-plan": "first", "pick-hours": "other", "right-hours": "4"}
    picks[f"pick-{CONSENT}"] = "second"
    done = client.post(answer.url, {"place": places, **picks})

    assert done.url == page("list_paper", people)
    response = Response.objects.get()
    assert response.answers == {**ANSWERS, "hours": "4"}
    assert (response.consent, response.language) == (False, "es")
    assert "taken over" in client.get(done.url).content.decode()


def test_the_first_typing_is_not_shown_to_whoever_types_again(client, people, actor):
    typed_once(people, actor)

    shown = client.get(page("type_paper_again", people, 7)).content.decode()

    assert "Ask every week." not in shown
    assert 'value="4"' not in shown


def test_a_number_that_is_taken_is_refused_and_nothing_typed_is_lost(client, people, actor):
    typed_once(people, actor, number=12)

    answer = client.post(page("type_paper", people), {"number": "12", **TYPED})

    assert answer.status_code == 422
    assert "Form 12 was typed in already." in answer.content.decode()
    assert "Ask every week." in answer.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "0"},
        {"number": "x"},
        {"number": ""},
        {"number": "99999999999999999999"},
        {"listening_now": "9"},
        {"hours": "many"},
        {CONSENT: "yes"},
        {LANGUAGE: "tlh"},
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_typed(client, people, changes):
    answer = client.post(page("type_paper", people), {"number": "1", **TYPED, **changes})

    assert answer.status_code == 422
    assert "Ask every week." in answer.content.decode()
    assert not PaperForm.objects.exists()


def test_an_empty_sheet_is_not_saved(client, people):
    answer = client.post(page("type_paper", people), {"number": "1", LANGUAGE: "en"})

    assert answer.status_code == 422
    assert "Nothing is typed yet." in answer.content.decode()


def test_places_that_are_not_settled_are_named(client, people, actor):
    typed_otherwise(people, actor, hours="4", plan="")
    sent = {"place": ["plan", "hours"], "pick-plan": "first", "pick-hours": "other"}

    half = client.post(page("compare_paper", people, 7), {**sent, "pick-hours": ""})
    wrong = client.post(page("compare_paper", people, 7), {**sent, "right-hours": "many"})

    assert (half.status_code, wrong.status_code) == (422, 422)
    assert "Choose which one is right." in half.content.decode()
    assert "Write a number, such as 3 or 2.5." in wrong.content.decode()
    assert not Response.objects.exists()


def test_who_settles_second_is_told_so(client, people, actor):
    form = typed_otherwise(people, actor, hours="4")
    settle(form=form, settled=typing(), names=["hours"], actor=actor, now=people.now)

    answers = [
        client.post(page("compare_paper", people, 7), {"place": "hours", "pick-hours": "first"}),
        client.post(page("type_paper_again", people, 7), TYPED),
        client.post(page("remove_paper", people, 7)),
    ]

    assert [one.status_code for one in answers] == [409, 409, 409]
    assert client.get(page("compare_paper", people, 7)).status_code == 302


def test_forms_are_printed_with_their_numbers_in_a_language(client, people):
    shown = client.get(
        page("print_paper", people), {"first": "5", "copies": "2", LANGUAGE: "es"}
    ).content.decode()

    assert shown.count('<article class="paper-form" lang="es">') == 2
    assert "Habilidad 1" in shown
    assert "Puede participar." in shown
    assert client.get(page("print_paper", people), {"copies": "51"}).status_code == 422


def test_the_pages_of_a_frozen_wave_take_no_more_forms(client, people, actor):
    typed_once(people, actor)
    close_wave(wave=people.wave, actor=actor, now=people.now)
    freeze_wave(wave=people.wave, actor=actor, now=people.now)

    assert "no more forms are typed in" in client.get(page("type_paper", people)).content.decode()
    assert client.post(page("type_paper", people), {"number": "3", **TYPED}).status_code == 409
    assert client.get(page("list_paper", people)).status_code == 200


def test_a_wave_that_was_never_opened_has_no_sheet(client, people):
    Wave.objects.update(state="planned", asked=None)

    assert client.get(page("list_paper", people)).status_code == 404
    assert client.get(page("type_paper", people)).status_code == 404


def test_listing_many_forms_takes_no_more_queries(
    client, people, actor, django_assert_max_num_queries
):
    for number in range(1, 9):
        typed_once(people, actor, number=number)

    with django_assert_max_num_queries(14):
        client.get(page("list_paper", people))
