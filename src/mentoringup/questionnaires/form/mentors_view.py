"""What a mentor is asked about the mentee's change; items of our own, not validated."""

from typing import Final

from mentoringup.questionnaires.form.building import choices_of, long_text, question, say
from mentoringup.questionnaires.form.values import Choice, Element, ElementKind, Form, Page, Row
from mentoringup.questionnaires.form.wordings import LANGUAGES

_MENTOR_ROWS: Final = (
    ("communication", "Openness", "Telling me openly how the work is going, setbacks too"),
    ("communication", "Taking criticism", "Taking critical comments and putting them to use"),
    ("expectations", "Asking for expectations", "Saying what they expect and asking what I expect"),
    ("expectations", "Keeping agreements", "Keeping to what we agreed, or speaking up in time"),
    ("equity", "Differences", "Speaking about how our different backgrounds shape our work"),
    ("equity", "Respect", "Treating everybody in the group with the same respect"),
    ("self-efficacy", "Taking on tasks", "Taking on research tasks that they once avoided"),
    ("self-efficacy", "Judging skills", "Judging what they can do and what they have to learn"),
    ("independence", "Ideas", "Bringing ideas of their own to our projects"),
    ("independence", "Leading", "Leading parts of the work without being asked"),
    ("professional-development", "Career goals", "Working towards career goals of their own"),
    ("professional-development", "Network", "Finding people beyond me who can help them"),
)
_SKILL_POINTS: Final = (
    *("Not at all skilled", "2", "3", "Moderately skilled", "5", "6", "Extremely skilled"),
)


def mentor_form() -> Form:
    """Ask a mentor how the mentee has changed, skill by skill and as a whole."""
    name = "mentor-view"
    return Form(
        id="mentors-view",
        title=say("A mentor's view", name),
        languages=("en", *LANGUAGES),
        intro=say(
            "Somebody whom you mentor took part in a training for mentees and asks for your view. "
            "Your answers are not shown to your mentee. You can leave out every question.",
            name,
        ),
        pages=(_mentor_skills(name), _mentor_change(name)),
    )


def _mentor_skills(name: str) -> Page:
    rows = tuple(
        Row(id=f"mv{number:02}", text=say(text, name), topic=topic, competency=competency)
        for number, (competency, topic, text) in enumerate(_MENTOR_ROWS, start=1)
    )
    points = choices_of(name, _SKILL_POINTS)
    cannot = Choice(code=99, label=say("I can't judge", name), not_applicable=True)
    prompt = say(
        "With this mentee in mind: how skilled were they at each of these BEFORE the training, and "
        "how skilled are they NOW?",
        name,
    )
    ratings = Element(
        id=name,
        kind=ElementKind.RATINGS,
        text=prompt,
        rows=rows,
        choices=(*points, cannot),
        topic="Mentor's view",
    )
    return Page(id="skills", title=say("Skills of your mentee", name), elements=(ratings,))


def _mentor_change(name: str) -> Page:
    relationship = question(
        name,
        "relationship_change",
        ElementKind.LIKERT,
        text="How has your working relationship changed since the training?",
        topic="Relationship",
        labels=("Much worse", "Somewhat worse", "No change", "Somewhat better", "Much better"),
        favorable=(4, 5),
    )
    duration = question(
        name,
        "mentoring_time",
        ElementKind.SINGLE,
        text="How long have you mentored this person?",
        topic="Time as mentor",
        labels=("Less than 6 months", "6 to 12 months", "1 to 3 years", "More than 3 years"),
    )
    noticed = long_text(
        name, "noticed", "What does your mentee do differently since the training?", "Noticed"
    )
    support = long_text(name, "support", "What could you do to keep it going?", "Support")
    return Page(
        id="change",
        title=say("What you have noticed", name),
        elements=(relationship, noticed, support, duration),
    )
