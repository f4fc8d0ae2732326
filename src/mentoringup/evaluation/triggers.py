"""A frozen data set is never changed or removed: the database itself refuses it, whoever asks.

Only who froze it may be forgotten (a person who was erased). A migration that alters the table has
to call `forbid_changes` and `forbid_removal` again: SQLite makes such a table anew, without them.
"""

from mentoringup.audit.unchangeable import Unchangeable

_WORDS = "a frozen data set is never changed or removed"
_DATA_SETS = Unchangeable(
    table="evaluation_dataset",
    triggers="data_set_is_never",
    function="data_set_is_final",
    refusal=_WORDS,
    changed=_WORDS,
    replaced=_WORDS,
    removed=_WORDS,
    columns=(
        "id, site_id, name, source, wave_id, implementations, content, sha256, instrument,"
        " instrument_id, instrument_version, instrument_sha256, cores, rows, consented, origin,"
        " frozen_at"
    ),
    same_row="id = NEW.id OR (NEW.wave_id IS NOT NULL AND wave_id = NEW.wave_id)",
)

forbid_changes, allow_changes = _DATA_SETS.forbid_changes, _DATA_SETS.allow_changes
forbid_removal, allow_removal = _DATA_SETS.forbid_removal, _DATA_SETS.allow_removal
