"""What is wrong with a form, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        element: id of the element or page; empty where it is about the whole.
        sentence: what is wrong and what to do, in the language that is active.
        is_blocking: the form can't be used until it is put right; otherwise it is a warning.
    """

    element: str
    sentence: str
    is_blocking: bool = True


def stops(element: str, sentence: str, **values: object) -> Fault:
    """A fault that stands in the way; `values` fill the sentence, `id` is the element's."""
    return Fault(element=element, sentence=sentence % {"id": element, **values})


def warns(element: str, sentence: str, **values: object) -> Fault:
    """A fault that somebody may decide to live with."""
    return Fault(element=element, sentence=sentence % {"id": element, **values}, is_blocking=False)
