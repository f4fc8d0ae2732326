"""The curriculum's modules as an import knows them, and a reader with defaults."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Moment
from mentoringup.training.page import ModuleOnPage
from mentoringup.training.page_import.imported import ImportedPage
from mentoringup.training.page_import.reading import read_page

FIXTURES = Path(__file__).parent / "fixtures"
MODULES = tuple(
    ModuleOnPage(id=id_, name=name, aliases=aliases, objectives=("One objective.",))
    for id_, name, aliases in (
        ("communication", "Maintaining Effective Communication", ()),
        ("expectations", "Aligning Expectations", ()),
        ("equity", "Addressing Equity and Inclusion", ("Reflecting on Diversity",)),
        ("self-efficacy", "Building Research Self-Efficacy", ()),
        ("independence", "Achieving Independence", ("Fostering Independence",)),
        ("professional-development", "Seeking Professional Development", ()),
        ("work-life", "Enhancing Work-Life Integration", ()),
    )
)


@pytest.fixture
def read() -> Callable[..., ImportedPage]:
    def reading(text: str, *, language: str = "en", zone: str = "America/Los_Angeles"):
        return read_page(
            text, zone=zone, language=language, modules=MODULES, today=date(2026, 9, 1)
        )

    return reading


@pytest.fixture
def faults_of(now) -> Callable[[ImportedPage], list[tuple[str, str, str, str]]]:
    """Check, part, key and field of each finding on the draft."""

    def check(imported: ImportedPage) -> list[tuple[str, str, str, str]]:
        return [
            (one.check, one.place.part, one.place.key, one.place.field)
            for one in check_page(imported.page, now=now, moment=Moment.EDITING)
        ]

    return check


@pytest.fixture
def faulty_page() -> Callable[[str], str]:
    return lambda ending: (FIXTURES / f"faulty-page.{ending}").read_text(encoding="utf-8")
