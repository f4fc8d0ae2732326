"""Phrases by which parts of a series page are recognized, in English and Spanish.

Each takes a block's plain words; patterns are bounded.
"""

import re
from dataclasses import dataclass

_WHEN = (
    r"dates?(?:[ ]?(?:&|and|/|\+)[ ]?times?)?|times?|when|fechas?(?: y horas?)?|hora(?:rio)?"
    r"|cu[aá]ndo"
)
_WHERE = r"locations?|where|place|venue|room|lugar|ubicaci[oó]n|d[oó]nde|sala|aula"
_LINKS = r"(?:zoom |meeting |webinar |teams )?(?:link|url)|join(?: at)?|enlace(?: de zoom)?"
_SEATS = r"capacity|seats|limit|cupo|plazas"

LABEL = re.compile(
    rf"(?:\*\*|__)?(?:(?P<when>{_WHEN})|(?P<where>{_WHERE})|(?P<link>{_LINKS})"
    rf"|(?P<seats>{_SEATS}))"
    r"(?:\*\*|__)?[ \t]{0,3}[:：](?:\*\*|__)?[ \t]*",
    re.IGNORECASE,
)
"""A label at the start of a line: "Date & Time:", "Location:", "Lugar:"."""

LABEL_INSIDE = re.compile(
    rf"[ \t]{{0,5}}[|;·•][ \t]{{0,5}}(?=(?:\*\*|__)?(?:{_WHEN}|{_WHERE}|{_LINKS}|{_SEATS})"
    r"(?:\*\*|__)?[ \t]{0,3}:)",
    re.IGNORECASE,
)
_FAQ = re.compile(
    r"(?:frequently asked questions?|faqs?|q ?& ?a|questions (?:and|&) answers|common questions|"
    r"preguntas (?:m[aá]s )?frecuentes|preguntas y respuestas)(?: ?\(faqs?\))?[ :]{0,3}",
    re.IGNORECASE,
)
_CONTACT_HEADING = re.compile(
    r"(?:contacts?(?: us| information| info)?|whom? to (?:ask|contact)|(?:have )?questions\??"
    r"|contactos?|cont[aá]ctenos|información de contacto|dudas)[ :]{0,3}",
    re.IGNORECASE,
)
_SESSIONS_HEADING = re.compile(
    r"(?:(?:upcoming |past |our |the )?(?:sessions?|workshops?|schedule|dates|events)|"
    r"(?:próximas )?sesiones|talleres|calendario|programa)[ :]{0,3}",
    re.IGNORECASE,
)
_OBJECTIVES = re.compile(
    r"(?:\bwill (?:have|be able|learn|gain|know|understand|leave|develop)\b|\bobjectives?\b"
    r"|\b(?:learning )?(?:goals|outcomes)\b|\bable to\b|\bpodr[aá]n?\b|\bobjetivos?\b"
    r"|\bser[aá]n? capac)[^:]{0,120}[:：…]?$",
    re.IGNORECASE,
)
_CO_LISTING = re.compile(
    r"^[*†‡ \t_]{0,4}"
    r"(?:(?:this|the|este|esta) (?:workshop|session|series|event|taller|sesi[oó]n)\b)?"
    r"[^.:]{0,40}?(?:\b(?:also )?(?:a )?part of\b|\b(?:co|cross)-?listed (?:in|with|under)\b"
    r"|\bcounts? (?:toward|towards|for)\b|\bforma parte de\b|\bcuenta para\b)[ ]"
    r"(?:(?:the|our|el|la|los|las)[ ])?(?P<program>[^.\n]{3,200})",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?P<who>[^.?!]{0,120}?)(?:^|\b)"
    r"(?:e-?mail|contact|write(?: to)?|reach out to|get in touch with"
    r"|escrib(?:ir|an|a|e)(?: a)?|contact(?:ar|en|e)(?: con| a)?)[ :]{1,3}"
    r"(?P<name>(?:the |our |la |el )?[^\W\d_][^(<\[,:;@|]{1,90}?)"
    r"[ ]{0,3}(?P<rest>[(<\[,:|].{0,300}|(?: at| -| –)? ?[^\s@]{1,64}@.{0,300}|[.]?$)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:(?:any |have )?questions\?|¿?(?:preguntas|dudas)\?)[ ]{0,3}", re.IGNORECASE)
