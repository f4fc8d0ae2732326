"""What the letters of surveys may fill in, and what that means."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mentoringup.outbox.wording.placeholders import Allowed
from mentoringup.surveys.enums import SurveyLetterKind

_SUBJECT = ("name", "training", "closes", "minutes")
_TEXT = (*_SUBJECT, "link", "privacy", "contact", "stop_link")


def _allowed(*more: str) -> Allowed:
    return Allowed(subject=_SUBJECT, text=(*_TEXT, *more), required=("link", "stop_link", *more))


ALLOWED: Mapping[SurveyLetterKind, Allowed] = MappingProxyType(
    {
        SurveyLetterKind.INVITATION: _allowed(),
        SurveyLetterKind.BEFORE: _allowed(),
        SurveyLetterKind.REMINDER: _allowed(),
        SurveyLetterKind.FOLLOW_UP: _allowed(),
        SurveyLetterKind.MENTOR: _allowed("mentee"),
    }
)
"""What each letter may fill in. A letter without a way out of further letters is none of ours."""

MEANINGS: Mapping[str, Promise] = MappingProxyType(
    {
        "name": _("the reader's name"),
        "training": _("the name of the series"),
        "closes": _("when the survey closes, with weekday and zone"),
        "minutes": _("about how many minutes it takes: measured, or else estimated"),
        "link": _("the reader's own link to the survey; alone in a paragraph, it is a button"),
        "privacy": _("one sentence on how answers are kept, anonymous or confidential"),
        "contact": _("name and address of the office"),
        "stop_link": _("the page on which mails about this survey are stopped"),
        "mentee": _("the name of the mentee, as typed"),
    }
)
"""What each placeholder stands for."""

WHEN_SENT: Mapping[SurveyLetterKind, Promise] = MappingProxyType(
    {
        SurveyLetterKind.INVITATION: _("When the survey after a training opens."),
        SurveyLetterKind.BEFORE: _("When the survey before a training opens."),
        SurveyLetterKind.REMINDER: _(
            "To those who have not answered as far as we know, three times at most."
        ),
        SurveyLetterKind.FOLLOW_UP: _("When a later survey opens: 30 days after, and so on."),
        SurveyLetterKind.MENTOR: _("When somebody who answered asks for the view of a mentor."),
    }
)
"""When each letter goes out."""
