"""Headings and the words around the report: running head, foot, banner."""

from mentoreval.report.marks import plain
from mentoreval.results import Results

RESULTS = "Results"
WHO = "Who took part"
CHANGE = "What changed"
GROUPS = "Differences between groups"
JUDGED = "How people judged the training"
THEMES = "What people said"
LIMITATIONS = "Limitations"
APPENDIX = "Appendix"
ITEMS = "Answers to every item"
RULES = "Reliability, missing items and single questions"
QUESTIONS = "Single questions"
CHECKLISTS = "Reporting checklists"
REPRODUCTION = "How to make this report again"
NOTICES = "Notices of the survey"
HIDDEN = "Hidden cells"
PROFILES = "The same numbers in other programs"
REMARKS = "Remarks"
REFERENCES = "References"
FILES = "Files beside this report"
SYNTHETIC = "Synthetic data"
PAGE = "Page"
CONTENTS = "Contents"


def banner(results: Results) -> str:
    """Say on every page that the people are invented; "" for real data."""
    if not results.synthetic:
        return ""
    return "**Synthetic data:** invented people and answers, no finding about any training."


def footer(results: Results) -> str:
    """Name the program and the data, so that a loose page can be traced back."""
    tool = results.software
    return f"{plain(tool.name)} {plain(tool.version)}, data {results.input.sha256[:12]}"


BY_COMMAND = "The same files and this command give the same numbers:"
COLUMNS_LEFT_OUT = "Columns that count 0 in every row are left out here; the CSV file has them."
TABLES_LEFT = "These tables are too long to print. They stand as CSV files beside this report."
