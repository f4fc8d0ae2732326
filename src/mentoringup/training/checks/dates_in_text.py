"""Dates and weekdays in running text, in English and Spanish, however they are written.

`Wednesday, October 19, 2022`, `Oct. 19th`, `19 October 2022`, `miércoles 19 de octubre de 2022`,
`2022-10-19`, `10/19/2022`, each with or without its weekday. All patterns are bounded, so that any
text takes time in proportion to its length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "enero", "ene"),
            ("february", "feb", "febrero"),
            ("march", "mar", "marzo"),
            ("april", "apr", "abril", "abr"),
            ("may", "mayo"),
            ("june", "jun", "junio"),
            ("july", "jul", "julio"),
            ("august", "aug", "agosto", "ago"),
            ("september", "sept", "sep", "septiembre", "setiembre", "set"),
            ("october", "oct", "octubre"),
            ("november", "nov", "noviembre"),
            ("december", "dec", "diciembre", "dic"),
        ),
        start=1,
    )
    for name in names
}

FULL_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "lunes"),
            ("tuesday", "martes"),
            ("wednesday", "miércoles", "miercoles"),
            ("thursday", "jueves"),
            ("friday", "viernes"),
            ("saturday", "sábado", "sabado"),
            ("sunday", "domingo"),
        )
    )
    for name in names
}
"""By name in lower case, 0 is Monday."""

WEEKDAYS = FULL_WEEKDAYS | {
    name: number
    for number, names in enumerate(
        (
            ("mon", "lun"),
            ("tues", "tue", "mart"),
            ("weds", "wed", "mié", "mie"),
            ("thurs", "thur", "thu", "jue"),
            ("fri", "vie"),
            ("sat", "sáb", "sab"),
            ("sun", "dom"),
        )
    )
    for name in names
}
"""With the short forms, which count only beside a date."""

_SPANISH_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ENGLISH = {
    name for name in WEEKDAYS if name.startswith(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
ENGLISH_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_BY_LANGUAGE = {
    "en": ENGLISH_WEEKDAYS,
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
_SHORT = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])"
_MONTH = rf"(?P<{{0}}>{_any_of(MONTHS)})\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_SPACE = r"[ \t\xa0]{1,3}"
_THROUGH = (
    r"(?:[ \t\xa0]{0,3}(?:[-–—&]|to|and|al?|y)[ \t\xa0]{0,3}"
    r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:\w]))"
)

_MONTH_FIRST = (  # October 19th, 2022
    rf"{_MONTH.format('m1')}{_SPACE}{_DAY.format('d1')}(?:st|nd|rd|th)?(?![\d:])"
    rf"(?P<r1>{_THROUGH})?(?:,?{_SPACE}{_YEAR.format('y1')})?"
)
_DAY_FIRST = (  # 19 October 2022, 19th of October, 19 de octubre de 2022
    rf"{_DAY.format('d2')}(?:st|nd|rd|th|\.?º|°)?(?P<r2>{_THROUGH})?{_SPACE}"
    rf"(?:(?:of|de){_SPACE})?{_MONTH.format('m2')}(?!\w)"
    rf"(?:,?{_SPACE}(?:(?:de|del){_SPACE})?{_YEAR.format('y2')})?"
)
_ISO = r"(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
_NUMBERS = (  # 10/19/2022, 19.10.2022
    r"(?P<a4>\d{1,2})(?P<s4>[/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d|\d\d)(?![\d/.])"
)
_DATE = re.compile(
    rf"(?<![\w/.-])(?=\w)(?:(?P<weekday>{_any_of(WEEKDAYS)})\.?,?[ \t\xa0]{{1,3}}"
    r"(?:the[ ]|el[ ]|día[ ]|dia[ ]|el[ ]día[ ])?)?"
    rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|{_ISO}|{_NUMBERS})",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = re.compile(
    rf"[ \t\xa0]{{0,3}}(?:,[ \t\xa0]{{0,3}}|\([ ]?)(?P<weekday>{_any_of(WEEKDAYS)})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w-])(?=\w)(?P<weekday>{_any_of(FULL_WEEKDAYS)})(?P<plural>s?)(?![\w-])", re.IGNORECASE
)
_Reading = tuple[int | None, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInText:
    """A date as it is written.

    Attributes:
        start, end: offsets of the whole, weekday included.
        readings: (year or None, month, day); two where 10/11/2022 may be October or November.
        weekday: 0 is Monday; None where none is written.
        weekday_at: offsets of its word.
        is_range: "October 19–21": the date is its first day.
    """

    start: int
    end: int
    words: str
    readings: tuple[tuple[int | None, int, int], ...]
    weekday: int | None
    weekday_at: tuple[int, int] | None
    is_range: bool = False

    @property
    def year(self) -> int | None:
        """The year that is written, if any."""
        return self.readings[0][0]

    def dates(self, years: tuple[int, ...] = ()) -> tuple[date, ...]:
        """The dates it can mean; `years` stand in where none is written."""
        found = []
        for year, month, day in self.readings:
            for candidate in (year,) if year is not None else years:
                try:
                    found.append(date(candidate, month, day))
                except ValueError:
                    continue
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayInText:
    """A weekday's name without a date beside it."""

    start: int
    end: int
    words: str
    weekday: int
    is_plural: bool


