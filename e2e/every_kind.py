"""A questionnaire with every kind of element, on two pages: what tests and browsers look at."""

from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
    Row,
    Words,
)


def _en(text: str) -> Words:
    return {"en": text}


def _choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(code=code, label=_en(label)) for code, label in enumerate(labels, start=1))


_SKILL = _choices(
    "Not at all skilled", "2", "3", "Moderately skilled", "5", "6", "Extremely skilled"
)
_YES_NO = tuple(
    Choice(code=code, label={"en": english, "es": spanish})
    for code, english, spanish in ((1, "Yes", "Sí"), (2, "No", "No"))
)

_RATINGS = Element(
    id="skills",
    kind=ElementKind.RATINGS,
    text=_en(
        "How skilled were you at each of these BEFORE the training, and how skilled are you NOW?"
    ),
    hint=_en("With your primary mentor in mind."),
    rows=(
        Row(
            id="listening",
            text={
                "en": "Giving my mentor my full attention and checking that I understood",
                "es": "Prestar toda mi atención a mi mentora y comprobar que he entendido",
            },
            topic="Listening",
            competency="communication",
        ),
        Row(
            id="feedback",
            text=_en("Hearing critical comments on my work and putting them to use"),
            topic="Feedback",
            competency="communication",
        ),
        Row(
            id="goals",
            text=_en("Agreeing with my mentor on what I am to reach, and by when"),
            topic="Goals",
            competency="expectations",
        ),
    ),
    choices=_SKILL,
)

_REST = (
    Element(
        id="welcome",
        kind=ElementKind.NOTE,
        text=_en("A few words about the training itself.\n\nNothing here is compulsory."),
    ),
    Element(
        id="pace",
        kind=ElementKind.LIKERT,
        text=_en("The training left enough time to practice."),
        choices=_choices(
            "Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"
        ),
    ),
    Element(
        id="made_changes",
        kind=ElementKind.SINGLE,
        text={
            "en": "Have you changed something because of it?",
            "es": "¿Ha cambiado algo gracias a ella?",
        },
        choices=_YES_NO,
        role=Role.EVALUATION,
    ),
    Element(
        id="which_change",
        kind=ElementKind.LONG_TEXT,
        text=_en("What did you change?"),
        hint=_en("In your own words; nobody sees who wrote them."),
        show_if=Condition(question="made_changes", operator=Operator.IS_ANY_OF, codes=(1,)),
        is_plan=True,
    ),
    Element(
        id="formats",
        kind=ElementKind.MULTIPLE,
        text=_en("What helped you? Choose all that apply."),
        choices=(
            *_choices("Cases", "Talking in pairs", "Reading", "The worksheets"),
            Choice(code=8, label=_en("Something else")),
            Choice(code=99, label=_en("Nothing"), not_applicable=True),
        ),
        other=8,
    ),
    Element(
        id="agree",
        kind=ElementKind.MATRIX,
        text=_en("How much do you agree?"),
        rows=tuple(
            Row(id=name, text=_en(text), topic=name)
            for name, text in (
                ("room_was_fine", "The room suited what we did"),
                ("group_was_fine", "The group had the right size"),
                ("felt_heard", "I could say what I think"),
            )
        ),
        choices=_choices("Not at all", "A little", "Mostly", "Fully"),
    ),
    Element(
        id="career_stage",
        kind=ElementKind.SINGLE,
        text=_en("Where are you in your career?"),
        role=Role.DEMOGRAPHIC,
        choices=_choices("Graduate student", "Postdoc", "Assistant professor", "Something else"),
        other=4,
    ),
    Element(
        id="one_word",
        kind=ElementKind.TEXT,
        text=_en("The training in one word"),
        hint=_en("Or two."),
    ),
    Element(
        id="years",
        kind=ElementKind.NUMBER,
        text=_en("For how many years have you worked with your mentor?"),
        minimum=0,
        maximum=60,
        role=Role.DEMOGRAPHIC,
    ),
    Element(id="met_on", kind=ElementKind.DATE, text=_en("When did you last meet your mentor?")),
)

EVERY_KIND = Form(
    id="every-kind",
    title=_en("Every kind of question"),
    languages=("en", "es"),
    pages=(
        Page(id="skills-page", title=_en("Your skills"), elements=(_RATINGS,)),
        Page(
            id="rest",
            title=_en("The training, and you"),
            intro=_en("Two minutes more."),
            elements=_REST,
        ),
    ),
)
