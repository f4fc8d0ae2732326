"""Check a page: the one door to all checks."""

from datetime import datetime

from mentoringup.training.checks.check import Look
from mentoringup.training.checks.finding import Finding, Moment, Severity
from mentoringup.training.checks.registry import CHECKS
from mentoringup.training.checks.texts import texts_of
from mentoringup.training.enums import SessionState
from mentoringup.training.page import SeriesPage

_FIELDS = (
    "title",
    "summary",
    "description",
    "who_may_come",
    "how_seats_are_given",
    "on",
    "start",
    "end",
    "zone",
    "place",
    "link",
)
_PARTS = ("series", "session", "tier", "contact", "question")


def check_page(page: SeriesPage, *, now: datetime, moment: Moment) -> tuple[Finding, ...]:
    """Everything that is wrong with a page: what blocks first, then by place on the page.

    Never raises, whatever the texts hold; the same page at the same time gives the same findings
    in the same order. Sentences are in the active language.
    """
    sessions = tuple(
        session
        for session in page.sessions
        if moment is Moment.EDITING or session.state != SessionState.DRAFT
    )
    look = Look(
        page=page,
        now=now,
        moment=moment,
        sessions=sessions,
        texts=tuple(texts_of(page, sessions)),
    )
    findings = [finding for check in CHECKS for finding in check.findings(look)]
    order = _Order(page)
    return tuple(sorted(findings, key=order.of))


class _Order:
    """Block first, then series, sessions, tiers, contacts, questions, each in the page's order."""

    def __init__(self, page: SeriesPage) -> None:
        self.keys = {
            (part, key): number
            for part, keys in (
                ("session", [session.key for session in page.sessions]),
                ("tier", [tier.key or str(n) for n, tier in enumerate(page.tiers, 1)]),
                ("contact", [contact.key for contact in page.contacts]),
                ("question", [pair.key for pair in page.questions]),
            )
            for number, key in enumerate(keys)
        }
        self.checks = {check.name: number for number, check in enumerate(CHECKS)}

    def of(self, finding: Finding) -> tuple[bool, int, int, int, int]:
        place = finding.place
        return (
            finding.severity is not Severity.BLOCK,
            _PARTS.index(place.part),
            self.keys.get((place.part, place.key), -1),
            _FIELDS.index(place.field) if place.field in _FIELDS else len(_FIELDS),
            self.checks[finding.check],
        )
