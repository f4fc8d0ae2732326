"""Pages that are still open elsewhere when a survey is sent: nothing typed there is lost."""

import pytest
from django.utils import timezone

from answered_wave import Respondent
from mentoringup.surveys.domain import sending
from mentoringup.surveys.domain.answering import save_page
from mentoringup.surveys.domain.visiting import visit
from mentoringup.surveys.draft import Saver
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import Draft, Response, WaveDay

TELLS = "What you sent counts until you send again."


@pytest.fixture
def phone(people):
    """It shows the page of hours, empty, while another device answers all and sends."""
    phone = Respondent(people, people.tokens[0])
    phone.begin()
    phone.get("p/3/")
    Respondent(people, phone.token).answer_all(plan="Ask every week.")
    return phone


def post_stale(phone: Respondent, rest: str = "p/3/", **fields: object):
    """Post the page as it was shown before the sending."""
    return phone.post(rest, **{"-showing": phone.showing, "-go": "next"}, **fields)


def test_a_page_from_before_the_sending_is_saved_on_top_of_what_was_sent(phone):
    answer = post_stale(phone, hours="77")

    assert answer.headers["Location"] == f"{phone.home}review/"
    review = phone.get("review/").content.decode()
    assert "77" in review
    assert "Ask every week." in review
    assert TELLS in review


def test_what_is_typed_is_saved_too_and_counts_once_it_is_sent_again(phone):
    answer = phone.type(3, hours="77")
    before = Response.objects.get().answers["hours"]
    phone.post("send/")

    assert (answer.status_code, "revision" in answer.json()) == (200, True)
    assert (before, Response.objects.get().answers["hours"]) == ("3", "77")
    assert Response.objects.get().answers["plan"] == "Ask every week."
    assert [day.finished for day in WaveDay.objects.all()] == [1]
    assert [day.opened for day in WaveDay.objects.all()] == [1]


def test_an_empty_field_of_a_page_from_before_empties_nothing_however_often_it_is_saved(phone):
    for _ in range(3):
        phone.type(1, listening_before=5)
    phone.post("send/")

    answers = Response.objects.get().answers
    assert [answers[f"listening_{one}"] for one in ("before", "now")] == [5, 4]
    assert answers["asking_now"] == 5


def test_a_page_that_is_shown_again_can_empty_a_field(phone):
    phone.type(3, hours="77")
    phone.post_page(3, hours="")
    phone.post("send/")

    assert "hours" not in Response.objects.get().answers


def test_a_consent_from_before_the_sending_is_kept(phone):
    answer = phone.post("consent/", consent="no")
    phone.post("send/")

    assert answer.headers["Location"] == f"{phone.home}review/"
    assert Response.objects.get().consent is False


def test_whoever_sends_in_the_middle_of_a_save_loses_nothing(people, phone):
    phone.begin()
    coming = visit(ref=people.ref, token=phone.token)
    sending.submit(coming=coming, now=timezone.now())

    saved = save_page(
        coming=coming, place=3, posted={"hours": ["77"]}, by=Saver(), now=timezone.now()
    )

    assert saved.coming.draft.answers["hours"] == "77"
    assert saved.coming.draft.answers["plan"] == "Ask every week."


def test_who_looks_at_an_old_page_or_begins_nothing_opens_nothing(phone):
    assert phone.get("p/3/").headers["Location"] == phone.home
    assert not Draft.objects.exists()


def test_a_closed_wave_takes_nothing_and_begins_nothing_again(phone, people):
    people.set_wave(state=WaveState.CLOSED)

    assert post_stale(phone, hours="77").status_code == 409
    assert phone.type(3, hours="77").json()["refused"]
    assert not Draft.objects.exists()


def test_the_start_page_says_what_counts_while_answers_are_being_changed(phone):
    before = phone.get().content.decode()
    phone.begin()

    assert TELLS not in before
    assert TELLS in phone.get().content.decode()
