"""The most telling numbers of a result, for the end of a run."""

from mentoreval.formatting import (
    count_of,
    interval,
    p_phrase,
    percent,
    plural,
    share,
    signed,
)
from mentoreval.instruments.model import OVERALL
from mentoreval.results import Results, ScaleResult

_WIDTH = 20


def summary(results: Results) -> list[str]:
    """Give five lines: who answered, who may be used, the gain, how sure, how many improved.

    Without scales there are the first two.
    """
    lines = [f"{results.instrument.title}: {results.input.name}"]
    if results.synthetic:
        lines.append("These people are synthetic: invented, no finding about anybody.")
    numbers = {
        "Response": share(results.response.pooled),
        "Used, with consent": plural(results.flow[-1].remaining, "response"),
        **(_of_scale(_headline_scale(results)) if results.scales else {}),
    }
    lines += [f"  {label:<{_WIDTH}}{text}" for label, text in numbers.items()]
    return lines


def _headline_scale(results: Results) -> ScaleResult | None:
    """The overall scale where there is one, otherwise the first that has people."""
    with_people = {
        name: scale for name, scale in results.scales.items() if scale.gain.mean is not None
    }
    return with_people.get(OVERALL, next(iter(with_people.values()), None))


def _of_scale(scale: ScaleResult | None) -> dict[str, str]:
    if scale is None:
        return {"Gain": "no scale has enough answers"}
    sure = scale.gain.ci_clustered or scale.gain.ci
    improved = scale.improved / scale.n if scale.improved is not None and scale.n else None
    return {
        f"Gain, {scale.name}": f"{signed(scale.gain.mean)}, 95% interval {interval(sure)}",
        "How sure": _p_in_words(scale),
        "Improved": f"{percent(improved)} ({count_of(scale.improved, scale.n)})",
    }


def _p_in_words(scale: ScaleResult) -> str:
    if scale.clustered is not None and scale.clustered.p is not None:
        units = plural(scale.clusters or 0, "implementation")
        return f"{p_phrase(scale.clustered.p)}, {units} as units"
    if scale.signed_rank is not None and scale.signed_rank.p_exact is not None:
        return f"{p_phrase(scale.signed_rank.p_exact)}, exact, people taken as independent"
    if scale.signed_rank is not None and scale.signed_rank.p_normal is not None:
        return f"{p_phrase(scale.signed_rank.p_normal)}, people taken as independent"
    return "no test"
