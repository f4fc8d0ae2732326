"""What can be done with persons; reads are in `queries`."""

from mentoringup.people.domain.erasing import (
    ERASE_REASONS,
    ErasingIsRefusedError,
    PersonIsNotActiveError,
    erase_person,
    forgets,
)
from mentoringup.people.domain.following import holds_first, joins
from mentoringup.people.domain.merging import (
    MERGED_FIELDS,
    MergeCannotBeUndoneError,
    MergeIsNotPossibleError,
    merge_persons,
    undo_merge,
)
from mentoringup.people.domain.profile import change_profile, enter_person

__all__ = [
    "ERASE_REASONS",
    "MERGED_FIELDS",
    "ErasingIsRefusedError",
    "MergeCannotBeUndoneError",
    "MergeIsNotPossibleError",
    "PersonIsNotActiveError",
    "change_profile",
    "enter_person",
    "erase_person",
    "forgets",
    "holds_first",
    "joins",
    "merge_persons",
    "undo_merge",
]
