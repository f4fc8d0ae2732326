"""Weekdays and dates in texts that contradict the calendar or the session's own date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import MOST_FOUND_IN_A_FIELD, Fault, Look, Text
from mentoringup.training.checks.clock import written_date
from mentoringup.training.checks.dates_in_text import (
    DateInText,
    date_in_words,
    find_bare_weekdays,
    find_dates,
    weekday_like,
)
from mentoringup.training.checks.finding import Repair
from mentoringup.training.checks.texts import Edit, edited, line_before, sentence_around
from mentoringup.training.enums import SessionState

_OTHER_OCCASION = re.compile(
    r"\b(?:by|before|until|till|due|deadline|since|after|last|previous|former|updated|posted|"
    r"rsvps?|apply|register|open|opens|antes|hasta|desde|límite|pasado|anterior|"
    r"abre|abren|inscr\w{0,12})\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:\b(?:noon|mediod[ií]a)\b|\ba las?[ \t]{1,3}\d{1,2}|\b\d{1,2}:\d\d"
    r"|\b\d{1,2}(?:[ \t\xa0]{0,2}(?:[-–—]|to)[ \t\xa0]{0,2}\d{1,2}(?::\d\d)?)?"
    r"[ \t\xa0]{0,2}(?:[ap]\.?[ ]?m\b|h\b))"
)
_TIME_AFTER = re.compile(
    r"s?(?:[ \t]{1,2}(?:mornings?|afternoons?|evenings?))?[ \t\xa0]{0,3}[,;:(–—-]?[ \t\xa0]{0,3}"
    rf"(?:(?:at|from|between|de)[ \t]{{1,3}})?{_CLOCK}",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(
    rf"{_CLOCK}\.?(?:[ \t]{{1,2}}[a-z]{{2,4}})?,?[ \t]{{1,3}}"
    r"(?:(?:on|every|each|el|los|este)[ \t]{1,3})?$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"\b(?:date|when|time|fecha|cuándo|cuando|día)\b[^.!?:]{0,20}:[ *_]{0,5}$", re.IGNORECASE
)
_STATES_THE_DATE = re.compile(
    r"(?:\b(?:date|when|time|fecha|cuándo|cuando|día)\b[^.!?:]{0,20}:[ *_]{0,5}"
    r"|\b(?:held|takes? place|meets?|join us|scheduled|is|will be|session|workshop|"
    r"será|celebra|lugar|reunimos|sesión|taller)\b[^.!?,;]{0,15}"
    r"(?:\b(?:on|for|el|este)[ ]{1,3})?)$",
    re.IGNORECASE,
)
_ABOUT_SESSIONS = re.compile(
    r"\b(?:sessions?|workshops?|series|classes|class|meet|meets|sesi[oó]n(?:es)?|taller(?:es)?|"
    r"serie|clases?|re[uú]n\w{1,8})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """A weekday that is not that of its date.

    Attributes:
        means: the date it stands for, if that is certain.
    """

    start: int
    end: int
    words: str
    weekday_at: tuple[int, int]
    means: date | None


def weekday_contradicts_date(look: Look) -> Iterator[Fault]:
    """A weekday beside the wrong date, or another weekday than the session's."""
    for text in look.texts:
        by_words: dict[str, list[_Wrong]] = {}
        for wrong in (*_beside_dates(look, text), *_alone(look, text)):
            by_words.setdefault(wrong.words, []).append(wrong)
        for words, wrongs in list(by_words.items())[:MOST_FOUND_IN_A_FIELD]:
            yield _contradiction(text, words, wrongs)


def _contradiction(text: Text, words: str, wrongs: list[_Wrong]) -> Fault:
    means = wrongs[0].means
    if means is None:
        return Fault(
            place=text.place,
            found=words,
            message=_("No date on this page goes with “%(words)s”.") % {"words": words},
            expected=_("Correct the weekday or the date, so that they agree."),
        )
    right = written_date(means)
    edits = [
        Edit(
            start=wrong.weekday_at[0],
            end=wrong.weekday_at[1],
            words=weekday_like(text.content[slice(*wrong.weekday_at)], wrong.means.weekday()),
        )
        for wrong in sorted(wrongs, key=lambda wrong: wrong.start)
        if wrong.means is not None
    ]
    label = _("Write “%(weekday)s”") % {"weekday": edits[0].words}
    return Fault(
        place=text.place,
        found=words,
        message=_("“%(words)s” contradicts the calendar: the date is %(date)s.")
        % {"words": words, "date": right},
        expected=_(
            "Correct the weekday or the date, so that they agree. If another day is meant, "
            "write its date beside it."
        ),
        repair=Repair(label=label, place=text.place, value=edited(text.content, edits)),
    )


