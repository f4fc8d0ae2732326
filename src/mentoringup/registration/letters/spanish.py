"""Our letters in Spanish."""

from types import MappingProxyType

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.registration.enums import Cause, LetterKind
from mentoringup.registration.letters.words import Example, Language, Sentences

_LETTERS = {
    LetterKind.RECEIVED: LetterWords(
        subject="Tu solicitud para {session}",
        text="""\
Hola, {name}:

Gracias por pedir una plaza en «{session}».
{when}
{place}

{standing}

{link}

{tier}

Esta página te muestra siempre en qué lugar estás y por qué, y en ella puedes retirar tu solicitud.

Si no has pedido ninguna plaza, no tienes que hacer nada.

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.OFFER: LetterWords(
        subject="Una plaza para ti: {session}",
        text="""\
Hola, {name}:

Hay una plaza libre en «{session}» y es tu turno.
{when}
{place}

Es tuya si la aceptas antes de que acabe el plazo: {until}.

{link}

Si no puedes venir, recházala en la misma página. \
Así la plaza pasa enseguida a la persona siguiente.

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.SEATED: LetterWords(
        subject="Tienes plaza: {session}",
        text="""\
Hola, {name}:

Tienes plaza en «{session}».
{when}
{place}

Para participar:

{meeting_link}

Este correo lleva una invitación para tu calendario. \
Si al final no puedes venir, devuelve la plaza; alguien la agradecerá:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.CHANGED: LetterWords(
        subject="Hay cambios: {session}",
        text="""\
Hola, {name}:

Algo ha cambiado en «{session}». A partir de ahora vale lo siguiente:

{when}
{place}

Para participar:

{meeting_link}

Si no te va bien, puedes decirlo aquí:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.CANCELLED: LetterWords(
        subject="{what} para {session} queda cancelada",
        text="""\
Hola, {name}:

{what} para «{session}» queda cancelada. {reason}
{when}

Aquí ves qué puedes hacer ahora:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.REMINDER: LetterWords(
        subject="Pronto: {session}",
        text="""\
Hola, {name}:

Se acerca «{session}» y tienes plaza.
{when}
{place}

Para participar:

{meeting_link}

Si no puedes venir, devuelve la plaza ahora. Todavía hay tiempo para otra persona:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.UNSEATED: LetterWords(
        subject="Esta vez no hay plaza: {session}",
        text="""\
Hola, {name}:

Lo sentimos: no tenemos plaza para ti en «{session}». {reason}

{substitutes}

Aquí puedes pedir otra sesión:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
    LetterKind.GROUP: LetterWords(
        subject="Sobre {session}",
        text="""\
Hola, {name}:

{message}

Se trata de «{session}».
{when}
{place}

Tu plaza o tu solicitud:

{link}

{office}
¿Preguntas? {contact}
""",
    ),
}

SPANISH = Language(
    code="es",
    name="Español",
    letters=MappingProxyType(_LETTERS),
    buttons=MappingProxyType(
        {
            LetterKind.RECEIVED: "Abrir mi solicitud",
            LetterKind.OFFER: "Ver la oferta",
            LetterKind.SEATED: "Ver mi plaza",
            LetterKind.CHANGED: "Ver qué puedo hacer",
            LetterKind.CANCELLED: "Ver qué puedo hacer",
            LetterKind.REMINDER: "Ver mi plaza",
            LetterKind.UNSEATED: "Ver otras sesiones",
            LetterKind.GROUP: "Abrir mi solicitud",
        }
    ),
    join="Entrar en la reunión",
    sentences=Sentences(
        keeps_seat=(
            "Te guardamos una plaza hasta el momento siguiente: {until}. Abre esta página y"
            " confirma que esta dirección es tuya; entonces la plaza es tuya."
        ),
        confirm_in_line=(
            "En este momento todas las plazas están dadas o prometidas, así que estás en la lista"
            " de espera: número {position}, {ahead}. Abre esta página y confirma que esta"
            " dirección es tuya, para que podamos ofrecerte una plaza."
        ),
        in_line=(
            "En este momento todas las plazas están dadas o prometidas, así que estás en la lista"
            " de espera: número {position}, {ahead}. Te escribimos en cuanto podamos ofrecerte"
            " una plaza."
        ),
        confirm_for_draw=(
            "Las plazas se sortean entre quienes las piden a tiempo; no importa quién las pidió"
            " primero. Abre esta página y confirma que esta dirección es tuya, para que"
            " participes."
        ),
        awaits_draw=(
            "Las plazas se sortean entre quienes las piden a tiempo; no importa quién las pidió"
            " primero. Participas, y te escribimos cuando una plaza sea tuya."
        ),
        not_eligible=(
            "Según lo que has dicho de ti, las reglas sobre quién puede venir no se ajustan a tu"
            " caso, así que no estás en la lista de espera. Si crees que debes estar, escríbenos:"
            " {contact}."
        ),
        ahead=MappingProxyType(
            {
                "nobody": "sin nadie delante",
                "one": "con una persona delante",
                "several": "con {number} personas delante",
            }
        ),
        seat="Tu plaza",
        offer="Tu plaza ofrecida",
        request="Tu solicitud",
        reasons=MappingProxyType(
            {
                Cause.CANCELLED: "Has devuelto la plaza.",
                Cause.SWAPPED: "Has tomado una plaza en otra sesión en su lugar.",
                Cause.SESSION_CANCELLED: "La sesión no tiene lugar como se anunció.",
                Cause.FEWER_SEATS: (
                    "Hay menos plazas que antes, y las pierden quienes están al final del orden."
                    " Lo sentimos."
                ),
                Cause.BY_HAND: (
                    "Lo ha decidido la oficina. Si tienes dudas, escribe al contacto de abajo."
                ),
                Cause.EXPIRED: "El plazo de la oferta acabó sin que nadie la aceptara.",
                Cause.SESSION_OVER: "Más personas pidieron plaza de las que había.",
                Cause.NOT_ELIGIBLE: (
                    "Las reglas sobre quién puede venir no se ajustan a lo que sabemos de ti. Si"
                    " crees que debes estar, escribe al contacto de abajo."
                ),
            }
        ),
        other_reason="Si quieres saber por qué, escribe al contacto de abajo.",
        back_in_line="Vuelves a la lista de espera.",
        no_substitutes=(
            "En este momento ninguna otra sesión sobre el mismo tema tiene plazas libres."
        ),
        no_link="Ven a este lugar: {place}.",
        link_follows="La oficina te dirá cómo.",
        link_for_seats="Quienes reciben plaza reciben el enlace por correo.",
        no_date="La fecha aún no está fijada.",
        no_place="El lugar aún no está fijado.",
        nameless="colega",
        contact="{name}, {email}",
    ),
    example=Example(
        name="Ada Lovelace",
        session="Acordar expectativas",
        series="Mentoring Up en otoño",
        place="Biblioteca, sala 204",
        tier="Primera prioridad: estudiantes de posgrado en las biociencias.",
        message=(
            "Trae, por favor, un caso propio; basta media página.\n\nTenemos muchas ganas de verte."
        ),
        substitute="Acordar expectativas, segunda fecha",
    ),
)
