"""What mentoreval says to people at a command line, said to people at a page."""

import re

from django.utils.translation import gettext, gettext_noop

_COMMANDS = (
    (re.compile(r"; give it with --\S+ beside the (\w+)"), r"; upload the \1 instead"),
    (re.compile(r"; give (their data dictionary) too, with --dictionary"), r"; upload \1 too"),
    (re.compile(r"[;.,]? ?[Ww]here the names are others, begin with: mentoreval .*$"), ""),
    (re.compile(r"; begin with: mentoreval .*$"), ""),
    (re.compile(r",? with --[a-z]+"), ""),
    (re.compile(r"\bin a crosswalk\b"), "below"),
    (re.compile(r"say under `options` below"), "say below"),
    (re.compile(r"until a crosswalk"), "until somebody"),
)


_FORMATS = (
    gettext_noop("REDCap records"),
    gettext_noop("plain wide CSV"),
    gettext_noop("plain wide Parquet"),
)
"""Names of mentoreval's formats that are no names of programs alone."""


def format_in_words(name: str) -> str:
    """A format of mentoreval in the language of now."""
    return gettext(name) if name in _FORMATS else name


def without_commands(reason: str) -> str:
    """The reason without commands and their options."""
    for pattern, instead in _COMMANDS:
        reason = pattern.sub(instead, reason)
    return reason
