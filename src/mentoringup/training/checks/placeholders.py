"""Text that a template left behind, or that somebody meant to replace."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mentoringup.training.checks.check import MOST_FOUND_IN_A_FIELD, Fault, Look, Text
from mentoringup.training.checks.finding import Place, Repair
from mentoringup.training.checks.texts import Edit, Paragraph, edited, paragraphs
from mentoringup.training.enums import SessionState

_FILLER = re.compile(
    r"\b(?:ipsum|consectetur|consectetuer|adipiscing|adipisicing|eiusmod|incididunt|exercitation|"
    r"ullamco|ullamcorper|pulvinar|dapibus|tellus|luctus|mattis|vestibulum|pellentesque|curabitur|"
    r"fusce|sagittis|scelerisque|tincidunt|vivamus|maecenas|phasellus|bibendum|condimentum|"
    r"dignissim|egestas|euismod|facilisis|fermentum|hendrerit|imperdiet|lacinia|lobortis|malesuada|"
    r"mollis|porttitor|suscipit|ultrices|ultricies|vehicula|venenatis|viverra|volutpat|aliquam|"
    r"convallis|cursus|efficitur|feugiat|interdum|laoreet|rutrum|sollicitudin|sodales|tristique|"
    r"varius|vulputate|cillum|fugiat|pariatur|excepteur|cupidatat|deserunt|laborum)\b",
    re.IGNORECASE,
)
"""Words of the filler text that are words of neither English nor Spanish; two make a paragraph."""

_LEFT_BY_A_TEMPLATE = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b"
    r"|\bI(?:’|'| a)m (?:a )?(?:text block|paragraph\. click)\b"
    r"|\bclick (?:the )?edit\b|\bclick (?:here )?to (?:edit|add) (?:me|this|text)"
    r"|\b(?:add|enter|type|insert|put|write|paste) (?:some |a |your (?:own )?)?"
    r"(?:text|title|heading|content|description|name) here\b"
    r"|\byour (?:text|title|heading|content|description|name|paragraph) here\b"
    r"|\b(?:this is (?:a |some )?)?(?:sample|placeholder|dummy) (?:text|paragraph|content)\b"
    r"|\b(?:text|content|description) (?:goes|will go) here\b"
    r"|\b(?:haz|haga) clic (?:en el botón )?(?:para )?editar\b|\btexto de (?:ejemplo|relleno)\b"
    r"|\b(?:tu|su|escriba su|escribe tu) (?:texto|título) aquí\b",
    re.IGNORECASE,
)
_NOT_FILLED_IN = re.compile(
    r"\[(?:insert|add|enter|your|name of|fill|todo|tbd|inserte|insertar|su nombre|tu nombre)\b"
    r"[^\]\n]{0,80}\]?|<(?:insert|your|name of|enter|inserte)\b[^>\n]{0,80}>?"
    r"|\{\{[^{}\n]{0,80}\}\}|\[(?:name|date|time|location|link|room|e-?mail|nombre|fecha|lugar)\](?!\()",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?<![\w/@.-])(?:(?<!SOBRE )(?<!ANTE )(?<!DEL )TODO(?![\w/-])"
    r"(?! (?:EL|LAS?|LOS?|UNA?|EST[EOA]|ES[EO]?|SU|TU|MI|QUE|PARA|SOBRE|EN|TIPO|AQUEL)\b)"
    r"|FIXME(?!\w)|TK TK(?!\w)|\?{3,})"
)
_CROSSES = re.compile(r"(?<![\w/])(?:[xX]{3,})(?![\w/])")
_NUMBERED = re.compile(
    r"(?:chapter|part|volume|vol\.?|book|title|article|section|appendix|annex|bowl|session|"
    r"cap[ií]tulo|parte|volumen|tomo|anexo|sesi[oó]n|siglo|century)[ \t]{1,3}$",
    re.IGNORECASE,
)
_TO_BE_DETERMINED = (
    r"(?:TBD|TBA|TBC|N/A|to be (?:announced|determined|decided|confirmed|added|written)"
    r"|coming soon|por (?:anunciar|determinar|definir|confirmar)|próximamente)"
)
_INSTEAD_OF_CONTENT = re.compile(
    r"^[ \t*_>#-]{0,10}(?:[^:\n]{1,40}:[ *_]{0,5})?[(\[]?"
    rf"{_TO_BE_DETERMINED}[)\]]?[ .*_…]{{0,5}}$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_BRACKETS = re.compile(r"[(\[](?:TBD|TBC)[)\]]|(?<=\w )TBD(?=[ ]{0,2}(?:[.,;\n]|$))")
_NOTHING_SAID = re.compile(
    r"(?:[\s.\-_–—…?*#]+|asdf\w*|qwert\w*|foo|foo ?bar|test(?: ?test)*|prueba|untitled|"
    r"new (?:session|workshop|series|page)|sin t[ií]tulo)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)|[.!?\n]+")


def placeholder_text(look: Look) -> Iterator[Fault]:
    """Filler, template phrases, marks of things to do, and words instead of content."""
    for text in look.texts:
        yield from _in_text(text)
    for contact in look.page.contacts:
        if _CROSSES.search(contact.email.replace("@", " ").replace(".", " ")):
            yield _fault(Place(part="contact", key=contact.key, field="email"), contact.email)


def is_left_by_a_template(words: str) -> bool:
    """Whether a paragraph is filler or a phrase that a page template puts in."""
    fillers = {match.casefold() for match in _FILLER.findall(words)}
    return bool(_LEFT_BY_A_TEMPLATE.search(words)) or len(fillers) > 1


def _fault(place: Place, found: str, repair: Repair | None = None) -> Fault:
    return Fault(
        place=place,
        found=found,
        message=_("“%(found)s” is placeholder text that readers would see.")
        % {"found": " ".join(found.split())[:80]},
        expected=_("Write what belongs here, or remove it."),
        repair=repair,
    )


def _in_text(text: Text) -> Iterator[Fault]:
    content = text.content
    if _NOTHING_SAID.fullmatch(content.strip()[:2000]) and text.place.field != "objectives":
        yield _fault(text.place, content.strip())
        return
    seen: set[str] = set()
    for paragraph in paragraphs(content):
        found = _first_in(paragraph.words, text)
        if found is None or found in seen:
            continue
        seen.add(found)
        yield _fault(text.place, found, _removal(text, found))
        if len(seen) == MOST_FOUND_IN_A_FIELD:
            return


def _first_in(words: str, text: Text) -> str | None:
    """What makes a paragraph a placeholder; None if nothing does."""
    is_announced = text.session is not None and text.session.state == SessionState.TO_BE_ANNOUNCED
    if match := _LEFT_BY_A_TEMPLATE.search(words):
        return _sentence_at(words, match.start())
    if len({match.casefold() for match in _FILLER.findall(words)}) > 1:
        return _sentence_at(words, 0)
    for pattern in (_NOT_FILLED_IN, _TO_DO):
        if match := pattern.search(words):
            return match.group()
    for match in _CROSSES.finditer(words):
        if not (match.group().isupper() and _NUMBERED.search(words[: match.start()][-20:])):
            return match.group()
    if not (is_announced and text.place.field == "place"):
        for pattern in (_INSTEAD_OF_CONTENT, _IN_BRACKETS):
            if match := pattern.search(words):
                return match.group().strip()
    return None


def _sentence_at(words: str, offset: int) -> str:
    for match in _SENTENCE.finditer(words):
        if match.end() > offset:
            return match.group().strip()
    return words


def _removal(text: Text, found: str) -> Repair | None:
    """The text without the filler sentences of each paragraph with these words.

    Only what a template left can be removed safely; a name that is to be filled in is somebody's
    sentence.
    """
    if text.is_required or not _is_filler(found):
        return None
    edits = [
        _without_filler(paragraph)
        for paragraph in paragraphs(text.content)
        if _first_in(paragraph.words, text) == found
    ]
    value = re.sub(r"\n{3,}", "\n\n", edited(text.content, edits)).strip()
    return Repair(label=_("Remove the placeholder"), place=text.place, value=value)


def _is_filler(words: str) -> bool:
    return bool(_LEFT_BY_A_TEMPLATE.search(words)) or bool(_FILLER.search(words))


def _without_filler(paragraph: Paragraph) -> Edit:
    kept = [
        match.group()
        for match in _SENTENCE.finditer(paragraph.words)
        if not _is_filler(match.group())
    ]
    words = "".join(kept).strip()
    if not re.search(r"\w{3,}", words):
        words = ""
    return Edit(start=paragraph.start, end=paragraph.end, words=words)
