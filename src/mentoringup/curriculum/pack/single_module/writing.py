"""A module's texts as one Markdown file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.pack.documents import Document, document_of
from mentoringup.curriculum.pack.paths import PartPath, part_path
from mentoringup.curriculum.pack.single_module import form

_ORDER: Final = (PartKind.MODULE, PartKind.GUIDANCE, PartKind.ACTIVITY, PartKind.CASE)
_ABOUT: Final = (
    "This file is one module of a curriculum. Change texts and tables as you like. Keep the first "
    "word of each large heading, the small headings, and the ids. What stands above the first "
    "large heading is not read."
)


def parts_of_module(texts: Mapping[str, str], module: str) -> dict[PartPath, str]:
    """The parts of a module, its own language first, each kind together."""
    found = {
        where: text
        for path, text in texts.items()
        if (where := part_path(path)) is not None and where.module == module
    }
    order = sorted(found, key=lambda one: (one.language, _ORDER.index(one.kind), one.key))
    return {where: found[where] for where in order}


def module_text(
    texts: Mapping[str, str], module: str, *, for_word: bool = False, translations: bool = True
) -> str:
    """A module as one Markdown file.

    Args:
        texts: of the pack, by path; all of them can be read.
        module: its id.
        for_word: write plain text so that pandoc doesn't take it for markup.
        translations: with those of the module, its activities and cases.
    """
    blocks = [_ABOUT]
    for where, text in parts_of_module(texts, module).items():
        if translations or not where.language:
            blocks += _blocks(where, document_of(where.path, text), for_word=for_word)
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _blocks(where: PartPath, document: Document, *, for_word: bool) -> Iterator[str]:
    front = document.front
    spoken = f" ({where.language})" if where.language else ""
    title = str(front["name"] if where.kind is PartKind.MODULE else front["title"])
    yield f"# {form.KINDS[where.kind]}{spoken}: {form.title_text(title, for_word=for_word)}"
    rows = list(_properties(where, front, for_word=for_word))
    if rows:
        yield form.table_text((form.PROPERTY, form.VALUE), rows)
    if where.kind is PartKind.MODULE:
        yield from _of_module(front, for_word=for_word)
    if "steps" in front:
        yield f"## {form.STEPS}"
        yield _rows_text(form.STEP_COLUMNS, front["steps"], for_word=for_word)
    if document.lead:
        yield form.sheltered(document.lead)
    for heading, text in document.sections.items():
        yield f"## {heading}"
        yield form.sheltered(text)


def _properties(
    where: PartPath, front: Mapping[str, Any], *, for_word: bool
) -> Iterator[tuple[str, str]]:
    """Rows of the table below a heading."""
    plain = {"is_plain": True, "for_word": for_word}
    if where.kind is not PartKind.GUIDANCE:
        yield form.ID, where.key
    for key, word in form.SINGLE.items():
        if key in front:
            value = front[key]
            said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            yield word, form.cell_text(said, **plain)
    for key, word in form.SEVERAL.items():
        if key == "objectives" and where.kind is PartKind.MODULE:
            continue
        for one in front.get(key, ()):
            yield word, form.cell_text(str(one), **plain)


def _of_module(front: Mapping[str, Any], *, for_word: bool) -> Iterator[str]:
    yield from _text(front, "purpose")
    objectives = front["objectives"]
    if isinstance(objectives, dict):
        objectives = [{"id": key, "text": text} for key, text in objectives.items()]
    yield f"## {form.OBJECTIVES}"
    yield _rows_text(form.OBJECTIVE_COLUMNS, objectives, for_word=for_word)
    yield from _text(front, "pre_work")
    yield from _text(front, "follow_up")
    if front.get("reading"):
        yield f"## {form.READING}"
        yield _rows_text(form.READING_COLUMNS, front["reading"], for_word=for_word)
    for length, word in form.LENGTHS.items():
        if given := front.get("lengths", {}).get(length):
            yield f"## {word}"
            yield _rows_text(
                form.CHOSEN_COLUMNS, list(map(_chosen, given["activities"])), for_word=for_word
            )
            if unserved := given.get("unserved"):
                rows = [
                    dict(zip(form.UNSERVED_COLUMNS, one, strict=True)) for one in unserved.items()
                ]
                yield _rows_text(form.UNSERVED_COLUMNS, rows, for_word=for_word)


def _chosen(one: str | Mapping[str, str]) -> dict[str, str]:
    if isinstance(one, str):
        return {"activity": one}
    ((activity, chosen),) = one.items()
    return {"activity": activity, "form": chosen}


def _text(front: Mapping[str, Any], key: str) -> Iterator[str]:
    if text := str(front.get(key, "")).strip():
        yield f"## {form.TEXTS[key]}"
        yield form.sheltered(text)


def _rows_text(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], *, for_word: bool) -> str:
    return form.table_text(
        columns,
        [
            [
                form.cell_text(
                    str(row.get(column, "")),
                    is_plain=column not in form.MARKDOWN_COLUMNS,
                    for_word=for_word,
                )
                for column in columns
            ]
            for row in rows
        ],
    )
