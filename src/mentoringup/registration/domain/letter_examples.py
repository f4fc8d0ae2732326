"""Letters filled with an invented person and session, for those who write them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation

from mentoringup.organizations.models import Site
from mentoringup.outbox.letters import html_of
from mentoringup.outbox.wording.placeholders import FilledLetter, LetterWords, fill
from mentoringup.registration.enums import Cause, LetterKind
from mentoringup.registration.letters.ours import LANGUAGES
from mentoringup.registration.letters.words import Language
from mentoringup.ui.dates import say_time

_MEETING = "https://meetings.example/ada"


def filled_example(
    *, kind: LetterKind, language: str, words: LetterWords, site: Site, now: datetime
) -> FilledLetter:
    """The letter with an invented person and session; faulty placeholders stay as they stand."""
    ours = LANGUAGES[language]
    with translation.override(language):
        values = _values(ours, site=site, now=now)
        subject = fill(words.subject, values)
        text = fill(words.text, values).strip() + "\n"
    buttons = {values["link"](): ours.buttons[kind], _MEETING: ours.join}
    html = html_of(text, subject=subject, language=language, buttons=buttons)
    return FilledLetter(subject=subject, text=text, html=html)


def _values(ours: Language, *, site: Site, now: datetime) -> Mapping[str, Callable[[], str]]:
    words, example = ours.sentences, ours.example
    there = now.astimezone(ZoneInfo(site.zone)) + timedelta(days=14)
    start = there.replace(hour=16, minute=0, second=0, microsecond=0)
    when = say_time(start, start + timedelta(minutes=90), site.zone).words
    until = say_time(start - timedelta(days=12), None, site.zone).words
    contact = fill(words.contact, {"name": lambda: site.name, "email": lambda: site.contact_email})
    values = {
        "name": example.name,
        "session": example.session,
        "series": example.series,
        "when": when,
        "place": example.place,
        "office": site.name,
        "contact": contact,
        "link": f"{settings.BASE_URL}/seats/example/",
        "standing": fill(words.keeps_seat, {"until": lambda: until}),
        "tier": example.tier,
        "until": until,
        "meeting_link": _MEETING,
        "what": words.seat,
        "reason": words.reasons[Cause.FEWER_SEATS],
        "substitutes": f"– {example.substitute}: {when}",
        "message": example.message,
    }
    return {name: _constant(value) for name, value in values.items()}


def _constant(value: str) -> Callable[[], str]:
    return lambda: value
