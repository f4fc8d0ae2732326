"""What changed between two forms, in sentences."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    Form,
    Operator,
    Page,
    Words,
    said,
)


def changes_between(before: Form, after: Form, *, language: str) -> tuple[str, ...]:
    """What a reader should know, from the whole to the parts; empty where both are the same."""
    return (
        *_of_whole(before, after),
        *_of_pages(before, after, language),
        *_of_elements(before, after, language),
    )


def condition_in_words(condition: Condition, form: Form, *, language: str) -> str:
    """Say when an element is shown, as a sentence."""
    asked = next((one for one in form.elements if condition.question in set(one.variables())), None)
    question = _short(asked.text, language) if asked else condition.question
    if condition.operator == Operator.IS_ANSWERED:
        return _("Shown only if “%(question)s” is answered.") % {"question": question}
    labels = {one.code: said(one.label, language) for one in (asked.choices if asked else ())}
    told = {
        "question": question,
        "answers": ", ".join(labels.get(code, str(code)) for code in condition.codes),
    }
    if condition.operator == Operator.IS_ANY_OF:
        return _("Shown only if the answer to “%(question)s” is: %(answers)s.") % told
    return _("Shown only if the answer to “%(question)s” is none of: %(answers)s.") % told


def _of_whole(before: Form, after: Form) -> Iterator[str]:
    yield from _of_words(_("Title"), before.title, after.title)
    yield from _of_words(_("Introduction"), before.intro, after.intro)
    if before.languages != after.languages:
        yield _("Languages: %(before)s became %(after)s.") % {
            "before": ", ".join(before.languages),
            "after": ", ".join(after.languages),
        }
    were, are = {*before.cores, *before.licensed}, {*after.cores, *after.licensed}
    for core in sorted(are - were):
        yield _("The instrument “%s” was added.") % core
    for core in sorted(were - are):
        yield _("The instrument “%s” was taken out.") % core


def _of_pages(before: Form, after: Form, language: str) -> Iterator[str]:
    were, are = {page.id: page for page in before.pages}, {page.id: page for page in after.pages}
    for name, page in are.items():
        if name not in were:
            yield _("The page “%s” was added.") % _page_name(page, language)
    for name, page in were.items():
        if name not in are:
            yield _("The page “%s” was removed.") % _page_name(page, language)
        else:
            where = _("Page “%s”") % _page_name(page, language)
            yield from _of_words(where, page.title, are[name].title)
            yield from _of_words(_("%s, introduction") % where, page.intro, are[name].intro)
    common = [name for name in were if name in are]
    if common != [name for name in are if name in were]:
        yield _("The pages stand in another order.")


def _of_elements(before: Form, after: Form, language: str) -> Iterator[str]:
    were = {element.id: element for element in before.elements}
    are = {element.id: element for element in after.elements}
    pages = {one.id: page.id for page in before.pages for one in page.elements}
    for page in after.pages:
        for element in page.elements:
            name = _short(element.text, language) or element.id
            old = were.get(element.id)
            if old is None:
                yield _("“%s” was added.") % name
                continue
            yield from _of_element(old, element, name, after, language)
            if pages[element.id] != page.id:
                yield _("“%(element)s” was moved to the page “%(page)s”.") % {
                    "element": name,
                    "page": _page_name(page, language),
                }
    for name, old in were.items():
        if name not in are:
            yield _("“%s” was removed.") % (_short(old.text, language) or name)
    if _order(before, are, pages) != _order(after, were, pages):
        yield _("The questions stand in another order.")


def _order(form: Form, others: Mapping[str, Element], pages: Mapping[str, str]) -> list[list[str]]:
    """Ids that stayed on their page, page by page."""
    return [
        ids
        for page in form.pages
        if (ids := [e.id for e in page.elements if e.id in others and pages.get(e.id) == page.id])
    ]


def _of_element(old: Element, new: Element, name: str, form: Form, language: str) -> Iterator[str]:
    where = _("“%s”") % name
    if old.kind != new.kind:
        yield _("%s is another kind of question.") % where
    yield from _of_words(where, old.text, new.text)
    yield from _of_words(_("%s, hint") % where, old.hint, new.hint)
    yield from _of_choices(where, old, new, language)
    yield from _of_rows(where, old, new, language)
    if old.show_if != new.show_if:
        if new.show_if is None:
            yield _("%s is always shown now.") % where
        else:
            yield f"{where}: {condition_in_words(new.show_if, form, language=language)}"
    settings = ("role", "compare", "topic", "minimum", "maximum", "is_plan", "other")
    if any(getattr(old, one) != getattr(new, one) for one in settings):
        yield _("%s: settings changed.") % where


def _of_choices(where: str, old: Element, new: Element, language: str) -> Iterator[str]:
    were, are = _by_code(old.choices), _by_code(new.choices)
    for code in are.keys() - were.keys():
        yield _("%(where)s: the choice %(code)d, “%(label)s”, was added.") % {
            "where": where,
            "code": code,
            "label": said(are[code].label, language),
        }
    for code in were.keys() - are.keys():
        yield _("%(where)s: the choice %(code)d, “%(label)s”, was removed.") % {
            "where": where,
            "code": code,
            "label": said(were[code].label, language),
        }
    for code in sorted(were.keys() & are.keys()):
        inner = _("%(where)s, choice %(code)d") % {"where": where, "code": code}
        yield from _of_words(inner, were[code].label, are[code].label)
        flags = ("not_applicable", "favorable")
        if any(getattr(were[code], one) != getattr(are[code], one) for one in flags):
            yield _("%s counts otherwise.") % inner
    if [c for c in were if c in are] != [c for c in are if c in were]:
        yield _("%s: the choices stand in another order.") % where


def _of_rows(where: str, old: Element, new: Element, language: str) -> Iterator[str]:
    were, are = {row.id: row for row in old.rows}, {row.id: row for row in new.rows}
    for name, row in are.items():
        if name not in were:
            yield _("%(where)s: the row “%(row)s” was added.") % {
                "where": where,
                "row": said(row.text, language),
            }
    for name, row in were.items():
        if name not in are:
            yield _("%(where)s: the row “%(row)s” was removed.") % {
                "where": where,
                "row": said(row.text, language),
            }
        else:
            inner = _("%(where)s, row %(row)s") % {"where": where, "row": name}
            yield from _of_words(inner, row.text, are[name].text)
            if row.competency != are[name].competency:
                yield _("%s asks about another module.") % inner
    if [r for r in were if r in are] != [r for r in are if r in were]:
        yield _("%s: the rows stand in another order.") % where


def _of_words(where: str, before: Words, after: Words) -> Iterator[str]:
    for code in sorted({*before, *after}):
        old, new = before.get(code, ""), after.get(code, "")
        if old == new:
            continue
        told = {"where": where, "language": code, "before": old, "after": new}
        if not old:
            yield _("%(where)s (%(language)s): “%(after)s” was added.") % told
        elif not new:
            yield _("%(where)s (%(language)s): “%(before)s” was taken out.") % told
        else:
            yield _("%(where)s (%(language)s): “%(before)s” became “%(after)s”.") % told


def _by_code(choices: Iterable[Choice]) -> dict[int, Choice]:
    return {choice.code: choice for choice in choices}


def _page_name(page: Page, language: str) -> str:
    return said(page.title, language) or page.id


def _short(words: Words, language: str) -> str:
    return Truncator(said(words, language)).chars(80)
