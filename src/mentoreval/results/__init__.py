"""The result of an evaluation: frozen, unrounded values, and the JSON file made of them.

The fields' names are the keys of `results.json` (schema `mentoreval.results/1`). A number that was
not computed is None, and its object carries the `reason`. A field whose default is None may have
nothing to say (no example, no random draws), and is then left out of the file; so a null always
stands beside its reason. Nothing here computes or rounds.
"""

from mentoreval.results.answers import (
    CodeShare,
    CodesResult,
    ItemResult,
    OptionShare,
    QuestionResult,
)
from mentoreval.results.estimates import (
    SUPPRESSED,
    Estimate,
    Interval,
    Share,
)
from mentoreval.results.groups import (
    DunnPair,
    GroupScale,
    GroupTest,
    MeanDifference,
)
from mentoreval.results.participation import (
    FlowStep,
    ImplementationResult,
    MeanOfRates,
    QualityCheck,
    Response,
)
from mentoreval.results.scales import (
    ByOccasion,
    Clustered,
    Gain,
    HodgesLehmann,
    Reliability,
    ScaleResult,
    Sensitivity,
    SignedRank,
    Spread,
)
from mentoreval.results.sources import (
    Given,
    InputFile,
    InstrumentUsed,
    Software,
)
from mentoreval.results.whole import (
    SCHEMA,
    ProfileNumber,
    Results,
    Suppressed,
)

__all__ = [
    "SCHEMA",
    "SUPPRESSED",
    "ByOccasion",
    "Clustered",
    "CodeShare",
    "CodesResult",
    "DunnPair",
    "Estimate",
    "FlowStep",
    "Gain",
    "Given",
    "GroupScale",
    "GroupTest",
    "HodgesLehmann",
    "ImplementationResult",
    "InputFile",
    "InstrumentUsed",
    "Interval",
    "ItemResult",
    "MeanDifference",
    "MeanOfRates",
    "OptionShare",
    "ProfileNumber",
    "QualityCheck",
    "QuestionResult",
    "Reliability",
    "Response",
    "Results",
    "ScaleResult",
    "Sensitivity",
    "Share",
    "SignedRank",
    "Software",
    "Spread",
    "Suppressed",
]
