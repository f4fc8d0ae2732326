"""The pages on which staff watch and control a wave."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.access import permissions
from mentoringup.access.permissions import PERMISSIONS_OF, Permission, Role
from mentoringup.surveys import keys
from mentoringup.surveys.domain.counts import note_told
from mentoringup.surveys.domain.waves import cancel_wave, close_wave, freeze_wave
from mentoringup.surveys.enums import AudienceKind, Mode, WaveKind, WaveState
from mentoringup.surveys.models import Invitation, Survey, Wave
from staged_survey import BEFORE, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site):
    return ask_people(site, timezone.now(), emails=[f"p{n}@x.example" for n in range(12)])


@pytest.fixture
def client(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def reader(signed_in, make_staff, site, monkeypatch):
    """Somebody who may see surveys, and not change them: no role of today is like that."""
    allowed = {Role.FACILITATOR: frozenset({Permission.SITE_VIEW, Permission.SURVEY_VIEW})}
    monkeypatch.setattr(permissions, "PERMISSIONS_OF", PERMISSIONS_OF | allowed)
    return signed_in(make_staff(Role.FACILITATOR, site))


def address(name: str, wave: Wave) -> str:
    number = wave.survey_id if name == "destroy_key" else wave.pk
    return reverse(f"surveys:{name}", args=["lakeside", number])


def answer(people, number: int, **fields) -> None:
    done = people.wave.responses.count()
    for token in people.tokens[done : done + number]:
        Respondent(people, token).answer_all(**fields)


def invited(people, number: int) -> None:
    people.wave.days.create(day=people.now.date(), invited=number)


def words_of(response) -> str:
    """What a page says, without its tags and its spaces."""
    text = response.content.decode()
    main = text[text.index("<main") :] if "<main" in text else text
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def state_of(wave: Wave) -> str:
    return Wave.objects.get(pk=wave.pk).state


def test_the_page_says_how_many_did_what(client, people):
    invited(people, 12)
    answer(people, 3)

    said = words_of(client.get(address("show_wave", people.wave)))

    assert "12 invited" in said
    assert "3 finished 3 of 12 answered: 25%, interval 9 to 53%" in said
    assert "Fewer than 5 have answered." in said
    assert "12 invited, 3 opened, 3 started, 3 finished" in said


def test_pages_where_people_stopped_are_listed_once_somebody_stopped(client, people):
    assert "Where unfinished answers stand" not in words_of(
        client.get(address("show_wave", people.wave))
    )

    answer(people, 1)
    said = words_of(client.get(address("show_wave", people.wave)))
    assert "Where unfinished answers stand Everybody who began has sent the answers." in said

    Respondent(people, people.tokens[1]).begin()
    said = words_of(client.get(address("show_wave", people.wave)))
    assert "Page Unfinished Skills 1 Plans 0 Time 0" in said


def test_survey_and_wave_say_which_version_was_asked_and_lead_to_it(client, people):
    version = people.wave.asked
    versions = reverse("questionnaires:list_versions", args=["lakeside", version.questionnaire_id])
    link = f'<a href="{versions}#version-1">version 1</a>'
    survey = reverse("surveys:show_survey", args=["lakeside", people.survey.pk])

    assert link in client.get(address("show_wave", people.wave)).content.decode()
    assert link in client.get(survey).content.decode()
    assert '<tr id="version-1">' in client.get(versions).content.decode()
    people.set_wave(asked=None, state=WaveState.PLANNED)
    assert "It will ask: Small" in words_of(client.get(address("show_wave", people.wave)))


def test_from_five_answers_on_it_says_how_exact_the_mean_is(client, people):
    invited(people, 12)
    answer(people, 3)
    for token in people.tokens[3:6]:
        one = Respondent(people, token)
        one.begin()
        one.post_page(1, listening_before=2, listening_now=3)
        one.post("send/")
    note_told(wave=people.wave, now=people.now)

    said = words_of(client.get(address("show_wave", people.wave)))

    assert "1 more answer narrows the interval of the mean gain from ±1.15 to ±1.01 points." in said
    assert "3 consented to research of the first 6 answers" in said


def test_the_part_is_sent_again_only_if_something_changed(client, people):
    page = client.get(address("show_wave", people.wave)).content.decode()
    seen = re.search(r'"X-Seen": "([^"]+)"', page)[1]
    headers = {"HX-Request": "true", "X-Seen": seen}
    assert client.get(address("show_wave", people.wave), headers=headers).status_code == 204

    answer(people, 1)
    part = client.get(address("show_wave", people.wave), headers=headers)

    assert part.status_code == 200
    assert "<h1" not in part.content.decode()
    assert 'id="wave-days" hx-swap-oob="true"' in part.content.decode()


def test_when_the_state_changes_the_whole_page_is_asked_for(client, people):
    headers = {"HX-Request": "true", "X-Seen": "open.x"}
    close_wave(wave=people.wave, actor=None, now=people.now)

    part = client.get(address("show_wave", people.wave), headers=headers)

    assert part.headers["HX-Refresh"] == "true"


def test_what_comes_by_itself_is_said_with_its_day(client, people):
    Survey.objects.update(reminder_days=[5, 12])

    said = words_of(client.get(address("show_wave", people.wave)))

    assert said.count("A reminder goes to 12 people at most") == 2
    assert "It closes. No more answers are taken." in said
    assert "p0@x.example" not in said


def test_a_public_wave_has_no_rate(client, site):
    people = ask_people(site, timezone.now(), audience=AudienceKind.PUBLIC)

    said = words_of(client.get(address("show_wave", people.wave)))

    assert "Whoever has the link can answer, so there is no response rate." in said
    assert "Send a reminder now" not in said


def test_a_reader_sees_counts_and_no_buttons(reader, people):
    said = words_of(reader.get(address("show_wave", people.wave)))

    assert "0 finished" in said
    assert "Close it now" not in said
    assert reader.get(address("close_wave", people.wave)).status_code == 403


def test_another_sites_wave_is_not_found(people, signed_in, make_staff, other_site):
    stranger = signed_in(make_staff(Role.COORDINATOR, other_site))
    url = reverse("surveys:show_wave", args=[other_site.slug, people.wave.pk])

    assert stranger.get(url).status_code == 404


def test_closing_says_first_what_happens_and_then_does_it(client, people):
    Respondent(people, people.tokens[0]).begin()
    asked = words_of(client.get(address("close_wave", people.wave)))
    assert "1 person has begun and not sent" in asked
    assert state_of(people.wave) == WaveState.OPEN

    answer = client.post(address("close_wave", people.wave), follow=True)

    assert state_of(people.wave) == WaveState.CLOSED
    assert "The survey is closed." in words_of(answer)
    assert "Open it again" in words_of(answer)


def test_who_comes_second_is_told_so(client, people):
    client.post(address("close_wave", people.wave))

    answer = client.post(address("close_wave", people.wave))

    assert answer.status_code == 409
    assert "somebody was faster, or the clock was" in words_of(answer)


def test_the_closing_day_is_typed_in_wall_time_of_the_site(client, people):
    day = (people.now + timedelta(days=40)).date()

    client.post(address("extend_wave", people.wave), {"day": day, "at": "17:30"})

    closes_at = Wave.objects.get(pk=people.wave.pk).closes_at
    assert closes_at.astimezone(ZoneInfo("America/Los_Angeles")).strftime("%H:%M") == "17:30"


@pytest.mark.parametrize(
    ("day", "at", "sentence"),
    [
        ("2020-01-01", "10:00", "This moment is past."),
        ("2199-12-31", "10:00", "A survey is open for 365 days at most."),
        ("9999-12-31", "10:00", "This day is too far off."),
        ("", "10:00", "This field is required."),
        ("soon", "10:00", "Enter a valid date."),
    ],
)
def test_a_wrong_closing_day_is_refused_with_a_sentence(client, people, day, at, sentence):
    answer = client.post(address("extend_wave", people.wave), {"day": day, "at": at})

    assert answer.status_code == 422
    assert sentence in words_of(answer)


def test_a_time_that_the_clocks_skip_is_refused(client, people):
    year = people.now.year + 1
    march = next(day for day in range(8, 15) if timezone.datetime(year, 3, day).weekday() == 6)
    people.set_wave(opens_at=people.now - timedelta(days=1))

    answer = client.post(
        address("extend_wave", people.wave), {"day": f"{year}-03-{march:02}", "at": "02:30"}
    )

    assert answer.status_code == 422
    assert "The clocks skip this time on that day." in words_of(answer)


def test_a_closed_wave_is_opened_again_and_a_frozen_one_is_not(client, people):
    close_wave(wave=people.wave, actor=None, now=people.now)
    day = (people.now + timedelta(days=9)).date()
    client.post(address("reopen_wave", people.wave), {"day": day, "at": "12:00"})
    assert state_of(people.wave) == WaveState.OPEN

    close_wave(wave=people.wave, actor=None, now=people.now)
    freeze_wave(wave=people.wave, actor=None, now=people.now)
    answer = client.post(address("reopen_wave", people.wave), {"day": day, "at": "12:00"})

    assert answer.status_code == 409
    assert state_of(people.wave) == WaveState.FROZEN


def test_a_reminder_says_to_how_many_it_goes_and_not_to_whom(client, people):
    asked = words_of(client.get(address("remind_wave", people.wave)))
    assert "A reminder goes to 12 people at most" in asked
    assert "@" not in asked

    client.post(address("remind_wave", people.wave))

    assert set(Invitation.objects.values_list("reminders_due", flat=True)) == {1}


def test_a_fourth_reminder_is_refused_with_a_sentence(client, people):
    Invitation.objects.update(reminders_due=3)
    assert "Send a reminder now" not in words_of(client.get(address("show_wave", people.wave)))

    answer = client.post(address("remind_wave", people.wave))

    assert answer.status_code == 409
    assert "All who have not answered have had three reminders" in words_of(answer)


def test_a_planned_wave_is_cancelled_and_taken_up_again(client, make_survey):
    wave = wave_of(make_survey())
    client.post(address("cancel_wave", wave))
    assert state_of(wave) == WaveState.CANCELLED

    client.post(address("plan_wave_again", wave))

    assert state_of(wave) == WaveState.PLANNED


def test_the_way_to_destroy_the_key_stands_by_the_sentence_about_it(client, people):
    Survey.objects.update(key_destroyed_on=people.now.date() + timedelta(days=90))

    soup = BeautifulSoup(client.get(address("show_wave", people.wave)).content, "html.parser")

    (way,) = soup.select(f'a[href="{address("destroy_key", people.wave)}"]')
    assert "The key of this survey is destroyed on" in way.parent.find_previous("p").get_text()


def test_the_key_is_destroyed_only_where_no_wave_needs_it(client, people):
    refused = client.post(address("destroy_key", people.wave))
    assert refused.status_code == 409
    assert "The key is still needed" in words_of(refused)
    close_wave(wave=people.wave, actor=None, now=people.now)

    client.post(address("destroy_key", people.wave))

    assert not keys.exists(people.survey.code)
    said = words_of(client.get(address("show_wave", people.wave)))
    assert "The key of this survey was destroyed" in said


CONTROLS = (
    "cancel_wave",
    "plan_wave_again",
    "extend_wave",
    "close_wave",
    "reopen_wave",
    "remind_wave",
    "destroy_key",
)


@pytest.mark.parametrize("state", WaveState)
def test_whatever_the_state_every_control_answers_with_a_page(client, people, state):
    fixed = {"opens_at": None, "closes_at": None} if state in {"planned", "cancelled"} else {}
    people.set_wave(state=state, **fixed)
    day = (timezone.now() + timedelta(days=9)).date()

    for name in CONTROLS:
        url = address(name, people.wave)
        assert client.get(url).status_code == 200
        answer = client.post(url, {"day": day, "at": "12:00"})
        assert answer.status_code in {302, 409}
        Survey.objects.update(key_gone_on=None)
        people.set_wave(state=state, **fixed)
    assert client.get(address("show_wave", people.wave)).status_code == 200


def test_a_wave_that_asks_nothing_yet_has_a_page(client, make_survey):
    survey = make_survey(kinds=(WaveKind.POST, WaveKind.DAYS_30))
    wave = wave_of(survey, "days-30")
    to_come = timezone.now() + timedelta(days=3)
    Wave.objects.filter(pk=wave.pk).update(opens_at=to_come, closes_at=to_come + timedelta(days=30))
    assert "It opens, and everybody is invited." in words_of(client.get(address("show_wave", wave)))

    cancel_wave(wave=wave, actor=None, now=BEFORE)

    assert "Take it up again" in words_of(client.get(address("show_wave", wave)))


@pytest.mark.parametrize("mode", Mode)
def test_no_page_tells_an_answer_of_three(client, reader, site, mode):
    people = ask_people(
        site, timezone.now(), mode=mode, emails=[f"p{n}@x.example" for n in range(3)]
    )
    invited(people, 3)
    answer(people, 3, plan="Zebras every Tuesday.", hours="77")
    note_told(wave=people.wave, now=people.now)

    wave, survey = people.wave, people.survey
    of_wave = ("show_wave", "close_wave", "extend_wave", "remind_wave", "list_paper", "type_paper")
    of_survey = ("show_survey", "list_people", "edit_survey")
    urls = [reverse(f"surveys:{name}", args=["lakeside", wave.pk]) for name in of_wave]
    urls += [reverse(f"surveys:{name}", args=["lakeside", survey.pk]) for name in of_survey]
    urls.append(reverse("surveys:list_surveys", args=["lakeside"]))

    for browser in (client, reader):
        for url in urls:
            page = browser.get(url)
            said = words_of(page)
            assert page.status_code in {200, 403}
            assert "Zebras" not in said
            assert "77" not in said
            assert "±" not in said
            assert "3 consented" not in said
