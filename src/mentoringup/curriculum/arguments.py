"""What `mentoringup curriculum` can be told; known without a site, so that its help is, too."""

from argparse import ArgumentParser
from pathlib import Path


def add_subcommands(parser: ArgumentParser) -> None:
    """Name every subcommand and its arguments; which one is given goes into `subcommand`."""
    # Plain parsers: those of Django's commands want to know what called them.
    subcommands = parser.add_subparsers(
        dest="subcommand",
        metavar="SUBCOMMAND",
        required=True,
        parser_class=ArgumentParser,
    )
    check = subcommands.add_parser(
        "check",
        help="say what is wrong with a pack, with file and line; needs no site and no settings",
    )
    check.add_argument("pack", nargs="?", help="the pack's folder; without it the one that ships")
    load = subcommands.add_parser(
        "load",
        help="put a pack into the library; the one that ships is loaded by every migrate",
    )
    load.add_argument(
        "folder", nargs="?", type=Path, help="the pack's folder; without it the one that ships"
    )
    load.add_argument(
        "--site", metavar="SLUG", help="whose pack it is; without it every site can use it"
    )
