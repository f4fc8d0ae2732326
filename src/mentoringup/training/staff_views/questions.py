"""What a step will do, said before it is taken."""

from typing import Any

from django.utils.translation import gettext as _

from mentoringup.training.domain.states import SESSION_STEPS
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Series, Session


def series_question(series: Series, to: SeriesState) -> dict[str, Any]:
    """Heading, consequences and button for a step of a series."""
    title = {"title": series.title}
    if to is SeriesState.CANCELLED:
        return {
            "title": _("Cancel “%(title)s”?") % title,
            "consequences": [
                _("Its page stays, so that nobody looks for it in vain, and says it is cancelled."),
                _("Its sessions are shown as cancelled, in calendar feeds too."),
                _("You can make it a draft again and publish it later."),
            ],
            "action": _("Cancel the series"),
            "is_danger": True,
        }
    return {
        "title": _("Make “%(title)s” a draft again?") % title,
        "consequences": [
            _("Its page and its calendar feed disappear until you publish it again."),
            _("Its sessions keep their states; nothing you wrote is lost."),
        ],
        "action": _("Make it a draft"),
        "is_danger": series.state == SeriesState.PUBLISHED,
    }


def series_done(to: SeriesState) -> str:
    """What was done."""
    if to is SeriesState.CANCELLED:
        return _("The series is cancelled. Its page stays and says so.")
    return _("The series is a draft again. Nobody sees its page.")


def session_question(session: Session, to: SessionState) -> dict[str, Any]:
    """Heading, consequences and button for a step of a session."""
    title = {"title": session.title}
    match to:
        case SessionState.CANCELLED:
            return {
                "title": _("Cancel “%(title)s”?") % title,
                "consequences": [
                    _("It stays on the page and in calendar feeds, marked as cancelled."),
                    _("You can make it a draft again and publish it later."),
                ],
                "action": _("Cancel the session"),
                "is_danger": True,
            }
        case SessionState.TO_BE_ANNOUNCED:
            return {
                "title": _("Say that the date of “%(title)s” is to be announced?") % title,
                "consequences": [
                    _("The page shows the session without date, time or calendar entry."),
                    _("A date that is written already is kept, but not shown."),
                ],
                "action": _("Say “to be announced”"),
                "is_danger": False,
            }
        case SessionState.PUBLISHED:
            return {
                "title": _("Publish “%(title)s”?") % title,
                "consequences": [_("The page and calendar feeds show it with date and place.")],
                "action": _("Publish the session"),
                "is_danger": False,
            }
    return {
        "title": _("Make “%(title)s” a draft again?") % title,
        "consequences": [_("It disappears from the page and from calendar feeds.")],
        "action": _("Make it a draft"),
        "is_danger": session.state == SessionState.PUBLISHED,
    }


def state_of(session: Session | None) -> dict[str, Any]:
    """The state of a session, what it means, and where it can go from there."""
    if session is None:
        return {}
    state = SessionState(session.state)
    steps = SESSION_STEPS[state] - {SessionState.DONE}
    if session.implementation.series.state == SeriesState.DRAFT:
        steps -= {SessionState.PUBLISHED}  # drafts are published with their series
    return {
        "state": state,
        "state_means": _meaning(state),
        "steps": [
            {"to": to.value, "words": _step_in_words(to)} for to in SessionState if to in steps
        ],
        "may_remove": state in {SessionState.DRAFT, SessionState.TO_BE_ANNOUNCED},
    }


def _meaning(state: SessionState) -> str:
    return {
        SessionState.DRAFT: _("Only the staff of the site sees it."),
        SessionState.TO_BE_ANNOUNCED: _("The page names it and says that its date will follow."),
        SessionState.PUBLISHED: _("The page shows it with its date."),
        SessionState.CANCELLED: _("The page shows it as cancelled."),
        SessionState.DONE: _("It is over; the page lists it among the past sessions."),
    }[state]


def _step_in_words(to: SessionState) -> str:
    return {
        SessionState.DRAFT: _("Make it a draft again"),
        SessionState.TO_BE_ANNOUNCED: _("Say that its date is to be announced"),
        SessionState.PUBLISHED: _("Publish this session"),
        SessionState.CANCELLED: _("Cancel this session"),
        SessionState.DONE: _("Say that it is over"),
    }[to]
