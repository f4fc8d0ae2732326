"""What a run is asked for: who counts, what is compared, how small a group may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentoreval.evaluation.defaults import DEFAULT_SEED, DEFAULT_SMALL_CELLS
from mentoreval.implementations import Audience, Mode
from mentoreval.inclusion_rules import InclusionRules

INSIDE = DEFAULT_SMALL_CELLS
"""Smallest group that colleagues of the site see."""

PUBLICATION = 10
"""Smallest group that everybody may see."""

THRESHOLDS = (INSIDE, PUBLICATION)
PROFILES = ("spss", "r", "coin", "scipy")
"""Programs whose numbers can stand beside ours: `mentoreval.profiles.PROGRAMS`, slow to load."""

PAPERS = ("us-letter", "a4")
_RULES = InclusionRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """The defaults are the rules of the published evaluation.

    Attributes:
        minimum_hours: planned length of a training that is just long enough.
        audiences, modes: for whom it was, and how people met.
        first_date, last_date: ISO dates between which it began, both included.
        research_consent: only those who consented to research count.
        compare: variables by which groups are compared; none compares every one that the
            instrument marks.
        profiles: other programs whose numbers stand beside ours.
        threshold: counts of people below it are hidden.
        seed: of every random draw.
        paper: size of the pages of PDF and Word.
    """

    minimum_hours: float = _RULES.minimum_hours
    audiences: tuple[str, ...] = tuple(one.value for one in _RULES.audiences)
    modes: tuple[str, ...] = tuple(one.value for one in _RULES.modes)
    first_date: str | None = None
    last_date: str | None = None
    research_consent: bool = _RULES.research_consent
    compare: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    threshold: int = INSIDE
    seed: int = DEFAULT_SEED
    paper: str = PAPERS[0]

    @property
    def rules(self) -> InclusionRules:
        """Who counts, as mentoreval takes it."""
        return InclusionRules(
            minimum_hours=self.minimum_hours,
            audiences=tuple(Audience(one) for one in self.audiences),
            modes=tuple(Mode(one) for one in self.modes),
            first_date=self.first_date,
            last_date=self.last_date,
            research_consent=self.research_consent,
        )


def to_document(options: RunOptions) -> dict[str, Any]:
    """Give the options as JSON."""
    return {
        "minimum_hours": options.minimum_hours,
        "audiences": list(options.audiences),
        "modes": list(options.modes),
        "first_date": options.first_date,
        "last_date": options.last_date,
        "research_consent": options.research_consent,
        "compare": list(options.compare),
        "profiles": list(options.profiles),
        "threshold": options.threshold,
        "seed": options.seed,
        "paper": options.paper,
    }


def from_document(document: Mapping[str, Any]) -> RunOptions:
    """Read what `to_document` gave; what is not there is as usual."""
    lists = {"audiences", "modes", "compare", "profiles"}
    values: dict[str, Any] = {
        name: tuple(value) if name in lists else value for name, value in document.items()
    }
    return RunOptions(**values)
