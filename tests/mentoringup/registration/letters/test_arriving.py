"""Letters as a real mail server gets them."""

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
import vobject
from bs4 import BeautifulSoup
from django.db import transaction
from icalendar import Calendar

from mentoringup.outbox.domain import write_mails
from mentoringup.outbox.domain.queries import text_for_staff
from mentoringup.outbox.models import Mail
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.registration.domain.letter_drafts import drafts_of
from mentoringup.registration.domain.letter_filling import Occasion
from mentoringup.registration.domain.letter_texts import letter_of, save_letter
from mentoringup.registration.domain.letters import (
    tell_group,
    tell_sessions_changed,
)
from mentoringup.registration.enums import Cause, LetterKind, RegistrationState
from mentoringup.registration.links import manage_address, token_of
from mentoringup.registration.models import LetterText, Registration
from mentoringup.training.enums import SessionState
from mentoringup.ui.short_memory import ShortMemory

S, K = RegistrationState, LetterKind
LINK = "https://zoom.example/j/123"
CHANGES = {
    K.RECEIVED: (None, S.REQUESTED, Cause.ASKED),
    K.OFFER: (S.QUEUED, S.OFFERED, Cause.TURN),
    K.SEATED: (S.OFFERED, S.SEATED, Cause.ACCEPTED),
    K.CANCELLED: (S.SEATED, S.CANCELLED, Cause.SESSION_CANCELLED),
    K.UNSEATED: (S.QUEUED, S.EXPIRED, Cause.SESSION_OVER),
}
SEATED_OR_LATER = (K.SEATED, K.CHANGED, K.REMINDER)


@pytest.fixture
def session(make_session):
    return make_session(title="Aligning expectations", place="Library, room 204", link=LINK)


@pytest.fixture
def written(make_request, tell, coordinator, now):
    """Write one letter of a kind."""

    def write(kind: LetterKind, **fields) -> Registration:
        state = CHANGES[kind][1] if kind in CHANGES else S.SEATED
        registration = make_request(state, **fields)
        if kind in CHANGES:
            was, _to, cause = CHANGES[kind]
            tell(registration, was=was, cause=cause)
            return registration
        with transaction.atomic():
            if kind == K.CHANGED:
                tell_sessions_changed(registrations=[registration], now=now)
            elif kind == K.REMINDER:
                remind(registration, now)
            else:
                told = {"subject": "", "text": "Bring a case.\n\nSee you, {name}."}
                tell_group(registrations=[registration], actor=coordinator, now=now, **told)
        return registration

    return write


def remind(registration: Registration, now: datetime) -> None:
    occasion = Occasion(kind=K.REMINDER)
    write_mails(drafts_of([registration], occasion=occasion, now=now), now=now)


def plain(message: EmailMessage) -> str:
    return message.get_body(["plain"]).get_content()


def page(message: EmailMessage) -> BeautifulSoup:
    return BeautifulSoup(message.get_body(["html"]).get_content(), "html.parser")


def calendar(message: EmailMessage) -> str:
    found = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    return found[0].get_content() if found else ""


@pytest.mark.usefixtures("contacts")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", list(K))
def test_every_letter_arrives_whole_in_every_language(written, arrived, kind, language):
    registration = written(kind, language=language)

    message = arrived()[0]

    read, html = plain(message), page(message)
    assert {"{", "}"} & set(f"{message['Subject']}{read}") == set()
    assert "Aligning expectations" in message["Subject"]
    assert (message["To"], message["Reply-To"]) == (registration.email, "hours@lakeside.example")
    assert html.html["lang"] == language
    assert html.h1.get_text() == message["Subject"]
    link = manage_address(registration)
    assert read.count(link) == 1
    assert [one["href"] for one in html.select(".action a")][-1] == link
    assert " ".join(html.select_one(".sheet").get_text(" ").split()).count("Ada Lovelace") >= 1
    words = {"en": "Hello Ada Lovelace,", "es": "Hola, Ada Lovelace:"}
    assert read.startswith(words[language])


@pytest.mark.parametrize("kind", list(K))
def test_the_meetings_link_is_only_in_letters_to_those_with_a_seat(written, arrived, kind):
    written(kind)

    message = arrived()[0]

    has_it = kind in SEATED_OR_LATER
    assert (LINK in message.as_string() or LINK in plain(message)) == has_it
    assert (LINK in calendar(message)) == (kind in {K.SEATED, K.CHANGED})


