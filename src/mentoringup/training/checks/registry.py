"""All checks, in the order in which a page is read."""

from django.utils.translation import gettext_lazy as _

from mentoringup.training.checks import session_details
from mentoringup.training.checks.check import Check
from mentoringup.training.checks.finding import Severity

BLOCK, WARN = Severity.BLOCK, Severity.WARN

CHECKS = (
    Check(
        name="missing-title",
        severity=BLOCK,
        title=_("A series or a session without a title"),
        ask=session_details.missing_title,
    ),
    Check(
        name="missing-detail",
        severity=BLOCK,
        title=_("A session without date, time, zone, or place"),
        ask=session_details.missing_detail,
    ),
    Check(
        name="unknown-zone",
        severity=BLOCK,
        title=_("A time zone that does not exist"),
        ask=session_details.unknown_zone,
    ),
    Check(
        name="end-before-start",
        severity=BLOCK,
        title=_("A session that ends before it starts"),
        ask=session_details.end_before_start,
    ),
    Check(
        name="rsvp-after-start",
        severity=BLOCK,
        title=_("RSVPs that open after the session has started"),
        ask=session_details.rsvp_after_start,
    ),
)
