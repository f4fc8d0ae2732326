"""Our own words: what invented people answer to the free-text questions, by code."""

from collections.abc import Mapping

OPENERS: tuple[str, ...] = (
    "I plan to",
    "I will",
    "I am going to",
    "I want to",
    "My aim is to",
    "From now on I will",
    "I have begun to",
    "I have decided to",
    "This term I am going to",
    "Over the next months I will",
    "First of all I plan to",
    "As soon as I can I want to",
    "More than before I will",
    "It made me decide to",
    "I started to",
)
JOINTS: tuple[str, ...] = (
    ". I also want to",
    ". I will also",
    ". Besides, I mean to",
    " and",
    ", and I plan to",
    ". Another thing is to",
)

PLANS: Mapping[str, tuple[str, ...]] = {
    "effective-communication": (
        "let my mentor finish before I reply",
        "repeat in my own words what I understood",
        "ask a question when an email puzzles me, and not guess",
        "match the way I write to how my mentor likes to read",
        "put phones and laptops away when we talk",
        "speak about a problem while it is still small",
        "find out whether a call or a message suits my mentor better",
        "pause in hard conversations and name what I heard",
        "say what I mean in the first two sentences",
        "pay attention to tone as well as words",
    ),
    "mentoring-up": (
        "bring up what I need without being asked",
        "steer the relationship as much as my mentor does",
        "say no to side projects that do not fit",
        "tell my mentor early when I am stuck",
        "propose the next step myself",
        "draw a line around my evenings and explain why",
        "ask for the kind of support that I am missing",
        "speak up for my own interests in the group",
        "stop waiting for an invitation and make the first move",
    ),
    "aligning-expectations": (
        "write down together what each of us counts on",
        "agree on how fast drafts come back",
        "check twice a year whether we still want the same",
        "talk about working hours and vacation at the outset",
        "draft a short compact and go through it together",
        "ask what a good year would look like in my mentor's eyes",
        "settle who leads which paper before we start",
        "compare my picture of my role with my mentor's",
        "clear up what both of my mentors want from me",
    ),
    "meeting-management": (
        "send an agenda the day before we meet",
        "keep a fixed slot every second week",
        "end each meeting with a list of who does what",
        "keep notes that both of us can see",
        "start our meetings with the hardest point",
        "prepare three questions for every meeting",
        "leave ten minutes for my career in each meeting",
        "book the meetings of the whole term in advance",
    ),
    "resources-and-tools": (
        "fill in the needs worksheet again in half a year",
        "use the checklist from the second session",
        "go back to the handouts before our yearly talk",
        "share the template for a compact with my group",
        "try the conversation starters from the workbook",
        "keep the reading list at hand",
        "work through the self-assessment once more",
    ),
    "career-development": (
        "set a date for each milestone until my next grant",
        "update my development plan and show it to my mentor",
        "put the next two years on one page",
        "look at jobs outside the university with an open mind",
        "name one skill a term that my next position asks for",
        "break my five-year goal into quarters",
    ),
    "mentor-network": (
        "draw my mentoring map and look for the gaps",
        "find a second mentor outside my department",
        "ask a former colleague to advise me on teaching",
        "see which of my needs one person alone can't meet",
        "look for somebody who knows industry",
    ),
    "self-efficacy": (
        "remember work that went well before I call a task too hard",
        "watch how a colleague handles what I am afraid of",
        "notice when tiredness talks me out of something",
        "keep a list of small successes",
        "take on one experiment that I have been avoiding",
    ),
    "soliciting-feedback": (
        "ask after every talk what one thing I should change",
        "request comments on my figures and not only on the text",
        "name the paragraph on which I want an opinion",
    ),
    "work-life": (
        "keep one evening a week free of work and see what happens",
        "try for a month to answer no mail on Sundays",
        "plan family time as firmly as lab time",
    ),
    "delegating": (
        "hand the routine assays to our technician",
        "let the student I work with run the analysis",
        "give away one task a week that others can do",
    ),
    "cultural-awareness": (
        "question my first impression of people",
        "learn how mentoring is understood where my colleagues grew up",
        "notice who is not being heard in our meetings",
    ),
}

