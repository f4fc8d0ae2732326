"""A file that was understood as texts of a pack; what it says as before keeps its text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.pack.documents import Document, document_of, normal, text_from
from mentoringup.curriculum.pack.paths import part_path
from mentoringup.curriculum.pack.single_module.reading import ModuleFile


def texts_from(
    file: ModuleFile, *, current: Mapping[str, str], before: ModuleFile | None = None
) -> dict[str, str]:
    """The texts of every part in a file, by path.

    Args:
        file: as understood.
        current: texts of the pack now.
        before: what the current module becomes on the same way out and in, where that way changes
            texts (Word): what is as in there was not touched, and stays as it is now.
    """
    texts = {}
    for path, document in file.documents.items():
        text = current.get(path)
        if before is not None and text is not None and path in before.documents:
            document = _untouched(document, before.documents[path], document_of(path, text))  # noqa: PLW2901  the same document, in our words
        texts[path] = text_from(document, path=path, current=text)
    return texts


def missing_from(file: ModuleFile, *, current: Mapping[str, str]) -> tuple[str, ...]:
    """Paths of the module's parts that the file leaves out, of the languages that it has."""
    spoken = {where.language for path in file.documents if (where := part_path(path))}
    return tuple(
        path
        for path in sorted(current)
        if (where := part_path(path)) is not None
        and where.module == file.module
        and where.language in spoken
        and path not in file.documents
    )


def refuse_other_module(file: ModuleFile, *, module: str, name: str) -> None:
    """Refuse a file of another module.

    Raises:
        InputRefusedError: it is.
    """
    if file.module != module:
        what = f"is the module '{file.module}'; expected '{module}'"
        raise InputRefusedError([Reason(what=what, file=name)])


def _untouched(new: Document, before: Document, current: Document) -> Document:
    """The new document, with what equals `before` as it is now."""
    front: dict[str, Any] = {
        key: current.front[key]
        if key in current.front and normal(value) == normal(before.front.get(key))
        else value
        for key, value in new.front.items()
    }
    sections = {
        title: current.sections[title]
        if title in current.sections and text.strip() == before.sections.get(title, "").strip()
        else text
        for title, text in new.sections.items()
    }
    is_same_lead = new.lead.strip() == before.lead.strip()
    lead = current.lead if is_same_lead else new.lead
    return replace(new, front=front, lead=lead, sections=sections)
