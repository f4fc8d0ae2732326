"""Changes of items."""

from dataclasses import replace

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Form, Speaker
from mentoringup.curriculum.pack.values import Pack
from mentoringup.planning.editing.finding import (
    found_activity,
    found_item,
    found_session,
    free_item,
    with_item,
    with_items,
)
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.errors import PlanRefusedError
from mentoringup.planning.plan import (
    LONGEST_ITEM,
    LONGEST_NOTE,
    LONGEST_TITLE,
    MOST_ITEMS,
    Item,
    Plan,
)


def move_item(plan: Plan, *, item_id: str, session_id: str, position: int) -> Plan:
    """Put an item into a session before the item that then has the position; at most at its end."""
    session, item = free_item(plan, item_id)
    target = found_session(plan, session_id)
    if session.id == target.id:
        rest = tuple(one for one in target.items if one.id != item_id)
        return with_items(plan, target.id, _inserted(rest, item, position))
    _refuse_full(plan, target.id)
    left = with_items(plan, session.id, tuple(one for one in session.items if one.id != item_id))
    return with_items(left, target.id, _inserted(target.items, item, position))


def swap_items(plan: Plan, *, item_id: str, with_id: str) -> Plan:
    """Let two items change places."""
    _session, one = free_item(plan, item_id)
    _session, other = free_item(plan, with_id)
    changed = {one.id: other, other.id: one}
    return replace(
        plan,
        sessions=tuple(
            replace(session, items=tuple(changed.get(item.id, item) for item in session.items))
            for session in plan.sessions
        ),
    )


def shorten_item(plan: Plan, *, item_id: str, pack: Pack) -> Plan:
    """Take the short form of an activity."""
    return _in_form(plan, item_id=item_id, form=Form.SHORT, pack=pack)


def restore_item(plan: Plan, *, item_id: str, pack: Pack) -> Plan:
    """Take an activity as it is written, with its own minutes."""
    return _in_form(plan, item_id=item_id, form=Form.FULL, pack=pack)


def set_minutes(plan: Plan, *, item_id: str, minutes: int) -> Plan:
    """Plan an item with other minutes than its own."""
    _session, item = free_item(plan, item_id)
    _refuse_minutes(minutes)
    return with_item(plan, replace(item, minutes=minutes))


def lock_item(plan: Plan, *, item_id: str) -> Plan:
    """Keep an item where it is, as it is."""
    _session, item = found_item(plan, item_id)
    return with_item(plan, replace(item, is_locked=True))


def unlock_item(plan: Plan, *, item_id: str) -> Plan:
    """Let an item be changed again."""
    _session, item = found_item(plan, item_id)
    return with_item(plan, replace(item, is_locked=False))


def write_note(plan: Plan, *, item_id: str, note: str) -> Plan:
    """Write the facilitator's own note, of locked items, too."""
    _session, item = found_item(plan, item_id)
    if len(note) > LONGEST_NOTE:
        raise PlanRefusedError(
            _("The note has %(found)d characters; at most %(most)d fit.")
            % {"found": len(note), "most": LONGEST_NOTE}
        )
    return with_item(plan, replace(item, note=note))


def remove_item(plan: Plan, *, item_id: str) -> Plan:
    """Take an item out."""
    session, _item = free_item(plan, item_id)
    return with_items(plan, session.id, tuple(one for one in session.items if one.id != item_id))


def add_activity(
    plan: Plan,
    *,
    item_id: str,
    session_id: str,
    module: str,
    activity: str,
    pack: Pack,
    form: Form = Form.FULL,
    position: int = MOST_ITEMS,
) -> Plan:
    """Put an activity of the library into a session, at its end unless said.

    `item_id` is the new item's, `position` that of the item which it comes before.
    """
    found = found_activity(pack, module=module, activity=activity)
    if form is Form.SHORT and not found.has_short_form:
        raise PlanRefusedError(_("“%(title)s” has no short form.") % {"title": found.title})
    item = Item(
        id=item_id,
        kind=ItemKind.ACTIVITY,
        minutes=found.minutes_in(form),
        title=found.title[:LONGEST_TITLE],
        module=module,
        activity=activity,
        form=form,
    )
    return _added(plan, item, session_id=session_id, position=position)


def add_break(
    plan: Plan,
    *,
    item_id: str,
    session_id: str,
    title: str,
    minutes: int,
    position: int = MOST_ITEMS,
) -> Plan:
    """Put a break into a session."""
    item = Item(id=item_id, kind=ItemKind.BREAK, minutes=minutes, title=title)
    return _added(plan, item, session_id=session_id, position=position)


def add_own(
    plan: Plan,
    *,
    item_id: str,
    session_id: str,
    title: str,
    minutes: int,
    speaker: Speaker = Speaker.FACILITATOR,
    position: int = MOST_ITEMS,
) -> Plan:
    """Put something into a session that the library does not have."""
    item = Item(id=item_id, kind=ItemKind.OWN, minutes=minutes, title=title, speaker=speaker)
    return _added(plan, item, session_id=session_id, position=position)


def set_speaker(plan: Plan, *, item_id: str, speaker: Speaker) -> Plan:
    """Say who talks in an item of the facilitator's own."""
    _session, item = free_item(plan, item_id)
    if item.kind is not ItemKind.OWN:
        raise PlanRefusedError(
            _("The library says who talks in “%(title)s”.") % {"title": item.title}
        )
    return with_item(plan, replace(item, speaker=speaker))


def _added(plan: Plan, item: Item, *, session_id: str, position: int) -> Plan:
    session = found_session(plan, session_id)
    if plan.item(item.id) is not None:
        raise PlanRefusedError(_("This item is already in the plan."))
    if not item.title.strip() or len(item.title) > LONGEST_TITLE:
        raise PlanRefusedError(
            _("The item needs a title of at most %(most)d characters.") % {"most": LONGEST_TITLE}
        )
    _refuse_minutes(item.minutes)
    _refuse_full(plan, session_id)
    return with_items(plan, session_id, _inserted(session.items, item, position))


def _in_form(plan: Plan, *, item_id: str, form: Form, pack: Pack) -> Plan:
    _session, item = free_item(plan, item_id)
    if item.kind is not ItemKind.ACTIVITY:
        raise PlanRefusedError(
            _("“%(title)s” is no activity of the library; set its minutes instead.")
            % {"title": item.title}
        )
    found = found_activity(pack, module=item.module, activity=item.activity)
    if form is Form.SHORT and not found.has_short_form:
        raise PlanRefusedError(
            _("“%(title)s” has no short form. Set its minutes, or take it out.")
            % {"title": item.title}
        )
    return with_item(plan, replace(item, form=form, minutes=found.minutes_in(form)))


def _inserted(items: tuple[Item, ...], item: Item, position: int) -> tuple[Item, ...]:
    place = min(max(position, 0), len(items))
    return (*items[:place], item, *items[place:])


def _refuse_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST_ITEM:
        raise PlanRefusedError(
            _("An item takes 1 to %(most)d minutes, not %(found)d.")
            % {"most": LONGEST_ITEM, "found": minutes}
        )


def _refuse_full(plan: Plan, session_id: str) -> None:
    if len(found_session(plan, session_id).items) >= MOST_ITEMS:
        raise PlanRefusedError(_("A session holds at most %(most)d items.") % {"most": MOST_ITEMS})
