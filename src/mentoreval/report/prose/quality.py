"""The section on data quality: what was looked for, and what it means for the finding."""

from mentoreval.formatting import listed, plural
from mentoreval.report.marks import plain
from mentoreval.results import Results

HEADING = "Data quality"


def quality(results: Results) -> str:
    """Introduce the table of checks by those that found something."""
    checks = results.data_quality
    if not checks:
        return "No check of the data was reported."
    found = [
        f"{plain((c.title or c.check).lower())} ({c.count or 'hidden'})"
        for c in checks
        if c.count != 0
    ]
    looked = f"The file was checked in {plural(len(checks), 'way')}."
    if not found:
        return f"{looked} Nothing was found."
    return f"{looked} Found: {listed(found)}. The table says what was done with each."


def remarks(results: Results) -> list[str]:
    """Give the remarks of the readers and of the evaluation, as list entries."""
    return [plain(remark) for remark in results.remarks]
