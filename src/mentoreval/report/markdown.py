"""The whole report as one Markdown document: the order of its parts, and nothing of their words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from mentoreval.figures.model import Figure
from mentoreval.report.blocks import figure_markdown, glance_markdown, table_markdown
from mentoreval.report.marks import block, bullets, heading, joined, paragraph, plain
from mentoreval.report.numbering import Numbering
from mentoreval.report.prose import (
    appendix,
    checklists,
    groups,
    limitations,
    methods,
    outcomes,
    quality,
    summary,
    titles,
)
from mentoreval.results import Results
from mentoreval.tables.model import Table


@dataclass(kw_only=True)
class _Shelf:
    """The tables and figures of a run; each is taken once, and what is left over is known."""

    results: Results
    tables: dict[str, Table]
    figures: dict[str, Figure]
    numbers: Numbering = field(default_factory=Numbering)

    def table(self, identifier: str) -> str:
        """Give a table behind its introduction; "" if the run has none."""
        table = self.tables.pop(identifier, None)
        if table is None:
            return ""
        introduce = outcomes.INTRODUCTIONS.get(identifier)
        label = self.numbers.label(identifier)
        return joined(
            [introduce(self.results) if introduce else "", table_markdown(table, label=label)]
        )

    def glance(self) -> str:
        """Give the small table of the first page; it leaves Table 2b on the shelf."""
        table = self.tables.get("table-2b-scales")
        return glance_markdown(table, caption=summary.glance(self.results)) if table else ""

    def figure(self, prefix: str) -> str:
        """Give the figures whose id starts with `prefix`; "" if the run has none."""
        found = [name for name in self.figures if name.startswith(prefix)]
        return joined([figure_markdown(self.figures.pop(name)) for name in found])


def assemble(
    results: Results, *, figures: tuple[Figure, ...], tables: tuple[Table, ...], name: str = ""
) -> str:
    """Give the document, metadata first; pictures are `figures/<id>.svg`.

    `name` is the report's own, which stands over it; "" names it by what it is about.
    """
    shelf = _Shelf(
        results=results,
        tables={table.id: table for table in tables},
        figures={figure.id: figure for figure in figures},
    )
    return joined([_metadata(results, name), *_parts(shelf)]) + "\n"


def _metadata(results: Results, name: str) -> str:
    """The YAML block; JSON strings are YAML strings."""
    title, about = plain(name), summary.title(results)
    values = {
        "title": title or about,
        "subtitle": paragraph(f"{about}." if title else "", plain(summary.subtitle(results))),
        "kicker": summary.KICKER,
        "description": plain(summary.headline(results)),
        "generator": f"{results.software.name} {results.software.version}",
        "lang": "en-US",
        "running-head": title or about,
        "footer": titles.footer(results),
        "contents": titles.CONTENTS,
        "page-word": titles.PAGE,
    }
    if results.synthetic:
        values |= {"banner": titles.banner(results), "banner-short": titles.SYNTHETIC}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"])


def _parts(shelf: _Shelf) -> Iterator[str]:
    results = shelf.results
    yield heading(1, summary.HEADING, "summary")
    yield summary.first_page(results, table=shelf.glance())
    yield block("page-break")
    yield heading(1, methods.HEADING, "methods")
    yield methods.methods(results)
    yield heading(1, titles.RESULTS, "results")
    yield from _results(shelf)
    yield heading(1, quality.HEADING, "quality")
    yield quality.quality(results)
    yield shelf.table("data-quality")
    yield joined([shelf.figure(name) for name in list(shelf.figures)])
    yield heading(1, titles.LIMITATIONS, "limitations")
    yield bullets(limitations.limitations(results))
    yield heading(1, titles.APPENDIX, "appendix")
    yield from _appendix(shelf)


def _section(identifier: str, title: str, *parts: str) -> str:
    """Give a section of level 2, or nothing if it would be empty."""
    body = joined(list(parts))
    return joined([heading(2, title, identifier), body]) if body else ""


def _results(shelf: _Shelf) -> Iterator[str]:
    results = shelf.results
    yield _section(
        "results-who",
        titles.WHO,
        outcomes.flow(results),
        shelf.table("response"),
        shelf.figure("figure-1"),
        shelf.table("table-1-participants"),
    )
    yield _section(
        "results-change",
        titles.CHANGE,
        shelf.table("table-2b-scales"),
        shelf.figure("figure-2"),
        outcomes.published(results),
        shelf.figure("figure-gain"),
        outcomes.reliability(results),
        outcomes.sensitivity(results),
    )
    yield _section("results-items", titles.ITEMS, shelf.figure("figure-likert"))
    yield _section("results-groups", titles.GROUPS, *groups.groups(results), shelf.table("groups"))
    yield _section("results-judged", titles.JUDGED, shelf.table("table-2-evaluation"))
    yield _section("results-themes", titles.THEMES, shelf.table("table-3-codes"))


def _appendix(shelf: _Shelf) -> Iterator[str]:
    results = shelf.results
    yield _section(
        "appendix-rules",
        titles.RULES if results.scales else titles.QUESTIONS,
        *(shelf.table(name) for name in ("reliability", "sensitivity", "items", "table-2-options")),
    )
    for make in (checklists.cherries, checklists.strobe):
        table = make(results)
        shelf.tables[table.id] = table
    yield _section(
        "appendix-checklists", titles.CHECKLISTS, shelf.table("cherries"), shelf.table("strobe")
    )
    yield _section(
        "appendix-reproduction",
        titles.REPRODUCTION,
        titles.BY_COMMAND,
        appendix.command(results),
        appendix.reproduction(results),
    )
    yield _section("appendix-notices", titles.NOTICES, bullets(appendix.notices(results)))
    yield _section("appendix-hidden", titles.HIDDEN, appendix.hidden(results))
    yield _section(
        "appendix-profiles", titles.PROFILES, appendix.profiles(results), shelf.table("profiles")
    )
    yield _section("appendix-remarks", titles.REMARKS, bullets(quality.remarks(results)))
    yield _section("appendix-files", titles.FILES, *_files(shelf))
    yield _section("appendix-references", titles.REFERENCES, bullets(appendix.references(results)))


def _files(shelf: _Shelf) -> Iterator[str]:
    """Name the tables that are not printed; the flow is, as a figure."""
    left = [table for table in shelf.tables.values() if table.id != "flow"]
    if left:
        yield titles.TABLES_LEFT
        yield bullets([f"`tables/{table.id}.csv`: {plain(table.title)}" for table in left])
