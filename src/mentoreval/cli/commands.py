"""What each command does: read, call the library, write, say what was written.

The modules a command needs are imported inside it: a command that prints a codebook shouldn't
load the libraries that draw figures (half a second).
"""
# ruff: noqa: PLC0415  see above

import sys
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from mentoreval.cli.output import staged
from mentoreval.cli.progress import progress
from mentoreval.errors import InputRefusedError, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentoreval.results import CodesResult, Given, Results


def say(*lines: str) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def evaluate(wish: Namespace) -> int:
    """Evaluate an export and write everything into the output folder."""
    from mentoreval.cli.profile_table import profile_lines
    from mentoreval.cli.summary import summary

    with progress() as tell:
        results = _evaluated(wish, tell)
        with staged(wish.output) as stage:
            _write_results(results, stage)
            if not wish.results_only:
                _write_documents(results, stage, wish, tell)
    say(*summary(results), *profile_lines(results), "")
    say(*_written(wish.output, documents=not wish.results_only))
    return 0


def _evaluated(wish: Namespace, tell: "Callable[[str], None]") -> "Results":
    """Read every file of the wish, small ones first, and evaluate."""
    from mentoreval.inclusion_rules import InclusionRules
    from mentoreval.instruments.loading import load_instrument
    from mentoreval.readers import read_responses
    from mentoreval.readers.implementations_file import read_implementations
    from mentoreval.readers.rules_file import read_rules

    tell("reading")
    instrument = load_instrument(wish.instrument)
    rules = read_rules(wish.rules) if wish.rules else InclusionRules()
    file = read_implementations(wish.implementations) if wish.implementations else None
    codes = _codes(wish.codes)
    earlier = [_read_results(path) for path in wish.earlier]
    with ThreadPoolExecutor(max_workers=1) as beside:
        reading = beside.submit(
            read_responses,
            _existing(wish.responses),
            instrument=instrument,
            crosswalk=wish.crosswalk,
            dictionary=wish.dictionary,
        )
        # Loading what computes takes as long as reading a few hundred thousand rows.
        from mentoreval.evaluation.pipeline import evaluate as evaluate_responses

        responses = reading.result()
    return evaluate_responses(
        responses,
        implementations=file.implementations if file else None,
        implementations_file=file.as_input if file else None,
        rules=rules,
        codes=codes,
        compare=wish.compare,
        profiles=wish.profile,
        seed=wish.seed,
        small_cells=wish.small_cells,
        earlier=earlier,
        given=_given(wish),
        progress=tell,
    )


def _given(wish: Namespace) -> "Given":
    """Name what the result doesn't name otherwise; a shipped instrument's id is its own name."""
    from mentoreval.results import Given

    return Given(
        instrument=Path(wish.instrument).name,
        crosswalk=wish.crosswalk and wish.crosswalk.name,
        dictionary=wish.dictionary and wish.dictionary.name,
        rules=wish.rules and wish.rules.name,
        earlier=tuple(path.name for path in wish.earlier),
    )


def _existing(path: Path) -> Path:
    if not path.is_file():
        what = "is a folder; name the file itself" if path.is_dir() else "there is no such file"
        raise InputRefusedError([Reason(what=what, file=str(path))])
    return path


def _codes(path: Path | None) -> "CodesResult | None":
    if path is None:
        return None
    from mentoreval.readers.codes_file import read_codes, tabulate_codes

    return tabulate_codes(read_codes(_existing(path)))


def _read_results(path: Path) -> "Results":
    from mentoreval.results_json import loads

    text = _existing(path).read_text(encoding="utf-8", errors="replace")
    return loads(text, file=path.name)


def _write_results(results: "Results", folder: Path) -> None:
    from mentoreval.results_json import dumps

    (folder / "results.json").write_text(dumps(results), encoding="utf-8")


