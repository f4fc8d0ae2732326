"""The registry and its page."""

import re
from pathlib import Path

from mentoringup.training.checks.finding import Severity
from mentoringup.training.checks.registry import CHECKS

PAGE = Path(__file__).parents[4] / "docs" / "guides" / "checks.md"


def test_the_page_explains_every_check_under_its_severity_in_its_order():
    text = PAGE.read_text(encoding="utf-8")
    block, warn = text.split("\n## Warn\n")
    documented = {
        Severity.BLOCK: re.findall(r"^### `([a-z-]+)`$", block, re.MULTILINE),
        Severity.WARN: re.findall(r"^### `([a-z-]+)`$", warn, re.MULTILINE),
    }
    assert documented == {
        severity: [check.name for check in CHECKS if check.severity is severity]
        for severity in Severity
    }


def test_names_are_unique():
    assert len({check.name for check in CHECKS}) == len(CHECKS)
