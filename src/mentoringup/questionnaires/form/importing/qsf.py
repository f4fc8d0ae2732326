"""A Qualtrics survey definition as a form: its blocks, in the order of its flow, page by page."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.questionnaires.form.importing.drafting import (
    Draft,
    Imported,
    short,
    with_conditions,
)
from mentoringup.questionnaires.form.importing.pairing import paired
from mentoringup.questionnaires.form.importing.qsf_questions import Questions
from mentoringup.questionnaires.form.values import Element, Page

_UNLIKE_HERE = {
    "Branch": gettext_noop(
        "A part of the survey depends on a condition there; here everybody is asked, in order."
    ),
    "BlockRandomizer": gettext_noop(
        "A part of the survey is in random order there; here everybody is asked, in order."
    ),
}
"""Steps of a flow that we take as if they were not there, with the remark on it."""
_MOST_DEEP = 20


def read(content: bytes, file: str) -> Imported:
    """Make a form of the survey's questions; deleted ones stay deleted.

    Raises:
        InputRefusedError: it is no survey definition, or asks nothing that we can ask.
    """
    try:
        return _survey(json.loads(content), file)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = "this is no Qualtrics survey definition (.qsf), or it is damaged"
        raise InputRefusedError([Reason(file=file, what=what)]) from error


def _survey(document: Mapping[str, Any], file: str) -> Imported:
    draft = Draft(file=file)
    entry = document["SurveyEntry"]
    elements = document["SurveyElements"]
    payloads = {e["PrimaryAttribute"]: e["Payload"] for e in elements if e["Element"] == "SQ"}
    language = _language(entry.get("SurveyLanguage") or "en")
    questions = Questions(draft, payloads, language)
    pages = [
        paired(page, draft)
        for block in _blocks_in_flow(elements, draft)
        for page in _pages(block, questions, draft, language)
    ]
    return draft.finish(
        id_=str(entry.get("SurveyName") or "survey"),
        title=str(entry.get("SurveyName") or "Survey"),
        languages=(language, *questions.languages),
        pages=with_conditions(pages, draft),
    )


def _language(code: str) -> str:
    """Our code of a language: `EN` is `en`, `ES-419` stays a region."""
    first, _, rest = code.replace("_", "-").partition("-")
    return f"{first.lower()}-{rest}" if rest else first.lower()


def _blocks_in_flow(elements: list[Any], draft: Draft) -> Iterator[Mapping[str, Any]]:
    """Blocks in the order in which they are asked; without a flow, in that of the file."""
    payload: Any = next((e["Payload"] for e in elements if e["Element"] == "BL"), [])
    blocks = list(payload.values()) if isinstance(payload, dict) else list(payload)
    asked = [block for block in blocks if block.get("Type") != "Trash"]
    flow = next((e["Payload"] for e in elements if e["Element"] == "FL"), None)
    order = list(_in_flow(flow.get("Flow", []), draft)) if flow else []
    by_id = {block.get("ID"): block for block in asked}
    found = [by_id[each] for each in dict.fromkeys(order) if each in by_id]
    yield from found or asked
    for block in asked:
        if found and block not in found:
            sentence = gettext("The block “%(block)s” is in no flow and was left out.")
            draft.remark(sentence, block=_name(block))


def _in_flow(flow: list[Any], draft: Draft, depth: int = 0) -> Iterator[str]:
    for step in flow if depth < _MOST_DEEP else ():
        kind = step.get("Type")
        if kind in {"Block", "Standard"}:
            yield str(step.get("ID"))
        elif kind in _UNLIKE_HERE:
            draft.remark(gettext(_UNLIKE_HERE[kind]))
        elif kind not in {"EmbeddedData", "EndSurvey", "Group", None}:
            sentence = gettext("A step “%(kind)s” of the flow was not understood and left out.")
            draft.remark(sentence, kind=kind)
        yield from _in_flow(step.get("Flow", []), draft, depth + 1)


def _pages(
    block: Mapping[str, Any], questions: Questions, draft: Draft, language: str
) -> Iterator[Page]:
    """Pages of a block; a page break ends one."""
    elements: list[Element] = []
    name = _name(block)
    for part in [*(block.get("BlockElements") or ()), {"Type": "Page Break"}]:
        if part.get("Type") == "Question":
            elements.extend(questions.elements(str(part["QuestionID"])))
        elif elements:
            title = {language: short(name)}
            yield Page(id=draft.name(f"page_{name}"), title=title, elements=tuple(elements))
            elements = []


def _name(block: Mapping[str, Any]) -> str:
    return str(block.get("Description") or "Questions").strip() or "Questions"