SINGLE_PLANS: Mapping[str, tuple[str, str]] = {
    "writing-habit": ("Writing habit", "set two mornings a week aside for writing"),
    "training-for-mentors": (
        "Training for mentors",
        "suggest to the department that mentors get such a training too",
    ),
    "peer-group": ("Peer group", "start a monthly lunch with others at my stage"),
    "ending-a-mentorship": (
        "Ending a mentorship",
        "bring a mentorship that no longer helps to a friendly end",
    ),
    "own-mentees": (
        "Passing it on to own mentees",
        "use the same exercises with the undergraduate I supervise",
    ),
    "gratitude": ("Showing gratitude", "thank my mentors more often and say what for"),
    "lab-guide": ("Writing a lab guide", "write a short guide for people who join our lab"),
    "visiting-another-lab": ("Visiting another lab", "spend a week in a partner's lab"),
    "help-in-conflict": (
        "Finding help in a conflict",
        "find out which office helps when a mentorship goes wrong",
    ),
    "patience": ("Patience", "give a new working relationship more time before I judge it"),
}
"""Label and words of the codes that only one answer has; Table 3 gathers them as "Other"."""

WHOLE_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "vague": (
        "Many things.",
        "A few, I think.",
        "I will try to be better at this.",
        "Some changes here and there.",
        "Yes, several.",
        "What we talked about.",
        "Being a good mentee.",
        "Still thinking, but something will change.",
    ),
    "no-change": (
        "None for now.",
        "No changes planned, my mentor and I work well together.",
        "I do not plan any.",
        "Nothing will change, I did most of this already.",
        "None, since I am about to leave this position.",
        "Nothing at the moment.",
        "I have no mentor at present, so none.",
    ),
    "nothing": (
        "Nothing, it was good as it is.",
        "No changes needed.",
        "Nothing comes to mind.",
        "All fine for me.",
        "I would leave it as it is.",
        "I can't think of anything.",
    ),
}
"""Answers that are one sentence and leave nothing to add."""

MOST_USEFUL_FRAMES: tuple[str, ...] = (
    "{}.",
    "{}, by far.",
    "{}, without doubt.",
    "For me it was this: {}.",
    "I liked this best: {}.",
    "Most of all {}.",
    "{}, above all else.",
)
MOST_USEFUL_WORDS: Mapping[str, tuple[str, ...]] = {
    "near-peer-discussion": (
        "hearing how people at my stage deal with the same problems",
        "the talks in small groups",
        "trading stories with other postdocs",
        "learning that others struggle with this as well",
        "the open exchange among colleagues from other departments",
        "discussing my situation with peers",
        "advice from people one step ahead of me",
    ),
    "competencies": (
        "the part on expectations",
        "the session about communication styles",
        "what we did on self-efficacy",
        "the hour about becoming independent",
        "the part on equity and inclusion",
        "thinking about my professional development",
    ),
    "cases-and-activities": (
        "the case studies",
        "the role play about a late manuscript",
        "working through a case step by step",
        "the exercise with the two mentors who disagree",
        "the hands-on activities",
    ),
    "tools-and-resources": (
        "the worksheet for a compact",
        "the mentoring map",
        "the handouts and the reading list",
        "the self-assessment sheet",
        "templates that I can use right away",
    ),
    "facilitation": (
        "the calm way in which the facilitators led us",
        "facilitators who shared their own mistakes",
        "the atmosphere that the facilitators created",
    ),
    "time-to-think": (
        "having time to think about my mentors at all",
        "a quiet hour to look at my own part",
        "stepping back from daily work",
    ),
}

TO_IMPROVE_FRAMES: tuple[str, ...] = (
    "{}.",
    "{}, please.",
    "Perhaps {}.",
    "My suggestion: {}.",
    "One thing: {}.",
    "If I had a wish: {}.",
)
TO_IMPROVE_WORDS: Mapping[str, tuple[str, ...]] = {
    "length": (
        "a shorter program",
        "more time, we had to rush at the end",
        "two short sessions and not one long day",
        "one more hour for the discussion of cases, it was too short",
        "less length, half a day would do",
        "a longer course spread over several weeks",
    ),
    "closer-to-own-field": (
        "cases from clinical research",
        "examples that fit people without a lab bench",
        "more material for faculty and less for students",
        "situations from my own field",
    ),
    "more-discussion": (
        "more talk among us and fewer slides",
        "smaller groups, so that everybody speaks",
        "more time for questions from the room",
        "mixed groups in the discussions",
    ),
    "include-mentors": (
        "inviting our mentors to one session",
        "a parallel course for mentors",
        "letting a mentor tell the other side",
    ),
    "materials-earlier": (
        "sending the reading a week ahead",
        "handing out the slides before we start",
        "one folder with all worksheets",
    ),
    "follow-up": (
        "a meeting half a year later to see what we did",
        "reminders by mail after some weeks",
        "a way to stay in touch with the group",
    ),
}

FILLER: tuple[str, ...] = ("test", "asdf", "preview of the survey")
"""Texts in rows that are no person's answer."""
