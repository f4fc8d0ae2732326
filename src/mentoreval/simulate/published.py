"""The published figures that the synthetic cohort reproduces, each said once.

Source: the evaluation of 26 implementations of Mentoring Up for Early Career Investigators,
Journal of Clinical and Translational Science (2024), doi:10.1017/cts.2024.524.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoreval.errors import MentorevalError


class CalibrationError(MentorevalError):
    """A published figure could not be met; says which one and how far the cohort is from it."""


IN_PERSON = 19
ONLINE = 7
INCLUDED = IN_PERSON + ONLINE
INSTITUTIONS = 14
"""Besides them, one consortium."""
UNKNOWN_MODULES = 5
TAUGHT_WORK_LIFE = 6
LARGEST_GROUP = 25

TRAINED = 354
ANSWERED = 226
CONSENTED = 183
MEAN_RATE = 67.6
"""Mean of the response rates of the included implementations, percent."""
SD_RATE = 23.6
"""Their standard deviation (n - 1), percentage points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selections:
    """Selections of a multiple-choice question.

    Attributes:
        counts: selections by option label.
        pairs: people who chose both options; the published table has no such count, so these
            are ours. The others chose one option.
    """

    counts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]


DEMOGRAPHICS: Mapping[str, Selections] = {
    "career_stage": Selections(
        counts={
            "Graduate student": 43,
            "Medical student": 9,
            "Postdoc": 35,
            "Scientist/researcher": 14,
            "Clinical fellow": 7,
            "Clinical instructor": 3,
            "Lecturer/instructor": 4,
            "Assistant professor": 45,
            "Assistant dean": 2,
            "Other": 9,
        },
        pairs={
            ("Graduate student", "Medical student"): 3,
            ("Postdoc", "Clinical fellow"): 1,
            ("Assistant professor", "Scientist/researcher"): 2,
            ("Assistant professor", "Assistant dean"): 1,
        },
    ),
    "race_ethnicity": Selections(
        counts={
            "White": 86,
            "Asian": 39,
            "Hispanic/Latinx": 18,
            "Black/African American": 11,
            "American Indian/Alaskan Native": 1,
            "Native Hawaiian/Pacific Islander": 0,
            "Other": 8,
        },
        pairs={
            ("White", "Hispanic/Latinx"): 5,
            ("White", "Asian"): 2,
            ("White", "American Indian/Alaskan Native"): 1,
            ("Black/African American", "Hispanic/Latinx"): 1,
        },
    ),
    "gender": Selections(
        counts={"Woman": 82, "Man": 67, "Nonbinary": 1, "Prefer not to report": 1},
        pairs={("Woman", "Nonbinary"): 1},
    ),
}

FAVORABLE: Mapping[str, tuple[int, int]] = {
    "facilitator_effectiveness": (155, 173),
    "valuable_use_of_time": (153, 174),
    "would_recommend": (140, 173),
    "made_or_plans_changes": (134, 174),
}
"""Favorable answers and answers. Published are the percentages alone (89.6, 87.9, 80.9, 77);
the pairs are ours and round to them."""

MEAN_GAINS: Mapping[str, float] = {
    "communication": 0.75,
    "expectations": 1.06,
    "professional-development": 0.61,
}
OTHER_GAINS: Mapping[str, tuple[float, float]] = {
    "understanding": (0.62, 0.82),
    "independence": (0.58, 0.78),
    "diversity": (0.52, 0.70),
    "research-self-efficacy": (0.75, 0.98),
}
"""Mean gains that were not published: the range that ours are drawn from."""

VAGUE = "vague"
NO_CHANGE = "no-change"
OTHER = "other"

FREQUENT_CODES: Mapping[str, tuple[str, int]] = {
    "effective-communication": ("Effective communication", 29),
    "mentoring-up": ("Mentoring up and being proactive", 26),
    "aligning-expectations": ("Aligning expectations", 25),
    "meeting-management": ("Intentional meeting management", 21),
    "resources-and-tools": ("Mentoring resources and tools", 15),
    "career-development": ("Career and professional development", 10),
    "mentor-network": ("Mentor network", 7),
    "self-efficacy": ("Self-efficacy", 5),
    "soliciting-feedback": ("Soliciting feedback", 2),
    "work-life": ("Work-life integration", 2),
    "delegating": ("Delegating", 2),
    "cultural-awareness": ("Cultural awareness", 2),
}
"""Label and frequency of the consensus codes that more than one answer has."""
SPECIAL_CODES: Mapping[str, tuple[str, int]] = {
    VAGUE: ("Vague response", 6),
    NO_CHANGE: ("No planned changes", 5),
}
CODED_ANSWERS = 124

MOST_USEFUL: Mapping[str, tuple[str, int]] = {
    "near-peer-discussion": ("Discussion with near-peers", 44),
    "competencies": ("A competency", 27),
    "cases-and-activities": ("Cases and activities", 25),
    "tools-and-resources": ("Tools and resources", 19),
    "facilitation": ("Facilitation", 7),
    "time-to-think": ("Time to think", 5),
}
"""Label and frequency; of 127 answers the first four codes are published, the rest is ours."""
TO_IMPROVE: Mapping[str, tuple[str, int]] = {
    "length": ("Length", 23),
    "nothing": ("Nothing", 21),
    "closer-to-own-field": ("Closer to one's own field", 19),
    "more-discussion": ("More discussion", 17),
    "include-mentors": ("Include mentors", 14),
    "materials-earlier": ("Materials earlier", 13),
    "follow-up": ("Follow-up", 12),
}
"""Label and frequency; of 119 answers the first code is published, the rest is ours."""
