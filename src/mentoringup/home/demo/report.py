"""Files of the evaluation of the invented cohort; there are none until `demo` has made them."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join

FIRST = "report.html"
KINDS = frozenset({".html", ".pdf", ".docx", ".json", ".csv", ".svg"})


def file_of_report(path: str = FIRST) -> Path | None:
    """One of its files; None for any other."""
    try:
        found = Path(safe_join(Path(settings.DATA_DIR).parent / "report", path))
    except SuspiciousFileOperation:
        return None
    return found if found.suffix in KINDS and found.is_file() else None
