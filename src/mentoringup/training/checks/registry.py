"""All checks, in the order in which a page is read."""

from django.utils.translation import gettext_lazy as _

from mentoringup.training.checks import (
    contacts,
    links,
    markup,
    placeholders,
    priorities,
    question_pairs,
    reading_grade,
    repetition,
    session_details,
    teaching,
    timing,
    weekdays,
)
from mentoringup.training.checks.check import Check
from mentoringup.training.checks.finding import Severity

CHECKS = (
    Check(
        name="missing-title",
        severity=Severity.BLOCK,
        title=_("A series or a session without a title"),
        ask=session_details.missing_title,
    ),
    Check(
        name="placeholder-text",
        severity=Severity.BLOCK,
        title=_("Placeholder text"),
        ask=placeholders.placeholder_text,
    ),
    Check(
        name="missing-detail",
        severity=Severity.BLOCK,
        title=_("A session without date, time, zone, or place"),
        ask=session_details.missing_detail,
    ),
    Check(
        name="unknown-zone",
        severity=Severity.BLOCK,
        title=_("A time zone that does not exist"),
        ask=session_details.unknown_zone,
    ),
    Check(
        name="end-before-start",
        severity=Severity.BLOCK,
        title=_("A session that ends before it starts"),
        ask=session_details.end_before_start,
    ),
    Check(
        name="weekday-contradicts-date",
        severity=Severity.BLOCK,
        title=_("A weekday that contradicts the date"),
        ask=weekdays.weekday_contradicts_date,
    ),
    Check(
        name="date-contradicts-session",
        severity=Severity.BLOCK,
        title=_("A text that states another date than the session's"),
        ask=weekdays.date_contradicts_session,
    ),
    Check(
        name="rsvp-after-start",
        severity=Severity.BLOCK,
        title=_("RSVPs that open after the session has started"),
        ask=session_details.rsvp_after_start,
    ),
    Check(
        name="contact-address",
        severity=Severity.BLOCK,
        title=_("A contact without a working address"),
        ask=contacts.contact_address,
    ),
    Check(
        name="contact-missing",
        severity=Severity.BLOCK,
        title=_("Somebody who may attend has nobody to ask"),
        ask=contacts.contact_missing,
    ),
    Check(
        name="contradicting-tier",
        severity=Severity.BLOCK,
        title=_("A priority group for people who may not attend"),
        ask=priorities.contradicting_tier,
    ),
    Check(
        name="unclosed-bracket",
        severity=Severity.BLOCK,
        title=_("A bracket that is never closed"),
        ask=markup.unclosed_bracket,
    ),
    Check(
        name="heading-without-text",
        severity=Severity.BLOCK,
        title=_("A heading without text"),
        ask=markup.heading_without_text,
    ),
    Check(
        name="question-without-answer",
        severity=Severity.BLOCK,
        title=_("A question without an answer"),
        ask=question_pairs.question_without_answer,
    ),
    Check(
        name="answer-without-question",
        severity=Severity.BLOCK,
        title=_("An answer without a question"),
        ask=question_pairs.answer_without_question,
    ),
    Check(
        name="past-session",
        severity=Severity.WARN,
        title=_("A past session shown as coming"),
        ask=timing.past_session,
    ),
    Check(
        name="clock-change",
        severity=Severity.WARN,
        title=_("A time inside a clock change"),
        ask=timing.clock_change,
    ),
    Check(
        name="unusual-time",
        severity=Severity.WARN,
        title=_("A session on a weekend or at night"),
        ask=timing.unusual_time,
    ),
    Check(
        name="other-date-in-text",
        severity=Severity.WARN,
        title=_("Another date in a session's text"),
        ask=weekdays.other_date_in_text,
    ),
    Check(
        name="near-duplicate",
        severity=Severity.WARN,
        title=_("Descriptions that are nearly the same"),
        ask=repetition.near_duplicate,
    ),
    Check(
        name="same-link",
        severity=Severity.WARN,
        title=_("One link for two sessions"),
        ask=repetition.same_link,
    ),
    Check(
        name="untaught-module",
        severity=Severity.WARN,
        title=_("A module that no session teaches"),
        ask=teaching.untaught_module,
    ),
    Check(
        name="missing-objectives",
        severity=Severity.WARN,
        title=_("A session without objectives"),
        ask=teaching.missing_objectives,
    ),
    Check(
        name="no-evidence-threshold",
        severity=Severity.WARN,
        title=_("Less training than the evidence is about"),
        ask=teaching.no_evidence_threshold,
    ),
    Check(
        name="unreachable-tier",
        severity=Severity.WARN,
        title=_("A priority group that changes nothing"),
        ask=priorities.unreachable_tier,
    ),
    Check(
        name="image-without-alt",
        severity=Severity.WARN,
        title=_("An image without words"),
        ask=markup.image_without_alt,
    ),
    Check(
        name="reading-grade",
        severity=Severity.WARN,
        title=_("A text that is hard to read"),
        ask=reading_grade.reading_grade,
    ),
    Check(
        name="dead-link",
        severity=Severity.WARN,
        title=_("A link that does not answer"),
        ask=links.dead_link,
    ),
)
