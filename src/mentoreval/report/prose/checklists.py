"""Reporting checklists: what this run can answer, and what the authors must add.

The items are those of CHERRIES (Eysenbach 2004, for web surveys) and STROBE (von Elm and others
2007, for observational studies), named in words of our own.
"""

from collections.abc import Callable, Iterator

from mentoreval.formatting import count, listed, plural, share
from mentoreval.report.marks import paragraph
from mentoreval.report.prose.limitations import limitations
from mentoreval.report.prose.summary import headline
from mentoreval.results import Results
from mentoreval.tables.model import Column, Kind, Table
from mentoreval.tables.verdicts import (
    clusters,
    included_sites,
    is_retrospective,
    judge,
    people,
)

FOR_AUTHORS = "For the authors to add."

Answer = Callable[[Results], str]
"""Gives the answer, or "" where this run can't."""


def _nothing(_: Results) -> str:
    return ""


def cherries(results: Results) -> Table:
    """Answer the checklist for surveys on the web."""
    return _table(
        "cherries",
        "CHERRIES: checklist for web surveys",
        "Answers come from the files of this run. What they do not hold is for the authors.",
        _answered(_CHERRIES, results),
    )


def strobe(results: Results) -> Table:
    """Answer the checklist for observational studies."""
    return _table(
        "strobe",
        "STROBE: checklist for observational studies",
        "Answers point to the parts of this report. What it can’t know is for the authors.",
        _answered(_STROBE, results),
    )


def _table(name: str, title: str, caption: str, rows: Iterator[tuple[str, str]]) -> Table:
    columns = (Column(name="Item", kind=Kind.TEXT), Column(name="This report", kind=Kind.TEXT))
    return Table(id=name, title=title, caption=caption, columns=columns, rows=tuple(rows))


def _answered(items: tuple[tuple[str, Answer], ...], results: Results) -> Iterator[tuple[str, str]]:
    for name, answer in items:
        yield name, answer(results) or FOR_AUTHORS


def _design(results: Results) -> str:
    if not results.scales:
        return "Observational, one survey, without a comparison group. See Methods."
    kind = "retrospective" if is_retrospective(results) else "pre-post"
    return f"Observational, self-rated, {kind}, without a comparison group. See Methods."


def _sample(results: Results) -> str:
    groups = clusters(results)
    where = "" if groups is None else f" from {plural(groups, 'implementation')}"
    analyzed = people(results)
    if analyzed is None:
        return ""
    return f"People who took the training; {plural(analyzed, 'person', 'people')}{where} analyzed."


def _consent(results: Results) -> str:
    consent = results.response.consent
    if consent.estimate is None:
        return ""
    return f"Asked; {share(consent)} of those who answered agreed to research use."


def _protection(results: Results) -> str:
    text = "Columns with names, addresses and places of people were not read."
    if results.small_cells > 1:
        text += f" Small cells (under {results.small_cells}) are hidden; see Protection of people."
    return text


def _instrument(results: Results) -> str:
    used = results.instrument
    return f"{used.title} ({used.id}, version {used.version}). Testing is for the authors."


def _tool(results: Results) -> str:
    return f"The answers were read from a file of the kind “{results.input.format}”."


def _dates(results: Results) -> str:
    dates = sorted(one.date for one in results.implementations if one.included and one.date)
    if not dates:
        return ""
    return f"Included implementations began from {dates[0]} to {dates[-1]}."


def _length(results: Results) -> str:
    questions = plural(len(results.questions), "question")
    if not results.items:
        return f"{questions}."
    return f"{plural(len(results.items), 'item')} rated twice, and {questions}."


def _participation(results: Results) -> str:
    pooled = results.response.pooled
    return "" if pooled.estimate is None else f"{share(pooled)} of those trained answered."


def _check(*names: str) -> Answer:
    def answer(results: Results) -> str:
        found = [check for check in results.data_quality if check.check in names]
        return " ".join(
            f"{check.title.capitalize()}: {'hidden' if check.count is None else check.count}. "
            f"{check.detail}"
            for check in found
        )

    return answer


def _incomplete(results: Results) -> str:
    if not results.scales:
        return "Each question counts those who answered it."
    shares = listed(sorted({scale.minimum_share for scale in results.scales.values()}))
    return (
        f"A person entered a scale with at least {shares} of its items answered on both occasions."
    )


def _weights(_: Results) -> str:
    return "No weights and no adjustment for non-response."


