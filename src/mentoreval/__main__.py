"""`python -m mentoreval` is the `mentoreval` command."""

import sys

from mentoreval.cli import main

if __name__ == "__main__":
    sys.exit(main())
