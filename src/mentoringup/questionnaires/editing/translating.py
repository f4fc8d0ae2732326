"""Every text of a form, and its translations side by side.

A text that occurs several times with the same words (the choices under every page of ratings) is
one text here, translated once.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mentoringup.questionnaires.form.values import Choice, Element, Form, Page, Row, Words, said

LOCKED_LANGUAGE = "en"
"""Words of included instruments in it are never changed."""

type_of_visit = Callable[["Where", str, Words], Words]
"""Called with where a text stands, whose core it is of and its words; gives other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where a text stands.

    Attributes:
        kind: "title", "intro", "page", "text", "hint", "row" or "choice".
        element: id of the element, else empty.
        page: number of the page from 1; 0 for the whole.
    """

    kind: str
    page: int = 0
    element: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with its translation.

    Attributes:
        key: name of its field; the same as long as its original words are the same.
        where: where it stands first.
        times: how often it occurs.
        core: the included instrument that it is of, else empty.
        original: in the first language of the form.
        translated: empty where it lacks.
    """

    key: str
    where: Where
    times: int
    core: str
    original: str
    translated: str


def texts_of(form: Form, language: str) -> tuple[Text, ...]:
    """All texts that have words, in their order, each once."""
    found: dict[str, Text] = {}

    def note(where: Where, core: str, words: Words) -> Words:
        original = said(words, form.languages[0], "en")
        if original:
            key = _key(where.kind, core, original)
            known = found.get(key)
            found[key] = Text(
                key=key,
                where=known.where if known else where,
                times=known.times + 1 if known else 1,
                core=core,
                original=original,
                translated=(known.translated if known else "") or words.get(language, ""),
            )
        return words

    _visit(form, note)
    return tuple(found.values())


def with_translations(form: Form, language: str, translated: Mapping[str, str]) -> Form:
    """The form with these translations, by key of text; an empty one takes a translation away."""

    def put(where: Where, core: str, words: Words) -> Words:
        original = said(words, form.languages[0], "en")
        key = _key(where.kind, core, original)
        is_locked = bool(core) and language == LOCKED_LANGUAGE
        if not original or is_locked or key not in translated:
            return words
        return with_word(words, language, translated[key])

    return _visit(form, put)


def with_word(words: Words, language: str, text: str) -> Words:
    """The words with another text in a language; an empty one takes the language out."""
    others = {code: one for code, one in words.items() if code != language}
    return {**others, language: text} if text else others


def without_language(form: Form, language: str) -> Form:
    """The form offered in one language less; its words go, but not those of included cores."""

    def drop(_where: Where, core: str, words: Words) -> Words:
        return words if core else with_word(words, language, "")

    languages = tuple(code for code in form.languages if code != language)
    return replace(_visit(form, drop), languages=languages)


def progress_of(form: Form, language: str) -> tuple[int, int]:
    """How many texts are translated, of how many."""
    texts = texts_of(form, language)
    return sum(bool(text.translated) for text in texts), len(texts)


def _key(kind: str, core: str, original: str) -> str:
    digest = hashlib.sha256(f"{kind}\0{core}\0{original}".encode()).hexdigest()
    return f"t{digest[:16]}"


def _visit(form: Form, visit: type_of_visit) -> Form:
    return replace(
        form,
        title=visit(Where(kind="title"), "", form.title),
        intro=visit(Where(kind="intro"), "", form.intro),
        pages=tuple(_page(page, n, visit) for n, page in enumerate(form.pages, start=1)),
    )


def _page(page: Page, number: int, visit: type_of_visit) -> Page:
    where = Where(kind="page", page=number)
    return replace(
        page,
        title=visit(where, "", page.title),
        intro=visit(where, "", page.intro),
        elements=tuple(_element(element, number, visit) for element in page.elements),
    )


def _element(element: Element, number: int, visit: type_of_visit) -> Element:
    def at(kind: str) -> Where:
        return Where(kind=kind, page=number, element=element.id)

    def row(one: Row) -> Row:
        return replace(one, text=visit(at("row"), element.core, one.text))

    def choice(one: Choice) -> Choice:
        return replace(one, label=visit(at("choice"), element.core, one.label))

    return replace(
        element,
        text=visit(at("text"), element.core, element.text),
        hint=visit(at("hint"), element.core, element.hint),
        rows=tuple(map(row, element.rows)),
        choices=tuple(map(choice, element.choices)),
    )
