"""Makes sample-results.json: a plausible, invented evaluation for tests of tables and figures.

The people and places are drawn from a seeded generator; the statistics are simple approximations
of the right size (normal p, t intervals), because these tests are about showing numbers, not
about computing them. Run: python tests/golden/results/make_sample_results.py
"""

from math import erfc, log10, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoreval.results import (
    ByOccasion,
    Clustered,
    CodeShare,
    CodesResult,
    DunnPair,
    Estimate,
    FlowStep,
    Gain,
    GroupScale,
    GroupTest,
    HodgesLehmann,
    ImplementationResult,
    InputFile,
    InstrumentUsed,
    ItemResult,
    MeanDifference,
    MeanOfRates,
    OptionShare,
    ProfileNumber,
    QualityCheck,
    QuestionResult,
    Reliability,
    Response,
    Results,
    ScaleResult,
    Sensitivity,
    Share,
    SignedRank,
    Software,
    Spread,
    Suppressed,
)
from mentoreval.results_json import dumps

SMALL = 5
PEOPLE = 183
RNG = np.random.default_rng(20221019)
LABELS = {
    "1": "1 not at all skilled",
    "2": "2",
    "3": "3",
    "4": "4 moderately skilled",
    "5": "5",
    "6": "6",
    "7": "7 extremely skilled",
}
TOPICS = (
    "active listening", "constructive feedback", "trusting relationship", "communication styles",
    "strategies to improve communication", "coordinating with other mentors",
    "clear relationship expectations", "aligning expectations",
    "effect of personal and professional differences", "research goals",
    "strategies to meet goals", "estimating knowledge", "estimating ability", "enhancing skills",
    "motivation", "confidence", "creativity", "acknowledging contributions",
    "path to independence", "biases and prejudices", "different backgrounds", "networking",
    "career goals", "work-life balance", "role-model impact", "acquiring resources",
    "trying hard tasks", "learning from others", "using encouragement", "handling stress",
    "naming successes",
)  # fmt: skip
ITEM_IDS = tuple(f"mca{n:02d}" for n in range(1, 27)) + tuple(f"rse{n}" for n in range(1, 6))
SCALES = {
    "communication": ("Maintaining effective communication", 0, 6, 4.45, 0.75),
    "expectations": ("Aligning expectations", 6, 11, 4.05, 1.06),
    "understanding": ("Assessing understanding", 11, 14, 4.35, 0.68),
    "independence": ("Fostering independence", 14, 19, 4.55, 0.58),
    "diversity": ("Addressing diversity", 19, 21, 4.60, 0.55),
    "professional-development": ("Promoting professional development", 21, 26, 4.40, 0.61),
    "research-self-efficacy": ("Research self-efficacy (draft)", 26, 31, 4.70, 0.50),
    "overall": ("Overall", 0, 26, 4.40, 0.71),
}
STAGES = {
    "Assistant professor": 45, "Graduate student": 43, "Postdoctoral scholar": 35,
    "Scientist or researcher": 14, "Medical student": 9, "Clinical fellow": 7,
    "Lecturer or instructor": 4, "Clinical instructor": 3, "Assistant dean": 2, "Other": 9,
    "Prefer not to answer": 0,
}  # fmt: skip
RACES = {
    "White": 86, "Asian": 39, "Hispanic or Latinx": 18, "Black or African American": 11,
    "American Indian or Alaskan Native": 1, "Native Hawaiian or Pacific Islander": 0, "Other": 8,
    "Prefer not to answer": 0,
}  # fmt: skip
GENDERS = {"Woman": 82, "Man": 67, "Nonbinary": 1, "Prefer not to answer": 1}
CODES = {
    "effective-communication": ("Effective communication", 29),
    "mentoring-up": ("Mentoring up and being proactive", 26),
    "aligning-expectations": ("Aligning expectations", 25),
    "meeting-management": ("Meeting management", 21),
    "resources": ("Resources and tools", 15),
    "career": ("Career and professional development", 10),
    "mentor-network": ("Mentor network", 7),
    "self-efficacy": ("Self-efficacy", 5),
    "feedback": ("Soliciting feedback", 2),
    "work-life": ("Work-life integration", 2),
    "delegating": ("Delegating", 2),
    "cultural-awareness": ("Cultural awareness", 2),
    "other": ("Other", 10),
    "vague": ("Vague", 6),
    "no-change": ("No change", 5),
}
MODULES = (
    "communication", "expectations", "equity", "self-efficacy", "independence",
    "professional-development",
)  # fmt: skip
SITES = (
    ("Aldermoor University", 43.1, -89.4), ("Birchfield College", 40.8, -96.7),
    ("Cedar Plains University", 39.0, -95.3), ("Dunmore Institute", 42.3, -71.1),
    ("Eastlake University", 41.5, -81.7), ("Fernhill Medical School", 29.7, -95.4),
    ("Greywater State", 33.4, -112.0), ("Hollin University", 37.4, -122.2),
    ("Ivybridge University", 47.6, -122.3), ("Juniper Valley College", 35.1, -106.6),
    ("Kingsmere University", 25.8, -80.2), ("Larkspur Institute", 44.9, -93.2),
    ("Marlow State University", 36.0, -78.9), ("Northgate University", 18.4, -66.1),
    ("Open Rivers Consortium", None, None),
)  # fmt: skip


