"""The pages on which staff set surveys up."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.organizations.models import Site
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.waves import open_wave
from mentoringup.surveys.enums import AudienceKind, Mode, SurveyState, WaveState
from mentoringup.surveys.models import ConsentText, Participant, Survey, SurveyHabit
from staged_survey import AFTER, BEFORE, people, wave_of

pytestmark = pytest.mark.django_db

SETUP = {
    "mode": "confidential",
    "audience": "roster",
    "kinds": ["post", "days-30"],
    "open_days": "30",
    "reminder_days": "5, 12",
    "layout": "random",
}


@pytest.fixture
def office(coordinator, signed_in) -> Client:
    return signed_in(coordinator)


def page(client: Client, site: Site, route: str, /, *numbers, **posted):
    address = reverse(f"surveys:{route}", args=[site.slug, *numbers])
    return client.post(address, posted, follow=True) if posted else client.get(address)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_evaluation_is_turned_on_in_one_page(office, site, implementation):
    shown = page(office, site, "turn_on_survey", implementation.pk)
    done = page(office, site, "turn_on_survey", implementation.pk, **SETUP)

    assert shown.status_code == 200
    survey = Survey.objects.get()
    assert (survey.mode, survey.reminder_days, len(survey.layouts)) == (
        Mode.CONFIDENTIAL,
        [5, 12],
        3,
    )
    assert "Wed, Oct 14, 2026, 5:30 pm PDT" in words(done)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reminder_days": "1, 2, 3, 4"}, "more than three would be a nuisance"),
        ({"reminder_days": "soon"}, "Write whole numbers"),
        ({"reminder_days": "30"}, "comes too late"),
        ({"reminder_days": "0"}, "a day after the invitation at least"),
        ({"kinds": ["monthly"]}, "monthly is not one of the available choices"),
        ({"key_destroyed_on": "2020-01-01"}, "This day has passed"),
        ({"open_days": "0"}, "greater than or equal to 1"),
    ],
)
def test_settings_that_can_not_be_are_refused_in_words(
    change, sentence, office, site, implementation
):
    answer = page(office, site, "turn_on_survey", implementation.pk, **{**SETUP, **change})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Survey.objects.exists()


def test_after_opening_mode_and_audience_are_locked_in_the_form(office, site, make_survey):
    survey = make_survey(audience=AudienceKind.ROSTER)
    open_wave(wave=wave_of(survey), actor=None, now=AFTER)
    survey.refresh_from_db()

    sent = {**SETUP, "audience": "public", "version": survey.version}
    page(office, site, "edit_survey", survey.pk, **sent)

    survey.refresh_from_db()
    assert (survey.mode, survey.audience) == (Mode.ANONYMOUS, AudienceKind.ROSTER)
    assert survey.reminder_days == [5, 12]


def test_the_list_reads_as_much_for_five_trainings_as_for_one(
    office, site, implementation, make_survey, django_assert_max_num_queries
):
    make_survey()
    page(office, site, "list_surveys")
    with django_assert_max_num_queries(20) as one:
        page(office, site, "list_surveys")
    for number in range(4):
        implementation.series.implementations.create(name=f"Group {number}")

    with django_assert_max_num_queries(len(one)):
        page(office, site, "list_surveys")


def test_turning_it_off_asks_first(office, site, make_survey):
    survey = make_survey()

    asked = page(office, site, "turn_off_survey", survey.pk)
    page(office, site, "turn_off_survey", survey.pk, yes="yes")

    assert "does not take place" in words(asked)
    survey.refresh_from_db()
    assert survey.state == SurveyState.OFF


def test_a_wave_is_moved_by_hand_in_the_sites_wall_time(office, site, make_survey):
    wave = wave_of(make_survey())
    sent = {
        "questionnaire": wave.questionnaire_id,
        "opens_at": "2030-10-20T08:00",
        "closes_at": "2030-11-20T08:00",
    }

    page(office, site, "edit_wave", wave.pk, **sent)
    wrong = page(office, site, "edit_wave", wave.pk, **{**sent, "closes_at": "2030-10-01T08:00"})

    wave.refresh_from_db()
    assert (wave.is_moved_by_hand, wave.opens_at.hour, wave.closes_at.hour) == (True, 15, 16)
    assert wrong.status_code == 422
    page(office, site, "edit_wave", wave.pk, questionnaire=wave.questionnaire_id, follows="on")
    wave.refresh_from_db()
    assert not wave.is_moved_by_hand


def test_a_wave_is_opened_by_a_button_and_not_by_looking(office, site, make_survey):
    wave = wave_of(make_survey())

    page(office, site, "open_wave_now", wave.pk)
    assert wave_of(wave.survey).state == WaveState.PLANNED
    page(office, site, "open_wave_now", wave.pk, yes="yes")
    again = page(office, site, "open_wave_now", wave.pk, yes="yes")

    assert wave_of(wave.survey).state == WaveState.OPEN
    assert again.status_code == 422


def test_the_poster_has_link_and_code(office, site, make_survey):
    wave = wave_of(make_survey(audience=AudienceKind.PUBLIC))

    shown = page(office, site, "show_poster", wave.pk)

    assert f"/s/{wave.ref}/" in words(shown)
    assert 'class="qr-code"' in shown.content.decode()
    assert page(office, site, "list_people", wave.survey_id).status_code == 404


def test_people_are_added_by_hand_and_by_a_list_that_is_looked_at_first(office, site, make_survey):
    survey = make_survey(audience=AudienceKind.ROSTER)
    page(office, site, "list_people", survey.pk, email="ada@lakeside.example", name="Ada")
    twice = page(office, site, "list_people", survey.pk, email="ADA@lakeside.example")
    lines = "email\nada@lakeside.example\nlin@lakeside.example\nlin@lakeside.example"

    seen = page(office, site, "upload_people", survey.pk, lines=lines)
    before = Participant.objects.count()
    page(office, site, "upload_people", survey.pk, lines=lines, confirm="yes")

    assert twice.status_code == 422
    assert "This address stands in line 3 already." in words(seen)
    assert (before, Participant.objects.count()) == (1, 2)
    lin = Participant.objects.get(email__startswith="lin")
    page(office, site, "remove_person", survey.pk, lin.pk, yes="yes")
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("posted", [{"lines": ""}, {"lines": "no addresses here"}])
def test_a_list_that_is_none_is_refused(posted, office, site, make_survey):
    survey = make_survey(audience=AudienceKind.ROSTER)

    assert page(office, site, "upload_people", survey.pk, **posted).status_code == 422


def test_mails_to_somebody_are_stopped_by_the_office(office, site, make_survey):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=None, now=BEFORE)
    open_wave(wave=wave_of(survey), actor=None, now=AFTER)
    ada = Participant.objects.get()

    shown = page(office, site, "stop_person", survey.pk, ada.pk, yes="yes")

    assert "wants no more mails" in words(shown)


def test_a_consent_text_is_written_in_versions(office, site):
    page(office, site, "list_consents", text_en="You **agree**.", approval="IRB 7")
    shown = page(office, site, "list_consents", text_en="You agree to more.", approval="IRB 8")
    empty = page(office, site, "list_consents", text_en=" ", approval="")

    assert ConsentText.objects.count() == 2
    assert "<strong>agree</strong>" in shown.content.decode()
    assert empty.status_code == 422


def test_settings_become_the_usual_ones_and_end_again(office, site, make_survey):
    survey = make_survey()
    page(office, site, "keep_as_habit", survey.pk, yes="yes")
    kept = SurveyHabit.objects.count()

    page(office, site, "end_habit", yes="yes")

    assert (kept, SurveyHabit.objects.count()) == (1, 0)


def test_a_letter_is_written_previewed_and_taken_back(office, site):
    at = ("reminder", "en")
    own = {"subject": "Hello {name}", "text": "{link}\n\n{stop_link}"}
    mark = re.search(
        r'name="mark" value="(\w+)"', page(office, site, "edit_letter", *at).content.decode()
    )[1]

    preview = page(office, site, "preview_letter", *at, subject="Hi {nmae}", text="")
    saved = page(office, site, "edit_letter", *at, **own, mark=mark)
    late = page(office, site, "edit_letter", *at, **own, mark=mark)
    html = page(office, site, "letter_as_html", *at)
    asked = page(office, site, "restore_letter", *at)
    now_mark = re.search(r'name="mark" value="(\w+)"', asked.content.decode())[1]
    restored = page(office, site, "restore_letter", *at, mark=now_mark)

    assert "Did you mean {name}?" in words(preview)
    assert "your words" in words(saved)
    assert late.status_code == 409
    assert "sandbox" in html["Content-Security-Policy"]
    assert "our words" in words(restored)


def test_an_evaluator_writes_and_a_facilitator_sees_nothing(make_staff, signed_in, site):
    evaluator = signed_in(make_staff(Role.EVALUATOR, site))
    facilitator = signed_in(make_staff(Role.FACILITATOR, site, "lee@lakeside.example"))

    assert page(evaluator, site, "list_surveys").status_code == 200
    assert page(facilitator, site, "list_surveys").status_code == 403


def test_a_column_of_what_you_can_do_is_there_only_where_something_can_be_done(
    office, site, make_survey, coordinator
):
    survey = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    title = '<th scope="col">What you can do</th>'
    before = [page(office, site, route, survey.pk) for route in ("show_survey", "list_people")]
    open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)
    Participant.objects.update(is_opted_out=True)
    after = [page(office, site, route, survey.pk) for route in ("show_survey", "list_people")]

    assert [title in one.content.decode() for one in before] == [True, True]
    assert [title in one.content.decode() for one in after] == [False, False]
