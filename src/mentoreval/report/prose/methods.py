"""The methods, in the past tense, ready for a paper: only what this run did."""

from mentoreval.formatting import count, listed, percent, plural
from mentoreval.instruments.model import OVERALL
from mentoreval.report.marks import heading, joined, paragraph, plain
from mentoreval.report.prose.outcomes import asked
from mentoreval.results import GroupTest, Results, ScaleResult
from mentoreval.tables.verdicts import clusters, is_retrospective

HEADING = "Methods"

_FEW_WAYS = 2
"""Ways of permuting that the text spells out; the result file has each."""


def methods(results: Results) -> str:
    """Give the whole section below its heading."""
    return joined(
        [
            heading(2, "Design and survey", "methods-design"),
            design(results),
            survey(results),
            heading(2, "Who was included", "methods-inclusion"),
            inclusion(results),
            *_scores_section(results),
            heading(2, "Statistical analysis", "methods-statistics"),
            *statistics(results),
            heading(2, "Protection of people", "methods-protection"),
            protection(results),
            heading(2, "Software and data", "methods-software"),
            software(results),
        ]
    )


def _scores_section(results: Results) -> list[str]:
    """Nothing was scored where the survey has no scale."""
    if not results.scales:
        return []
    return [heading(2, "Scores", "methods-scores"), scores(results)]


def design(results: Results) -> str:
    """Say how the two occasions came about."""
    if not results.scales:
        return (
            "People answered one survey about the training. No skill was rated for two occasions, "
            "and there was no comparison group."
        )
    if is_retrospective(results):
        return (
            "The design was retrospective: on one survey after the training, people rated each "
            "item twice, for the time before the training (BEFORE) and for the time of the survey "
            "(NOW). There was no comparison group."
        )
    return (
        "The design was pre-post: people rated each item in one survey before the training "
        "(BEFORE) and in another after it (NOW), and the two were joined by a key. There was no "
        "comparison group."
    )


def survey(results: Results) -> str:
    """Name the instrument, its items, options and notices."""
    used = results.instrument
    scales = [scale for scale in results.scales.values() if scale.items]
    parts = (
        f"{plural(len(results.items), 'rated item')} and {plural(len(scales), 'scale')}"
        if scales
        else plural(len(results.questions), "question")
    )
    name = (
        f"The survey was “{plain(used.title)}” (`{used.id}`, version {plain(used.version)}), with "
        f"{parts}."
    )
    return paragraph(name, _options(results), *notices(results))


def notices(results: Results) -> list[str]:
    """Give the first sentence of each part's notice; the appendix has the whole."""
    used = results.instrument
    parts = {source: text for source, text in used.notices.items() if source != used.id}
    return [
        f"For `{source}`: {plain(text.split('. ')[0].strip().rstrip('.'))}."
        for source, text in (parts or used.notices).items()
    ]


def _options(results: Results) -> str:
    distinct = {tuple(item.options.values()) for item in results.items.values()}
    if len(distinct) != 1:
        return ""
    labels = "; ".join(plain(label) for label in distinct.pop())
    return f"Every item offered these options: {labels}."


def inclusion(results: Results) -> str:
    """Give the rules, and what the response rate divides."""
    rules = " ".join(f"{plain(rule.rstrip('.'))}." for rule in results.rules.values())
    no_file = (
        "No file of implementations was given, so rules about implementations, and response "
        "rates, were out of reach."
    )
    consent = results.response.consent
    unasked = f"Consent could not be checked: {plain(consent.reason or 'it is not known')}."
    rate = (
        "The pooled response rate was people who answered over people trained (AAPOR’s RR2); the "
        "mean of the implementations’ rates, with its SD, is another measure and is reported "
        "beside it."
    )
    return paragraph(
        f"The rules of inclusion were these. {rules}"
        if rules
        else "No rule of inclusion was set; every answer was used.",
        no_file if results.implementations_file is None else "",
        unasked if consent.estimate is None else "",
        "Every exclusion is counted in the flow of exclusions, and every check of the data in the "
        "section on data quality.",
        rate if results.response.pooled.estimate is not None else "",
    )