def wilson(n: int, of: int) -> tuple[float, float]:
    z = 1.959963984540054
    p = n / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(n: int, of: int) -> Share:
    return Share(numerator=n, denominator=of, estimate=n / of, ci=wilson(n, of))


def normal_p(z: float) -> float:
    return erfc(abs(z) / sqrt(2))


def spread(scores: NDArray[np.float64]) -> Spread:
    values, counts = np.unique(scores, return_counts=True)
    enough = values[counts >= SMALL]
    q1, median, q3 = (float(q) for q in np.quantile(scores, (0.25, 0.5, 0.75)))
    return Spread(
        mean=float(scores.mean()),
        sd=float(scores.std(ddof=1)),
        median=median,
        q1=q1,
        q3=q3,
        low=float(enough.min()),
        high=float(enough.max()),
    )


def points(scores: NDArray[np.float64]) -> tuple[tuple[float, int], ...]:
    values, counts = np.unique(np.round(scores * 4) / 4, return_counts=True)
    return tuple((float(v), int(c)) for v, c in zip(values, counts, strict=True) if c >= SMALL)


def answers(items: int, before: float, gain: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    person = RNG.normal(0, 0.85, size=(PEOPLE, 1))
    rise = RNG.normal(gain * 1.12, 0.65, size=(PEOPLE, 1))
    first = before + person + RNG.normal(0, 0.8, size=(PEOPLE, items))
    second = first + np.maximum(rise, -0.4) + RNG.normal(0, 0.45, size=(PEOPLE, items))
    return (
        np.clip(np.rint(first), 1, 7).astype(int),
        np.clip(np.rint(second), 1, 7).astype(int),
    )


def reliability(name: str, estimate: float | None, reason: str | None = None) -> Reliability:
    if estimate is None:
        return Reliability(coefficient=name, estimate=None, ci=None, n=0, reason=reason)
    ci = (estimate - 0.035, estimate + 0.03)
    return Reliability(coefficient=name, estimate=estimate, ci=ci, n=171)


def both(name: str, before: float | None, now: float | None) -> ByOccasion:
    reason = "not defined for a scale of several subscales"
    return ByOccasion(before=reliability(name, before, reason), now=reliability(name, now, reason))


def scale_result(
    scale: str, before: NDArray[np.int64], now: NDArray[np.int64], rank: int
) -> ScaleResult:
    name, start, end, _, _ = SCALES[scale]
    n = PEOPLE - 4 - 2 * rank
    first, second = before[:n].mean(axis=1), now[:n].mean(axis=1)
    gain = second - first
    mean, sd = float(gain.mean()), float(gain.std(ddof=1))
    half = 1.973 * sd / sqrt(n)
    up, down = int((gain > 0).sum()), int((gain < 0).sum())
    magnitude = np.abs(gain[gain != 0])
    ranks = np.array([(magnitude < m).sum() + ((magnitude == m).sum() + 1) / 2 for m in magnitude])
    plus = float(ranks[gain[gain != 0] > 0].sum())
    minus = float(ranks.sum() - plus)
    z = (plus - minus) / 2 / sqrt(float((ranks**2).sum()) / 4)
    net = (up - down) / n
    items = ITEM_IDS[start:end]
    few = "Spearman-Brown" if len(items) == 2 else "omega total"
    omega = both(few, None, None) if scale == "overall" else both(few, 0.83 - rank / 100, 0.86)
    clustered_p = 2.98e-8 * 4 ** min(rank, 6)
    return ScaleResult(
        name=name,
        source="research-self-efficacy-draft" if "rse1" in items else "mca-26-mentee",
        items=items,
        minimum_share="2/3",
        n=n,
        clusters=26,
        before=spread(first),
        now=spread(second),
        gain=Gain(
            mean=mean,
            sd=sd,
            ci=(mean - half, mean + half),
            ci_clustered=(mean - 1.28 * half, mean + 1.28 * half),
        ),
        improved=up,
        unchanged=n - up - down,
        worsened=down,
        signed_rank=SignedRank(
            n_nonzero=up + down,
            w_plus=plus,
            w_minus=minus,
            z=z,
            p_exact=normal_p(z) * 0.8,
            p_normal=normal_p(z),
            log10_p_exact=log10(normal_p(z) * 0.8),
            log10_p_normal=log10(normal_p(z)),
        ),
        clustered=Clustered(
            p=clustered_p,
            method="sign-flip, exact by convolution",
            icc=0.04 + rank / 200,
            design_effect=1 + 6 * (0.04 + rank / 200),
            smallest_p=2.0**-25,
        ),
        p_holm=clustered_p * (8 - rank),
        p_holm_on="clustered",
        rank_biserial=(plus - minus) / (plus + minus),
        net_improvement=Estimate(estimate=net, ci=(net - 0.09, net + 0.08)),
        hodges_lehmann=HodgesLehmann(
            estimate=float(np.median(gain)) + 0.02,
            ci=(mean - 1.1 * half, mean + half),
            level=0.9507,
            method="exact",
        ),
        dz=mean / sd,
        alpha=both("alpha", 0.81 - rank / 100, 0.84 - rank / 200),
        omega=omega,
        sensitivity=tuple(
            Sensitivity(
                minimum_share=text,
                n=n + shift,
                mean_gain=mean + shift / 400,
                p_exact=normal_p(z),
                p_normal=normal_p(z),
                p_clustered=clustered_p,
            )
            for text, shift in (("1/2", 2), ("2/3", 0), ("4/5", -3), ("1", -7))
        ),
        points={"before": points(first), "now": points(second), "gain": points(gain)},
    )


def item_results(
    before: NDArray[np.int64], now: NDArray[np.int64], start: int
) -> dict[str, ItemResult]:
    found = {}
    for column in range(before.shape[1]):
        item, topic = ITEM_IDS[start + column], TOPICS[start + column]
        skipped = (start + column) % 4
        first, second = before[: PEOPLE - skipped, column], now[: PEOPLE - skipped, column]
        found[item] = ItemResult(
            text=f"How skilled are you in {topic}?",
            topic=topic,
            options=LABELS,
            before={code: int((first == int(code)).sum()) for code in LABELS},
            now={code: int((second == int(code)).sum()) for code in LABELS},
            missing={"unanswered_before": skipped, "unanswered_now": skipped},
            n_paired=PEOPLE - skipped,
            mean_before=float(first.mean()),
            mean_now=float(second.mean()),
        )
    return found


def group_test(shift: float) -> GroupTest:
    h = 1.9 + shift
    levels = ("Assistant professor", "Graduate student", "Postdoctoral scholar")
    pairs = ((0, 1), (0, 2), (1, 2))
    return GroupTest(
        h=h,
        df=2,
        p=float(np.exp(-h / 2)),
        p_permutation=float(np.exp(-h / 2)) * 1.04,
        permutation="labels permuted within implementations, 9,999 times, seed 1",
        epsilon_squared=Estimate(estimate=h / 117, ci=(0.001, h / 117 + 0.06)),
        n=dict(zip(levels, (43, 41, 34), strict=True)),
        dunn=tuple(
            DunnPair(
                a=levels[a],
                b=levels[b],
                z=0.6 * (a + 1) - 0.3 * b,
                p=normal_p(0.6 * (a + 1) - 0.3 * b),
                p_holm=min(1.0, 3 * normal_p(0.6 * (a + 1) - 0.3 * b)),
            )
            for a, b in pairs
        ),
        differences=tuple(
            MeanDifference(
                a=levels[a], b=levels[b], estimate=0.1 * a - 0.05 * b, ci=(-0.31 - 0.01 * b, 0.24)
            )
            for a, b in pairs
        ),
        left_out={
            "Clinical instructor": "fewer than 5 people",
            "Assistant dean": "fewer than 5 people",
            "several chosen": "belongs to more than one level",
        },
    )


def options_of(
    counts: dict[str, int], respondents: int, hidden: tuple[str, ...]
) -> dict[str, OptionShare]:
    selections = sum(counts.values())
    found = {}
    for code, (label, n) in enumerate(counts.items(), start=1):
        found[label] = (
            OptionShare(
                code=code, n=None, of=respondents, estimate=None, ci=None, reason="suppressed"
            )
            if label in hidden
            else OptionShare(
                code=code,
                n=n,
                of=respondents,
                estimate=n / respondents,
                ci=wilson(n, respondents),
                share_of_selections=n / selections,
            )
        )
    return found


DEMOGRAPHICS = {
    "career_stage": ("Career stage", STAGES, 167,
        ("Lecturer or instructor", "Clinical instructor", "Assistant dean")),
    "race_ethnicity": ("Race or ethnicity", RACES, 152,
        ("American Indian or Alaskan Native", "Other")),
    "gender": ("Gender", GENDERS, 150, ("Nonbinary", "Prefer not to answer")),
}  # fmt: skip
EVALUATION = {
    "facilitator_effectiveness": (
        "How effective were the facilitators?",
        {"Not effective": 0, "Slightly effective": 6, "Moderately effective": 12,
         "Effective": 63, "Very effective": 92},
        155, "effective or very effective"),
    "valuable_use_of_time": (
        "Was the training a valuable use of your time?", {"Yes": 152, "No": 21}, 152, "yes"),
    "would_recommend": (
        "Would you recommend the training to a colleague?", {"Yes": 140, "No": 33}, 140, "yes"),
    "made_or_plans_changes": (
        "Have you made or do you plan changes?", {"Yes": 134, "No": 40}, 134, "yes"),
}  # fmt: skip


def questions() -> tuple[dict[str, dict[str, OptionShare]], dict[str, QuestionResult]]:
    proportions, found = {}, {}
    for item, (text, counts, respondents, hidden) in DEMOGRAPHICS.items():
        proportions[item] = options_of(counts, respondents, hidden)
        found[item] = QuestionResult(
            text=f"What is your {text.lower()}?",
            topic=text,
            kind="multiple",
            role="demographic",
            respondents=respondents,
            selections=sum(counts.values()),
            not_answered=PEOPLE - respondents,
        )
    for item, (text, counts, favorable, label) in EVALUATION.items():
        of = sum(counts.values())
        proportions[item] = options_of(counts, of, ())
        found[item] = QuestionResult(
            text=text,
            topic=item.replace("_", " "),
            kind="single",
            role="evaluation",
            respondents=of,
            selections=of,
            not_answered=PEOPLE - of,
            favorable=share(favorable, of),
            favorable_label=label,
        )
    return proportions, found


def implementation(index: int) -> ImplementationResult:
    site, latitude, longitude = SITES[index % len(SITES)]
    included = index < 26
    short = 26 <= index < 60
    trained = int(RNG.integers(6, 11)) if index % 4 else int(RNG.integers(11, 26))
    answered = min(trained, max(2, round(trained * float(RNG.normal(0.66, 0.2)))))
    tiny = answered < SMALL
    taught = (*MODULES, "work-life") if index in {1, 4, 8, 12, 17, 22} else MODULES
    taught = tuple(m for m in taught if m == "work-life" or RNG.random() < 0.85)
    hours = float(RNG.choice([1.5, 2.0, 3.0])) if short else float(RNG.choice([4, 4, 6, 8, 8, 10]))
    return ImplementationResult(
        id=f"W{index + 1:02d}",
        site=site,
        mode="online" if index % 4 == 3 or index == 0 else "in person",
        audience="mentees" if index < 60 else "mentees and mentors",
        hours=hours,
        country=None if latitude is None else "PR" if site.startswith("North") else "US",
        latitude=latitude,
        longitude=longitude,
        modules=None if index in UNKNOWN_MODULES else taught,
        date=f"20{17 + index // 12}-{1 + index % 12:02d}-12",
        trained=trained,
        answered=None if tiny else answered,
        consented=None if tiny or answered - 2 < SMALL else answered - 2,
        included=included,
        excluded_because=None
        if included
        else "shorter than 4 hours"
        if short
        else "the audience is not mentees",
        reason="suppressed"
        if tiny or answered - 2 < SMALL
        else "not reported"
        if latitude is None or index in UNKNOWN_MODULES
        else None,
    )


def codes() -> CodesResult:
    answers_coded = 124
    return CodesResult(
        question="planned_changes",
        answers=answers_coded,
        codings=sum(n for _, n in CODES.values()),
        file=InputFile(name="codes.csv", sha256="c" * 64, rows=167, format="codes"),
        codes=tuple(
            CodeShare(
                code=code,
                label=label,
                n=n,
                of=answers_coded,
                estimate=n / answers_coded,
                ci=wilson(n, answers_coded),
                example="I will ask for an agenda before we meet." if n > 20 else None,
            )
            for code, (label, n) in CODES.items()
        ),
        grouped=("sleep", "grant writing"),
        wording="What have you changed or do you plan to change?",
    )


UNKNOWN_MODULES = {2, 7, 13, 19, 24}
QUALITY = (
    QualityCheck(check="previews", title="Previews and tests", count=3,
                 detail="3 previews were dropped."),
    QualityCheck(check="duplicates", title="Same respondent twice", count=2,
                 detail="The latest complete response was kept."),
    QualityCheck(check="partials", title="Partial responses", count=14,
                 detail="Kept; answered items are used."),
    QualityCheck(check="speeders", title="Very fast responses", count=1, detail="Kept and named."),
    QualityCheck(check="straight-lining", title="All answers equal", count=5,
                 detail="Kept and named."),
    QualityCheck(check="consent-missing", title="Consent missing", count=0, detail="None found."),
)  # fmt: skip
FLOW = (
    FlowStep(step="implementations reported", excluded=0, remaining=62, unit="implementations"),
    FlowStep(step="at least 4 hours long", excluded=34, remaining=28, unit="implementations"),
    FlowStep(step="for mentees only", excluded=2, remaining=26, unit="implementations"),
    FlowStep(step="responses received", excluded=0, remaining=231, unit="responses"),
    FlowStep(step="no preview, test or spam", excluded=3, remaining=228, unit="responses"),
    FlowStep(step="one response a person", excluded=2, remaining=226, unit="responses"),
    FlowStep(step="consented to research", excluded=43, remaining=183, unit="responses"),
)
HIDDEN = tuple(
    Suppressed(table=f"proportions.{question}", cell=label, kind=kind)
    for question, label, kind in (
        ("career_stage", "Lecturer or instructor", "primary"),
        ("career_stage", "Clinical instructor", "primary"),
        ("career_stage", "Assistant dean", "primary"),
        ("race_ethnicity", "American Indian or Alaskan Native", "primary"),
        ("race_ethnicity", "Other", "complementary"),
        ("gender", "Nonbinary", "primary"),
        ("gender", "Prefer not to answer", "primary"),
    )
)
PUBLISHED = tuple(
    {"scale": scale, "gain": gain, "training": "Entering Mentoring (mentors)",
     "reference": "Published mean gains of a mentor training"}
    for scale, gain in (
        ("communication", 0.53), ("expectations", 0.45), ("professional-development", 0.37))
)  # fmt: skip
PROFILE = {
    "communication": (
        ProfileNumber(statistic="p of the signed-rank test", ours=3.1e-20, theirs=3.4e-20,
                      why="R uses the normal approximation where values are tied."),
    )
}  # fmt: skip


def sample() -> Results:
    scales, items = {}, {}
    drawn = []
    for rank, (scale, (_, start, end, before, gain)) in enumerate(SCALES.items()):
        if scale == "overall":
            first = np.hstack([pair[0] for pair in drawn[:6]])
            second = np.hstack([pair[1] for pair in drawn[:6]])
        else:
            first, second = answers(end - start, before, gain)
            drawn.append((first, second))
            items |= item_results(first, second, start)
        scales[scale] = scale_result(scale, first, second, rank)
    proportions, asked = questions()
    return Results(
        software=Software(name="mentoreval", version="0.1.0", libraries={"scipy": "1.17.0"}),
        input=InputFile(name="sample.csv", sha256="a" * 64, rows=231, format="Qualtrics CSV"),
        instrument=InstrumentUsed(
            id="mentoring-up-post-survey",
            version="1.0.0",
            sha256="b" * 64,
            title="Mentoring up: survey after the training",
            notices={"mca-26-mentee": "Project wording, not the validated text."},
            cores=({"id": "mca-26-mentee", "version": "1.0.0", "sha256": "d" * 64},),
        ),
        implementations_file=InputFile(
            name="implementations.csv", sha256="e" * 64, rows=62, format="implementations CSV"
        ),
        flow=FLOW,
        response=Response(
            pooled=share(226, 354),
            per_implementation=MeanOfRates(mean=0.676, sd=0.236, n=26),
            consent=share(183, 226),
        ),
        scales=scales,
        groups={
            "career_stage": {
                scale: GroupScale(
                    before=group_test(0.4 * rank),
                    now=group_test(0.2 * rank),
                    gain=group_test(0.1 * rank),
                )
                for rank, scale in enumerate(SCALES)
            }
        },
        proportions=proportions,
        questions=asked,
        items=items,
        implementations=tuple(implementation(index) for index in range(62)),
        codes=codes(),
        data_quality=QUALITY,
        suppressed=HIDDEN,
        profiles={"r": PROFILE},
        published=PUBLISHED,
        rules={
            "hours": "at least 4 hours long",
            "audience": "for mentees only",
            "consent": "consented to research",
        },
        seed=1,
        small_cells=SMALL,
        synthetic=True,
        remarks=("The shape of the file is side by side.",),
    )


if __name__ == "__main__":
    path = Path(__file__).with_name("sample-results.json")
    path.write_text(dumps(sample()), encoding="utf-8")
