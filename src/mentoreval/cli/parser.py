"""The arguments of every command, and what they mean."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from mentoreval import __version__
from mentoreval.cli import commands
from mentoreval.evaluation.defaults import DEFAULT_SEED, DEFAULT_SMALL_CELLS

PROFILES = ("spss", "r", "coin", "scipy")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; `command` of the result is the function to call with it."""
    parser = argparse.ArgumentParser(
        prog="mentoreval",
        description="Evaluate a mentorship training from its survey export.",
        epilog="Guide: docs/guides/evaluator.md",
    )
    parser.add_argument("--version", action="version", version=f"mentoreval {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_evaluate(verbs)
    _add_crosswalk(verbs)
    _add_instruments(verbs)
    _add_report(verbs)
    _add_simulate(verbs)
    wish = parser.parse_args(arguments)
    if getattr(wish, "results_only", False) and wish.interactive:
        parser.error("--interactive asks for a document, --results-only for none; drop one of them")
    return wish


Verbs = argparse._SubParsersAction  # noqa: SLF001  argparse offers no public name for it


def _add_evaluate(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "evaluate",
        help="survey export in; results, tables, figures and report out",
        description="Evaluate a survey export and write results.json, the report as HTML, PDF "
        "and DOCX, tables and figures.",
    )
    parser.add_argument("responses", type=Path, metavar="RESPONSES", help="the survey export")
    _add_reading(parser)
    _add_other_files(parser)
    _add_analyses(parser)
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where to write")
    _add_protection(parser)
    _add_seed(parser, DEFAULT_SEED)
    _add_documents(parser)
    parser.add_argument(
        "--results-only",
        action="store_true",
        help="write results.json alone, without tables, figures and documents",
    )
    parser.set_defaults(command=commands.evaluate)


def _add_other_files(parser: argparse.ArgumentParser) -> None:
    """Add what stands beside the answers."""
    parser.add_argument(
        "--crosswalk", type=Path, metavar="FILE", help="which column is which item (YAML)"
    )
    parser.add_argument(
        "--implementations",
        type=Path,
        metavar="FILE",
        help="the workshops: site, hours, mode, people trained (CSV)",
    )
    parser.add_argument("--rules", type=Path, metavar="FILE", help="who is in the finding (YAML)")
    parser.add_argument(
        "--codes", type=Path, metavar="FILE", help="codes of the free text, for Table 3 (CSV)"
    )


def _add_analyses(parser: argparse.ArgumentParser) -> None:
    """Add what is computed only on demand."""
    parser.add_argument(
        "--compare",
        action="append",
        default=[],
        metavar="VARIABLE[=LEVEL,LEVEL...]",
        help="compare groups; may be repeated (default: every group variable)",
    )
    parser.add_argument(
        "--profile",
        action="append",
        default=[],
        choices=PROFILES,
        help="print another program's numbers beside ours, and why they differ; may be repeated",
    )


def _add_protection(parser: argparse.ArgumentParser) -> None:
    """Add what hides people, and from whom."""
    parser.add_argument(
        "--small-cells",
        type=_at_least(1),
        default=DEFAULT_SMALL_CELLS,
        metavar="N",
        help="hide counts of fewer than N people (default %(default)s; 10 for publication, "
        "1 hides nothing)",
    )
    parser.add_argument(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="results.json that the same readers have, of an earlier release, of a part or of a "
        "pool: hide what differs from it by fewer than N people, too; may be repeated",
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--instrument",
        required=True,
        metavar="ID|FILE",
        help="a shipped instrument (see `mentoreval instruments`) or a YAML file",
    )
    parser.add_argument(
        "--dictionary",
        type=Path,
        metavar="FILE",
        help="REDCap data dictionary (CSV) or Qualtrics survey definition (.qsf)",
    )


def _add_seed(parser: argparse.ArgumentParser, default: int) -> None:
    parser.add_argument(
        "--seed",
        type=_at_least(0),
        default=default,
        metavar="N",
        help="seed of everything random (default %(default)s)",
    )


def _add_documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--paper", choices=("us-letter", "a4"), default="us-letter", help="page size of the PDF"
    )
    parser.add_argument(
        "--interactive",
        action="store_true",
        help="also write report-interactive.html, whose figures answer to the pointer",
    )


def _add_crosswalk(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "crosswalk",
        help="propose which column is which item",
        description="Propose a crosswalk from the names and labels of an export, and print what "
        "could not be placed.",
    )
    parser.add_argument("responses", type=Path, metavar="FILE", help="the survey export")
    _add_reading(parser)
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write it (default: standard output)"
    )
    parser.set_defaults(command=commands.crosswalk)


def _add_instruments(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "instruments",
        help="list the shipped instruments, or show one as a codebook",
        description="List the shipped instruments; `show ID` prints one as a codebook.",
    )
    parser.set_defaults(command=commands.list_instruments)
    inner = parser.add_subparsers(metavar="show ID|FILE")
    show = inner.add_parser("show", help="print one instrument as a codebook")
    show.add_argument("instrument", metavar="ID|FILE")
    show.set_defaults(command=commands.show_instrument)


def _add_report(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "report",
        help="write tables, figures and report anew from a results.json",
        description="Write the documents anew from an earlier result; nothing is computed.",
    )
    parser.add_argument("results", type=Path, metavar="RESULTS", help="a results.json")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where to write")
    _add_documents(parser)
    parser.set_defaults(command=commands.report)


def _add_simulate(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "simulate",
        help="make the calibrated, synthetic cohort",
        description="Make invented answers that reproduce every published figure of the study.",
    )
    _add_seed(parser, 1)
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where to write")
    parser.set_defaults(command=commands.simulate)


class _at_least:  # noqa: N801  reads as a word where it is used
    """An integer argument that is not below `least`."""

    def __init__(self, least: int) -> None:
        self._least = least

    def __call__(self, text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = self._least - 1
        if number < self._least:
            raise argparse.ArgumentTypeError(
                f"“{text}” is not a whole number of at least {self._least}"
            )
        return number
