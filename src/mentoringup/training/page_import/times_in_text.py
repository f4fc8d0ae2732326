"""Times of day and zones in a line that says when something is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentoringup.training.checks.clock import zone_of

_GAP = r"[ \t\xa0\u202f]{0,3}"
_HALF = r"(?:[ap]\.?[ \t\xa0\u202f]?m\b\.?|(?<=\d)[ap]\b)"


def _clock(n: int) -> str:
    """A time of day, as a pattern with numbered groups."""
    return (
        rf"(?:(?P<h{n}>[01]?\d|2[0-4])(?:[:.h](?P<m{n}>[0-5]\d))?"
        rf"(?P<hh{n}>{_GAP}h(?:rs?|oras)?\b\.?)?(?:{_GAP}(?P<ap{n}>{_HALF}))?"
        rf"|(?P<noon{n}>noon|midday|mediod[ií]a)|(?P<night{n}>midnight))"
    )


_RANGE = re.compile(
    rf"(?<![\d:./-]){_clock(1)}{_GAP}(?:-|–|—|−|‒|\bto\b|\buntil\b|\btill\b|\band\b|\ba\b"
    rf"|\bhasta\b|\by\b){_GAP}(?:las{_GAP}|la{_GAP})?{_clock(2)}(?![\d:])",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\d:./-]){_clock(1)}(?![\d:])", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?P<n>\d{1,3}(?:[.,]5)?)[ \t\xa0-]{0,3}(?P<unit>minutes?|mins?|hours?|hrs?|minutos|horas?)\b",
    re.IGNORECASE,
)
_IANA = re.compile(r"\b(?:[A-Z][A-Za-z]{1,20}/[A-Z][A-Za-z_-]{1,30}(?:/[A-Z][A-Za-z_]{1,30})?)\b")
_GROUPS = {
    "America/Los_Angeles": ("PST", "PDT", "PT", "pacific", "pacífico", "pacifico"),
    "America/Denver": ("MST", "MDT", "MT", "mountain", "montaña"),
    "America/Chicago": ("CST", "CDT", "CT", "central", "centro"),
    "America/New_York": ("EST", "EDT", "ET", "eastern", "este"),
    "America/Anchorage": ("AKST", "AKDT", "AKT", "alaska"),
    "Pacific/Honolulu": ("HST", "hawaii", "hawái"),
    "Europe/London": ("BST",),
    "Europe/Paris": ("CET", "CEST"),
    "UTC": ("UTC", "GMT"),
}
_BY_MARK = {mark: zone for zone, marks in _GROUPS.items() for mark in marks}
_MARKS = re.compile(
    r"\b(?P<short>"
    + "|".join(mark for mark in _BY_MARK if mark.isupper())
    + r")\b|\b(?i:(?P<long>pacific|mountain|central|eastern|alaska|hawaii)"
    r"(?:[ ](?:standard|daylight))?[ ]time)\b"
    r"|\b(?i:hora (?:del?|de la) (?P<hora>pac[ií]fico|montaña|centro|este|alaska|hawái))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesInText:
    """Start, end and zone, as far as they are said; zone is an IANA name or empty.

    Attributes:
        spans: offsets of the words that were used.
    """

    start: time | None = None
    end: time | None = None
    zone: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def find_times(text: str, *, on: date | None, site_zone: str) -> TimesInText:
    """The first range of times, or the first time with a length, or the first time alone."""
    zone, zone_span = _zone(text, on, site_zone)
    for match in _RANGE.finditer(text):
        pair = _pair(match)
        if pair is not None:
            spans = (match.span(), *zone_span)
            return TimesInText(start=pair[0], end=pair[1], zone=zone, spans=spans)
    for match in _SINGLE.finditer(text):
        if not _is_certain(match, "1"):
            continue
        start = _time(match, "1", _half(match, "1"))
        if start is not None:
            end, length_span = _after(text, start)
            spans = (match.span(), *length_span, *zone_span)
            return TimesInText(start=start, end=end, zone=zone, spans=spans)
    return TimesInText(zone=zone, spans=zone_span)


def _pair(match: re.Match[str]) -> tuple[time, time] | None:
    if not (_is_certain(match, "1") or _is_certain(match, "2")):
        return None
    first_half, second_half = _half(match, "1"), _half(match, "2")
    end = _time(match, "2", second_half or (first_half if _is_word(match, "1") else ""))
    if end is None:
        return None
    halves = [first_half] if first_half else _guesses(second_half)
    starts = [start for half in halves if (start := _time(match, "1", half)) is not None]
    if not starts:
        return None
    start = next((start for start in starts if start < end), starts[0])
    if first_half and not second_half and end <= start:
        end = _time(match, "2", "p" if first_half == "a" else first_half) or end
    return start, end


def _guesses(second_half: str) -> list[str]:
    """Halves of the day that a start may have, the end's own first."""
    return {"p": ["p", "a"], "a": ["a", "p"]}.get(second_half, [""])


def _is_certain(match: re.Match[str], n: str) -> bool:
    """Whether it is a time and no other number: minutes, am or pm, an h, or a word."""
    return any(match[f"{name}{n}"] for name in ("m", "hh", "ap", "noon", "night"))


def _is_word(match: re.Match[str], n: str) -> bool:
    return bool(match[f"noon{n}"] or match[f"night{n}"])


def _half(match: re.Match[str], n: str) -> str:
    half = match[f"ap{n}"]
    if half:
        return half[0].lower()
    return ""


def _time(match: re.Match[str], n: str, half: str) -> time | None:
    if match[f"noon{n}"]:
        return time(12)
    if match[f"night{n}"]:
        return time(0)
    hour, minute = int(match[f"h{n}"]), int(match[f"m{n}"] or 0)
    if half and 1 <= hour <= 12:  # noqa: PLR2004  a twelve-hour clock
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None  # noqa: PLR2004  hours of a day


def _after(text: str, start: time) -> tuple[time | None, tuple[tuple[int, int], ...]]:
    """The end by a length that is said, where it is on the same day."""
    match = _LENGTH.search(text)
    if match is None:
        return None, ()
    amount = float(match["n"].replace(",", "."))
    is_hours = match["unit"].casefold().startswith("h")
    began = datetime.combine(date(2000, 1, 1), start)
    end = began + timedelta(minutes=amount * (60 if is_hours else 1))
    if end.date() != began.date() or end == began:
        return None, ()
    return end.time(), (match.span(),)


def _zone(text: str, on: date | None, site_zone: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    for match in _IANA.finditer(text):
        if zone_of(match.group()):
            return match.group(), (match.span(),)
    for match in _MARKS.finditer(text):
        mark = match["short"] or (match["long"] or match["hora"] or "").casefold()
        named = _BY_MARK.get(mark)
        if named is not None:
            return _nearest(named, on, site_zone), (match.span(),)
    return "", ()


def _nearest(named: str, on: date | None, site_zone: str) -> str:
    """The site's own zone where its clocks show the same as the named one's."""
    site, other = zone_of(site_zone), zone_of(named)
    noon = datetime.combine(on or date(2000, 1, 1), time(12))
    if site is None or other is None:
        return named
    is_same = noon.replace(tzinfo=site).utcoffset() == noon.replace(tzinfo=other).utcoffset()
    is_named_so = noon.replace(tzinfo=site).tzname() == noon.replace(tzinfo=other).tzname()
    return site_zone if is_same and is_named_so else named


def spans_removed(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The rest of a text."""
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    return "".join(rest)