def scores(results: Results) -> str:
    """Say how a score was made and who had one."""
    scales = results.scales.values()
    shares = sorted({plain(scale.minimum_share) for scale in scales})
    tried = dict.fromkeys(
        plain(run.minimum_share)
        for scale in scales
        for run in scale.sensitivity
        if run.minimum_share != scale.minimum_share
    )
    others = f"The main results were computed again with other shares: {listed(list(tried))}."
    return paragraph(
        "The score of a scale was the mean of its items, taken over the items that a person had "
        "answered on both occasions. Scores were held as exact fractions, so that equal scores "
        "were ranked as equal.",
        f"A person entered a scale with at least this share of its items: {listed(shares)}. Each "
        "scale therefore has its own n.",
        others if tried else "",
        "“Not applicable”, “seen but not answered” and “not shown” were kept apart and never "
        "counted as numbers.",
    )


def statistics(results: Results) -> list[str]:
    """Name each test with its conventions, a paragraph a topic."""
    scales = [scale for scale in results.scales.values() if scale.signed_rank is not None]
    parts = []
    if scales:
        parts = [_change(scales), _clusters(scales, results), _holm(results), _sizes(scales)]
        parts.append(_reliability(scales))
    return [part for part in [*parts, _groups(results), _shares(results), _codes(results)] if part]


def _change(scales: list[ScaleResult]) -> str:
    exact = [s for s in scales if s.signed_rank and s.signed_rank.p_exact is not None]
    approximate = len(scales) - len(exact)
    text = (
        "Change was tested with Wilcoxon’s signed-rank test, two-sided. Pairs without a change "
        "were dropped and tied changes shared their mean rank."
    )
    if exact:
        text += (
            " The exact p came from the conditional distribution of the tied ranks, computed by "
            "convolution."
        )
    if approximate:
        text += (
            f" For {plural(approximate, 'scale')} p came from the normal approximation with the "
            "variance corrected for ties and without a continuity correction."
        )
    return f"{text} Mean gains are reported with a 95% t interval{_clustered_interval(scales)}."


def _clustered_interval(scales: list[ScaleResult]) -> str:
    if all(scale.gain.ci_clustered is None for scale in scales):
        return ""
    return (
        " and with a 95% interval that is robust to clusters (CR1 variance; t with one degree of "
        "freedom fewer than implementations)"
    )


def _clusters(scales: list[ScaleResult], results: Results) -> str:
    tests = [s.clustered for s in scales if s.clustered is not None and s.clustered.p is not None]
    if not tests:
        return (
            "People were treated as independent of each other, because the data did not tell "
            "several implementations apart."
        )
    draws = max((test.draws or 0 for test in tests), default=0)
    drawn = sum(test.draws is not None for test in tests)
    exact = "All assignments were counted, so that p is exact."
    sampled = (
        f"For {plural(drawn, 'scale')} p came from {count(draws)} random assignments, the "
        f"observed one among them (seed {results.seed})."
    )
    return paragraph(
        "Because people trained together may answer alike, the main test took the implementation "
        "as its unit: signed ranks were summed in each implementation, and p was the share of all "
        "assignments of signs to these sums that give a total at least as far from zero.",
        exact if drawn < len(tests) else "",
        sampled if drawn else "",
        "The intraclass correlation of the gain came from a one-way analysis of variance; the "
        "design effect was 1 + (n₀ − 1) times it, n₀ being the effective size of an "
        "implementation.",
    )


def _holm(results: Results) -> str:
    corrected = {key: scale for key, scale in results.scales.items() if scale.p_holm_on}
    on = {scale.p_holm_on for scale in corrected.values() if scale.p_holm_on}
    if not on:
        return ""
    words = {
        "clustered": "the clustered p",
        "exact": "the exact p",
        "normal": "the p of the normal approximation",
    }
    which = listed([words.get(name, plain(name)) for name in sorted(on)])
    text = (
        f"Within each instrument, {which} was corrected over its scales with Holm’s method, and a "
        "corrected p below .05 was called clear."
    )
    if OVERALL in corrected and len(corrected) > 1:
        text += (
            f" “{plain(corrected[OVERALL].name)}” repeats the items of the scales; it was no part "
            "of that correction and kept its own p."
        )
    return text


def _sizes(scales: list[ScaleResult]) -> str:
    levels = [s.hodges_lehmann.level for s in scales if s.hodges_lehmann.level is not None]
    text = (
        "Effect sizes were the matched-pairs rank-biserial correlation, (W₊ − W₋)/(W₊ + W₋); net "
        "improvement, (improved − worsened)/n over all pairs, with Tango’s score interval; the "
        "Hodges–Lehmann estimate, the median of all Walsh averages with unchanged pairs among them"
    )
    if levels:
        low, high = percent(min(levels)), percent(max(levels))
        at = low if low == high else f"{low} to {high}"
        text += f", with its distribution-free interval at the attainable level ({at})"
    return f"{text}; and dz, the mean gain over the SD of the gain."


