"""Invitations and reminders: once, to whom they may go, with links that stand in no table."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from mentoringup.outbox.domain import AddressIsWrongError, deliver
from mentoringup.outbox.domain.queries import text_for_staff
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.surveys import keys, links
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain import inviting
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.inviting import progress_of, write_some
from mentoringup.surveys.domain.mentors import MOST_OF_ONE, invite_mentor
from mentoringup.surveys.domain.reminding import remind_if_due, remind_some
from mentoringup.surveys.domain.waves import close_wave, open_wave
from mentoringup.surveys.enums import AudienceKind, InvitationState, Mode, WaveKind
from mentoringup.surveys.errors import MentorIsNotInvitedError, TooManyMentorsError
from mentoringup.surveys.models import Invitation, Participant, Wave, WaveDay
from staged_survey import AFTER, BEFORE, people, wave_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def make_open(make_survey, coordinator):
    """An open wave after the training, with its letters written."""

    def make(*names: str, kind: str = "post", **setup) -> Wave:
        survey = make_survey(audience=AudienceKind.ROSTER, **setup)
        add_people(survey=survey, people=people(*names), actor=coordinator, now=BEFORE)
        wave = open_wave(wave=wave_of(survey, kind), actor=coordinator, now=AFTER)
        while write_some(wave_id=wave.pk, now=AFTER):
            pass
        return wave

    return make


def written(kind: str) -> list[str]:
    mails = Mail.objects.filter(kind=f"survey.{kind}").order_by("to")
    return [one.to.split("@")[0] for one in mails]


def test_everybody_is_invited_once_whatever_happens_in_between(make_open):
    wave = make_open("ada", "lin")
    Invitation.objects.filter(participant__email__startswith="ada").update(
        state=InvitationState.WAITING
    )

    write_some(wave_id=wave.pk, now=AFTER)

    assert written("invitation") == ["ada", "lin"]
    assert set(Invitation.objects.values_list("state", flat=True)) == {"invited"}


def test_five_hundred_letters_are_written_in_batches_with_progress(
    make_survey, coordinator, django_assert_max_num_queries
):
    survey = make_survey(audience=AudienceKind.ROSTER)
    crowd = people(*(f"person-{number:03}" for number in range(500)))
    add_people(survey=survey, people=crowd, actor=coordinator, now=BEFORE)
    wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    with django_assert_max_num_queries(20):
        first = write_some(wave_id=wave.pk, now=AFTER)
    halfway = progress_of(wave)
    while write_some(wave_id=wave.pk, now=AFTER):
        pass

    assert (first, halfway, progress_of(wave)) == (inviting.AT_ONCE, (100, 500), (500, 500))
    assert Mail.objects.filter(kind="survey.invitation").count() == 500
    assert WaveDay.objects.get().invited == 500


def test_no_table_holds_a_link_not_even_while_the_mail_waits(make_open):
    wave = make_open("ada")
    key = keys.load(wave.survey.code)
    token = links.token_for(key, Participant.objects.get().nonce)

    mail = Mail.objects.get(kind="survey.invitation")

    assert token not in f"{mail.text} {mail.html} {mail.buttons} {mail.secrets}"
    assert "[[" not in text_for_staff(mail)


def test_invitation_and_reminder_arrive_as_text_and_html_with_a_link_that_lets_in(
    make_open,
    inbox,
    client,
):
    wave = make_open("ada")
    remind_if_due(wave=wave, now=AFTER + 5 * DAY)
    remind_some(wave_id=wave.pk, now=AFTER + 5 * DAY)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + 3650 * DAY)

    for mail in Mail.objects.filter(kind__startswith="survey.").order_by("pk"):
        deliver(mail_id=mail.pk, now=timezone.now() + 3650 * DAY)

    token = links.token_for(keys.load(wave.survey.code), Participant.objects.get().nonce)
    address = links.address_of(wave.ref, token)
    assert [one["subject"].split(":")[-1].split(",")[0].strip() for one in inbox.messages] == [
        "Your view of Mentoring Up",
        "your view of Mentoring Up",
    ]
    for message in inbox.messages:
        text = message.get_body(("plain",)).get_content()
        html = message.get_body(("html",)).get_content()
        assert f"\n\n{address}\n\n" in text.replace("\r\n", "\n")
        assert links.stop_address_of(wave.ref, token) in text
        assert "Dear Ada," in text
        assert re.search(rf'href="{re.escape(address)}"[^>]*>\s*Open the survey', html)
        assert "[[" not in text + html
    assert client.get(links.path_of(wave.ref, token)).status_code == 200
    kept = Mail.objects.filter(kind="survey.invitation").get()
    assert (kept.state, kept.secrets) == (MailState.SENT, [])
    assert token not in kept.text


def test_the_button_of_a_mail_program_stops_the_mails_with_one_click(make_open, inbox, client):
    wave = make_open("ada")
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + 3650 * DAY)
    deliver(mail_id=Mail.objects.get().pk, now=timezone.now() + 3650 * DAY)

    message = inbox.messages[0]
    token = links.token_for(keys.load(wave.survey.code), Participant.objects.get().nonce)
    stop = links.stop_address_of(wave.ref, token)
    assert message["List-Unsubscribe"].strip() == f"<{stop}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    clicked = client.post(
        urlsplit(stop).path,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert clicked.status_code == 200
    assert Participant.objects.get().is_opted_out


@pytest.mark.parametrize(
    "change",
    [
        lambda _wave: Invitation.objects.update(state=InvitationState.ANSWERED),
        lambda _wave: Invitation.objects.update(state=InvitationState.STOPPED),
        lambda _wave: Participant.objects.update(is_opted_out=True),
        lambda _wave: Participant.objects.all().delete(),
        lambda _wave: Wave.objects.update(closes_at=timezone.now() - DAY, opens_at=None),
        lambda wave: close_wave(wave=wave, actor=None, now=AFTER + DAY),
        lambda wave: keys.destroy(wave.survey.code),
    ],
    ids=["answered", "stopped", "opted out", "removed", "over", "closed", "without a key"],
)
def test_a_mail_that_waits_is_dropped_once_nobody_wants_it(change, make_open, inbox):
    wave = make_open("ada")
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + 3650 * DAY)
    wave.refresh_from_db()
    change(wave)

    mail = Mail.objects.get(kind="survey.invitation")
    deliver(mail_id=mail.pk, now=timezone.now() + 3650 * DAY)

    mail.refresh_from_db()
    assert (mail.state, inbox.messages) == (MailState.DROPPED, [])


def test_whoever_is_new_while_a_wave_is_open_is_invited_at_once(make_open, coordinator):
    wave = make_open("ada")

    add_people(survey=wave.survey, people=people("lin"), actor=coordinator, now=AFTER)
    write_some(wave_id=wave.pk, now=AFTER)

    assert written("invitation") == ["ada", "lin"]


def test_a_later_wave_has_a_letter_of_its_own(make_open):
    make_open("ada", kind="days-30", kinds=(WaveKind.POST, WaveKind.DAYS_30))

    assert (written("follow-up"), written("invitation")) == (["ada"], [])


def test_everybody_is_written_to_in_their_language(make_survey, coordinator):
    survey = make_survey(audience=AudienceKind.ROSTER, mode=Mode.CONFIDENTIAL)
    asked = [Asked(email="luz@lakeside.example", name="Luz", language="es-MX")]
    add_people(survey=survey, people=asked, actor=coordinator, now=BEFORE)
    wave = open_wave(wave=wave_of(survey), actor=coordinator, now=AFTER)

    write_some(wave_id=wave.pk, now=AFTER)

    mail = Mail.objects.get(kind="survey.invitation")
    assert mail.text.startswith("Hola, Luz:")
    assert "seudónimo" in mail.text


# ------------------------------------------------------------------------------------- mentors


def ask_mentor(survey, *, email: str = "boss@lakeside.example", about: str = "mentee-1"):
    return invite_mentor(
        survey=survey,
        mentee_name="Ada <b>http://evil.example",
        email=email,
        language="en",
        about=about,
        now=AFTER,
    )


@pytest.fixture
def with_mentors(make_open, coordinator):
    wave = make_open("ada", invites_mentors=True)
    open_wave(wave=wave_of(wave.survey, "mentor"), actor=coordinator, now=AFTER)
    return wave.survey


def test_a_mentor_is_asked_once_in_the_mentees_name_which_is_not_kept(with_mentors, inbox):
    first, again = ask_mentor(with_mentors), ask_mentor(with_mentors, email="BOSS@lakeside.example")

    mail = Mail.objects.get(kind="survey.mentor")
    Wave.objects.update(closes_at=timezone.now() + 3650 * DAY)
    deliver(mail_id=mail.pk, now=timezone.now() + 3650 * DAY)

    mail.refresh_from_db()
    arrived = inbox.messages[0].get_body(("plain",)).get_content()
    assert first == again
    assert "Ada b http evil. example took part in Mentoring Up" in arrived
    assert "Ada" not in mail.text + mail.subject
    assert mail.site_id is None


def test_no_mentor_is_asked_where_mentors_are_not_or_nothing_is_open(make_open):
    wave = make_open("ada")
    with pytest.raises(MentorIsNotInvitedError):
        ask_mentor(wave.survey)


def test_a_mentee_asks_a_few_mentors_and_no_crowd(with_mentors):
    for number in range(MOST_OF_ONE):
        ask_mentor(with_mentors, email=f"boss-{number}@lakeside.example")

    with pytest.raises(TooManyMentorsError):
        ask_mentor(with_mentors, email="boss-9@lakeside.example")
    with pytest.raises(AddressIsWrongError):
        ask_mentor(with_mentors, email="no address")


def test_a_mentor_who_wants_no_mails_gets_none_from_another_mentee(with_mentors):
    ask_mentor(with_mentors)
    Participant.objects.filter(is_mentor=True).update(is_opted_out=True)

    ask_mentor(with_mentors, about="mentee-2")

    assert Mail.objects.filter(kind="survey.mentor").count() == 1


def test_before_a_training_nobody_is_thanked_for_taking_part(make_survey, coordinator):
    survey = make_survey(audience=AudienceKind.ROSTER, kinds=(WaveKind.PRE,))
    add_people(survey=survey, people=people("ada"), actor=coordinator, now=BEFORE)
    wave = open_wave(wave=wave_of(survey, "pre"), actor=coordinator, now=BEFORE)

    write_some(wave_id=wave.pk, now=BEFORE)

    mail = Mail.objects.get(kind="survey.before")
    assert "Mentoring Up begins soon." in mail.text
