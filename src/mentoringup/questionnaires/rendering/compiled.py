"""HTML of a page's elements, quickly: templates make a page once, answers are filled into it.

A page of 13 items with 26 groups of seven choices is filled in 0.01 ms; templates need 13 ms for it
(`benchmarks/survey_pages.py`, two shared cores).
"""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.values import Answers, Element, Form, Layout
from mentoringup.questionnaires.rendering.showing import Shower
from mentoringup.questionnaires.rendering.slots import Skeleton, SlotBook
from mentoringup.questionnaires.rendering.wording import Speaker, lang_attribute

MOST_KEPT = 256
"""Pages that a process keeps; of 100 kB at most. The one not used for longest goes first."""

type_of_key = tuple[object, ...]

_kept: OrderedDict[type_of_key, Skeleton] = OrderedDict()
_lock = Lock()


def render_page(
    *,
    form_key: str,
    form: Form,
    shown: ShownPage,
    layout: Layout,
    language: str,
    answers: Answers,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:
    """HTML of the page's elements in a `<div data-questions>`; the caller has the rest of the page.

    Args:
        form_key: changes with every word of the form: the hash of a version, or the id and the
            revision of what is being written.
        form: the questionnaire, for the language it was written in.
        shown: the page as this person sees it.
        layout: how BEFORE and NOW stand to each other.
        language: of the words; what lacks it is said in another language and marked so.
        answers: what was saved; answers of other pages are no matter.
        typed: raw text of fields with a fault; goes before what was saved.
        faults: a sentence by variable. Links lead to `#answer-<variable>`.
    """
    key = (
        form_key,
        shown.page.id,
        tuple(map(_identity, shown.elements)),
        tuple(map(_identity, shown.may_appear)),
        layout,
        language,
    )
    with _lock:
        skeleton = _kept.get(key)
        if skeleton is not None:
            _kept.move_to_end(key)
    if skeleton is None:
        skeleton = compile_page(form=form, shown=shown, layout=layout, language=language)
        _keep(key, skeleton)
    return skeleton.filled(answers, typed or {}, faults or {})


def compile_page(*, form: Form, shown: ShownPage, layout: Layout, language: str) -> Skeleton:
    """Make a page by its templates, and cut it where answers go."""
    own = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    book = SlotBook()
    shower = Shower(
        speaker=Speaker(language=language, fallback=form.languages[0] if form.languages else "en"),
        layout=layout,
        book=book,
        on_page=frozenset(name for one in shown.readable for name in one.variables()),
    )
    waiting = frozenset(element.id for element in shown.may_appear)
    with override(own):
        elements = [shower.show(one, is_waiting=one.id in waiting) for one in shown.readable]
        told = {
            "elements": elements,
            "language": language,
            "own_lang": lang_attribute(own, unless=language),
        }
        return book.cut(render_to_string("questionnaires/elements/page.html", told))


def _identity(element: Element) -> tuple[str, ...]:
    """What can differ between two people: which elements, and which of their rows."""
    return (element.id, *(row.id for row in element.rows))


def _keep(key: type_of_key, skeleton: Skeleton) -> None:
    with _lock:
        _kept[key] = skeleton
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