def find_dates(text: str, *, language: str = "en") -> Iterator[DateInText]:
    """Every date, from the left. A month without a day, or a day that can't be, is none."""
    for match in _DATE.finditer(text):
        readings = _readings(match, language)
        if not readings:
            continue
        weekday, at = _weekday(match, text)
        end = match.end() if at is None or at[1] <= match.end() else at[1]
        yield DateInText(
            start=match.start(),
            end=end,
            words=text[match.start() : end],
            readings=readings,
            weekday=weekday,
            weekday_at=at,
            is_range=bool(match["r1"] or match["r2"]),
        )


def _readings(match: re.Match[str], language: str) -> tuple[_Reading, ...]:
    for m, d, y in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if match[m]:
            year = int(match[y]) if match[y] else None
            return _possible([(year, MONTHS.get(match[m].casefold(), 0), int(match[d]))])
    if match["y3"]:
        return _possible([(int(match["y3"]), int(match["m3"]), int(match["d3"]))])
    year = int(match["y4"]) + (2000 if len(match["y4"]) == 2 else 0)  # noqa: PLR2004  two digits
    first, second = int(match["a4"]), int(match["b4"])
    month_first, day_first = (year, first, second), (year, second, first)
    if language.startswith("en") and match["s4"] == "/":
        return _possible([month_first, day_first])
    return _possible([day_first, month_first])


def _possible(readings: list[_Reading]) -> tuple[_Reading, ...]:
    kept = []
    for year, month, day in readings:
        try:
            date(2000 if year is None else year, month, day)
        except ValueError:
            continue
        kept.append((year, month, day))
    return tuple(dict.fromkeys(kept))


def _weekday(match: re.Match[str], text: str) -> tuple[int | None, tuple[int, int] | None]:
    named: re.Match[str] | None = match if match["weekday"] else None
    if named is None:
        named = _WEEKDAY_AFTER.match(text, match.end())
        if named is None or _DATE.match(text, named.start("weekday")):
            return None, None
    number = WEEKDAYS.get(named["weekday"].casefold())
    return number, None if number is None else named.span("weekday")


def find_bare_weekdays(text: str) -> Iterator[WeekdayInText]:
    """Full names of weekdays that stand beside no date."""
    beside_dates = {found.weekday_at[0] for found in find_dates(text) if found.weekday_at}
    for match in _BARE.finditer(text):
        name = match["weekday"]
        number = FULL_WEEKDAYS.get(name.casefold())
        is_given_name = name.casefold() == "domingo" and name[0].isupper()
        if number is None or is_given_name or match.start() in beside_dates:
            continue
        yield WeekdayInText(
            start=match.start(),
            end=match.end("weekday"),
            words=name,
            weekday=number,
            is_plural=bool(match["plural"]),
        )


def weekday_like(word: str, weekday: int) -> str:
    """The weekday's name, in the language, length and case of the word that it replaces."""
    lower = word.casefold()
    language = "en" if lower in _ENGLISH else "es"
    names = _BY_LANGUAGE if lower in FULL_WEEKDAYS else _SHORT
    name = names[language][weekday]
    if word.isupper():
        return name.upper()
    return name.capitalize() if word[:1].isupper() else name.lower()


def date_in_words(on: date, *, language: str) -> str:
    """A date with its weekday, as running text of that language writes it."""
    if language.startswith("es"):
        month = _SPANISH_MONTHS[on.month - 1]
        return f"{_BY_LANGUAGE['es'][on.weekday()]} {on.day} de {month} de {on.year}"
    month = ENGLISH_MONTHS[on.month - 1]
    return f"{_BY_LANGUAGE['en'][on.weekday()]}, {month} {on.day}, {on.year}"
