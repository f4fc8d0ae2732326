"""Survey exports in: every format becomes one table of text, and that becomes answers."""

from mentoreval.readers.crosswalk import Crosswalk, read_crosswalk
from mentoreval.readers.crosswalk_text import to_yaml
from mentoreval.readers.detect import read_table
from mentoreval.readers.propose import Proposal, propose
from mentoreval.readers.reading import read_responses

__all__ = [
    "Crosswalk",
    "Proposal",
    "propose",
    "read_crosswalk",
    "read_responses",
    "read_table",
    "to_yaml",
]