def _beside_dates(look: Look, text: Text) -> Iterator[_Wrong]:
    for found in find_dates(text.content, language=look.page.language):
        if found.weekday is None or found.weekday_at is None:
            continue
        dates = found.dates(_years(look, text))
        if not dates or any(on.weekday() == found.weekday for on in dates):
            continue
        yield _Wrong(
            start=found.start,
            end=found.end,
            words=found.words,
            weekday_at=found.weekday_at,
            means=_meant(look, text, dates),
        )


def _years(look: Look, text: Text) -> tuple[int, ...]:
    """Years that a date without one may be in."""
    if text.session is not None and text.session.on is not None:
        return (text.session.on.year,)
    years = {session.on.year for session in look.held if session.on is not None}
    return tuple(sorted(years)) or (look.now.year, look.now.year + 1)


def _meant(look: Look, text: Text, dates: tuple[date, ...]) -> date | None:
    if text.session is not None and text.session.on in dates:
        return text.session.on
    held = [session.on for session in look.held if session.on in dates]
    if len(set(held)) == 1:
        return held[0]
    return dates[0] if len(dates) == 1 else None


def _alone(look: Look, text: Text) -> Iterator[_Wrong]:
    days = _days_of_sessions(look, text)
    if not days:
        return
    weekdays = {day.weekday() for day in days}
    for found in find_bare_weekdays(text.content):
        if found.weekday in weekdays or not _is_about_session(text, found.start, found.end):
            continue
        if text.session is not None and found.is_plural:
            continue
        yield _Wrong(
            start=found.start,
            end=found.end,
            words=found.words,
            weekday_at=(found.start, found.end),
            means=days[0] if len(weekdays) == 1 else None,
        )


def _days_of_sessions(look: Look, text: Text) -> list[date]:
    """The session's own day; for texts of the series those of all sessions, if all have one."""
    if text.session is not None:
        is_dated = text.session.state != SessionState.CANCELLED and text.session.on is not None
        return [text.session.on] if is_dated and text.session.on is not None else []
    days = [session.on for session in look.held if session.on is not None]
    return sorted(days) if len(days) == len(look.held) else []


def _is_about_session(text: Text, start: int, end: int) -> bool:
    """Whether it says when; a weekday alone, as in "what to do on Monday", does not.

    It does beside a time, after "When:", and in a session's title.
    """
    before = line_before(text.content, start)
    if _OTHER_OCCASION.search(before):
        return False
    if text.session is not None and text.place.field == "title":
        return True
    says_when = (
        _TIME_AFTER.match(text.content, end)
        or _TIME_BEFORE.search(before)
        or _DATE_LINE.search(before)
    )
    if text.session is not None or not says_when:
        return bool(says_when)
    return bool(_ABOUT_SESSIONS.search(sentence_around(text.content, start, end)))


def date_contradicts_session(look: Look) -> Iterator[Fault]:
    """A text that states the date of its session, and states another one."""
    for text, words, founds in _other_dates(look, states_it=True):
        on = text.session.on if text.session else None
        if on is None:
            continue
        new = date_in_words(on, language=look.page.language)
        edits = [Edit(start=found.start, end=found.end, words=new) for found in founds]
        yield Fault(
            place=text.place,
            found=words,
            message=_("The text says “%(words)s”, but the session is on %(date)s.")
            % {"words": words, "date": written_date(on)},
            expected=_("Correct the text, or the date of the session."),
            repair=Repair(
                label=_("Write “%(date)s”") % {"date": new},
                place=text.place,
                value=edited(text.content, edits),
            ),
        )


def other_date_in_text(look: Look) -> Iterator[Fault]:
    """Another date in a session's text, which may be meant."""
    for text, words, _founds in _other_dates(look, states_it=False):
        if text.session is None or text.session.on is None:
            continue
        yield Fault(
            place=text.place,
            found=words,
            message=_("The text names %(words)s; the session itself is on %(date)s.")
            % {"words": words, "date": written_date(text.session.on)},
            expected=_("Make sure that a reader can't take it for the date of the session."),
        )


def _other_dates(look: Look, *, states_it: bool) -> Iterator[tuple[Text, str, list[DateInText]]]:
    for text in look.texts:
        session = text.session
        if session is None or session.on is None or session.state == SessionState.CANCELLED:
            continue
        by_words: dict[str, list[DateInText]] = {}
        for found in find_dates(text.content, language=look.page.language):
            dates = found.dates((session.on.year,))
            if found.is_range or not dates or session.on in dates:
                continue
            before = line_before(text.content, found.start)
            if _OTHER_OCCASION.search(before):
                continue
            says_so = text.place.field == "title" or bool(_STATES_THE_DATE.search(before))
            if says_so == states_it:
                by_words.setdefault(found.words, []).append(found)
        for words, founds in list(by_words.items())[:MOST_FOUND_IN_A_FIELD]:
            yield text, words, founds
