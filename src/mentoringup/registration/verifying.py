"""`mentoringup verify-draw`: needs no database, no settings and no web framework."""

import argparse
import sys
from collections.abc import Sequence

from mentoringup.registration import drawing
from mentoringup.registration.draw_record import (
    NotDrawnYetError,
    Outcome,
    UnreadableRecordError,
    faults,
    read,
)
from mentoringup.registration.draw_sources import UnreadableSourceError, text_at

RIGHT, WRONG, UNREADABLE = 0, 1, 2
"""Exit statuses."""

HELP = "Recomputes a draw from its published record, and says whether it is right."


def main(arguments: Sequence[str]) -> int:
    """Check one record; print the verdict and give the exit status."""
    parser = argparse.ArgumentParser(
        prog="mentoringup verify-draw",
        description=HELP,
        epilog="Exit status: 0 right, 1 wrong, 2 unreadable or not drawn yet.",
    )
    add_arguments(parser)
    given = parser.parse_args(arguments)
    return verify(given.source, noted=given.commitment)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is checked, and against what."""
    parser.add_argument(
        "source",
        metavar="FILE_OR_URL",
        help="the record (JSON): a file, - for the standard input, or the address of the draw",
    )
    parser.add_argument(
        "--commitment",
        metavar="HEX",
        default="",
        help="the commitment that you noted before the draw: 64 hexadecimal digits",
    )


def verify(source: str, *, noted: str = "") -> int:
    """Check one record; the verdict goes to the standard output, refusals to standard error."""
    noted = noted.strip().casefold()
    if noted and not drawing.is_hash(noted):
        return _refuse(f"“{noted[:80]}” is no commitment; expected 64 hexadecimal digits.")
    try:
        outcome = read(text_at(source))
    except (UnreadableSourceError, UnreadableRecordError, NotDrawnYetError) as error:
        return _refuse(str(error))
    found = faults(outcome, noted=noted)
    lines = _wrong(outcome, found) if found else _right(outcome, noted=noted)
    sys.stdout.write("\n".join(lines) + "\n")
    return WRONG if found else RIGHT


def _right(outcome: Outcome, *, noted: str) -> list[str]:
    number = len(outcome.entries)
    return [
        f"RIGHT. {_title(outcome)}",
        f"The seed fits the commitment {outcome.commitment}.",
        *(["That is the commitment that you noted before the draw."] if noted else []),
        f"The order of the {number} tickets is the one that the seed gives."
        if number != 1
        else "There was one ticket, so there was nothing to draw.",
    ]


def _wrong(outcome: Outcome, found: list[str]) -> list[str]:
    return [f"WRONG. {_title(outcome)}", *found]


def _title(outcome: Outcome) -> str:
    """The session on one line, without what could steer a terminal."""
    shown = "".join(sign if sign.isprintable() else " " for sign in outcome.session)
    return f"Draw for “{shown[:200]}”."


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return UNREADABLE
