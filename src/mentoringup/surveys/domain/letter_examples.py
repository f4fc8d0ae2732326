"""A letter filled with an invented person, for those who write it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation

from mentoringup.organizations.models import Site
from mentoringup.outbox.letters import html_of
from mentoringup.outbox.wording.placeholders import FilledLetter, LetterWords
from mentoringup.surveys.domain.letters import Facts, filled, values_of
from mentoringup.surveys.enums import Mode
from mentoringup.surveys.letters.ours import LANGUAGES
from mentoringup.ui.dates import say_time

_MINUTES = 12
_DAYS = 30


def filled_example(*, language: str, words: LetterWords, site: Site, now: datetime) -> FilledLetter:
    """The words with an invented person of the language."""
    ours = LANGUAGES[language]
    address = f"{settings.BASE_URL}/a/example/"
    with translation.override(language):
        facts = Facts(
            training=ours.example.training,
            closes=say_time(now + timedelta(days=_DAYS), None, site.zone).words,
            minutes=_MINUTES,
            mode=Mode.ANONYMOUS,
            contact=(site.name, site.contact_email),
            mentee=ours.example.mentee,
            link=address,
            stop_link=f"{address}stop/",
        )
        letter = filled(words, values_of(facts, name=ours.example.name, language=ours))
    html = html_of(
        letter.text, subject=letter.subject, language=language, buttons={address: ours.button}
    )
    return FilledLetter(subject=letter.subject, text=letter.text, html=html)
