"""What can be done with the history: add to it. Reads are in `queries`."""

from mentoringup.audit.domain.recording import record
from mentoringup.audit.verbs import name_detail, name_thing, name_verb

__all__ = ["name_detail", "name_thing", "name_verb", "record"]
