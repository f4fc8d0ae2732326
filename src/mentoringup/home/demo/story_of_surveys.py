"""What is asked at Lakeside after its trainings, in words of our own."""

from dataclasses import replace
from datetime import time

from mentoringup.home.demo.story import Meeting
from mentoringup.questionnaires.form import starting
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
    Words,
)

PAST_TITLE = "Mentoring Up in Two Afternoons"
PAST_SUMMARY = "Two long afternoons for graduate students and postdocs of the biosciences."
PAST_DESCRIPTION = (
    "The whole series in two afternoons, for people whose bench does not wait. You work on your "
    "own situation and leave with one agreement to propose."
)
PAST_MEETINGS = (
    Meeting(
        title="Expectations, words, and trust in yourself",
        module="expectations",
        description="Agree on what counts, practice a hard talk, and plan one small success.",
        start=time(13, 0),
        end=time(17, 0),
    ),
    Meeting(
        title="Your own feet, your own career",
        module="independence",
        description="Name your next step, look at who is heard in the lab, and draft a year.",
        start=time(13, 0),
        end=time(17, 0),
    ),
)
PAST_MODULES = (
    ("expectations", "communication", "self-efficacy"),
    ("independence", "equity", "professional-development"),
)
"""What each afternoon taught; balancing work and life was left out."""

SHORT_TITLE = "One Afternoon on Feedback"
SHORT_SUMMARY = "Four hours on asking for feedback, and on taking it."
SHORT_DESCRIPTION = (
    "Bring a text, a figure or a plan that somebody should look at. You leave with three "
    "questions that get an answer."
)
SHORT_MEETINGS = (
    Meeting(
        title="Ask so that you get an answer",
        module="communication",
        description="Ask for feedback you can use, give some, and plan the next request.",
        start=time(13, 0),
        end=time(17, 0),
    ),
)
SHORT_MODULES = (("communication", "expectations"),)

APPROVAL = "Lakeside Review Board, invented number 2026-0417"
CONSENT = {
    "en": (
        "You are asked to let us use your answers for **research on mentoring**.\n\n"
        "If you agree, they become part of a data set without names that other researchers may "
        "see. If you don't, nothing changes: your answers improve the training here, and nobody "
        "outside this office gets them. You can change your mind with the same link until the "
        "data set is made.\n\nThis board and its number are invented, like everybody in this demo."
    ),
    "es": (
        "Te pedimos permiso para usar tus respuestas en la **investigación sobre la mentoría**.\n\n"
        "Si aceptas, pasan a formar parte de un conjunto de datos sin nombres que otras personas "
        "que investigan pueden ver. Si no aceptas, nada cambia: tus respuestas mejoran aquí la "
        "formación, y nadie fuera de esta oficina las recibe. Puedes cambiar de opinión con el "
        "mismo enlace hasta que se forme el conjunto de datos.\n\nEste comité y su número son "
        "inventados, como todas las personas de esta demostración."
    ),
}

OWN_NAME = "After an afternoon at Lakeside"
COULD_BE_NEXT = "lakeside_next_topic"
HAS_ASKED = "lakeside_has_asked"
WHAT_CAME = "lakeside_what_came"
LENGTH = "lakeside_length"
CAME = (
    "She read it the same evening, and we cut two figures.",
    "An answer that I can use, after a week.",
    "We talked for twenty minutes. I had been afraid of it for a year.",
    "Nothing yet; I asked again.",
)
"""What people say came of asking for feedback."""


def own_form() -> Form:
    """The survey after a training, with a page of Lakeside's own questions before its last."""
    form = starting.post_form()
    *first, last = form.pages
    return replace(
        form,
        id="after-an-afternoon-at-lakeside",
        title=_say("After an afternoon at Lakeside", "Después de una tarde en Lakeside"),
        pages=(*first, _asked_page(), _told_page(), last),
    )


def _asked_page() -> Page:
    length = Element(
        id=LENGTH,
        kind=ElementKind.LIKERT,
        text=_say("Four hours in one afternoon were:", "Cuatro horas en una tarde fueron:"),
        choices=_choices(
            ("too short", "demasiado poco"),
            ("just right", "lo justo"),
            ("too long", "demasiado"),
        ),
        role=Role.EVALUATION,
        topic="Length of the afternoon",
    )
    topic = Element(
        id=COULD_BE_NEXT,
        kind=ElementKind.MULTIPLE,
        text=_say("What should the next afternoon be about?", "¿De qué debería tratar la próxima?"),
        choices=_choices(
            ("Writing together", "Escribir en grupo"),
            ("Leaving academia, or staying", "Dejar la universidad, o quedarse"),
            ("Leave and working hours", "Permisos y horarios"),
            ("Something else", "Otra cosa"),
        ),
        other=4,
        role=Role.EVALUATION,
        topic="Next topic",
    )
    has_asked = Element(
        id=HAS_ASKED,
        kind=ElementKind.SINGLE,
        text=_say(
            "Have you asked somebody for feedback since?",
            "¿Has pedido a alguien su opinión desde entonces?",
        ),
        choices=_choices(("Yes", "Sí"), ("Not yet", "Todavía no")),
        role=Role.EVALUATION,
        topic="Asked for feedback",
    )
    title = _say("Our own questions", "Nuestras propias preguntas")
    return Page(id="lakeside-asked", title=title, elements=(length, topic, has_asked))


def _told_page() -> Page:
    """A question that only those see who have asked somebody."""
    came = Element(
        id=WHAT_CAME,
        kind=ElementKind.LONG_TEXT,
        text=_say("What came of it?", "¿Qué resultó de ello?"),
        show_if=Condition(question=HAS_ASKED, operator=Operator.IS_ANY_OF, codes=(1,)),
        topic="What came of asking",
    )
    return Page(id="lakeside-told", title=_say("What came of it", "Qué resultó"), elements=(came,))


def _choices(*labels: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(code=code, label=_say(*label)) for code, label in enumerate(labels, start=1)
    )


def _say(english: str, spanish: str) -> Words:
    return {"en": english, "es": spanish}