_TABLE_HEAD = re.compile(rf"(?:{_WHEN}|day|d[ií]a|#)(?: \| [^|\d]{{1,30}}){{1,8}}", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\[\]{},;:|]{1,64}@[^\s<>()\[\]{},;:|]{1,200}")
_PRIORITY = re.compile(
    r"(?:\b(?:first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)|primera|segunda|tercera|cuarta)"
    r" (?:priority|prioridad)\b|^(?:priority|prioridad|tier|nivel) ?[1-5]\b)",
    re.IGNORECASE,
)
_ELIGIBILITY = re.compile(
    r"\bmust be\b|\b(?:is|are) open to\b|^open to\b|\beligib"
    r"|\bmay (?:attend|apply|register|take part)|\bcan (?:attend|apply|register|participate)\b"
    r"|\bintended for\b|\bdebes? ser\b|\babiert[oa]s? a\b"
    r"|\bdirigid[oa]s? a\b|\bpueden? (?:asistir|participar|inscribirse)\b",
    re.IGNORECASE,
)
_FOR_PEOPLE = re.compile(r"\b(?:for|para)\b", re.IGNORECASE)
_RSVP = re.compile(
    r"\b(?:rsvps?|registrations?|sign-?ups?|inscripci[oó]n(?:es)?|registro)\b[^.]{0,60}?"
    r"\b(?:opens?|begins?|starts?|abren?)\b(?P<when>.{0,200})",
    re.IGNORECASE,
)
_TERM_START = re.compile(
    r"\b(?:start|beginning|first day|inicio|comienzo|principio)\b[^.]{0,20}"
    r"\b(?:quarter|semester|term|trimestre|semestre)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<n>\d{1,3}|one|two|three|four|a|una?|dos|tres|cuatro) "
    r"(?P<unit>days?|weeks?|d[ií]as?|semanas?) (?:before|prior|ahead|antes)",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "a": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3}
