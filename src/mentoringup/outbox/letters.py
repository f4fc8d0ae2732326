"""The words of a mail, from templates: subject, text and HTML in one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

_ADDRESS = re.compile(r"https?://\S+")
_CODE = re.compile(r" {4}\S+")

NO_BUTTONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What `write_mail` wants to know of the words."""

    subject: str
    text: str
    html: str


def compose(template: str, *, context: Mapping[str, Any], language: str) -> Letter:
    """Fill the templates `<template>.subject.txt`, `<template>.txt` and `<template>.html`.

    The text extends `outbox/mail.txt` (block `content`), the HTML `outbox/mail.html` (blocks
    `preview`, `heading`, `content`). Both get `subject`, `site_url` and `language`. A button in
    HTML: `{% include "outbox/action.html" with url=link label=label %}`; in the text the bare
    address stands on a line of its own.

    Args:
        template: path below a templates folder, without ending.
        context: values for the templates; user text in them is escaped in HTML.
        language: code such as "en".
    """
    with translation.override(language):
        given = {**context, "site_url": settings.BASE_URL, "language": language}
        subject = " ".join(render_to_string(f"{template}.subject.txt", given).split())
        given["subject"] = subject
        return Letter(
            subject=subject,
            text=render_to_string(f"{template}.txt", given).strip() + "\n",
            html=render_to_string(f"{template}.html", given).strip() + "\n",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a plain text: its lines, or the one address or code that it consists of.

    Attributes:
        action: the words of the button that the address becomes; empty for a link.
    """

    lines: tuple[str, ...]
    address: str
    code: str
    action: str


def html_of(
    text: str,
    *,
    subject: str,
    language: str,
    action: str = "",
    buttons: Mapping[str, str] = NO_BUTTONS,
) -> str:
    """The HTML part of a mail whose words exist as plain text: the same words, nothing added.

    Args:
        text: paragraphs are what empty lines separate. A word alone, indented by four spaces, is a
            code to type in. An address that is a paragraph of its own becomes a button or a link.
        subject: the heading.
        language: code such as "en".
        action: the words of the button; without them it is a link.
        buttons: words for some addresses only, by address; they come before `action`.
    """
    paragraphs = paragraphs_of(text, action=action, buttons=buttons)
    with translation.override(language):
        given = {
            "subject": subject,
            "paragraphs": paragraphs,
            "site_url": settings.BASE_URL,
            "language": language,
        }
        return render_to_string("outbox/from_text.html", given).strip() + "\n"


def paragraphs_of(
    text: str, *, action: str = "", buttons: Mapping[str, str] = NO_BUTTONS
) -> list[Paragraph]:
    """A plain text as `html_of` understands it."""
    blocks = (block for block in re.split(r"\n[ \t]*\n", text) if block.strip())
    return [_paragraph(block, action=action, buttons=buttons) for block in blocks]


def _paragraph(block: str, *, action: str, buttons: Mapping[str, str]) -> Paragraph:
    lines = tuple(line.strip() for line in block.strip().splitlines())
    address = lines[0] if len(lines) == 1 and _ADDRESS.fullmatch(lines[0]) else ""
    is_code = _CODE.fullmatch(block.strip("\n"))
    return Paragraph(
        lines=lines,
        address=address,
        code=lines[0] if is_code else "",
        action=buttons.get(address, action) if address else "",
    )
