"""The `mentoreval` command: arguments in, files and an exit status out.

Exit status: 0 done; 1 the data can't be evaluated (the reasons on standard error, one a line);
2 wrong arguments.
"""

import sys
from collections.abc import Sequence

from mentoreval.cli.parser import parse
from mentoreval.errors import MentorevalError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; wrong arguments exit with 2."""
    wish = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        status: int = wish.command(wish)
    except MentorevalError as error:
        for line in str(error).splitlines():
            sys.stderr.write(f"{line}\n")
        return 1
    except OSError as error:
        place = error.filename or "a file could not be read or written"
        sys.stderr.write(f"{place}: {error.strerror or error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was written.\n")
        return 130
    return status
