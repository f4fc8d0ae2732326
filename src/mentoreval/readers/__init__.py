"""Survey exports in: every format becomes one table of text, and that becomes answers."""

from mentoreval.readers.crosswalk import Crosswalk, read_crosswalk
from mentoreval.readers.detect import read_table
from mentoreval.readers.proposal import Proposal
from mentoreval.readers.propose import propose
from mentoreval.readers.reading import read_responses

__all__ = [
    "Crosswalk",
    "Proposal",
    "propose",
    "read_crosswalk",
    "read_responses",
    "read_table",
]
