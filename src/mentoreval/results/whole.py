"""A whole evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoreval.results.answers import CodesResult, ItemResult, OptionShare, QuestionResult
from mentoreval.results.groups import GroupScale
from mentoreval.results.participation import FlowStep, ImplementationResult, QualityCheck, Response
from mentoreval.results.scales import ScaleResult
from mentoreval.results.sources import Given, InputFile, InstrumentUsed, Software

SCHEMA = "mentoreval.results/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A cell that is hidden: where it stands, and whether for itself or to protect another."""

    table: str
    cell: str
    kind: str  # "primary" or "complementary"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileNumber:
    """What another program gives on the same data, and why it differs from ours."""

    statistic: str
    ours: float | None
    theirs: float | None
    why: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Results:
    """A whole evaluation; the report, the tables and the figures read nothing else."""

    software: Software
    input: InputFile
    instrument: InstrumentUsed
    implementations_file: InputFile | None = None
    flow: tuple[FlowStep, ...]
    response: Response
    scales: Mapping[str, ScaleResult]
    groups: Mapping[str, Mapping[str, GroupScale]]
    proportions: Mapping[str, Mapping[str, OptionShare]]
    """By question id and option label; in the instrument's order, unused options included."""
    questions: Mapping[str, QuestionResult]
    items: Mapping[str, ItemResult]
    implementations: tuple[ImplementationResult, ...]
    codes: CodesResult | None = None
    data_quality: tuple[QualityCheck, ...]
    suppressed: tuple[Suppressed, ...]
    profiles: Mapping[str, Mapping[str, tuple[ProfileNumber, ...]]]
    published: tuple[Mapping[str, str | float], ...]
    """Gains published for other trainings: scale, gain, training, reference."""
    rules: Mapping[str, str]
    """Inclusion rules in words, by id."""
    seed: int
    small_cells: int
    """Threshold below which counts of people are hidden; 1 hides nothing."""
    synthetic: bool
    remarks: tuple[str, ...] = ()
    given: Given = field(default_factory=Given)
    schema: str = SCHEMA
