"""The words of the demo's series, all our own."""

from dataclasses import dataclass
from datetime import time

from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.content import (
    Admission,
    ContactText,
    ProgramText,
    QuestionText,
    TierRule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A session of the demo.

    Attributes:
        module: id of what it teaches; empty for none.
        start, end: wall time; None where the date is to be announced.
    """

    title: str
    module: str
    description: str
    start: time | None = time(16, 0)
    end: time | None = time(17, 30)
    programs: tuple[ProgramText, ...] = ()
    objectives: str = ""


TITLE = "Mentoring Up for Graduate Students and Postdocs"
SUMMARY = (
    "Eight workshops in which you learn to take your side of a mentoring relationship in hand, "
    "with people at your own stage."
)
DESCRIPTION = """\
A good mentor helps. Knowing how to be mentored helps with every mentor you will have.

In each workshop you work on real cases in a small group, try something out, and leave with one \
thing to do before the next meeting with your mentor. You need no preparation.

## What you get

- Words for what you need, and practice in saying them
- A map of the people who already support you, and of who is missing
- Peers who know the same problems
"""

MEETINGS = (
    Meeting(
        title="What do we expect of each other?",
        module="expectations",
        description=(
            "Much that goes wrong was never agreed on. You find out what you and your mentor each "
            "count on, and put the first three points on paper."
        ),
    ),
    Meeting(
        title="Being heard, and hearing",
        module="communication",
        description=(
            "Ask for feedback you can use. Practice a hard talk with a partner, and find out how "
            "your mentor likes to be reached."
        ),
    ),
    Meeting(
        title="Trusting yourself as a researcher",
        module="self-efficacy",
        description=(
            "Why do we put off some tasks and not others? You look at where confidence comes from "
            "and plan one small success."
        ),
        start=time(9, 0),
        end=time(10, 30),
        programs=(ProgramText(name="Research Leadership Certificate"),),
    ),
    Meeting(
        title="Who we are in the lab",
        module="equity",
        description=(
            "People bring different histories to the same bench. The group looks at habits that "
            "shut somebody out, and at what each of us can change this week."
        ),
    ),
    Meeting(
        title="Standing on your own feet",
        module="independence",
        description=(
            "Independence grows in steps. Name yours, and agree with your mentor on the next one "
            "and on how both of you will notice it."
        ),
    ),
    Meeting(
        title="A career you choose",
        module="professional-development",
        description=(
            "Draft a plan for the coming year, weigh it against the project's needs, and prepare "
            "to talk about it openly."
        ),
        start=time(9, 0),
        end=time(10, 30),
    ),
    Meeting(
        title="Draw your mentoring map",
        module="",
        description=(
            "Nobody has one mentor for everything. Put the people around you on paper, see the "
            "gaps, and decide whom to write to first."
        ),
        objectives="Name the people who support you, and for what.\nPlan how to meet one more.",
    ),
    Meeting(
        title="Work, life, and the space between",
        module="work-life",
        description=(
            "Try a small experiment for two weeks instead of a grand plan. We share which ones "
            "lasted and why."
        ),
        objectives="Plan one change that is small enough to keep.",
        start=None,
        end=None,
    ),
)

ADMISSION = Admission(
    stages=(CareerStage.GRADUATE, CareerStage.POSTDOC),
    tiers=(
        TierRule(
            stages=(CareerStage.GRADUATE, CareerStage.POSTDOC),
            disciplines=(Discipline.BIOSCIENCES,),
        ),
        TierRule(stages=(CareerStage.GRADUATE, CareerStage.POSTDOC)),
    ),
    how_seats_are_given="A group holds twelve people, so that everybody gets to speak.",
)
FORMER_ROSTER = "Finished the program last year"
FORMER_RULE = "Has not finished the program yet"
PARTNER_ROSTER = "Fellows of the partner clinic"

SEATED_SUBJECT = "See you there: {session}"
SEATED_TEXT = """\
Hello {name},

Your seat in “{session}” is waiting for you.
{when}
{place}

Bring one question about working with your mentor; we collect them at the start, without names. \
The invitation in this mail puts the session into your calendar.

{meeting_link}

Something came up? Twelve people fit into a group and others would like to come, so please give \
the seat back here:

{link}

Rosa and Jonas, {office}
Questions? {contact}
"""

CONTACTS = (
    ContactText(
        name="Rosa Delgado", email="rosa.delgado@lakeside.example", stage=CareerStage.POSTDOC
    ),
    ContactText(
        name="Miriam Okafor", email="miriam.okafor@lakeside.example", stage=CareerStage.GRADUATE
    ),
)
QUESTIONS = (
    QuestionText(
        question="Do I have to come to all of them?",
        answer="No. Come to those that help you now, in any order.",
    ),
    QuestionText(
        question="Does my mentor hear what I say?",
        answer="No. What is said in the group stays there, and mentors are not invited.",
    ),
    QuestionText(
        question="My work is theoretical. Is this for me?",
        answer="Yes. The cases come from many fields, and you work on your own situation.",
    ),
)

FAULTY_TITLE = "Mentoring Up, a page with everything that can go wrong"
FAULTY_SUMMARY = "TODO: say in two sentences what this is."
FAULTY_DESCRIPTION = """\
Lorem ipsum dolor sit amet, this paragraph was never written.

Seats are given in the order of the list below (see the rules at

##

Open the draft, look at the findings, and repair them one by one.
"""
FAULTY_CONTACTS = (
    ContactText(name="Rosa Delgado (", email="rosa.delgado@", stage=CareerStage.POSTDOC),
)
FAULTY_QUESTIONS = (
    QuestionText(question="", answer="Yes, see the list of priorities."),
    QuestionText(question="Is there a certificate?", answer=""),
)

OTHER_TITLE = "Mentoring Up at the Clinic"
OTHER_SUMMARY = "Three evenings for clinical fellows and early-career faculty who do research."
OTHER_DESCRIPTION = (
    "Clinical duty leaves little room for research, and less for talking about it. On three "
    "evenings you work out what to ask of your mentors, and when."
)
OTHER_MEETINGS = (
    Meeting(
        title="Agreeing with two bosses",
        module="expectations",
        description="Clinic and lab both count on you. Sort out who expects what, and by when.",
        start=time(17, 30),
        end=time(19, 0),
    ),
    Meeting(
        title="Ask early, ask plainly",
        module="communication",
        description="Short meetings need clear questions. Bring one, and leave with a better one.",
        start=time(17, 30),
        end=time(19, 0),
    ),
    Meeting(
        title="The next step is yours",
        module="independence",
        description="From somebody's project to your own: what it takes, and who can open a door.",
        start=time(17, 30),
        end=time(19, 0),
    ),
)
