"""Forms to begin with: from any instruments, and the ready-made ones of each wave.

A site changes them as it likes, but for what comes from an instrument. Conditions stand on a later
page than the question they look at, so that they work without JavaScript.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mentoreval.instruments.model import Occasion
from mentoringup.questionnaires.form.building import long_text, question, say
from mentoringup.questionnaires.form.from_instruments import PLAN, form_of, title_of
from mentoringup.questionnaires.form.mentors_view import mentor_form
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
)

__all__ = [
    "PLAN",
    "PLAN_NOTE",
    "follow_up_form",
    "form_of",
    "mentor_form",
    "one_occasion",
    "post_form",
    "pre_form",
    "title_of",
]

PLAN_NOTE: Final = "your_plan"
"""Id of the note below which a follow-up shows the person's own plan in her words."""

FOLLOW_UP_TITLES: Final = {
    "days-30": "One month after the training",
    "days-90": "Three months after the training",
    "days-180": "Six months after the training",
    "months-12": "A year after the training",
}
"""English title by kind of wave."""

_SKILLS: Final = ("mca-26-mentee", "research-self-efficacy-draft")
_DONE, _TRYING, _DROPPED, _NO_PLAN = 1, 2, 3, 4
_PROMPTS: Final = {
    Occasion.BEFORE: "With your primary mentor and your research in mind: how skilled are you at "
    "each of these today, before the training?",
    Occasion.NOW: "With your primary mentor and your research in mind: how skilled are you at each "
    "of these NOW?",
}


def post_form() -> Form:
    """Ask everything after the training: skills BEFORE and NOW, the training, the person."""
    intro = say(
        "This survey asks how you see your skills before the training and now, what you think of "
        "the training, and a little about you. You can leave out every question.",
        "after-the-training",
    )
    title = say("After the training", "after-the-training")
    form = form_of(["mentoring-up-post-survey"], id="after-the-training", title=title)
    return replace(form, intro=intro)


def pre_form() -> Form:
    """Ask the same skills once, before the training.

    A true pre-survey knows one rating a skill: the one BEFORE. Its variables are
    `<item>_before`, so that with those of a later wave (`<item>_now`) they are what mentoreval
    reads as an instrument of the design PRE_POST.
    """
    name = "before-the-training"
    form = form_of(_SKILLS, id=name, title=say("Before the training", name))
    hopes = long_text(name, "hopes", "What do you hope to take from the training?", "Hopes")
    intro = say(
        "The training has not begun yet. Tell us how you see your skills today; after the training "
        "we will ask again. You can leave out every question.",
        name,
    )
    closing = Page(id="hopes-page", title=say("Your hopes", name), elements=(hopes,))
    before = one_occasion(form, Occasion.BEFORE)
    return replace(before, intro=intro, pages=(*before.pages, closing))


def follow_up_form(kind: str) -> Form:
    """Ask what became of the plan, what helped, and the skills NOW.

    The page of the plan has a note (`PLAN_NOTE`) below which the person's own words are shown.

    Args:
        kind: `days-30`, `days-90`, `days-180` or `months-12`.

    Raises:
        KeyError: there is no such follow-up.
    """
    name = "follow-up"
    title = say(FOLLOW_UP_TITLES[kind], name)
    form = form_of(_SKILLS, id=f"{name}-{kind}", title=title)
    intro = say(
        "Some time has passed since the training. Tell us what became of the change you planned, "
        "and how you see your skills now. You can leave out every question.",
        name,
    )
    now = one_occasion(form, Occasion.NOW)
    return replace(now, intro=intro, pages=(*_plan_pages(name), *now.pages))


def one_occasion(form: Form, occasion: Occasion) -> Form:
    """Ask the skills of a form once instead of BEFORE and NOW, in the same columns.

    Each group of ratings becomes a matrix whose rows are called `<item>_before` or `<item>_now`.
    """
    pages = tuple(
        replace(page, elements=tuple(_once(element, occasion) for element in page.elements))
        for page in form.pages
    )
    return replace(form, pages=pages)


def _once(element: Element, occasion: Occasion) -> Element:
    if element.kind is not ElementKind.RATINGS:
        return element
    return replace(
        element,
        id=f"{occasion}-{element.id.removeprefix('ratings-')}",
        kind=ElementKind.MATRIX,
        text=say(_PROMPTS[occasion], "skills"),
        rows=tuple(replace(row, id=f"{row.id}_{occasion}") for row in element.rows),
    )


def _plan_pages(name: str) -> Iterator[Page]:
    note = Element(
        id=PLAN_NOTE,
        kind=ElementKind.NOTE,
        text=say("After the training you wrote down what you wanted to change.", name),
        is_plan=True,
    )
    outcome = question(
        name,
        "plan_outcome",
        ElementKind.SINGLE,
        text="What became of it?",
        topic="What became of the plan",
        labels=("I have done it", "I am still trying", "I have dropped it"),
    )
    none = Choice(code=_NO_PLAN, label=say("I had planned nothing", name), not_applicable=True)
    outcome = replace(outcome, choices=(*outcome.choices, none))
    yield Page(id="plan", title=say("Your plan", name), elements=(note, outcome))
    yield Page(
        id="plan-since",
        title=say("Since then", name),
        elements=(_what_helped(name), _what_hindered(name), _what_changed(name)),
    )


def _what_helped(name: str) -> Element:
    helped = question(
        name,
        "what_helped",
        ElementKind.MULTIPLE,
        text="What has helped you? Choose all that apply.",
        topic="What helped",
        labels=(
            "My mentor",
            "Other people at work",
            "People from the training",
            "Materials of the training",
            "Time set aside for it",
            "Having written it down",
            "Other",
        ),
    )
    return replace(helped, other=len(helped.choices), show_if=_if_plan(_DONE, _TRYING))


def _what_hindered(name: str) -> Element:
    hindered = question(
        name,
        "what_hindered",
        ElementKind.MULTIPLE,
        text="What has been in the way? Choose all that apply.",
        topic="What was in the way",
        labels=(
            "Too little time",
            "My mentor did not take it up",
            "It did not fit my situation any more",
            "I did not know how to begin",
            "Something else became more important",
            "Other",
        ),
    )
    return replace(hindered, other=len(hindered.choices), show_if=_if_plan(_TRYING, _DROPPED))


def _what_changed(name: str) -> Element:
    text = "What has changed between you and your mentor?"
    changed = long_text(name, "what_changed", text, "What changed")
    return replace(changed, show_if=_if_plan(_DONE, _TRYING, _DROPPED))


def _if_plan(*codes: int) -> Condition:
    return Condition(question="plan_outcome", operator=Operator.IS_ANY_OF, codes=codes)
