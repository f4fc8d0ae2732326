"""Which page of a questionnaire a preview shows, and what comes after it."""

import json

from mentoringup.questionnaires.form.document import answers_from
from mentoringup.questionnaires.form.flow import ShownPage, shown_pages
from mentoringup.questionnaires.form.values import Answers, Element, Form


def first_look(form: Form, number: int) -> ShownPage:
    """The page with this number, from 1, as if the conditions about earlier pages were met."""
    page = form.pages[number - 1]
    names: set[str] = set()
    visible: list[Element] = []
    waiting: list[Element] = []
    for element in page.elements:
        hangs_here = element.show_if is not None and element.show_if.question in names
        (waiting if hangs_here else visible).append(element)
        names.update(element.variables())
    return ShownPage(number=number, page=page, elements=tuple(visible), may_appear=tuple(waiting))


def page_with_answers(form: Form, number: int, answers: Answers) -> ShownPage:
    """The page as somebody with these answers sees it; whole where she doesn't."""
    wanted = form.pages[number - 1].id
    for shown in shown_pages(form, answers, taught=None, asks_untaught=True):
        if shown.page.id == wanted:
            return shown
    return first_look(form, number)


def number_after(form: Form, number: int, answers: Answers) -> int | None:
    """The number of the next page for these answers; None after the last one."""
    numbers = {page.id: place for place, page in enumerate(form.pages, start=1)}
    pages = shown_pages(form, answers, taught=None, asks_untaught=True)
    later = (numbers[shown.page.id] for shown in pages if numbers[shown.page.id] > number)
    return next(later, None)


def carried(answers: Answers) -> str:
    """Answers as the preview's own form takes them along: they are stored nowhere."""
    return json.dumps(dict(answers), ensure_ascii=False)


def carried_from(text: str, form: Form) -> Answers:
    """What a preview took along; what is no answer to this form is left out."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    known = set(form.variables())
    try:
        return answers_from({name: value for name, value in found.items() if name in known})
    except TypeError:
        return {}
