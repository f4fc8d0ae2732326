"""What the editor's forms ask for, read from what they send.

An order is an edit with its name: it is made once more on the plan as it stands when somebody else
was faster, so it holds what was asked and not what would come of it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Form, Speaker
from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning import editing
from mentoringup.planning.beginning import USUAL_MINUTES, title_of_session
from mentoringup.planning.enums import Change
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import MOST_ITEMS, Plan
from mentoringup.planning.planner.problem import BREAK_MINUTES

_LONGEST_NUMBER = 6
"""Digits; more are no minutes and no place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A change that somebody asked for.

    Attributes:
        title: of the item or session it is about, as it is called now.
        place: id of the item or session to look at afterwards.
    """

    change: Change
    title: str
    place: str
    edit: Callable[[Plan], Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was sent, with what it is about."""

    sent: Mapping[str, str]
    plan: Plan
    pack: Pack
    ids: Iterator[str]

    @property
    def item(self) -> str:
        """Id of the item."""
        return self.sent.get("item", "")

    @property
    def session(self) -> str:
        """Id of the session."""
        return self.sent.get("session", "")

    @property
    def title(self) -> str:
        """What was typed as a title."""
        return self.sent.get("title", "").strip()

    @property
    def speaker(self) -> Speaker:
        """Who talks, as chosen; the facilitator unless the participants were."""
        is_theirs = self.sent.get("speaker") == Speaker.PARTICIPANTS
        return Speaker.PARTICIPANTS if is_theirs else Speaker.FACILITATOR

    def number(self, name: str, *, otherwise: int | None = None) -> int:
        """A whole number that was typed."""
        text = self.sent.get(name, "").strip()
        if not text and otherwise is not None:
            return otherwise
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER):
            raise PlanRefusedError(_("Type a whole number."))
        return int(text)


def order_from(sent: Mapping[str, str], *, plan: Plan, pack: Pack, ids: Iterator[str]) -> Order:
    """The order that a form sent.

    Raises:
        PlanRefusedError: no form of ours sends this, or a number in it is none.
    """
    make = _ORDERS.get(sent.get("do", ""))
    if make is None or any("\x00" in value for value in sent.values()):
        raise PlanRefusedError(_("That is no change this page knows."))
    return make(_Asked(sent=sent, plan=plan, pack=pack, ids=ids))


def _of_item(change: Change, asked: _Asked, edit: Callable[[Plan], Plan]) -> Order:
    found = asked.plan.item(asked.item)
    return Order(change=change, title=found[1].title if found else "", place=asked.item, edit=edit)


def _of_session(asked: _Asked, edit: Callable[[Plan], Plan]) -> Order:
    found = asked.plan.session(asked.session)
    return Order(
        change=Change.SESSIONS, title=found.title if found else "", place=asked.session, edit=edit
    )


def _step(asked: _Asked, by: int) -> Order:
    """One place up or down; past the edge of a session, into the next one."""

    def edit(plan: Plan) -> Plan:
        found = plan.item(asked.item)
        if found is None:
            return editing.move_item(plan, item_id=asked.item, session_id="", position=0)
        session, item = found
        place = session.items.index(item) + by
        if 0 <= place < len(session.items):
            return editing.move_item(plan, item_id=item.id, session_id=session.id, position=place)
        return _across(plan, asked.item, by, at_end=by < 0)

    return _of_item(Change.MOVED, asked, edit)


def _aside(asked: _Asked, by: int) -> Order:
    """To the same place in the session before or after."""

    def edit(plan: Plan) -> Plan:
        return _across(plan, asked.item, by, at_end=False)

    return _of_item(Change.MOVED, asked, edit)


def _across(plan: Plan, item_id: str, by: int, *, at_end: bool) -> Plan:
    found = plan.item(item_id)
    if found is None:
        return editing.move_item(plan, item_id=item_id, session_id="", position=0)
    session, item = found
    number = plan.sessions.index(session) + by
    if not 0 <= number < len(plan.sessions):
        return plan
    target = plan.sessions[number]
    if at_end:
        position = len(target.items)
    else:
        position = 0 if by > 0 and session.items[-1] is item else session.items.index(item)
    return editing.move_item(plan, item_id=item_id, session_id=target.id, position=position)


def _move(asked: _Asked) -> Order:
    position = asked.number("position", otherwise=MOST_ITEMS)
    return _of_item(
        Change.MOVED,
        asked,
        lambda plan: editing.move_item(
            plan, item_id=asked.item, session_id=asked.session, position=position
        ),
    )


def _swap(asked: _Asked) -> Order:
    other = asked.sent.get("with", "")
    return _of_item(
        Change.SWAPPED,
        asked,
        lambda plan: editing.swap_items(plan, item_id=asked.item, with_id=other),
    )


def _time(asked: _Asked) -> Order:
    """Minutes, and who talks, where the form asks for it too."""
    minutes = asked.number("minutes")

    def edit(plan: Plan) -> Plan:
        timed = editing.set_minutes(plan, item_id=asked.item, minutes=minutes)
        if "speaker" not in asked.sent:
            return timed
        return editing.set_speaker(timed, item_id=asked.item, speaker=asked.speaker)

    return _of_item(Change.TIMED, asked, edit)


