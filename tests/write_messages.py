"""Bring the Spanish catalog up to date with the source, and compile it: `make messages`.

For developers; needs GNU gettext (on Debian: apt-get install gettext). New texts arrive without a
translation, changed ones with a guess marked fuzzy; tests/mentoringup/test_translations.py names
both until somebody translates them. The file has no dates and no line numbers, so that its
differences show words alone.
"""

import subprocess
import sys
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1] / "src" / "mentoringup"
CATALOG = SOURCE / "locale" / "es" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "mentoringup",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def extract() -> None:
    """Let gettext merge the texts of the source into the catalog."""
    subprocess.run(  # noqa: S603  a fixed command
        [
            *(sys.executable, "-m", "django", "makemessages", "--locale", "es"),
            *("--add-location", "file", "--no-wrap", "--no-obsolete"),
        ],
        cwd=SOURCE,
        check=True,
    )


def compile_catalog() -> None:
    """Write the catalog with a header that never changes, and its compiled twin beside it."""
    catalog = polib.pofile(str(CATALOG), wrapwidth=0)
    catalog.header = "Mentoring Up in Spanish. How to translate: docs/guides/translating.md"
    catalog.metadata = HEADER
    catalog.metadata_is_fuzzy = False
    catalog.save()
    catalog.save_as_mofile(str(CATALOG.with_suffix(".mo")))


if __name__ == "__main__":
    extract()
    compile_catalog()
