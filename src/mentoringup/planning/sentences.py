"""What was done, and what was asked, in words: for those who hear the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mentoringup.planning.enums import Change
from mentoringup.planning.orders import Order
from mentoringup.planning.plan import Plan


def done_in_words(order: Order | None, plan: Plan, *, is_redone: bool = False) -> str:
    """What a change did to the plan as it now stands; without an order, it was undo or redo."""
    if order is None:
        return (
            _("The change was made again.") if is_redone else _("The last change was taken back.")
        )
    found = plan.item(order.place)
    told: dict[str, object] = {"title": order.title}
    if order.change is Change.MOVED and found:
        session, item = found
        told["session"] = session.title
        told["place"] = session.items.index(item) + 1
        told["all"] = len(session.items)
        return _("“%(title)s” is now number %(place)d of %(all)d in “%(session)s”.") % told
    if found:
        told["minutes"] = found[1].minutes
    sentences = {
        Change.SWAPPED: _("“%(title)s” changed places."),
        Change.SHORTENED: _("“%(title)s” is shortened to %(minutes)d minutes."),
        Change.RESTORED: _("“%(title)s” has its full length again: %(minutes)d minutes."),
        Change.TIMED: _("“%(title)s” takes %(minutes)d minutes."),
        Change.LOCKED: _("“%(title)s” is locked."),
        Change.UNLOCKED: _("“%(title)s” is unlocked."),
        Change.ADDED: _("“%(title)s” is in the plan."),
        Change.REMOVED: _("“%(title)s” is out of the plan."),
        Change.NOTED: _("The note of “%(title)s” is saved."),
        Change.SESSIONS: _("The session “%(title)s” is changed."),
    }
    sentence = sentences.get(order.change, _("The plan is changed."))
    try:
        return sentence % told
    except KeyError:  # the item is gone meanwhile
        return _("The plan is changed.")


def asked_in_words(order: Order | None, sent: Mapping[str, str]) -> str:
    """What somebody asked for, of a plan that was changed meanwhile."""
    title = order.title if order else ""
    told = {"title": title, "minutes": sent.get("minutes", "")}
    sentences = {
        "undo": _("You wanted to take the last change back."),
        "redo": _("You wanted to make a change again."),
        "shorten": _("You wanted to shorten “%(title)s”."),
        "restore": _("You wanted “%(title)s” at full length."),
        "minutes": _("You wanted “%(title)s” to take %(minutes)s minutes."),
        "lock": _("You wanted to lock “%(title)s”."),
        "unlock": _("You wanted to unlock “%(title)s”."),
        "remove": _("You wanted to take “%(title)s” out."),
        "note": _("You wanted to write a note for “%(title)s”."),
        "swap": _("You wanted “%(title)s” to change places with another item."),
        "session": _("You wanted to change the session “%(title)s”."),
        "remove-session": _("You wanted to take the session “%(title)s” out."),
        "add-session": _("You wanted to add the session “%(title)s”."),
    }
    do = sent.get("do", "")
    if do.startswith("add-") and do != "add-session":
        return _("You wanted to add “%(title)s”.") % told
    if do in {"up", "down", "left", "right", "move"}:
        return _("You wanted to move “%(title)s”.") % told
    return sentences.get(do, _("You wanted to change the plan.")) % told
