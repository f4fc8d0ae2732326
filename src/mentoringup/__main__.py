"""The `mentoringup` command: management commands of the site, serve, worker and demo.

Names of commands may be written with dashes: `verify-draw` is `verify_draw`.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from mentoringup.config.demo import demo_environment
from mentoringup.config.environment import WrongSettingError
from mentoringup.config.variables import read_variables
from mentoringup.curriculum.arguments import add_subcommands
from mentoringup.curriculum.pack import checking
from mentoringup.home.processes import end_with_parent
from mentoringup.registration import verifying


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one management command; a wrong setting is one line on standard error, status 2."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  starts Django

    given = with_underscores(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["verify_draw"]:  # for anybody, who has no settings of a site
        return verifying.main(given[1:])
    if given[:2] == ["curriculum", "check"]:  # for authors, who have none either
        return checking.main(given[2:])
    if given[:1] == ["curriculum"] and given[1:2] in ([], ["--help"], ["-h"]):
        return _say_subcommands()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoringup.config.settings")
    try:
        if given[:1] == ["demo"] and os.environ.get("DEMO") != "yes":
            os.environ.update(demo_environment(os.environ))
        read_variables()
        end_with_parent()
        execute_from_command_line(["mentoringup", *given])
    except WrongSettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _say_subcommands() -> int:
    """Print the help of `mentoringup curriculum`."""
    parser = ArgumentParser(
        prog="mentoringup curriculum", description="Check curriculum packs, and load them."
    )
    add_subcommands(parser)
    parser.print_help()
    return 0


def with_underscores(given: Sequence[str]) -> list[str]:
    """The arguments with the command's name as Django knows it; `help` is followed by one, too."""
    names = 2 if list(given[:1]) == ["help"] else 1
    first = [word if word.startswith("-") else word.replace("-", "_") for word in given[:names]]
    return [*first, *given[names:]]


if __name__ == "__main__":
    sys.exit(main())
