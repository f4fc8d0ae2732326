"""Who answered: rates pooled and by implementation, and the list of implementations."""

import math
from collections.abc import Sequence

import numpy as np

from mentoreval.implementations import Implementation
from mentoreval.inclusion import Included
from mentoreval.responses import Responses
from mentoreval.results import (
    ImplementationResult,
    MeanOfRates,
    QualityCheck,
    Response,
    Share,
)
from mentoreval.statistics.proportions import wilson

_NO_FILE = "no file of implementations was given, so nobody knows how many were trained"


def answers_by_implementation(responses: Responses) -> dict[str, int]:
    """Rows by implementation id; ids without a row count 0."""
    known = responses.implementation[responses.implementation >= 0]
    counts = np.bincount(known, minlength=len(responses.implementation_ids))
    return dict(zip(responses.implementation_ids, counts.tolist(), strict=False))


def implementation_results(
    included: Included, screened: Responses
) -> tuple[ImplementationResult, ...]:
    """Every implementation of the file, in its order, with the counts that are known."""
    answered = answers_by_implementation(screened)
    consented = answers_by_implementation(included.consented)
    return tuple(
        ImplementationResult(
            id=one.id,
            site=one.site,
            mode=one.mode.value if one.mode else None,
            audience=one.audience.value,
            hours=one.hours,
            country=one.country,
            latitude=one.latitude,
            longitude=one.longitude,
            modules=one.modules,
            date=one.date,
            trained=one.trained,
            answered=answered.get(one.id, 0),
            consented=consented.get(one.id, 0) if one.id not in included.excluded else None,
            included=one.id not in included.excluded,
            excluded_because=included.excluded.get(one.id),
            reason=_why_not_all(one, is_included=one.id not in included.excluded),
        )
        for one in included.implementations
    )


def _why_not_all(one: Implementation, *, is_included: bool) -> str | None:
    """Say why fields are missing."""
    fields = ("mode", "modules", "date", "trained", "country", "latitude", "longitude")
    unreported = [name for name in fields if getattr(one, name) is None]
    whys = [
        (not is_included, "consent is counted in included implementations only"),
        (bool(unreported), f"not reported: {', '.join(unreported)}"),
    ]
    return "; ".join(why for applies, why in whys if applies) or None


def response_of(included: Included) -> tuple[Response, tuple[QualityCheck, ...]]:
    """Response and consent rates of the included implementations.

    Pooled: people over people (AAPOR RR2: whoever gave at least one answer counts). By
    implementation: mean and SD of the rates, each implementation weighing the same.
    """
    consent = (
        wilson(len(included.consented), len(included.answered))
        if included.answered.consent_asked
        else _unknown("the file has no consent column")
    )
    kept = included.kept
    if not included.implementations:
        return _without(_NO_FILE, consent), ()
    answered = answers_by_implementation(included.answered)
    untold = [one.id for one in kept if one.trained is None]
    over = [
        one.id for one in kept if one.trained is not None and answered.get(one.id, 0) > one.trained
    ]
    check = QualityCheck(
        check="more_answers_than_trained",
        count=len(over),
        title="implementations with more answers than people trained",
        detail=", ".join(over) or "None.",
    )
    if over:
        reason = (
            f"more answers than people trained in {', '.join(over)}: "
            "correct `trained` in the file of implementations"
        )
        return _without(reason, consent), (check,)
    known = [one for one in kept if one.trained]
    if not known:
        return _without("no implementation says how many people were trained", consent), (check,)
    pooled = wilson(
        sum(answered.get(one.id, 0) for one in known), sum(one.trained or 0 for one in known)
    )
    rates = _mean_of_rates(known, [answered.get(one.id, 0) for one in known], untold)
    return Response(pooled=pooled, per_implementation=rates, consent=consent), (check,)


def _mean_of_rates(
    known: Sequence[Implementation], answered: Sequence[int], untold: Sequence[str]
) -> MeanOfRates:
    rates = [people / (one.trained or 1) for one, people in zip(known, answered, strict=True)]
    n = len(rates)
    mean = math.fsum(rates) / n
    reason = f"not known how many were trained in {', '.join(untold)}" if untold else None
    if n == 1:
        return MeanOfRates(
            mean=mean, sd=None, n=1, reason=reason or "an SD needs two implementations"
        )
    sd = math.sqrt(math.fsum((rate - mean) ** 2 for rate in rates) / (n - 1))
    return MeanOfRates(mean=mean, sd=sd, n=n, reason=reason)


def _unknown(reason: str) -> Share:
    return Share(numerator=None, denominator=None, estimate=None, ci=None, reason=reason)


def _without(reason: str, consent: Share) -> Response:
    return Response(
        pooled=_unknown(reason),
        per_implementation=MeanOfRates(mean=None, sd=None, n=0, reason=reason),
        consent=consent,
    )
