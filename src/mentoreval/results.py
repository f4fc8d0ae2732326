"""The result of an evaluation: frozen, unrounded values, and the JSON file made of them.

The fields' names are the keys of `results.json` (schema `mentoreval.results/1`). A value that
was not computed is None and its object carries the `reason`. Nothing here computes or rounds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SCHEMA = "mentoreval.results/1"

SUPPRESSED = "suppressed"
"""The reason beside a number that is hidden because it is about too few people."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    """Which program made the result."""

    name: str
    version: str
    libraries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file that went in; `rows` counts data rows before anything was dropped."""

    name: str
    sha256: str
    rows: int
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentUsed:
    """The key that scored the answers; `cores` are the locked instruments it includes."""

    id: str
    version: str
    sha256: str
    title: str
    notices: Mapping[str, str] = field(default_factory=dict)
    cores: tuple[Mapping[str, str], ...] = ()
    design: str = "retrospective"


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
class Share:
    """A proportion with its counts and Wilson's 95 % interval."""

    numerator: int | None
    denominator: int | None
    estimate: float | None
    ci: Interval | None
    reason: str | None = None


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
class Spread:
    """A distribution of scores; quartiles of type 7."""

    mean: float | None
    sd: float | None
    median: float | None
    q1: float | None
    q3: float | None
    low: float | None = None
    """Lowest value that belongs to at least the small-cell threshold of people (whisker)."""
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """Mean of NOW - BEFORE with a t interval and a cluster-robust interval (95 %)."""

    mean: float | None
    sd: float | None
    ci: Interval | None
    ci_clustered: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRank:
    """Wilcoxon's signed-rank test, zeros dropped, midranks.

    `log10_p_exact` and `log10_p_normal` tell p where it is too small for a double.
    """

    n_nonzero: int
    w_plus: float
    w_minus: float
    z: float | None
    p_exact: float | None
    p_normal: float | None
    log10_p_exact: float | None = None
    log10_p_normal: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """The sign-flip test on implementations' sums of signed ranks, and what clustering costs.

    `error` is the Monte Carlo standard error of p, None where p is exact.
    """

    p: float | None
    method: str | None
    icc: float | None
    design_effect: float | None
    smallest_p: float | None
    draws: int | None = None
    error: float | None = None
    seed: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number with its 95 % interval."""

    estimate: float | None
    ci: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HodgesLehmann:
    """Median of Walsh averages, zeros included; `level` is the interval's attainable level."""

    estimate: float | None
    ci: Interval | None
    level: float | None
    method: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """One coefficient on one occasion; `n` complete cases.

    `coefficient` names what `estimate` is: "alpha", "omega total" or "Spearman-Brown".
    """

    coefficient: str
    estimate: float | None
    ci: Interval | None
    n: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByOccasion:
    """The same coefficient BEFORE and NOW."""

    before: Reliability
    now: Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The main numbers again under another minimum share of answered items."""

    minimum_share: str
    n: int | None
    mean_gain: float | None
    p_exact: float | None
    p_normal: float | None
    p_clustered: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleResult:
    """Everything a paired scale reports. `reason` says why the scale as a whole has no numbers."""

    name: str
    source: str
    items: tuple[str, ...]
    minimum_share: str
    n: int | None
    clusters: int | None
    before: Spread
    now: Spread
    gain: Gain
    improved: int | None
    unchanged: int | None
    worsened: int | None
    signed_rank: SignedRank | None
    clustered: Clustered | None
    p_holm: float | None
    p_holm_on: str | None
    """"clustered" or "exact" or "normal": the p that Holm corrected."""
    rank_biserial: float | None
    net_improvement: Estimate
    hodges_lehmann: HodgesLehmann
    dz: float | None
    alpha: ByOccasion
    omega: ByOccasion
    sensitivity: tuple[Sensitivity, ...] = ()
    points: Mapping[str, tuple[tuple[float, int], ...]] = field(default_factory=dict)
    """For plots: by "before", "now" and "gain", (score rounded to a quarter point, people)."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DunnPair:
    """Dunn's comparison of two levels; z > 0 where `a` ranks higher."""

    a: str
    b: str
    z: float
    p: float
    p_holm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanDifference:
    """Bounds for "no difference": mean of `a` minus mean of `b`.

    `ci` is simultaneous: all pairs of one test together are covered 95 times in 100.
    """

    a: str
    b: str
    estimate: float
    ci: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTest:
    """Kruskal-Wallis on one score, its permutation p, and Dunn's comparisons."""

    h: float | None
    df: int | None
    p: float | None
    p_permutation: float | None
    permutation: str | None
    """How labels were permuted, how many times, with which seed."""
    epsilon_squared: Estimate
    n: Mapping[str, int]
    dunn: tuple[DunnPair, ...] = ()
    differences: tuple[MeanDifference, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Level (or "several chosen", "not answered") and why it is not in the test."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScale:
    """The three comparisons of one scale."""

    before: GroupTest
    now: GroupTest
    gain: GroupTest


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShare:
    """One option of a question: `n` respondents of `of` who answered, Wilson's interval.

    `share_of_selections` is n over all selections of a multiple-choice question.
    """

    code: int
    n: int | None
    of: int | None
    estimate: float | None
    ci: Interval | None
    share_of_selections: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A question as a whole; its options are in `Results.proportions`, under the same id.

    `favorable` pools the options that count towards its headline share.
    """

    text: str
    topic: str
    kind: str
    role: str
    respondents: int
    selections: int | None
    not_answered: int
    favorable: Share | None = None
    favorable_label: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """A paired item: people by option on both occasions, and the missing by kind."""

    text: str
    topic: str
    options: Mapping[str, str]
    """Label by code (as text), in the instrument's order."""
    before: Mapping[str, int]
    now: Mapping[str, int]
    missing: Mapping[str, int]
    """By kind and occasion, e.g. "unanswered_before"."""
    n_paired: int | None
    mean_before: float | None
    mean_now: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCheck:
    """One check of the data: how many rows it found and what was done."""

    check: str
    count: int
    detail: str
    title: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShare:
    """One code of the frequency table: answers that carry it."""

    code: str
    label: str
    n: int | None
    of: int
    estimate: float | None
    ci: Interval | None
    example: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesResult:
    """Table 3: frequencies of consensus codes, special codes last."""

    question: str
    answers: int
    codings: int | None
    file: InputFile
    codes: tuple[CodeShare, ...]
    grouped: tuple[str, ...] = ()
    """Codes that only one answer has, gathered as "other"; "suppressed" for each where hidden."""


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


@dataclass(frozen=True, kw_only=True)
class Results:
    """A whole evaluation; the report, the tables and the figures read nothing else."""

    software: Software
    input: InputFile
    instrument: InstrumentUsed
    implementations_file: InputFile | None
    flow: tuple[FlowStep, ...]
    response: Response
    scales: Mapping[str, ScaleResult]
    groups: Mapping[str, Mapping[str, GroupScale]]
    proportions: Mapping[str, Mapping[str, OptionShare]]
    """By question id and option label; in the instrument's order, unused options included."""
    questions: Mapping[str, QuestionResult]
    items: Mapping[str, ItemResult]
    implementations: tuple[ImplementationResult, ...]
    codes: CodesResult | None
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
    schema: str = SCHEMA
