"""A page without a fault, and what the checks say of it once something is changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Finding, Moment
from mentoringup.training.checks.repairing import apply_repair
from mentoringup.training.enums import SessionState
from mentoringup.training.page import ContactOnPage, ModuleOnPage, SeriesPage, SessionOnPage

MODULES = tuple(
    ModuleOnPage(id=id_, name=name, aliases=aliases, objectives=("Do one thing.",))
    for id_, name, aliases in (
        ("communication", "Maintaining Effective Communication", ()),
        ("expectations", "Aligning Expectations", ()),
        ("independence", "Achieving Independence", ("Fostering Independence",)),
    )
)
SESSIONS = tuple(
    SessionOnPage(
        key=str(number),
        title=module.name,
        description=f"We practice {module.id} in pairs.",
        state=SessionState.PUBLISHED,
        on=date(2026, 10, 14 + 7 * number),
        start=time(16),
        end=time(17, 30),
        zone="America/Los_Angeles",
        place="Zoom",
        link=f"https://meet.example.org/{number}",
        modules=(module.id,),
    )
    for number, module in enumerate(MODULES)
)
SOUND = SeriesPage(
    title="Mentoring Up",
    summary="Three workshops for mentees.",
    description="What you learn here, you can use tomorrow.",
    zone="America/Los_Angeles",
    stages=("graduate", "postdoc"),
    sessions=SESSIONS,
    contacts=(ContactOnPage(key="1", name="Ada Ruiz", email="ada@lakeside.example"),),
    curriculum=MODULES,
)


@pytest.fixture
def sound() -> SeriesPage:
    return SOUND


@pytest.fixture
def with_first() -> Callable[..., SeriesPage]:
    """The sound page with its first session (a Wednesday, October 14, 2026) changed."""

    def change(**fields) -> SeriesPage:
        return replace(SOUND, sessions=(replace(SESSIONS[0], **fields), *SESSIONS[1:]))

    return change


@pytest.fixture
def findings(now) -> Callable[..., list[Finding]]:
    def check(
        page: SeriesPage, *, moment: Moment = Moment.EDITING, at: datetime = now
    ) -> list[Finding]:
        return list(check_page(page, now=at, moment=moment))

    return check


@pytest.fixture
def faults(findings) -> Callable[..., list[tuple[str, str, str]]]:
    """Check, place (`session 0 on`), and words found of each finding."""

    def check(page: SeriesPage, **how) -> list[tuple[str, str, str]]:
        return [
            (one.check, " ".join(filter(None, (p.part, p.key, p.field))), one.found)
            for one in findings(page, **how)
            for p in (one.place,)
        ]

    return check


@pytest.fixture
def repaired(findings) -> Callable[..., SeriesPage]:
    """The page after the only repair that a check offers."""

    def repair(page: SeriesPage, check: str, **how) -> SeriesPage:
        (offer,) = [
            one.repair for one in findings(page, **how) if one.check == check and one.repair
        ]
        return apply_repair(page, offer)

    return repair
