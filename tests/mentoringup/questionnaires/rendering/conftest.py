"""Pages of the questionnaire with every kind of element, as HTML and as a tree."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from every_kind import EVERY_KIND

from mentoringup.questionnaires.form.flow import ShownPage, shown_pages
from mentoringup.questionnaires.form.values import Element, Form, Layout, Page
from mentoringup.questionnaires.rendering import compiled


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    compiled._kept.clear()


@pytest.fixture
def html() -> Callable[..., str]:
    """A page of the form with these answers; the second one unless told."""

    def render(number: int = 2, *, form: Form = EVERY_KIND, answers=None, **rest) -> str:
        pages = shown_pages(form, answers or {}, taught=None, asks_untaught=True)
        given = {"form_key": "key", "layout": Layout.SIDE_BY_SIDE, "language": "en", **rest}
        shown = pages[number - 1]
        return compiled.render_page(form=form, shown=shown, answers=answers or {}, **given)

    return render


@pytest.fixture
def tree(html) -> Callable[..., BeautifulSoup]:
    return lambda *args, **rest: BeautifulSoup(html(*args, **rest), "html.parser")


@pytest.fixture
def form_of() -> Callable[..., Form]:
    """A form of one page with these elements."""

    def make(*elements: Element) -> Form:
        page = Page(id="page", title={"en": "A page"}, elements=elements)
        return Form(id="small", title={"en": "Small"}, languages=("en", "es"), pages=(page,))

    return make


@pytest.fixture
def shown_of(form_of) -> Callable[..., ShownPage]:
    def make(*elements: Element) -> ShownPage:
        return shown_pages(form_of(*elements), {}, taught=None, asks_untaught=True)[0]

    return make
