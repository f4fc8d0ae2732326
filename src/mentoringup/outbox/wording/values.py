"""What is filled into letters, made safe: nothing that a stranger types becomes a link. Pure."""

import re

NAME_LENGTH = 80

_RISKY = re.compile(r"[/\\:@<>{}\[\]|=?&#%]+")
_JOINED_DOT = re.compile(r"\.(?=\w)")


def one_line(text: str) -> str:
    """The text as one line of printable letters."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())


def as_name(text: str, *, otherwise: str) -> str:
    """A name as a letter greets it.

    Whoever asks for a seat types a name and somebody's address, and a mail goes there. So a name
    can't carry an address of a page: signs that make one are left out, and a dot ends a word.

    Args:
        text: as typed.
        otherwise: the word for somebody whose name holds nothing else.
    """
    harmless = one_line(_JOINED_DOT.sub(". ", _RISKY.sub(" ", one_line(text))))
    if len(harmless) > NAME_LENGTH:
        harmless = f"{harmless[: NAME_LENGTH - 1].rstrip()}…"
    return harmless if any(letter.isalnum() for letter in harmless) else otherwise


def paragraphs(text: str) -> str:
    """A text of several lines without control characters and without gaps around it."""
    lines = (
        "".join(letter for letter in line if letter.isprintable() or letter == "\t")
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line.rstrip() for line in lines).strip("\n")
