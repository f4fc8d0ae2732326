"""Links that lead nowhere any more."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look
from mentoringup.training.checks.finding import Place

_LINK = re.compile(r"https?://[^\s<>()\"'\]]{1,2000}")


def dead_link(look: Look) -> Iterator[Fault]:
    """An address that did not answer four times in a row, wherever it stands."""
    dead = look.page.dead_links
    if not dead:
        return
    left = set(dead)
    for place, address in links_on(look):
        if address in dead:
            left.discard(address)
            yield _fault(place, address)
    for address in sorted(left):
        yield _fault(Place(part="series"), address)


def links_on(look: Look) -> Iterator[tuple[Place, str]]:
    """Each link once a field, in the page's order."""
    for text in look.texts:
        found = (match.group().rstrip(".,;:!?*_") for match in _LINK.finditer(text.content))
        for address in dict.fromkeys(found):
            yield text.place, address
    for session in look.sessions:
        if session.link.strip():
            place = Place(part="session", key=session.key, field="link")
            yield place, session.link.strip()


def _fault(place: Place, address: str) -> Fault:
    return Fault(
        place=place,
        found=address,
        message=_("%(address)s did not answer four times in a row.") % {"address": address},
        expected=_("Correct the link, or remove it."),
    )
