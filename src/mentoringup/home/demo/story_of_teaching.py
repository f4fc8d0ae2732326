"""What is taught at Lakeside, in words of our own: what was adapted, planned and written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mentoringup.delivery.enums import ItemState

EDITION = "postdocs-and-graduate-students"
SIX_SESSIONS = "six-sessions"
"""The template that the series was planned from."""

ADAPTED_MODULE, ADAPTED_ACTIVITY = "expectations", "agreement-draft"
WHY_ADAPTED = (
    "In the first workshop the pairs ran over: four topics are too many for an evening. Two of "
    "them, and more time to talk. Leave is in our handbook."
)
ADAPTED = (
    (
        '{minutes: 8, short: 6, group: alone, do: "Fill in your own column for the four topics',
        '{minutes: 6, short: 4, group: alone, do: "Fill in your own column for the two topics',
    ),
    ("{minutes: 10, short: 7, group: pairs", "{minutes: 12, short: 9, group: pairs"),
    (
        """\
> Don't fill in everything. Choose four topics. One of them should be a topic you would rather leave
> out: names on papers, or time off, for many people.
""",
        """\
> Don't fill in everything. Choose two topics. One of them should be a topic you would rather leave
> out: names on papers, or time off, for many people. Our handbook has a page on leave. The link is
> in the chat; look there before you write.
""",
    ),
    (
        "Most places have rules on leave. Suggest that they\n  look them up first.",
        "At Lakeside leave is a right, not a\n  favor. Read the page of the handbook aloud.",
    ),
    ("Four lines are a draft.", "Two lines are a draft."),
    ("Choose four topics on the sheet", "Choose two topics on the sheet"),
)
"""Passages of the open edition's activity, and what Lakeside says in their place."""
ADAPTED_IN_SPANISH = (("Elige cuatro temas", "Elige dos temas"),)

PLAN_OF_THE_SERIES = "Six workshops, one competency each"
SITE_TEMPLATE = "Lakeside's six workshops, in the order of our series"
SHORT_PLAN = "4 hours online"
SHORT_PLAN_NEEDS, SHORT_PLAN_WISHES = ("communication",), ("equity",)
GROUP_SIZE = 12

NEXT_NOTE = "Somebody offered to begin with her story of a lost grant. Ask her the day before."
"""On the first item of the workshop that comes next, which stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What became of an activity in the room.

    Attributes:
        over: minutes more than planned; below 0 for fewer.
    """

    state: ItemState = ItemState.DONE
    over: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """How a workshop went.

    Attributes:
        late: minutes after the announced time at which it began.
        touches: by activity; what is not named was done in its time.
    """

    late: int
    touches: Mapping[str, Touch]


LED = MappingProxyType(
    {
        "expectations": Led(
            late=3,
            touches={
                "names-and-a-wish": Touch(over=2, note="Two people could not find the link."),
                "how-we-talk-here": Touch(state=ItemState.SHORTENED, over=-4),
                "two-readings": Touch(
                    over=3, note="The case about Saturdays: half of the group had lived it."
                ),
                "what-you-need-now": Touch(
                    state=ItemState.SKIPPED, note="We began late. I sent it along as homework."
                ),
                "agreement-draft": Touch(
                    over=7, note="The pairs had only begun to talk when I called them back."
                ),
                "one-line-one-date": Touch(over=-1),
            },
        ),
        "communication": Led(
            late=1,
            touches={
                "listening-in-threes": Touch(over=-2),
                "how-we-prefer-to-talk": Touch(
                    state=ItemState.SHORTENED, over=-5, note="One round was enough."
                ),
                "case-in-small-groups": Touch(
                    over=4, note="Room 3 wanted to hear how the others had ended it."
                ),
                "next-meeting": Touch(over=1),
            },
        ),
    }
)
"""The past workshops, by their module."""
