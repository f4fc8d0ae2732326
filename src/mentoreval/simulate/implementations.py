"""The 62 invented implementations: where, when, for whom, how long, what was taught."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from mentoreval.competencies import COMPETENCIES
from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.simulate.published import (
    IN_PERSON,
    INCLUDED,
    INSTITUTIONS,
    ONLINE,
    TAUGHT_WORK_LIFE,
    UNKNOWN_MODULES,
)
from mentoreval.simulate.response_counts import draw_answered, draw_consented, draw_trained

WORK_LIFE = "work-life"
_BASICS = ("communication", "expectations")
_COUNTRY = "United States"

_Site = tuple[str, float, float]
"""Name, latitude and longitude in degrees. Invented; the places are open land near a town."""

_CONSORTIUM: _Site = ("Fivefold Rivers Consortium", 40.9, -88.6)
_INSTITUTIONS: tuple[_Site, ...] = (
    ("Tamarack Sound University", 44.3, -89.8),
    ("Quill River Institute of Medicine", 40.4, -76.1),
    ("Ostrander Falls Medical College", 42.6, -75.2),
    ("University of Lower Wendell", 39.2, -84.9),
    ("Copperline Institute of Health Sciences", 33.1, -111.3),
    ("Halloway Plains University", 41.2, -98.4),
    ("Saltgrass Bay University", 29.4, -95.6),
    ("Brindle Mesa State University", 35.4, -106.9),
    ("Junipera Health Sciences University", 44.6, -121.4),
    ("Winterhazel College of Medicine", 42.9, -71.9),
    ("Ferrow University", 36.2, -79.6),
    ("Larkspur Basin University", 40.3, -111.1),
    ("Old Kestrel University", 38.3, -121.9),
    ("Lake Ombry University", 43.2, -85.1),
)
_ELSEWHERE: tuple[_Site, ...] = (
    ("Dapplewood University", 33.9, -84.9),
    ("Sandreed University", 46.6, -96.3),
    ("Thistle Gap School of Medicine", 37.9, -80.6),
    ("Umberfield University", 38.7, -93.2),
)
"""Sites that gave only short or combined trainings."""

_HOURS = (*[4.0] * 10, 4.5, 5.0, 6.0, 6.0, 7.0, 7.5, *[8.0] * 9, 10.0)
"""The 26 that are included."""
_SHORT_HOURS = (*[1.0] * 6, *[1.5] * 8, *[2.0] * 11, *[3.0] * 6, *[3.5] * 3)
"""The 34 trainings of less than four hours."""
_SHORT_ONLINE = 10
_COMBINED_HOURS = (4.0, 8.0)
"""The two trainings for mentors and mentees together."""

_FIRST_MONTH = (date(2015, 9, 8), date(2015, 9, 30))
_IN_PERSON = (date(2015, 10, 1), date(2020, 2, 28))
_ONLINE = (date(2020, 6, 1), date(2021, 7, 30))
_LAST_MONTH = (date(2021, 8, 2), date(2021, 8, 20))
_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedImplementation:
    """An implementation and its survey.

    Attributes:
        included: it passes the rules (for mentees, four hours or more).
        answered: people who answered the survey.
        consented: those of them who let their answers be used for research.
    """

    implementation: Implementation
    included: bool
    answered: int
    consented: int


def draw_implementations(rng: np.random.Generator) -> tuple[SurveyedImplementation, ...]:
    """Draw all implementations in order of their dates.

    Raises:
        CalibrationError: no response rates with the published mean and SD were found.
    """
    drawn = [*_included(rng), *_short(rng), *_combined(rng)]
    drawn.sort(key=lambda one: (str(one.implementation.date), one.implementation.site))
    return tuple(
        replace(one, implementation=replace(one.implementation, id=f"SYN-{number:02d}"))
        for number, one in enumerate(drawn, start=1)
    )


def _included(rng: np.random.Generator) -> list[SurveyedImplementation]:
    trained = draw_trained(rng)
    answered = draw_answered(rng, trained)
    consented = draw_consented(rng, answered)
    hours = [float(one) for one in rng.permutation(_HOURS)]
    in_person = [_weekday(rng, _FIRST_MONTH), *_weekdays(rng, _IN_PERSON, IN_PERSON - 1)]
    online = [*_weekdays(rng, _ONLINE, ONLINE - 1), _weekday(rng, _LAST_MONTH)]
    rows = zip(
        _sites(rng), hours, _modules(rng, hours), [*in_person, *online], trained, strict=True
    )
    return [
        SurveyedImplementation(
            implementation=_implementation(
                site,
                mode=Mode.IN_PERSON if number < IN_PERSON else Mode.ONLINE,
                hours=length,
                modules=modules,
                day=day,
                trained=int(people),
            ),
            included=True,
            answered=int(answered[number]),
            consented=int(consented[number]),
        )
        for number, (site, length, modules, day, people) in enumerate(rows)
    ]


def _short(rng: np.random.Generator) -> list[SurveyedImplementation]:
    """Draw the trainings of less than four hours; every third was surveyed."""
    found = []
    for number, hours in enumerate(rng.permutation(_SHORT_HOURS)):
        online = number < _SHORT_ONLINE
        trained = int(rng.integers(6, 31))
        modules = _BASICS[: 1 if hours < 2 else 2]  # noqa: PLR2004  hours per module, about
        one = _implementation(
            _any_site(rng),
            mode=Mode.ONLINE if online else Mode.IN_PERSON,
            hours=float(hours),
            modules=modules if rng.random() < 0.8 else None,  # noqa: PLR2004  the rest is unknown
            day=_weekday(rng, _ONLINE if online else _IN_PERSON),
            trained=trained,
        )
        found.append(_outside(rng, one, most=5 if number % 3 == 0 else 0))
    return found


def _combined(rng: np.random.Generator) -> list[SurveyedImplementation]:
    """Draw the trainings for mentors and mentees together, long enough otherwise."""
    return [
        _outside(
            rng,
            _implementation(
                _any_site(rng),
                audience=Audience.COMBINED,
                mode=Mode.IN_PERSON,
                hours=hours,
                modules=(*_BASICS, "equity", "independence"),
                day=_weekday(rng, _IN_PERSON),
                trained=int(rng.integers(12, 25)),
            ),
            most=6,
        )
        for hours in _COMBINED_HOURS
    ]


def _outside(
    rng: np.random.Generator, implementation: Implementation, *, most: int
) -> SurveyedImplementation:
    answered = int(rng.integers(2, most + 1)) if most else 0
    return SurveyedImplementation(
        implementation=implementation,
        included=False,
        answered=answered,
        consented=int(rng.binomial(answered, 0.8)),
    )


def _implementation(
    site: _Site,
    *,
    mode: Mode,
    hours: float,
    modules: tuple[str, ...] | None,
    day: date,
    trained: int,
    audience: Audience = Audience.MENTEES,
) -> Implementation:
    name, latitude, longitude = site
    return Implementation(
        id="",
        site=name,
        audience=audience,
        hours=hours,
        country=_COUNTRY,
        latitude=latitude,
        longitude=longitude,
        mode=mode,
        trained=trained,
        modules=modules,
        date=day.isoformat(),
    )


def _sites(rng: np.random.Generator) -> list[_Site]:
    """Give each of the 15 sites one implementation, and the rest mostly to the two pilots."""
    sites = (*_INSTITUTIONS[:INSTITUTIONS], _CONSORTIUM)
    weights = np.ones(len(sites))
    weights[:2] = 6
    extra = rng.choice(len(sites), size=INCLUDED - len(sites), p=weights / weights.sum())
    return [sites[place] for place in rng.permutation([*range(len(sites)), *extra])]


def _any_site(rng: np.random.Generator) -> _Site:
    sites = (*_INSTITUTIONS, *_ELSEWHERE)
    return sites[int(rng.integers(len(sites)))]


def _modules(rng: np.random.Generator, hours: Sequence[float]) -> list[tuple[str, ...] | None]:
    """Draw what was taught: more in longer trainings; None where unknown."""
    unknown = set(rng.choice(len(hours), size=UNKNOWN_MODULES, replace=False).tolist())
    longest_first = sorted(
        set(range(len(hours))) - unknown, key=lambda place: -hours[place] - rng.normal(0, 1.5)
    )
    with_work_life = set(longest_first[:TAUGHT_WORK_LIFE])
    further = [one for one in COMPETENCIES if one not in (*_BASICS, WORK_LIFE)]
    taught: list[tuple[str, ...] | None] = []
    for place, length in enumerate(hours):
        number = min(len(further), round(length / 2) - 1 + int(rng.integers(0, 2)))
        chosen = {*_BASICS, *rng.choice(further, size=number, replace=False).tolist()}
        if place in with_work_life:
            chosen.add(WORK_LIFE)
        in_order = tuple(one for one in COMPETENCIES if one in chosen)
        taught.append(None if place in unknown else in_order)
    return taught


def _weekdays(rng: np.random.Generator, period: tuple[date, date], number: int) -> list[date]:
    return [_weekday(rng, period) for _ in range(number)]


def _weekday(rng: np.random.Generator, period: tuple[date, date]) -> date:
    """Draw a day from Monday to Friday between two dates, both included."""
    first, last = period
    days = [first + timedelta(days=one) for one in range((last - first).days + 1)]
    return days[int(rng.choice([n for n, day in enumerate(days) if day.weekday() <= _FRIDAY]))]