def test_a_changed_session_gives_no_link_away_to_those_in_line(make_request, arrived, now):
    registration = make_request(S.QUEUED)

    with transaction.atomic():
        tell_sessions_changed(registrations=[registration], now=now)

    message = arrived()[0]
    assert LINK not in plain(message)
    assert calendar(message) == ""


def test_a_seat_its_move_and_its_end_are_one_entry_in_a_calendar(
    make_request, tell, arrived, session, now
):
    registration = make_request(S.SEATED)
    tell(registration, was=S.OFFERED, cause=Cause.ACCEPTED)
    arrived()
    later = now + timedelta(days=1)
    session.starts_at += timedelta(hours=1)
    session.ends_at += timedelta(hours=1)
    session.version += 1
    session.save()
    registration = whole(registration)
    with transaction.atomic():
        tell_sessions_changed(registrations=[registration], now=later)
    arrived(later)
    end = later + timedelta(days=1)
    registration.state, registration.changed_at = S.CANCELLED, end
    registration.save()
    tell(registration, was=S.SEATED, cause=Cause.CANCELLED, at=end)

    messages = arrived(end)

    assert [message["Subject"] for message in messages] == [
        "You have a seat: Aligning expectations",
        "Changed: Aligning expectations",
        "Your seat for Aligning expectations is cancelled",
    ]
    parts = [
        next(one for one in message.walk() if one.get_content_type() == "text/calendar")
        for message in messages
    ]
    assert [part.get_param("method") for part in parts] == ["REQUEST", "REQUEST", "CANCEL"]
    for read in (
        [vobject.readOne(part.get_content()) for part in parts],
        [Calendar.from_ical(part.get_content()) for part in parts],
    ):
        facts = [facts_of(one) for one in read]
        assert {uid for uid, _sequence, _start in facts} == {
            f"registration-{registration.pk}@mentoring.example"
        }
        sequences = [sequence for _uid, sequence, _start in facts]
        assert sequences == sorted(set(sequences))
        starts = [start for _uid, _sequence, start in facts]
        assert [start - starts[0] for start in starts] == [
            timedelta(0),
            timedelta(hours=1),
            timedelta(hours=1),
        ]


def facts_of(read) -> tuple:
    """UID, sequence and start, from either library."""
    if isinstance(read, Calendar):
        event = read.walk("VEVENT")[0]
        return str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt
    event = read.vevent
    return event.uid.value, int(event.sequence.value), event.dtstart.value


def whole(registration: Registration) -> Registration:
    rows = Registration.objects.select_related("person", "session__implementation__series__site")
    return rows.get(pk=registration.pk)


def test_no_calendar_entry_leads_to_the_persons_own_page(written, arrived):
    registration = written(K.SEATED)

    entry = vobject.readOne(calendar(arrived()[0])).vevent

    assert token_of(registration) not in entry.serialize()
    assert entry.url.value == "https://mentoring.example/series/lakeside/fall/expectations/"


def test_a_date_that_is_no_longer_announced_leaves_the_calendar(
    make_request, arrived, session, now
):
    session.state = SessionState.TO_BE_ANNOUNCED
    session.save()

    with transaction.atomic():
        tell_sessions_changed(registrations=[make_request(S.SEATED)], now=now)

    message = arrived()[0]
    assert "The date is not set yet." in plain(message)
    assert vobject.readOne(calendar(message)).method.value == "CANCEL"


@pytest.mark.parametrize("kind", list(K))
def test_the_same_news_is_written_once(written, arrived, kind):
    registration = written(kind)
    changes = {} if kind not in CHANGES else {"was": CHANGES[kind][0], "cause": CHANGES[kind][2]}

    again(kind, registration, changes)

    assert len(arrived()) == 1


def again(kind, registration, changes) -> None:
    from mentoringup.registration.domain import letters  # noqa: PLC0415  as a second caller does

    now = registration.changed_at
    with transaction.atomic():
        if changes:
            letters.tell_change(
                registration=registration, actor=None, now=now + timedelta(seconds=3), **changes
            )
        elif kind == K.CHANGED:
            tell_sessions_changed(registrations=[registration], now=now + timedelta(seconds=3))
        elif kind == K.REMINDER:
            remind(registration, now + timedelta(hours=3))
        else:
            told = {"subject": "", "text": "Bring a case.\n\nSee you, {name}."}
            number = tell_group(registrations=[registration], actor=None, now=now, **told)
            assert number == 0


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example/win",
        "Ada\n\nhttps://evil.example/win\n\n",
        "<a href='https://evil.example'>Ada</a>",
        "{link} {contact} {{7*7}} {% now 'Y' %}",
        "Ada\r\nBcc: eve@evil.example",
        "x" * 200,
        "",
    ],
)
@pytest.mark.parametrize("kind", [K.RECEIVED, K.SEATED])
def test_a_hostile_name_adds_no_link_no_paragraph_and_no_header(written, arrived, kind, name):
    registration = written(kind, name=name)

    message = arrived()[0]

    html = page(message)
    known = {manage_address(registration), *([LINK] if kind == K.SEATED else [])}
    assert {one["href"] for one in html.find_all("a")} == known
    assert "evil.example" not in plain(message)
    assert "evil.example" not in html.get_text()
    assert message["Bcc"] is None
    assert plain(message).count(manage_address(registration)) == 1
    expected = 15 if kind == K.RECEIVED else 17
    assert len(html.select(".sheet p")) <= expected


