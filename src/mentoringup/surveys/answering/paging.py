"""Where somebody stands among her pages, and where she goes from there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.reading import PageReading
from mentoringup.questionnaires.form.values import ElementKind, said
from mentoringup.surveys.domain.visiting import Visit, plans_kept
from mentoringup.surveys.draft import Draft
from mentoringup.surveys.enums import FOLLOW_UPS
from mentoringup.surveys.errors import LinkIsUnknownError


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page of questions as it is to be shown.

    Attributes:
        place: of the page in the form, from 1.
        total: how many pages she sees.
        typed: by variable, what was typed and can't be read.
        faults: a sentence by variable.
    """

    coming: Visit
    draft: Draft
    shown: ShownPage
    place: int
    total: int
    typed: Mapping[str, str]
    faults: Mapping[str, str]

    def fault_list(self) -> str:
        """The faults above the questions, with links to the fields; empty where there are none."""
        if not self.faults:
            return ""
        names = _names(self.shown, self.draft.language)
        faults = [
            {"variable": variable, "question": names.get(variable, ""), "sentence": sentence}
            for variable, sentence in self.faults.items()
        ]
        return render_to_string("surveys/answering/faults.html", {"faults": faults})


def page_view(coming: Visit, place: int, reading: PageReading | None = None) -> PageView:
    """The page of this place, after it was read or as it was saved.

    Raises:
        LinkIsUnknownError: she is not asked this page.
    """
    draft = coming.draft
    if draft is None:
        raise LinkIsUnknownError
    pages = coming.asking.pages(draft.answers)
    for shown in pages:
        if coming.asking.place_of(shown) == place:
            return PageView(
                coming=coming,
                draft=draft,
                shown=shown,
                place=place,
                total=len(pages),
                typed={**draft.typed, **(reading.typed if reading else {})},
                faults=dict(reading.faults) if reading else {},
            )
    raise LinkIsUnknownError


def place_to_go_on(coming: Visit) -> int:
    """The place of the furthest page that she saw, or of the next one that she is asked.

    Raises:
        LinkIsUnknownError: there is nothing to answer.
    """
    places = _places(coming)
    if not places:
        raise LinkIsUnknownError
    return next((place for place in places if place > coming.furthest), places[-1])


def next_step(
    coming: Visit, pages: Sequence[ShownPage], place: int, go: str
) -> tuple[str, dict[str, Any]]:
    """Name of the next page and what its address needs.

    Args:
        coming: whose.
        pages: that she sees.
        place: where she is.
        go: "back", "review", else on.
    """
    places = [coming.asking.place_of(shown) for shown in pages]
    if go == "back":
        before = [one for one in places if one < place]
        return ("page", {"place": before[-1]}) if before else ("answer", {})
    after = [one for one in places if one > place]
    if after and go != "review":
        return "page", {"place": after[0]}
    has_consent_to_ask = coming.asking.consent is not None
    if has_consent_to_ask and coming.draft is not None and not coming.draft.has_met_consent:
        return "consent", {}
    return "review", {}


def last_place(coming: Visit) -> int:
    """The place of her last page."""
    return _places(coming)[-1]


def planned_card(view: PageView) -> str:
    """What she planned in an earlier wave, in her words; on the first page of a follow-up."""
    if view.shown.number != 1 or view.coming.asking.kind not in FOLLOW_UPS:
        return ""
    plans = plans_kept(view.coming)
    return render_to_string("surveys/answering/planned.html", {"plans": plans}) if plans else ""


def _places(coming: Visit) -> list[int]:
    answers = coming.draft.answers if coming.draft else {}
    return [coming.asking.place_of(shown) for shown in coming.asking.pages(answers)]


def _names(shown: ShownPage, language: str) -> dict[str, str]:
    """The question of each variable of a page."""
    names: dict[str, str] = {}
    for element in shown.readable:
        if element.kind is ElementKind.RATINGS:
            for row in element.rows:
                words = said(row.text, language)
                names |= {f"{row.id}_before": words, f"{row.id}_now": words}
        elif element.kind is ElementKind.MATRIX:
            names |= {row.id: said(row.text, language) for row in element.rows}
        else:
            names |= dict.fromkeys(element.variables(), said(element.text, language))
    return names