_NUMBERS |= {"four": 4, "cuatro": 4}
_ANY_ORDER = re.compile(r"\bany order\b|\bcualquier orden\b", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"\b(?:must|should|need to|deben?)\b[^.]{0,60}\b(?:in (?:this |the given )?(?:order|sequence)"
    r"|en (?:este )?orden)\b",
    re.IGNORECASE,
)
_TO_BE_ANNOUNCED = re.compile(
    r"\b(?:TBA|TBD|TBC|to be (?:announced|determined|confirmed)|coming soon"
    r"|por (?:anunciar|confirmar|definir)|se anunciar[aá])\b",
    re.IGNORECASE,
)
_NUMBERED_SESSION = re.compile(
    r"(?:session|workshop|module|part|class|sesi[oó]n|taller|m[oó]dulo|parte)[ ]"
    r"(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six|seven)\b"
    r"[ ]?[:.–—-]{0,2}[ ]?(?P<title>.{0,200})",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(r"^(?:Q\d{0,2}[:.)][ ]?|P\d{0,2}[:.)][ ]?)", re.IGNORECASE)
_ANSWER_MARK = re.compile(r"^(?:A\d{0,2}[:.)][ ]|R\d{0,2}[:.)][ ])", re.IGNORECASE)

_FURNITURE = re.compile(
    r"(?:©|copyright\b|all rights reserved|back to top|skip to|privacy policy|terms of use|"
    r"follow us|share (?:this|on)|powered by|todos los derechos|home$|inicio$|menu$|menú$)",
    re.IGNORECASE,
)

_LONGEST_HEADING = 60
_LONGEST_QUESTION = 300
_LONGEST_STATEMENT = 400


def is_faq_heading(words: str) -> bool:
    """Whether questions begin here."""
    return len(words) <= _LONGEST_HEADING and bool(_FAQ.fullmatch(words))


def is_contact_heading(words: str) -> bool:
    """Whether contacts begin here."""
    return len(words) <= _LONGEST_HEADING and bool(_CONTACT_HEADING.fullmatch(words))


def is_sessions_heading(words: str) -> bool:
    """Whether it only says that sessions follow."""
    return len(words) <= _LONGEST_HEADING and bool(_SESSIONS_HEADING.fullmatch(words))


def is_question(words: str) -> bool:
    """Whether it ends in a question mark or is marked as a question."""
    is_short = len(words) <= _LONGEST_QUESTION
    return is_short and (words.endswith("?") or bool(re.match(r"Q\d{0,2}[:.)] ", words)))


def without_mark(words: str) -> str:
    """A question or an answer without its "Q:" or "A:"."""
    return _ANSWER_MARK.sub("", _QUESTION_MARK.sub("", words, count=1), count=1).strip()


def leads_objectives(words: str) -> bool:
    """Whether a list of objectives follows."""
    is_short = len(words) <= _LONGEST_STATEMENT // 2
    return is_short and words[-1:] in ":：…" and bool(_OBJECTIVES.search(words))


def is_objectives_heading(words: str) -> bool:
    """Whether a heading stands over objectives."""
    return len(words) <= _LONGEST_HEADING and bool(_OBJECTIVES.search(words))


def is_co_listing(words: str) -> bool:
    """Whether a session is said to be part of another program."""
    return co_listed_in(words) is not None


def co_listed_in(words: str) -> str | None:
    """The other program's name."""
    if len(words) > _LONGEST_STATEMENT:
        return None
    match = _CO_LISTING.match(words)
    if match is None or not (words.lstrip(" _").startswith(("*", "†", "‡")) or _says_this(words)):
        return None
    return match["program"].strip(" .*_")[:200] or None


def _says_this(words: str) -> bool:
    return bool(re.match(r"[*_ ]{0,3}(?:this|the|este|esta|also)\b", words, re.IGNORECASE))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWords:
    """Whom a sentence says to ask: for whom, name, and what stands where the address should."""

    who: str
    name: str
    email: str


def contact_in(words: str) -> ContactWords | None:
    """A sentence such as "Postdocs should email Dr. Kim (kim@example.org)"."""
    if len(words) > _LONGEST_STATEMENT:
        return None
    match = _CONTACT.match(_ASKS.sub("", words, count=1))
    if match is None:
        return None
    address = _ADDRESS.search(match["rest"]) or _ADDRESS.search(words)
    if address is None and match["rest"][:1] not in {"(", "<", "["} and match["name"].islower():
        return None
    email = address.group().strip(".'\"") if address else match["rest"].strip(" .,:|")[:60]
    name = re.sub(r"[ ]+(?:at|via|by|en)$", "", match["name"].strip(" -–")).strip()
    return ContactWords(who=match["who"], name=name[:200], email=email)


def address_in(words: str) -> ContactWords | None:
    """A line such as "Dr. Kim, kim@example.org"."""
    address = _ADDRESS.search(words[:_LONGEST_STATEMENT])
    if address is None or len(words) > _LONGEST_STATEMENT:
        return None
    before = words[: address.start()].strip(" (<[,:-–|")
    who, colon, name = before.rpartition(":")
    name = (name if colon else before).strip()
    email = address.group().strip(".'\"")
    return ContactWords(who=who or before, name=(name or email)[:200], email=email)


def is_contact(words: str) -> bool:
    """Whether it says whom to ask."""
    return contact_in(words) is not None


def is_priority(words: str) -> bool:
    """Whether it is a priority group."""
    return len(words) <= _LONGEST_STATEMENT and bool(_PRIORITY.search(words))


def is_eligibility(words: str) -> bool:
    """Whether it says who may attend."""
    return len(words) <= _LONGEST_STATEMENT and bool(_ELIGIBILITY.search(words))


def is_for_people(words: str) -> bool:
    """Whether a title says for whom the series is."""
    return len(words) <= _LONGEST_STATEMENT and bool(_FOR_PEOPLE.search(words))


def rsvp_words(words: str) -> str | None:
    """What a sentence says on when RSVPs open."""
    if len(words) > _LONGEST_STATEMENT:
        return None
    match = _RSVP.search(words)
    return match["when"] if match else None


def is_term_start(words: str) -> bool:
    """Whether it is the start of each term."""
    return bool(_TERM_START.search(words))


def days_before(words: str) -> int | None:
    """How many days before each session."""
    match = _BEFORE.search(words)
    if match is None:
        return None
    n = match["n"].casefold()
    count = int(n) if n.isdigit() else _NUMBERS.get(n, 0)
    return count * (7 if match["unit"][0].casefold() in "ws" else 1) or None


def order_said(words: str) -> bool | None:
    """True is any order, False is the given one, None is nothing said."""
    if len(words) > _LONGEST_STATEMENT:
        return None
    if _ANY_ORDER.search(words):
        return True
    return False if _IN_ORDER.search(words) else None


def is_to_be_announced(words: str) -> bool:
    """Whether a date is promised for later."""
    return bool(_TO_BE_ANNOUNCED.search(words))


def numbered_session(words: str) -> str | None:
    """The title after "Session 2:"; empty where there is only the number."""
    match = _NUMBERED_SESSION.fullmatch(words) if len(words) <= _LONGEST_STATEMENT // 2 else None
    return match["title"].strip() if match else None


def is_table_head(words: str) -> bool:
    """Whether it is the head of a table of sessions: "Date | Topic | Where"."""
    return len(words) <= _LONGEST_STATEMENT and bool(_TABLE_HEAD.fullmatch(words))


def is_furniture(words: str) -> bool:
    """Whether it belongs to the site around the page: copyright, navigation."""
    return bool(_FURNITURE.match(words))