@pytest.mark.parametrize("kind", list(K))
def test_staff_never_see_the_key_to_a_request_and_the_row_forgets_it(written, arrived, kind):
    token = token_of(written(kind))
    mail = Mail.objects.get()
    before = text_for_staff(mail)

    arrived()

    mail.refresh_from_db()
    assert token not in before
    assert token not in f"{mail.text}{mail.html}{mail.buttons}{mail.secrets}"


def test_answers_go_to_the_contact_of_the_persons_stage(contacts, written, arrived):
    assert contacts
    written(K.OFFER, stage="graduate")

    message = arrived()[0]

    assert message["Reply-To"] == "grace@lakeside.example"
    assert "Questions? Grace, grace@lakeside.example" in plain(message)


def test_without_contacts_answers_go_to_the_site(written, arrived):
    written(K.OFFER)

    assert arrived()[0]["Reply-To"] == "mentoring@lakeside.example"


@pytest.mark.parametrize(
    ("language", "of_site", "begins"),
    [("es", "en", "Hola,"), ("fr", "es", "Hola,"), ("fr", "fr", "Hello"), ("es-MX", "en", "Hola,")],
)
def test_a_letter_is_in_the_language_of_the_request_else_of_the_site(
    site, written, arrived, language, of_site, begins
):
    site.language = of_site
    site.save()
    written(K.OFFER, language=language)

    assert plain(arrived()[0]).startswith(begins)


def test_a_sites_own_words_go_out_once_they_are_saved(site, written, arrived, coordinator, now):
    ours = letter_of(site=site, kind=K.OFFER, language="en")
    words = LetterWords(subject="Come, {name}", text="Until {until}:\n\n{link}\n")
    save_letter(
        site=site,
        kind=K.OFFER,
        language="en",
        words=words,
        mark=ours.mark,
        actor=coordinator,
        now=now,
    )

    registration = written(K.OFFER)

    message = arrived()[0]
    assert message["Subject"] == "Come, Ada Lovelace"
    assert plain(message).split() == [
        *["Until", "Thu,", "Sep", "3,", "2026,", "10:00", "am", "PDT:"],
        manage_address(registration),
    ]


def test_words_saved_before_a_placeholder_was_taken_away_still_go_out(site, written, arrived):
    LetterText.objects.create(
        site=site, kind=K.OFFER, language="en", subject="{old}", text="{old} {link"
    )

    written(K.OFFER)

    message = arrived()[0]
    assert (message["Subject"], plain(message).strip()) == ("{old}", "{old} {link")


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, "number 1, nobody is ahead of you"),
        (1, "number 2, one person is ahead of you"),
        (3, "number 4, 3 people are ahead of you"),
    ],
)
def test_whoever_waits_reads_their_place(make_request, tell, arrived, ahead, words):
    for _one in range(ahead):
        make_request(S.QUEUED)
    make_request(S.QUEUED, tier=1)
    make_request(S.CANCELLED)
    tell(make_request(S.REQUESTED), was=None, cause=Cause.ASKED)

    assert words in " ".join(plain(arrived()[0]).split())


def test_whoever_is_to_confirm_reads_until_when_the_seat_is_kept(make_request, tell, arrived, now):
    registration = make_request(S.OFFERED, is_known=False, offered_until=now + timedelta(hours=2))

    tell(registration, was=None, cause=Cause.ASKED)

    assert "A seat is kept for you until Tue, Sep 1, 2026, 12:00 pm PDT." in " ".join(
        plain(arrived()[0]).split()
    )


def test_somebody_forgotten_has_no_address_and_gets_nothing(make_request, tell, arrived):
    tell(make_request(S.SEATED, email=""), was=None, cause=Cause.BY_HAND)

    assert (arrived(), Mail.objects.count()) == ([], 0)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    ShortMemory.forget_everything()
