"""A step that touches people who asked for seats: said first, done once that was seen."""

from typing import Any

from django.http import HttpRequest

from mentoringup.training.domain.following import mark_of


def agreed_in(request: HttpRequest) -> str:
    """The mark of the consequences that whoever sends this has seen; empty for none."""
    return request.POST.get("agreed", "")


def asked_back(request: HttpRequest, sentences: tuple[str, ...]) -> dict[str, Any]:
    """What a page needs to say what will happen to seats, and to be told that it was seen."""
    return {
        "foreseen": sentences,
        "agreed": mark_of(sentences),
        "was_asked": request.method == "POST" and agreed_in(request) != mark_of(sentences),
    }
