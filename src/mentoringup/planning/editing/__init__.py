"""Changes of a plan: each takes a plan and gives a new one, or refuses with a sentence.

Locked items stay in their session, as they are, in their order among each other; other items may
pass them. A session that holds one can be renamed and resized, but neither moved nor removed.
"""

from mentoringup.planning.editing.items import (
    add_activity,
    add_break,
    add_own,
    lock_item,
    move_item,
    remove_item,
    restore_item,
    set_minutes,
    set_speaker,
    shorten_item,
    swap_items,
    unlock_item,
    write_note,
)
from mentoringup.planning.editing.sessions import (
    add_session,
    change_settings,
    move_session,
    remove_session,
    rename_session,
    resize_session,
)

__all__ = [
    "add_activity",
    "add_break",
    "add_own",
    "add_session",
    "change_settings",
    "lock_item",
    "move_item",
    "move_session",
    "remove_item",
    "remove_session",
    "rename_session",
    "resize_session",
    "restore_item",
    "set_minutes",
    "set_speaker",
    "shorten_item",
    "swap_items",
    "unlock_item",
    "write_note",
]