def _reliability(scales: list[ScaleResult]) -> str:
    coefficients = {
        one.coefficient
        for scale in scales
        for pair in (scale.alpha, scale.omega)
        for one in (pair.before, pair.now)
        if one.estimate is not None
    }
    parts = []
    if "alpha" in coefficients:
        parts.append("Cronbach’s alpha on complete cases with Feldt’s interval")
    if "omega total" in coefficients:
        parts.append(
            "McDonald’s omega total from a one-factor model fitted by maximum likelihood, with a "
            "delta-method interval on log(1 − omega)"
        )
    if "Spearman-Brown" in coefficients:
        parts.append(
            "for scales of two items the Spearman–Brown coefficient with Fisher’s interval of the "
            "correlation carried over"
        )
    return f"Reliability, on each occasion, was {listed(parts)}." if parts else ""


def group_tests(results: Results) -> list[GroupTest]:
    """Every group test that has a result."""
    return [
        test
        for scales in results.groups.values()
        for scale in scales.values()
        for test in (scale.before, scale.now, scale.gain)
        if test.h is not None
    ]


def _groups(results: Results) -> str:
    tests = group_tests(results)
    if not tests:
        return ""
    text = paragraph(
        "Groups were compared on BEFORE, NOW and gain with the Kruskal–Wallis test, corrected for "
        "ties. Its effect size was epsilon squared, H/(n − 1), with an interval from the "
        "noncentral chi-square distribution. Pairs of groups were compared with Dunn’s test, "
        "two-sided, on the ranks of all groups together, under Holm’s correction over the pairs.",
        _bounds(tests, results),
        "Levels with too few people, and people who belong to several levels, were left out.",
    )
    ways = sorted(
        {
            plain(test.permutation.split(";")[0])
            for test in tests
            if test.permutation and test.p_permutation is not None
        }
    )
    if not ways:
        return text
    if len(ways) > _FEW_WAYS:
        return f"{text} A permutation p stands beside the p of the test."
    return f"{text} A permutation p stands beside the p of the test: {'; '.join(ways)}."


def _bounds(tests: list[GroupTest], results: Results) -> str:
    """Name the intervals of the differences of means, where there are any."""
    if all(difference.ci is None for test in tests for difference in test.differences):
        return ""
    variance = (
        "Welch’s t intervals"
        if clusters(results) is None
        else "cluster-robust intervals (CR2 variance with Satterthwaite’s degrees of freedom, "
        "implementations as clusters)"
    )
    return (
        f"Differences of means are given with {variance}, Bonferroni-adjusted so that all pairs "
        "of a comparison hold together at 95%."
    )


def _shares(results: Results) -> str:
    if not results.proportions:
        return ""
    text = "Shares are given with their counts and Wilson’s 95% interval."
    if any(question.kind == "multiple" for question in results.questions.values()):
        text += (
            " Where people could choose several options, the share of respondents and the share "
            "of selections are both given."
        )
    return text


def _codes(results: Results) -> str:
    codes = results.codes
    if codes is None:
        return ""
    text = (
        f"Answers to {asked(codes)} were coded by hand; the consensus codes of "
        f"{plural(codes.answers, 'answer')} were counted. An answer can carry several codes."
    )
    if codes.grouped:
        text += f" Codes that only one answer has ({len(codes.grouped)}) were gathered as “other”."
    return text


def protection(results: Results) -> str:
    """Say how small cells were handled."""
    if results.small_cells <= 1:
        return "No small cell was hidden in this run."
    text = (
        f"Counts of fewer than {results.small_cells} people by who they are, where they were "
        "trained, or what they wrote were hidden, and so were further numbers from which they "
        "could be worked out. Ratings and answers about the training are shown, small counts "
        f"among them, where at least {results.small_cells} people answered."
    )
    if results.suppressed:
        text += f" This run hid {plural(len(results.suppressed), 'cell')}."
    return f"{text} Columns with names, addresses or places of people were not read."


def software(results: Results) -> str:
    """Name program, versions, files, hashes and seed."""
    tool = results.software
    text = f"The analysis was made with {plain(tool.name)} {plain(tool.version)}"
    if tool.libraries:
        text += f" ({', '.join(f'{plain(k)} {plain(v)}' for k, v in tool.libraries.items())})"
    return (
        f"{text}, seed {results.seed}, from `{results.input.name}` "
        f"({plural(results.input.rows, 'row')}, {plain(results.input.format)}, SHA-256 "
        f"`{results.input.sha256[:12]}`). The appendix gives the full hashes."
    )