def _write_documents(
    results: "Results", folder: Path, wish: Namespace, tell: "Callable[[str], None]"
) -> None:
    """Write figures (drawn and as specs), the data of every table and figure, and the report."""
    import json

    from mentoreval.figures import all_figures, interactive_spec, to_svg
    from mentoreval.report import FORMATS, write_report
    from mentoreval.tables import all_tables, to_csv

    tell("drawing figures")
    figures, tables = all_figures(results), all_tables(results)
    drawings = {figure.id: to_svg(figure) for figure in figures}
    for name in ("figures", "tables"):
        (folder / name).mkdir()
    for figure in figures:
        spec = json.dumps(interactive_spec(figure), ensure_ascii=False)
        (folder / "figures" / f"{figure.id}.svg").write_text(drawings[figure.id], encoding="utf-8")
        (folder / "figures" / f"{figure.id}.vl.json").write_text(spec, encoding="utf-8")
    for table in (*tables, *(figure.data for figure in figures)):
        text = to_csv(table, synthetic=results.synthetic)
        (folder / "tables" / f"{table.id}.csv").write_text(text, encoding="utf-8", newline="")
    write_report(
        results,
        figures=figures,
        tables=tables,
        output=folder,
        formats=(*FORMATS, "interactive") if wish.interactive else FORMATS,
        paper=wish.paper,
        drawings=drawings,
        progress=tell,
    )


def _written(output: Path, *, documents: bool) -> list[str]:
    if not documents:
        return [f"Results: {output / 'results.json'}"]
    return [
        f"Report:  {output / 'report.html'}  (also report.pdf and report.docx)",
        f"Results: {output / 'results.json'}",
        f"Tables:  {output / 'tables'}/   Figures: {output / 'figures'}/",
    ]


def crosswalk(wish: Namespace) -> int:
    """Propose a crosswalk; what could not be placed goes to standard error."""
    from mentoreval.instruments.loading import load_instrument
    from mentoreval.readers import read_table
    from mentoreval.readers.propose import propose

    instrument = load_instrument(wish.instrument)
    table = read_table(_existing(wish.responses), dictionary=wish.dictionary)
    proposal = propose(table, instrument)
    text = proposal.to_yaml()
    if wish.output:
        wish.output.write_text(text, encoding="utf-8")
        say(f"Crosswalk: {wish.output}")
    else:
        say(text.rstrip("\n"))
    for line in proposal.unplaced_in_words():
        sys.stderr.write(f"{line}\n")
    return 0


def list_instruments(_wish: Namespace) -> int:
    """List the shipped instruments."""
    from mentoreval.instruments.catalog import listing

    heads = ("ID", "VERSION", "ITEMS", "SCALES", "QUESTIONS", "VALIDATED", "TITLE")
    rows = [
        (
            one.id,
            one.version,
            str(one.items),
            str(one.scales),
            str(one.questions),
            "yes" if one.validated else "no",
            one.title,
        )
        for one in listing()
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  ".join(cells).rstrip())
    return 0


def show_instrument(wish: Namespace) -> int:
    """Print one instrument as a codebook."""
    from mentoreval.instruments.codebook import codebook
    from mentoreval.instruments.loading import load_instrument

    say(codebook(load_instrument(wish.instrument)).rstrip("\n"))
    return 0


def report(wish: Namespace) -> int:
    """Write the documents anew from a result."""
    results = _read_results(wish.results)
    with progress(steps=2) as tell, staged(wish.output) as stage:
        _write_results(results, stage)
        _write_documents(results, stage, wish, tell)
    say(*_written(wish.output, documents=True))
    return 0


def simulate(wish: Namespace) -> int:
    """Make the calibrated cohort."""
    from mentoreval.simulate import simulate_cohort, write_cohort

    with staged(wish.output) as stage:
        names = [path.name for path in write_cohort(simulate_cohort(seed=wish.seed), stage)]
    say(f"Synthetic cohort, seed {wish.seed}:", *(f"  {wish.output / name}" for name in names))
    return 0
