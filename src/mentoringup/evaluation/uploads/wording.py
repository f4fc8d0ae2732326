"""What mentoreval says to people at a command line, said to people at a page."""

import re

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


def without_commands(reason: str) -> str:
    """The reason without commands and their options."""
    for pattern, instead in _COMMANDS:
        reason = pattern.sub(instead, reason)
    return reason
