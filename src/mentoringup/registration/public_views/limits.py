"""How fast people may ask. A whole campus behind one address at the opening gets through."""

from time import monotonic

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from mentoringup.registration.pace import Pace

_FROM_ONE_PLACE = Pace(at_once=3000, a_second=5)
"""A rush of 3,000 at the opening passes; after that, 300 a minute."""

_FOR_ONE_MAILBOX = Pace(at_once=10, a_second=10 / 3600)
"""Nobody's mailbox is flooded by others who type its address."""

_LINKS_TO_ONE_MAILBOX = Pace(at_once=3, a_second=3 / 3600)


def may_ask(request: HttpRequest, *, address: str) -> bool:
    """Whether this place and this mailbox may ask for seats once more; counts it."""
    place = get_adapter().get_client_ip(request)
    return _FROM_ONE_PLACE.lets_through(place, at=monotonic()) and (
        not address or _FOR_ONE_MAILBOX.lets_through(address.lower(), at=monotonic())
    )


def may_send_links(request: HttpRequest, *, address: str) -> bool:
    """Whether links may be sent to this mailbox once more; counts it."""
    place = get_adapter().get_client_ip(request)
    return _FROM_ONE_PLACE.lets_through(place, at=monotonic()) and (
        _LINKS_TO_ONE_MAILBOX.lets_through(address.lower(), at=monotonic())
    )


def forget_limits() -> None:
    """Begin to count anew."""
    for pace in (_FROM_ONE_PLACE, _FOR_ONE_MAILBOX, _LINKS_TO_ONE_MAILBOX):
        pace.forget()
