"""Read a series page into a draft."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from mentoringup.training.page import ModuleOnPage
from mentoringup.training.page_import.blocks import blocks_of, clean
from mentoringup.training.page_import.imported import (
    MOST_BYTES,
    ImportedPage,
    PageIsEmptyError,
    PageIsTooLongError,
)
from mentoringup.training.page_import.text_of_html import is_html, text_of_html
from mentoringup.training.page_import.walking import Walk


def read_page(
    text_or_html: str,
    *,
    zone: str,
    language: str,
    modules: Sequence[ModuleOnPage],
    today: date,
) -> ImportedPage:
    """A draft of what was understood, and everything else word for word.

    Args:
        text_or_html: pasted; trusted in nothing.
        zone: of the site. Sessions get it only where the page names a zone that is the same.
        language: of the page, for dates such as 10/11/2026.
        modules: of the curriculum, for guesses.
        today: for dates without a year.

    Raises:
        PageIsTooLongError: more than `MOST_BYTES`.
        PageIsEmptyError: no words.
    """
    if len(text_or_html) > MOST_BYTES or len(text_or_html.encode(errors="replace")) > MOST_BYTES:
        raise PageIsTooLongError(
            _("The page is longer than %(limit)d kB. Paste only the part about the series.")
            % {"limit": MOST_BYTES // 1000}
        )
    text = clean(text_or_html)
    if is_html(text):
        text = clean(text_of_html(text))
    blocks = [block for block in blocks_of(text) if block.plain]
    if not any(character.isalnum() for block in blocks for character in block.plain):
        raise PageIsEmptyError(_("There are no words to read. Paste the text of the page."))
    walk = Walk(blocks, zone=zone, language=language, modules=tuple(modules), today=today)
    return walk.finished()
