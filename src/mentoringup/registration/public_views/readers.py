"""What every page on which people ask begins with: the series, the language, who it is."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from mentoringup.people.domain.queries import verified_addresses
from mentoringup.people.models import Person
from mentoringup.registration.domain.queries_public import series_to_ask, sessions_to_ask
from mentoringup.registration.public_views.kept_pages import SECONDS
from mentoringup.registration.rsvp_page import SeriesToAsk
from mentoringup.training.models import Session
from mentoringup.training.public_views.languages import asks_for_a_language
from mentoringup.ui.short_memory import ShortMemory

_SERIES: ShortMemory[SeriesToAsk | None] = ShortMemory(seconds=SECONDS, most=200)
_SESSIONS: ShortMemory[dict[int, Session]] = ShortMemory(seconds=SECONDS, most=200)


def series_or_404(site_slug: str, series_slug: str) -> SeriesToAsk:
    """The public series of an address, as it was a moment ago at the latest."""
    found = _SERIES.get(
        (site_slug, series_slug),
        lambda: series_to_ask(site_slug=site_slug, series_slug=series_slug, now=timezone.now()),
    )
    if found is None:
        raise Http404
    return found


def sessions_in(series: SeriesToAsk, ids: Collection[int]) -> list[Session]:
    """Sessions of the series as `asking.ask` wants them, which looks at each again under lock."""
    found = _SESSIONS.get(series, lambda: sessions_to_ask(series=series))
    return [found[one] for one in ids if one in found]


@contextmanager
def language_for(request: HttpRequest, series: SeriesToAsk) -> Iterator[None]:
    """The language that the reader or the browser asks for; else the site's."""
    if asks_for_a_language(request):
        yield
        return
    with translation.override(series.language):
        yield


def person_asking(request: HttpRequest) -> Person | None:
    """Who is signed in with an address shown to be theirs; None for visitors."""
    user = request.user
    return user if isinstance(user, Person) and verified_addresses(person=user) else None
