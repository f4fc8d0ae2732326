"""The `mentoringup` command: management commands of the site, serve, worker and demo."""

import os
import sys
from collections.abc import Sequence

from mentoringup.config.demo import demo_environment
from mentoringup.config.environment import WrongSettingError
from mentoringup.config.variables import read_variables
from mentoringup.home.processes import end_with_parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one management command; a wrong setting is one line on standard error, status 2."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415  starts Django

    given = list(sys.argv[1:] if arguments is None else arguments)
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


if __name__ == "__main__":
    sys.exit(main())
