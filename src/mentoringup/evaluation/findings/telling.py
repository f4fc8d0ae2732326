"""From results to the words, tables and figures of a page, as JSON; loads typesetters, so in jobs.

Words are those of the printed report, in Markdown, so that page and report never say two things.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mentoreval.figures import left_out
from mentoreval.figures.model import Figure
from mentoreval.formatting import count, interval, listed, percent, share, signed
from mentoreval.report.marks import bullets
from mentoreval.report.prose import appendix, groups, limitations, outcomes, quality, summary
from mentoreval.results import SUPPRESSED, Results, ScaleResult
from mentoreval.tables.model import Column, Table
from mentoreval.tables.verdicts import judge, people

MOST_ROWS = 120
"""A longer table stands in its CSV file only."""

_WHOLE = "the whole scale"
_SUBJECTS = ("t interval", "cluster-robust interval", "intraclass correlation")
"""With what reasons begin that are about a part of a part."""

_MOST_PLACES = 4
"""How many scales are named one by one."""


def told_of(
    results: Results, *, figures: Sequence[Figure], tables: Sequence[Table]
) -> dict[str, Any]:
    """Everything that the page of a run shows, but the drawings themselves."""
    return {
        "title": summary.title(results),
        "subtitle": summary.subtitle(results),
        "headline": summary.headline(results),
        "key_numbers": list(_key_numbers(results)),
        "first": [
            text
            for text in (
                summary.who(results),
                summary.changed(results),
                summary.how_sure(results),
                summary.caution(results),
            )
            if text
        ],
        "words": _words(results),
        "tables": {table.id: _table(table) for table in tables if len(table.rows) <= MOST_ROWS},
        "figures": [_figure(figure) for figure in figures],
        "missing": list(_missing(results)),
        "gains": _gains(results),
        "when": _when(results),
    }


def _gains(results: Results) -> dict[str, dict[str, Any]]:
    """By scale, what the page of another run needs to compare itself; nothing of hidden scales."""
    return {
        key: {
            "name": scale.name,
            "n": scale.n,
            "mean": scale.gain.mean,
            "ci": list(scale.gain.ci_clustered or scale.gain.ci or ()),
        }
        for key, scale in results.scales.items()
        if scale.n is not None and scale.gain.mean is not None
    }


def _when(results: Results) -> list[str]:
    """The first and the last day on which a training in the finding began; empty if unknown."""
    days = sorted(one.date for one in results.implementations if one.included and one.date)
    return [days[0], days[-1]] if days else []


def _words(results: Results) -> dict[str, str]:
    """Markdown by the section it stands in."""
    return {
        "who": outcomes.flow(results),
        "published": outcomes.published(results),
        "reliability": outcomes.reliability(results),
        "sensitivity": outcomes.sensitivity(results),
        "groups": "\n\n".join(groups.groups(results)),
        "judged": outcomes.evaluation(results),
        "quality": quality.quality(results),
        "remarks": bullets(quality.remarks(results)),
        "limitations": bullets(limitations.limitations(results)),
        "reproduction": appendix.reproduction(results),
        "notices": bullets(appendix.notices(results)),
        "hidden": appendix.hidden(results),
    }


def _key_numbers(results: Results) -> Iterator[dict[str, str]]:
    """The few numbers a director keeps in mind, each with its counts and its interval."""
    pooled, analyzed, verdicts = results.response.pooled, people(results), judge(results)
    if pooled.estimate is not None:
        rate, counts = share(pooled).split(" ", 1)
        within = interval(pooled.ci, 1, show=percent)
        yield {"kind": "response", "value": rate, "counts": counts.strip("()"), "interval": within}
    if analyzed is not None:
        yield {"kind": "people", "value": count(analyzed), "counts": "", "interval": ""}
    main = verdicts.overall or next(iter(verdicts.measured.values()), None)
    if main is not None and main.gain.mean is not None:
        within = interval(main.gain.ci_clustered or main.gain.ci, show=signed)
        yield {
            "kind": "gain",
            "value": signed(main.gain.mean),
            "counts": count(main.n),
            "interval": within,
            "name": main.name,
        }
    if verdicts.measured and verdicts.is_decidable:
        yield {
            "kind": "rose",
            "value": str(len(verdicts.rose)),
            "counts": str(len(verdicts.measured)),
            "interval": "",
        }


def _table(table: Table) -> dict[str, Any]:
    panels = table.panels()
    return {
        "id": table.id,
        "title": table.title,
        "caption": table.caption,
        "notes": list(table.notes),
        "panels": [_panel(panel) for panel in panels],
    }


def _panel(table: Table) -> dict[str, Any]:
    columns = table.printed_columns
    return {
        "title": table.title,
        "heads": [_head(column) for column in columns],
        "rows": [list(row) for row in table.shown()],
    }


def _head(column: Column) -> dict[str, str]:
    return {"text": column.head, "align": column.align}


def _figure(figure: Figure) -> dict[str, Any]:
    data = figure.data
    return {
        "id": figure.id,
        "number": figure.number,
        "title": figure.title,
        "caption": figure.caption,
        "alt": figure.alt,
        "width": figure.width,
        "height": figure.height,
        "data": _panel(data) if len(data.rows) <= MOST_ROWS else None,
    }


def _missing(results: Results) -> Iterator[dict[str, str]]:
    """What could not be computed and why, each reason once, with where it holds."""
    places: dict[str, dict[str, list[str]]] = {}
    for scale in results.scales.values():
        for part, whole in _reasons(scale):
            for what, reason in _subjects(part, whole):
                places.setdefault(reason, {}).setdefault(what, []).append(scale.name)
    for reason, where in places.items():
        yield {"what": _where(where, scales=len(results.scales)), "reason": reason}
    for figure in left_out(results):
        yield {"what": f"Figure {figure.number}", "reason": figure.reason}


def _subjects(part: str, whole: str) -> Iterator[tuple[str, str]]:
    """A part's reasons; where one names what of the part it is about, that is what is missing."""
    for reason in whole.split("; "):
        subject, _colon, why = reason.partition(": ")
        if subject == "interval":
            yield f"interval of the {part}", why
        elif subject in _SUBJECTS:
            yield subject, why
        else:
            yield part, reason


def _where(places: Mapping[str, Sequence[str]], *, scales: int) -> str:
    """What is missing on which scales; what is missing on all is said once."""
    everywhere = [what for what, names in places.items() if len(names) == scales > 1]
    if _WHOLE in everywhere:
        return "All scales"
    said = [f"{listed(everywhere).capitalize()}, on all scales"] if everywhere else []
    single = [
        f"“{name}”, {what}"
        for what, names in places.items()
        if what not in everywhere
        for name in names
    ]
    return "; ".join([*said, *single[:_MOST_PLACES]])


def _reasons(scale: ScaleResult) -> Iterator[tuple[str, str]]:
    if scale.reason:
        if scale.reason != SUPPRESSED:
            yield _WHOLE, scale.reason
        return
    parts: Mapping[str, Any] = {
        "mean gain": scale.gain,
        "signed-rank test": scale.signed_rank,
        "test by implementations": scale.clustered,
        "typical change": scale.hodges_lehmann,
        "net improvement": scale.net_improvement,
        "reliability": scale.alpha.now,
    }
    for what, part in parts.items():
        reason = getattr(part, "reason", None)
        if reason and reason != SUPPRESSED:
            yield what, reason
