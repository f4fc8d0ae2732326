"""Dates as exports write them, and what a spreadsheet makes of them."""

import re

ISO_DATE = r"^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}.*)?$"
"""`2022-11-09`, with or without a time of day: sorts as text."""

_SPREADSHEET_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\d{5}(?:\.\d+)?$")


def is_spreadsheet_date(text: str) -> bool:
    """Tell whether a spreadsheet has rewritten a date: `9/11/2022 17:54` or `44874.7458`."""
    return _SPREADSHEET_DATE.match(text.strip()) is not None


def expected_date(text: str) -> str:
    """Say what was expected instead of `text`, and why it can't be repaired."""
    if is_spreadsheet_date(text):
        return (
            "a date such as 2022-11-09 17:54:08. A spreadsheet has rewritten it, and day and month "
            "can no longer be told apart: export the file again and do not save it in a spreadsheet"
        )
    return "a date such as 2022-11-09 17:54:08"
