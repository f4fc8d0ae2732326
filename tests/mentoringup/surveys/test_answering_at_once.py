"""Several devices and people at the same moment: nothing is lost, nothing counts twice."""

import pytest
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.surveys.domain.closing import flush_tickets
from mentoringup.surveys.domain.recording import record_response
from mentoringup.surveys.domain.waves import close_wave
from mentoringup.surveys.enums import Mode, Origin, WaveState
from mentoringup.surveys.models import Response, SealedTicket, WaveDay, WaveMinutes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(several_connections, site):  # noqa: ARG001  not inside one transaction
    emails = [f"p{number}@x.example" for number in range(6)]
    return ask_people(site, timezone.now(), emails=emails)


def test_pages_saved_by_three_devices_at_once_are_all_there(people, at_once):
    token = people.tokens[0]
    Respondent(people, token).begin()
    pages = {1: {"asking_now": 5}, 2: {"plans": 2}, 3: {"hours": "7"}}

    def save(place):
        def work(barrier):
            device = Respondent(people, token)
            device.get(f"p/{place}/")
            barrier.wait()
            assert device.type(place, **pages[place]).status_code == 200

        return work

    done = at_once([save(place) for place in pages])
    Respondent(people, token).post("send/")

    assert done == {"done": 3}
    assert Response.objects.get().answers == {"asking_now": 5, "plans": 2, "hours": "7"}


def test_sent_four_times_at_once_counts_once(people, at_once):
    token = people.tokens[0]
    Respondent(people, token).begin()

    def send(barrier):
        barrier.wait()
        assert Respondent(people, token).post("send/").status_code == 303

    at_once([send] * 4)

    assert (Response.objects.count(), SealedTicket.objects.count()) == (1, 1)
    assert WaveDay.objects.get().finished == 1
    assert sum(row.count for row in WaveMinutes.objects.all()) == 1


def test_begun_on_two_devices_at_once_is_one_draft(people, at_once):
    def begin(barrier):
        barrier.wait()
        assert Respondent(people, people.tokens[0]).begin().status_code == 303

    at_once([begin] * 3)

    assert WaveDay.objects.get().opened == 1


def test_six_people_who_send_at_once_are_six_answers(people, at_once):
    for token in people.tokens:
        Respondent(people, token).begin()

    def send(token):
        def work(barrier):
            barrier.wait()
            assert Respondent(people, token).post("send/").status_code == 303

        return work

    at_once([send(token) for token in people.tokens])

    assert Response.objects.count() == 6
    assert WaveDay.objects.get().finished == 6
    assert flush_tickets(people.wave) == 6


def test_who_sends_while_the_wave_closes_is_in_or_is_told(people, at_once):
    token, now = people.tokens[0], timezone.now()
    Respondent(people, token).begin()
    told = []

    def send(barrier):
        barrier.wait()
        told.append(Respondent(people, token).post("send/").status_code)

    def close(barrier):
        barrier.wait()
        close_wave(wave=people.wave, actor=None, now=now)

    at_once([send, close])

    people.wave.refresh_from_db()
    tickets = SealedTicket.objects.count()
    assert people.wave.state == WaveState.CLOSED
    assert (told, Response.objects.count(), tickets) in [([303], 1, 1), ([409], 0, 0)]
    assert people.wave.mode == Mode.ANONYMOUS


def test_paper_forms_typed_in_while_others_send_double_nobody(people, at_once):
    for token in people.tokens:
        Respondent(people, token).answer_all(consent="")

    def take_over(barrier):
        wave = type(people.wave).objects.select_related("survey__consent", "asked").get()
        barrier.wait()
        record_response(
            wave=wave,
            answers={"hours": "8"},
            shown=["hours"],
            layout="side-by-side",
            language="en",
            consent=None,
            origin=Origin.PAPER,
            day=people.now.date(),
        )

    done = at_once([take_over] * 3)

    assert done == {"done": 3}
    assert Response.objects.count() == 9
