"""Who took part: exclusions, response, checks of the data, implementations."""

from dataclasses import dataclass

from mentoreval.results.estimates import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    """A step of the flow of exclusions.

    `unit` is "implementations" or "responses"; `excluded` of the step before leave,
    `remaining` go on.
    """

    step: str
    excluded: int
    remaining: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanOfRates:
    """Mean and SD (n - 1) of the implementations' response rates; n implementations."""

    mean: float | None
    sd: float | None
    n: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Who answered. `pooled` is people over people, `per_implementation` the mean of rates."""

    pooled: Share
    per_implementation: MeanOfRates
    consent: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """One check of the data: how many rows it found and what was done.

    `detail` counts nobody, so that a hidden `count` stays hidden.
    """

    check: str
    count: int | None
    detail: str
    title: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationResult:
    """One implementation as far as a figure needs it; rates only where not too small."""

    id: str
    site: str
    mode: str | None
    audience: str
    hours: float
    country: str | None
    latitude: float | None
    longitude: float | None
    modules: tuple[str, ...] | None
    date: str | None
    trained: int | None
    answered: int | None
    consented: int | None
    included: bool
    excluded_because: str | None = None
    reason: str | None = None