_CHERRIES: tuple[tuple[str, Answer], ...] = (
    ("Survey design and sample", _sample),
    ("Ethics approval", _nothing),
    ("Informed consent", _consent),
    ("Protection of data", _protection),
    ("Development and testing of the survey", _instrument),
    ("Open or closed survey", _nothing),
    ("How people were contacted", _nothing),
    ("How the survey was announced", _nothing),
    ("Web or e-mail, and how answers were captured", _tool),
    ("Where the survey appeared", _nothing),
    ("Mandatory or voluntary", _nothing),
    ("Incentives", _nothing),
    ("Time of data collection", _dates),
    ("Items in random order", _nothing),
    ("Adaptive questions", _nothing),
    ("Number of items", _length),
    ("Number of screens", _nothing),
    ("Check for completeness before sending", _nothing),
    ("Could people review their answers", _nothing),
    ("How unique visitors were counted", _nothing),
    ("View rate", _nothing),
    ("Participation rate", _participation),
    ("Completion rate", _check("complete", "partials")),
    ("Cookies", _nothing),
    ("IP addresses", lambda _: "Not read, and not used to find duplicates."),
    ("Log files", _nothing),
    ("Duplicate entries", _check("duplicates")),
    ("Handling of incomplete surveys", _incomplete),
    ("Surveys filled in unusually fast", _check("speeders")),
    ("Statistical correction", _weights),
)


def _setting(results: Results) -> str:
    sites = included_sites(results)
    groups = clusters(results)
    if not sites or groups is None:
        return ""
    return (
        f"{plural(groups, 'implementation')} at {plural(sites, 'site')}. {_dates(results)}".strip()
    )


def _eligibility(results: Results) -> str:
    rules = [f"{rule.rstrip('.')}." for rule in results.rules.values()]
    return paragraph(*rules) or "Every answer was used."


def _outcomes(results: Results) -> str:
    topics = [question.topic for question in results.questions.values()]
    names = [scale.name for scale in results.scales.values()] or topics
    return f"{listed(names)}." if names else ""


def _flow(results: Results) -> str:
    steps = [step for step in results.flow if step.unit == "responses"]
    if not steps:
        return ""
    first, last = steps[0], steps[-1]
    return (
        f"{count(first.remaining + first.excluded)} responses, {count(last.remaining)} analyzed; "
        "see the flow of exclusions."
    )


def _main(results: Results) -> str:
    if not results.scales and any(one.favorable for one in results.questions.values()):
        return "Shares of favorable answers with intervals: Table 2."
    measured = len(judge(results).measured)
    if not measured:
        return ""
    return f"Gains of {plural(measured, 'scale')} with intervals and corrected p: Table 2b."


def _others(results: Results) -> str:
    done = ["comparisons between groups"] if any(results.groups.values()) else []
    if results.scales:
        done += ["sensitivity to missing items", "reliability"]
    if not done:
        return ""
    return f"{listed(done).capitalize()}; see Results."


def _measured(results: Results) -> str:
    return f"{results.instrument.title}{'; scores as in Methods' if results.scales else ''}."


def _bias(results: Results) -> str:
    treated = "Clusters, non-response and self-rating" if results.scales else "Non-response"
    return f"{treated} {'are' if results.scales else 'is'} treated in Limitations."


def _quantities(results: Results) -> str:
    return "Means of items as exact fractions; see Methods." if results.scales else ""


def _described(results: Results) -> str:
    asked = any(question.role == "demographic" for question in results.questions.values())
    return "See Table 1." if asked else ""


def _limits(results: Results) -> str:
    return f"{len(limitations(results))} are named; see Limitations."


_STROBE: tuple[tuple[str, Answer], ...] = (
    ("1 Title and abstract", lambda _: "The first page says design, people, finding and doubt."),
    ("2 Background", _nothing),
    ("3 Objectives", _nothing),
    ("4 Study design", _design),
    ("5 Setting", _setting),
    ("6 Participants", _eligibility),
    ("7 Variables", _outcomes),
    ("8 Measurement", _measured),
    ("9 Bias", _bias),
    (
        "10 Study size",
        lambda _: "Everyone who answered and met the rules; no size was planned here.",
    ),
    ("11 Quantitative variables", _quantities),
    ("12 Statistical methods", lambda _: "See Methods."),
    ("13 Participants at each stage", _flow),
    ("14 Descriptive data", _described),
    ("15 Outcome data", _main),
    ("16 Main results", _main),
    ("17 Other analyses", _others),
    ("18 Key results", headline),
    ("19 Limitations", _limits),
    ("20 Interpretation", _nothing),
    ("21 Generalizability", _nothing),
    ("22 Funding", _nothing),
)
