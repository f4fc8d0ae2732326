"""A file that was understood as texts of a pack; what it says as before keeps its text."""

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher
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
        key: _kept(value, before.front.get(key), current.front[key])
        if key in current.front
        else value
        for key, value in new.front.items()
    }
    sections = {
        title: _kept(text, before.sections.get(title, ""), current.sections[title])
        if title in current.sections
        else text
        for title, text in new.sections.items()
    }
    return replace(
        new, front=front, lead=_kept(new.lead, before.lead, current.lead), sections=sections
    )


def _kept(new: Any, before: Any, current: Any) -> Any:
    """The value, or the current one where it says what `before` said; of a text, each paragraph."""
    if normal(new) == normal(before):
        return current
    if not all(isinstance(one, str) for one in (new, before, current)):
        return new
    olds, nows = _paragraphs(before), _paragraphs(current)
    if len(olds) != len(nows):
        return new
    kept = []
    wanted = _paragraphs(new)
    for name, i1, i2, j1, j2 in SequenceMatcher(None, olds, wanted, autojunk=False).get_opcodes():
        kept += nows[i1:i2] if name == "equal" else wanted[j1:j2]
    return "\n\n".join(kept)


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n[ \t]*\n(?:[ \t]*\n)*", text.strip())
