"""Questions and answers that miss their other half."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import Fault, Look, quoted
from mentoringup.training.checks.finding import Place, Repair

_QUESTIONS = (
    (r"\brsvps?\b|\bregist|\binscri", "When do RSVPs open?", "¿Cuándo abre la inscripción?"),
    (
        r"\bany order\b|\bcualquier orden\b",
        "Do I have to take the sessions in order?",
        "¿Hay que tomar las sesiones en orden?",
    ),
    (
        r"\bpriorit|\bpriorid",
        "Is there a priority for seats?",
        "¿Hay prioridades para asignar las plazas?",
    ),
    (
        r"\bdesigned for\b|\bcurriculum\b|\bdiseñad|\bcurrículo\b",
        "For whom is the curriculum designed?",
        "¿Para quién está diseñado el currículo?",
    ),
    (
        r"\bmust be\b|\beligib|\bopen to\b|\bpueden? (?:asistir|participar)|\bdebes? ser\b",
        "Who may attend?",
        "¿Quién puede asistir?",
    ),
    (r"\bcertificat|\bcertificad", "Do I get a certificate?", "¿Recibiré un certificado?"),
    (
        r"\bfree of charge\b|\bno (?:cost|fee)\b|\bis free\b|\bgratuit|\bgratis\b",
        "What does it cost?",
        "¿Cuánto cuesta?",
    ),
    (
        r"\be-?mail\b|\bcontact\b|\bescrib|\bcorreo\b",
        "Whom can I ask?",
        "¿A quién puedo preguntar?",
    ),
)
"""A pattern of answers, and the question that they answer in English and in Spanish."""

_PATTERNS = tuple((re.compile(p, re.IGNORECASE), en, es) for p, en, es in _QUESTIONS)


def question_without_answer(look: Look) -> Iterator[Fault]:
    """A question that nobody answered."""
    for pair in look.page.questions:
        if pair.question.strip() and not pair.answer.strip():
            yield Fault(
                place=Place(part="question", key=pair.key, field="answer"),
                found=pair.question,
                message=_("“%(question)s” has no answer.") % {"question": quoted(pair.question)},
                expected=_("Write the answer, or remove the question."),
            )


def answer_without_question(look: Look) -> Iterator[Fault]:
    """An answer to nothing; the repair proposes the question."""
    for pair in look.page.questions:
        if pair.answer.strip() and not pair.question.strip():
            place = Place(part="question", key=pair.key, field="question")
            question = _likely_question(pair.answer, look.page.language)
            yield Fault(
                place=place,
                found=pair.answer,
                message=_("This answer has no question, so nobody knows what it is about."),
                expected=_("Write the question that it answers, or remove the answer."),
                repair=Repair(
                    label=_("Ask “%(question)s”") % {"question": question},
                    place=place,
                    value=question,
                )
                if question
                else None,
            )


def _likely_question(answer: str, language: str) -> str:
    start = answer[:2000]
    for pattern, english, spanish in _PATTERNS:
        if pattern.search(start):
            return spanish if language.startswith("es") else english
    return ""
