"""The form that a new questionnaire begins with."""

from collections.abc import Callable, Mapping, Sequence

from mentoringup.questionnaires.form.starting import (
    follow_up_form,
    form_of,
    mentor_form,
    post_form,
    pre_form,
)
from mentoringup.questionnaires.form.values import Form, Page

FIRST_FOLLOW_UP = "days-90"

_READY_MADE: Mapping[str, Callable[[], Form]] = {
    "post": post_form,
    "pre": pre_form,
    "follow-up": lambda: follow_up_form(FIRST_FOLLOW_UP),
    "mentor": mentor_form,
}


def form_to_begin(basis: str, *, instruments: Sequence[str], form_id: str, title: str) -> Form:
    """A ready-made form, one of chosen instruments, or an empty page.

    Args:
        basis: a key of the ready-made ones, or anything else.
        instruments: shipped ones, where the basis is no ready-made form.
        form_id: of the new form, where it isn't ready-made.
        title: the same.
    """
    if ready_made := _READY_MADE.get(basis):
        return ready_made()
    if instruments:
        return form_of(instruments, id=form_id, title={"en": title})
    page = Page(id="page1", title={"en": title[:300]}, elements=())
    return Form(id=form_id, title={"en": title}, languages=("en",), pages=(page,))
