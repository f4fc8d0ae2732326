"""Licensed words of a shipped instrument, recognized in another system's file by their names.

Whoever holds the right to a wording has it in a survey whose rows are called like the items of a
shipped instrument: `mca_1`, `mca01`. Where all items are there, with the same codes, the rows
become that instrument in those words, so that its key scores them and its scales are reported.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Instrument, Item
from mentoreval.instruments.schema import SCHEMA
from mentoreval.instruments.shelf import shipped
from mentoreval.readers.fit import name_token
from mentoringup.questionnaires.form.from_instruments import form_of
from mentoringup.questionnaires.form.importing.drafting import Draft, Imported, with_conditions
from mentoringup.questionnaires.form.values import Element, ElementKind, Form, Page, Row, said
from mentoringup.questionnaires.form.yaml_text import yaml_text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """An instrument whose items all stand in a form: element and row by id of the item."""

    instrument: Instrument
    found: Mapping[str, tuple[Element, Row]]


def recognized(imported: Imported, file: str) -> Imported:
    """Put a shipped instrument in the place of rows that are its items, in the words of the file.

    Args:
        imported: a form whose elements are all the site's own.
        file: its name, for the notice.
    """
    match = _largest_match(imported.form)
    if match is None:
        return imported
    form, draft = imported.form, Draft(file=file, remarks=list(imported.remarks))
    name = f"licensed-{match.instrument.id}"
    text = _wording(match, name, form.languages[0], file)
    made = form_of([name], id=form.id, title=form.title, licensed={name: text})
    pages = [_in_all_languages(page, match) for page in made.pages if _rates(page)]
    sentence = gettext(
        "The %(items)d items are those of “%(instrument)s”, in the words of this file; codes, "
        "points of the scale and scales are those of the instrument."
    )
    draft.remark(sentence, items=len(match.found), instrument=match.instrument.id)
    joined = [*_without(form, match, pages)]
    kept = tuple(with_conditions(joined, draft))
    return Imported(
        form=replace(form, pages=kept, licensed={name: text}), remarks=tuple(draft.remarks)
    )


def _largest_match(form: Form) -> _Match | None:
    """The shipped instrument with most items of which none is missing."""
    rows = {
        name_token(row.id): (element, row)
        for element in form.elements
        if element.kind is ElementKind.RATINGS
        for row in element.rows
    }
    matches = (_match(load_instrument(each), rows) for each in shipped())
    found = [match for match in matches if match is not None]
    return max(found, key=lambda match: len(match.found), default=None)


def _match(instrument: Instrument, rows: Mapping[str, tuple[Element, Row]]) -> _Match | None:
    if not instrument.items or len(instrument.cores) > 0:
        return None
    found: dict[str, tuple[Element, Row]] = {}
    for item in instrument.items:
        here = next((rows[token] for token in _tokens(item) if token in rows), None)
        if here is None or not _has_codes_of(item, here[0]):
            return None
        found[item.id] = here
    return _Match(instrument=instrument, found=found)


def _tokens(item: Item) -> Iterable[str]:
    return (name_token(name) for name in (item.id, *item.aliases))


def _has_codes_of(item: Item, element: Element) -> bool:
    """Another range of codes is another scale, whatever the rows are called."""
    given = {choice.code for choice in element.choices if not choice.not_applicable}
    return given == {option.code for option in item.scored}


def _wording(match: _Match, name: str, language: str, file: str) -> str:
    """The YAML that gives the instrument other words."""
    instrument = match.instrument
    texts = {item: _spaced(said(row.text, language)) for item, (_, row) in match.found.items()}
    first = next(iter(match.found.values()))[0]
    notice = f"Words from the file {file}, used by a site that holds the right to them."
    content = {
        "schema": SCHEMA,
        "id": name,
        "version": "1.0.0",
        "title": f"{instrument.title}, in licensed words",
        "language": language,
        "prompt": _spaced(said(first.text, language)),
        "provenance": {
            "wording": "licensed",
            "notice": notice,
            "licence": "as agreed with the holder of the right",
        },
        "include": [{"instrument": instrument.id, "version": instrument.version}],
        "wording": [{"of": instrument.id, "notice": notice, "texts": texts}],
    }
    return yaml_text(content)


def _rates(page: Page) -> bool:
    return any(element.kind is ElementKind.RATINGS for element in page.elements)


def _in_all_languages(page: Page, match: _Match) -> Page:
    """Further languages of the file come along; the first has the words of the instrument."""
    elements = tuple(
        replace(
            element,
            rows=tuple(
                replace(row, text={**match.found[row.id][1].text, **row.text})
                for row in element.rows
            ),
        )
        for element in page.elements
    )
    return replace(page, elements=elements)


def _without(form: Form, match: _Match, made: list[Page]) -> Iterable[Page]:
    """Pages of the form, the instrument's in the place of the first rows that became it."""
    gone = {row.id for _, row in match.found.values()}
    is_placed = False
    for page in form.pages:
        elements = tuple(_rest(page, gone))
        if elements != page.elements and not is_placed:
            yield from made
            is_placed = True
        if any(element.kind is not ElementKind.NOTE for element in elements):
            yield replace(page, elements=elements)


def _rest(page: Page, gone: set[str]) -> Iterable[Element]:
    for element in page.elements:
        rows = tuple(row for row in element.rows if row.id not in gone)
        if element.kind is not ElementKind.RATINGS or rows == element.rows:
            yield element
        elif rows:
            yield replace(element, rows=rows)


def _spaced(text: str) -> str:
    return " ".join(text.split())
