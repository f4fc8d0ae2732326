"""What a change would do to people, in sentences. Pure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.registration.values import Consequences


def consequences_in_words(found: Consequences) -> list[str]:
    """One sentence for each kind of consequence; one that says so where there is none."""
    counted = [
        (found.freed, _freed(found.freed)),
        (found.offers, _offers(found.offers)),
        (found.offers_taken_back, _taken_back(found.offers_taken_back)),
        (found.unseated, _unseated(found.unseated)),
        (found.told, _told(found.told)),
        (found.cancelled, _cancelled(found.cancelled)),
    ]
    said = [words for number, words in counted if number]
    return said or [_("Nobody gains or loses a seat, and no mail goes out.")]


def _freed(number: int) -> str:
    return ngettext("%(n)d seat becomes free.", "%(n)d seats become free.", number) % {"n": number}


def _offers(number: int) -> str:
    return ngettext(
        "%(n)d offer goes out by mail to who is next in line.",
        "%(n)d offers go out by mail to those who are next in line.",
        number,
    ) % {"n": number}


def _taken_back(number: int) -> str:
    return ngettext(
        "%(n)d offer is taken back; the person goes back in line and gets a mail.",
        "%(n)d offers are taken back; these people go back in line and get a mail.",
        number,
    ) % {"n": number}


def _unseated(number: int) -> str:
    return ngettext(
        "%(n)d person loses a seat, goes back in line and gets a mail.",
        "%(n)d people lose their seats, go back in line and get a mail.",
        number,
    ) % {"n": number}


def _told(number: int) -> str:
    return ngettext(
        "%(n)d person gets a mail about the change.",
        "%(n)d people get a mail about the change.",
        number,
    ) % {"n": number}


def _cancelled(number: int) -> str:
    return ngettext(
        "%(n)d request ends, and the person gets a mail.",
        "%(n)d requests end, and these people get a mail.",
        number,
    ) % {"n": number}
