"""Our letters in Spanish."""

from types import MappingProxyType

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.surveys.enums import Mode, SurveyLetterKind
from mentoringup.surveys.letters.words import Example, Language

_LETTERS = {
    SurveyLetterKind.INVITATION: LetterWords(
        subject="Tu opinión sobre «{training}», en unos {minutes} minutos",
        text="""\
Hola, {name}:

Gracias por participar en «{training}». ¿Qué ha cambiado para ti y qué deberíamos cambiar? Tus \
respuestas deciden cómo lo enseñamos la próxima vez.

Lleva unos {minutes} minutos. Puedes dejarlo cuando quieras y seguir más tarde con el mismo \
enlace, en cualquier dispositivo:

{link}

{privacy} La encuesta se cierra en este momento: {closes}.

¿Preguntas? {contact}

Si no quieres más correos sobre esta encuesta: {stop_link}
""",
    ),
    SurveyLetterKind.BEFORE: LetterWords(
        subject="Antes de «{training}»: dónde estás ahora, en unos {minutes} minutos",
        text="""\
Hola, {name}:

«{training}» empieza pronto. ¿Dónde estás ahora, antes de empezar? Tus respuestas mostrarán más \
tarde qué ha cambiado la formación y qué no.

Lleva unos {minutes} minutos. Puedes dejarlo cuando quieras y seguir más tarde con el mismo \
enlace, en cualquier dispositivo:

{link}

{privacy} La encuesta se cierra en este momento: {closes}.

¿Preguntas? {contact}

Si no quieres más correos sobre esta encuesta: {stop_link}
""",
    ),
    SurveyLetterKind.REMINDER: LetterWords(
        subject="Sigue abierta: tu opinión sobre «{training}»",
        text="""\
Hola, {name}:

Nuestra encuesta sobre «{training}» sigue abierta hasta este momento: {closes}. Si ya has \
respondido, gracias; no tienes que hacer nada más.

Si no, lleva unos {minutes} minutos, y lo que has escrito hasta ahora sigue ahí:

{link}

{privacy}

¿Preguntas? {contact}

Si no quieres más correos sobre esta encuesta: {stop_link}
""",
    ),
    SurveyLetterKind.FOLLOW_UP: LetterWords(
        subject="¿Qué ha sido de ello? Unas preguntas sobre «{training}»",
        text="""\
Hola, {name}:

Ha pasado un tiempo desde «{training}». ¿Qué has probado desde entonces, qué ha durado y qué te \
ha ayudado? Si después de la formación escribiste un plan, la encuesta te lo vuelve a mostrar; \
nadie más lo ve junto a tu nombre.

Lleva unos {minutes} minutos:

{link}

{privacy} La encuesta se cierra en este momento: {closes}.

¿Preguntas? {contact}

Si no quieres más correos sobre esta encuesta: {stop_link}
""",
    ),
    SurveyLetterKind.MENTOR: LetterWords(
        subject="Tu opinión, como mentor o mentora, sobre «{training}»",
        text="""\
Hola, {name}:

{mentee} ha participado en «{training}» y te pregunta, como mentor o mentora, qué ha cambiado \
desde entonces a tu juicio. Te escribimos solo por este deseo y no guardamos tu dirección para \
nada más.

Lleva unos {minutes} minutos:

{link}

{privacy} {mentee} no ve tus respuestas. La encuesta se cierra en este momento: {closes}.

¿Preguntas? {contact}

Si no quieres más correos sobre esta encuesta: {stop_link}
""",
    ),
}

SPANISH = Language(
    code="es",
    name="Español",
    letters=MappingProxyType(_LETTERS),
    button="Abrir la encuesta",
    privacy=MappingProxyType(
        {
            Mode.ANONYMOUS: (
                "La encuesta es anónima: tus respuestas se guardan sin nada que lleve a ti."
            ),
            Mode.CONFIDENTIAL: (
                "Tus respuestas se guardan con un seudónimo, aparte de tu nombre, para poder"
                " comparar varias encuestas; el personal nunca ve quién respondió qué."
            ),
        }
    ),
    nameless="colega",
    somebody="Alguien a quien orientas",
    contact="{name}, {email}",
    example=Example(name="Ada Lovelace", training="Mentoring Up en otoño", mentee="Grace Hopper"),
)
