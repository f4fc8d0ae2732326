"""What other programs give on the same data, beside our numbers, and why they differ.

Conventions, versions and checks: docs/methods/profiles.md.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from mentoreval.counts import CountTables
from mentoreval.errors import EvaluationError
from mentoreval.instruments.model import Instrument
from mentoreval.profiles.base_r import base_r_numbers
from mentoreval.profiles.coin import coin_numbers
from mentoreval.profiles.sample import Sample, samples_of
from mentoreval.profiles.scipy_stats import scipy_numbers
from mentoreval.profiles.spss import spss_numbers
from mentoreval.responses import Responses
from mentoreval.results import ProfileNumber

_Numbers = Callable[[Sample], tuple[ProfileNumber, ...]]

PROGRAMS: Final[Mapping[str, _Numbers]] = MappingProxyType(
    {
        "spss": spss_numbers,
        "r": base_r_numbers,
        "coin": coin_numbers,
        "scipy": scipy_numbers,
    }
)
"""By the name of a profile, what gives that program's numbers for one scale."""


def profile_numbers(
    tables: CountTables,
    instrument: Instrument,
    profiles: Sequence[str],
    *,
    responses: Responses | None = None,
) -> Mapping[str, Mapping[str, tuple[ProfileNumber, ...]]]:
    """Give every scale's numbers by profile and scale id; nothing without profiles.

    Args:
        tables: counts of the people in the finding.
        instrument: the key that scored them.
        profiles: names out of `PROGRAMS`.
        responses: the rows of `tables`. Only they tell which ties break when a person's two
            scores are rounded to decimals; without them (pooled sites) no tie breaks.

    Raises:
        EvaluationError: there is no such profile.
    """
    unknown = [name for name in profiles if name not in PROGRAMS]
    if unknown:
        raise EvaluationError(
            f"there is no profile “{unknown[0]}”; there are {', '.join(PROGRAMS)}"
        )
    if not profiles:
        return {}
    samples = samples_of(tables, instrument, responses)
    return {
        name: {scale: PROGRAMS[name](sample) for scale, sample in samples.items() if sample.exact.n}
        for name in profiles
    }
