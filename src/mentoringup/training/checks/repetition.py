"""The same thing said or linked twice."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look, named
from mentoringup.training.checks.finding import Place

SHINGLE = 3
"""Words in a row that are compared."""

ALIKE = 0.6
"""Share of common shingles (Jaccard) from which two descriptions are near-duplicates."""

FEWEST_WORDS = 12
"""Shorter descriptions are not compared."""

_SKETCH = 16
"""Shingles of each description, those with the smallest hashes, by which candidates are found."""

_MOST_WORDS = 4000
"""Of a description; the rest is not compared."""

_WORD = re.compile(r"\w+")


def near_duplicate(look: Look) -> Iterator[Fault]:
    """Descriptions that share most of their runs of three words.

    Candidates come from an index of a few shingles each, so that the cost grows with the number
    of sessions and not with its square; each candidate is then compared in full.
    """
    index: dict[int, int] = {}
    seen: list[frozenset[int]] = []
    for number, session in enumerate(look.held):
        shingles = _shingles(session.description)
        seen.append(shingles)
        sketch = sorted(shingles)[:_SKETCH]
        candidates = sorted({index[shingle] for shingle in sketch if shingle in index})
        for shingle in sketch:
            index.setdefault(shingle, number)
        for other in candidates:
            share = len(shingles & seen[other]) / len(shingles | seen[other])
            if share >= ALIKE:
                yield Fault(
                    place=Place(part="session", key=session.key, field="description"),
                    found=session.description,
                    message=_(
                        "The description of “%(session)s” is nearly that of “%(other)s”: "
                        "%(share)d%% of their runs of three words are the same."
                    )
                    % {
                        "session": named(session),
                        "other": named(look.held[other]),
                        "share": round(100 * share),
                    },
                    expected=_("Say in each what only this session is about."),
                )
                break


def _shingles(text: str) -> frozenset[int]:
    words = [match.group().casefold() for match in _WORD.finditer(text)][:_MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return frozenset()
    runs = (" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    return frozenset(
        int.from_bytes(blake2b(run.encode(errors="replace"), digest_size=8).digest())
        for run in runs
    )


def same_link(look: Look) -> Iterator[Fault]:
    """One link for two sessions."""
    first: dict[str, str] = {}
    for session in look.held:
        address = _normal(session.link)
        if address and address in first:
            yield Fault(
                place=Place(part="session", key=session.key, field="link"),
                found=session.link,
                message=_("“%(session)s” has the same link as “%(other)s”.")
                % {"session": named(session), "other": first[address]},
                expected=_("Make sure that both really meet at the same address."),
            )
        elif address:
            first[address] = named(session)


def _normal(link: str) -> str:
    """The address without what does not change where it leads."""
    link = link.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    if not parts.netloc:
        return link
    return f"{parts.netloc.casefold()}{parts.path.rstrip('/')}?{parts.query}"
