"""What the live page says about the clock and about sending, on the server and in its script."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mentoringup.delivery.enums import ItemState


def drift_words(behind: int) -> str:
    """How far a session is from its plan, in whole minutes; `behind` in seconds."""
    minutes = abs(behind) // 60
    if minutes == 0:
        return _("on plan")
    over, under = _("%(minutes)s min over"), _("%(minutes)s min under")
    return (over if behind > 0 else under) % {"minutes": minutes}


def left_words(left: int) -> str:
    """How long the item at hand may still take, in whole minutes; `left` in seconds."""
    minutes = abs(left) // 60
    ahead, over = _("%(time)s min left"), _("%(time)s min over its time")
    return (ahead if left >= 0 else over) % {"time": minutes}


def put_away_words() -> str:
    """Why a session does not start."""
    return _("The plan was put away: nothing of it can be started. Take the plan up again first.")


def script_words() -> Mapping[str, str]:
    """Texts for the page's script; `%(name)s` is filled in there."""
    return {
        **_clock_words(),
        **_sending_words(),
        **_leading_words(),
        **{f"state_{state.value}": str(state.label) for state in ItemState},
    }


def _clock_words() -> Mapping[str, str]:
    return {
        "on_plan": _("on plan"),
        "over": _("%(minutes)s min over"),
        "under": _("%(minutes)s min under"),
        "left": _("%(time)s left"),
        "past": _("%(time)s over its time"),
        "minutes": _("%(minutes)s min"),
        "ends": _("Ends about %(time)s"),
        "took": _("%(state)s, %(minutes)s min"),
    }


def _sending_words() -> Mapping[str, str]:
    return {
        "sent": _("Everything is sent."),
        "sending": _("Sending …"),
        "keeping": _("Saving on this device …"),
        "not_saved": _(
            "This device could not save the last touch. Stay on this page until everything is sent."
        ),
        "waiting": _("Saved here, not yet sent (%(count)s)."),
        "offline": _("No network. Saved here, not yet sent (%(count)s)."),
        "offline_none": _("No network. Go on: everything is saved here."),
        "signed_out": _(
            "You are signed out. Sign in again, nothing is lost: saved here, not yet sent "
            "(%(count)s)."
        ),
        "forbidden": _(
            "You may not lead here any more. Ask your coordinator; nothing is lost: saved here, "
            "not yet sent (%(count)s)."
        ),
        "gone": _("This session is not there any more. Saved here, not sent (%(count)s)."),
        "other": _("Somebody else is signed in now. Saved here, not yet sent (%(count)s)."),
        "of_others": _(
            "Touches of somebody else wait on this device (%(count)s). They are sent in their name "
            "once they sign in and open this page."
        ),
        "refused": _("Not taken: %(reason)s"),
        "refused_at": _("%(title)s, %(time)s:"),
        "session": _("The session"),
        "not_started": _("The start was taken back."),
        "again": _("Send again"),
        "discard": _("Discard"),
        "plan_changed": _("The plan was taken over anew on another device. Reload this page."),
        "kept": _("This page works without a network from now on."),
        "not_kept": _("This browser can't keep the page: stay on it while there is no network."),
        "sign_in": _("Sign in again"),
    }


def _leading_words() -> Mapping[str, str]:
    return {
        "place_now": _("Now"),
        "next": _("Next: %(title)s, %(minutes)s min"),
        "place_next": _("Next"),
        "ready": _("Ready when you are."),
        "over_title": _("The session has ended"),
        "touched": _("%(title)s: %(state)s."),
        "now": _("Now: %(title)s, %(minutes)s min."),
        "none_left": _("Nothing is left of the plan."),
        "undone": _("Taken back."),
        "nothing_to_undo": _("There is nothing to take back."),
        "put_away": put_away_words(),
        "started": _("The session has begun."),
        "ended": _("The session has ended."),
        "reopened": _("The session goes on."),
        "time_is_up": _("The time of “%(title)s” is up."),
        "note_saved": _("Saved."),
        "removed": _("The copy is removed from this device."),
    }
