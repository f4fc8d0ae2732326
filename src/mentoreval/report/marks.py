"""Pandoc Markdown: words from data made harmless, and the blocks the templates know."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@!&\"'])")
_ESCAPED = re.compile(r"\\(.)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """Give a text from data as Markdown that shows exactly it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(_CONTROL.sub(" ", text).split()))


def shown(text: str) -> str:
    """Give what `plain` was given, for places that take no Markdown."""
    return _ESCAPED.sub(r"\1", text)


def heading(level: int, text: str, identifier: str) -> str:
    """Give a heading with a fixed id, so that links and ids survive a change of words."""
    return f"{'#' * level} {text} {{#{identifier}}}"


def block(kind: str, *paragraphs: str) -> str:
    """Give a fenced block of one of our kinds: lead, notes, banner, aside, key-figures."""
    return "\n\n".join([f"::: {{.{kind}}}", *paragraphs, ":::"])


def code_block(text: str) -> str:
    """Give lines to be copied as they stand."""
    return f"~~~~\n{text}\n~~~~"


def bullets(entries: list[str]) -> str:
    """Give a list, one entry a line."""
    return "\n".join(f"- {entry}" for entry in entries)


def joined(parts: list[str]) -> str:
    """Join paragraphs and blocks; empty ones vanish."""
    return "\n\n".join(part for part in parts if part)


def paragraph(*sentences: str) -> str:
    """Join sentences; those that do not apply are empty and vanish."""
    return " ".join(sentence for sentence in sentences if sentence)
