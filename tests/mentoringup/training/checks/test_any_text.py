"""Whatever is typed: no check raises, a repair removes its finding, cost follows length."""

import time as clock
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoringup.people.enums import CareerStage
from mentoringup.training.checks.checking import check_page
from mentoringup.training.checks.finding import Moment, Severity
from mentoringup.training.checks.repairing import apply_repair
from mentoringup.training.enums import RsvpRule, SessionState
from mentoringup.training.page import (
    ContactOnPage,
    ModuleOnPage,
    QuestionOnPage,
    SeriesPage,
    SessionOnPage,
    TierOnPage,
)

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)
PIECES = (
    "I am text block. ", "Lorem ipsum dolor sit amet", "Ut tellus pulvinar. ", "TODO", "xxx", "TBD",
    "(", ")", "[", "](", "`", "```\n", "\n\n", "\n", "# A\n", "## B\n", "- ", "1. ", "A\n--\n",
    "Tuesday", "on Friday ", "Tue, ", "martes ", "October 14, 2026", "14 de octubre", "10/14/2026",
    "Date: ", "sessions meet on Mondays. ", "![](a.png)", "<img src=x>",
    "<script>alert(1)</script>",
    "https://gone.example.org",
    "نص عربي ", "\u202e", "🎉", "\x00", "\ud800", "\u2028", "\x0b", "?",
    ". ", "Dr. Kim ", "we practice in pairs ", "…", "{{ x }}", "[insert name]",
    "ſept 3", "frİday",
)  # fmt: skip
WORDS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=40))
ZONES = st.sampled_from(
    ["America/Los_Angeles", "Europe/Madrid", "UTC", "", "Mars/X", "\x00", "..", "America", "é"]
)
DAYS = st.one_of(
    st.none(),
    st.dates(),
    st.sampled_from([date.min, date.max, date(2026, 11, 1), date(2027, 3, 14), date(2026, 10, 14)]),
)
TIMES = st.one_of(st.none(), st.times())
STAGES = st.lists(st.sampled_from([*CareerStage.values, "unknown"]), max_size=3, unique=True).map(
    tuple
)
MODULES = st.lists(st.sampled_from(["communication", "equity", "x"]), max_size=2, unique=True)
SESSIONS = st.builds(
    SessionOnPage,
    key=st.just(""),
    title=WORDS,
    description=WORDS,
    objectives=st.lists(WORDS, max_size=2).map(tuple),
    state=st.sampled_from(SessionState),
    on=DAYS,
    start=TIMES,
    end=TIMES,
    zone=ZONES,
    place=WORDS,
    link=st.one_of(WORDS, st.just("https://gone.example.org"), st.just("http://[x")),
    capacity=st.one_of(st.none(), st.integers(min_value=0, max_value=10)),
    modules=MODULES.map(tuple),
    rsvp_opens=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
)
CONTACTS = st.builds(
    ContactOnPage,
    key=st.just(""),
    name=WORDS,
    email=st.one_of(WORDS, st.just("ada@lakeside.example"), st.just("(")),
    stage=st.sampled_from(["", *CareerStage.values]),
)
QUESTIONS = st.builds(QuestionOnPage, key=st.just(""), question=WORDS, answer=WORDS)
TIERS = st.builds(
    TierOnPage, stages=STAGES, disciplines=st.just(()), unit=st.sampled_from(["", "Biology"])
)


def _numbered(parts):
    return tuple(replace(part, key=str(number)) for number, part in enumerate(parts))


PAGES = st.builds(
    SeriesPage,
    title=WORDS,
    summary=WORDS,
    description=WORDS,
    who_may_come=WORDS,
    how_seats_are_given=WORDS,
    language=st.sampled_from(["en", "es", "de", ""]),
    zone=ZONES,
    stages=STAGES,
    tiers=st.lists(TIERS, max_size=3).map(_numbered),
    rsvp_rule=st.sampled_from(RsvpRule),
    sessions=st.lists(SESSIONS, max_size=3).map(_numbered),
    contacts=st.lists(CONTACTS, max_size=2).map(_numbered),
    questions=st.lists(QUESTIONS, max_size=2).map(_numbered),
    curriculum=st.just(
        (ModuleOnPage(id="communication", name="Dr. Kim"), ModuleOnPage(id="equity", name="🎉"))
    ),
    dead_links=st.just(frozenset({"https://gone.example.org"})),
)
THOROUGH = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _same(finding):
    return finding.check, finding.place, finding.found


@THOROUGH
@given(page=PAGES, moment=st.sampled_from(Moment))
def test_no_page_makes_a_check_raise_and_the_order_is_always_the_same(page, moment):
    findings = check_page(page, now=NOW, moment=moment)
    assert findings == check_page(page, now=NOW, moment=moment)
    severities = [finding.severity is Severity.WARN for finding in findings]
    assert severities == sorted(severities)


@THOROUGH
@given(page=PAGES)
def test_every_repair_removes_its_finding(page):
    for finding in check_page(page, now=NOW, moment=Moment.EDITING):
        if finding.repair is None:
            continue
        better = apply_repair(page, finding.repair)
        left = check_page(better, now=NOW, moment=Moment.EDITING)
        assert _same(finding) not in [_same(other) for other in left]


HUGE = {
    "words": "word " * 40_000,
    "spaces": " " * 200_000,
    "brackets": "([{" * 60_000,
    "stars": "*_`" * 60_000,
    "dates": "Tuesday, October 14, 2026 " * 7_000,
    "headings": "# A\n" * 40_000,
    "filler": "Lorem ipsum dolor.\n\n" * 8_000,
    "images": "![](x)" * 30_000,
    "links": "https://gone.example.org/" * 8_000,
    "marks": "." * 200_000,
    "labels": "TBD: " * 40_000,
    "weekdays": "on Friday " * 20_000,
    "line": "x" * 200_000,
    "ends": "\n" * 200_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_text_takes_time_in_proportion_to_its_length(kind):
    """200 kB in a field; anything quadratic would take minutes."""
    session = SessionOnPage(
        key="1", title="A", description=HUGE[kind], on=date(2026, 10, 14), zone="UTC", place="x"
    )
    page = SeriesPage(title=HUGE[kind], description=HUGE[kind], sessions=(session,))
    started = clock.process_time()
    check_page(page, now=NOW, moment=Moment.EDITING)
    assert clock.process_time() - started < 20


def test_a_thousand_sessions_are_checked_in_proportion():
    description = "In this workshop we practice in pairs what we will need in the week after it, "
    sessions = tuple(
        SessionOnPage(
            key=str(number),
            title=f"Workshop {number}",
            description=description * 3 + f"part {number}.",
            on=date(2026, 10, 1) + timedelta(days=number),
            start=time(16),
            end=time(17),
            zone="America/Los_Angeles",
            place="Zoom",
        )
        for number in range(1_000)
    )
    started = clock.process_time()
    findings = check_page(SeriesPage(title="A", sessions=sessions), now=NOW, moment=Moment.EDITING)
    assert clock.process_time() - started < 10
    assert sum(finding.check == "near-duplicate" for finding in findings) == 999
