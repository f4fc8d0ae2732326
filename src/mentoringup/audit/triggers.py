"""Audit rows are never changed or removed: the database itself refuses it, whoever asks.

Migrations call these functions; so do tests, whose clean-up must empty every table.
"""

from mentoringup.audit.unchangeable import Unchangeable

_ENTRIES = Unchangeable(
    table="audit_entry",
    triggers="audit_entry_is_never",
    function="audit_entry_is_final",
    refusal="audit rows are never changed or removed",
    changed="audit rows are never changed",
    replaced="audit rows are never changed",
    removed="audit rows are never removed",
)

forbid_changes, allow_changes = _ENTRIES.forbid_changes, _ENTRIES.allow_changes
forbid_removal, allow_removal = _ENTRIES.forbid_removal, _ENTRIES.allow_removal