def _note(asked: _Asked) -> Order:
    note = asked.sent.get("note", "").replace("\r\n", "\n").strip()
    return _of_item(
        Change.NOTED, asked, lambda plan: editing.write_note(plan, item_id=asked.item, note=note)
    )


def _remove(asked: _Asked) -> Order:
    """The item that comes after it, or else before it, is to be looked at."""
    order = _of_item(
        Change.REMOVED, asked, lambda plan: editing.remove_item(plan, item_id=asked.item)
    )
    found = asked.plan.item(asked.item)
    if found is None:
        return order
    session, item = found
    place = session.items.index(item)
    rest = [*session.items[place + 1 :], *reversed(session.items[:place])]
    return replace(order, place=rest[0].id if rest else session.id)


def _add_activity(asked: _Asked) -> Order:
    module, activity = asked.sent.get("module", ""), asked.sent.get("activity", "")
    found = asked.pack.module_by_id.get(module)
    known = found.activity_by_id.get(activity) if found else None
    form = Form.SHORT if asked.sent.get("form") == Form.SHORT else Form.FULL
    new = next(asked.ids)
    position = asked.number("position", otherwise=MOST_ITEMS)
    return Order(
        change=Change.ADDED,
        title=known.title if known else "",
        place=new,
        edit=lambda plan: editing.add_activity(
            plan,
            item_id=new,
            session_id=asked.session,
            module=module,
            activity=activity,
            pack=asked.pack,
            form=form,
            position=position,
        ),
    )


def _add_break(asked: _Asked) -> Order:
    new, title = next(asked.ids), _("Break")
    minutes = asked.number("minutes", otherwise=BREAK_MINUTES)
    return Order(
        change=Change.ADDED,
        title=title,
        place=new,
        edit=lambda plan: editing.add_break(
            plan, item_id=new, session_id=asked.session, title=title, minutes=minutes
        ),
    )


def _add_own(asked: _Asked) -> Order:
    new, minutes = next(asked.ids), asked.number("minutes")
    return Order(
        change=Change.ADDED,
        title=asked.title,
        place=new,
        edit=lambda plan: editing.add_own(
            plan,
            item_id=new,
            session_id=asked.session,
            title=asked.title,
            minutes=minutes,
            speaker=asked.speaker,
        ),
    )


def _add_session(asked: _Asked) -> Order:
    new = next(asked.ids)
    last = asked.plan.sessions[-1].minutes if asked.plan.sessions else USUAL_MINUTES
    minutes = asked.number("minutes", otherwise=last)
    title = asked.title or title_of_session(len(asked.plan.sessions) + 1)
    return Order(
        change=Change.SESSIONS,
        title=title,
        place=new,
        edit=lambda plan: editing.add_session(plan, session_id=new, title=title, minutes=minutes),
    )


def _change_session(asked: _Asked) -> Order:
    minutes = asked.number("minutes")

    def edit(plan: Plan) -> Plan:
        renamed = editing.rename_session(plan, session_id=asked.session, title=asked.title)
        return editing.resize_session(renamed, session_id=asked.session, minutes=minutes)

    return _of_session(asked, edit)


def _step_session(asked: _Asked, by: int) -> Order:
    def edit(plan: Plan) -> Plan:
        place = next((at for at, one in enumerate(plan.sessions) if one.id == asked.session), 0)
        return editing.move_session(plan, session_id=asked.session, position=max(place + by, 0))

    return _of_session(asked, edit)


def _simple(change: Change, edit: Callable[..., Plan]) -> Callable[[_Asked], Order]:
    """An edit of an item that needs no more than to know which."""
    return lambda asked: _of_item(change, asked, lambda plan: edit(plan, item_id=asked.item))


def _by_pack(change: Change, edit: Callable[..., Plan]) -> Callable[[_Asked], Order]:
    return lambda asked: _of_item(
        change, asked, lambda plan: edit(plan, item_id=asked.item, pack=asked.pack)
    )


_ORDERS: Mapping[str, Callable[[_Asked], Order]] = {
    "up": lambda asked: _step(asked, -1),
    "down": lambda asked: _step(asked, 1),
    "left": lambda asked: _aside(asked, -1),
    "right": lambda asked: _aside(asked, 1),
    "move": _move,
    "swap": _swap,
    "shorten": _by_pack(Change.SHORTENED, editing.shorten_item),
    "restore": _by_pack(Change.RESTORED, editing.restore_item),
    "minutes": _time,
    "lock": _simple(Change.LOCKED, editing.lock_item),
    "unlock": _simple(Change.UNLOCKED, editing.unlock_item),
    "note": _note,
    "remove": _remove,
    "add-activity": _add_activity,
    "add-break": _add_break,
    "add-own": _add_own,
    "add-session": _add_session,
    "session": _change_session,
    "session-up": lambda asked: _step_session(asked, -1),
    "session-down": lambda asked: _step_session(asked, 1),
    "remove-session": lambda asked: _of_session(
        asked, lambda plan: editing.remove_session(plan, session_id=asked.session)
    ),
}
"""What forms send as `do`."""
