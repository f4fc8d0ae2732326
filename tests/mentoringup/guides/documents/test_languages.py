"""In another language, every word of the frame goes through the translations."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.utils import translation

from mentoringup.curriculum.enums import Length
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.writing import write_document
from mentoringup.guides.enums import FileFormat, GuideKind
from printed_plans import NAME, PLACE, module_plan, request_of

_MARK = "‡"
_WORD = re.compile(r"[^\W\d_]{2,}")
_HOLDER = re.compile(r"%\(\w+\)s")


def marked(message: str) -> str:
    """A message as if translated: every word of it carries a mark, what it holds doesn't."""
    held = _HOLDER.findall(message)
    bare = [_WORD.sub(lambda found: found.group() + _MARK, one) for one in _HOLDER.split(message)]
    return "".join(one + place for one, place in zip(bare, [*held, ""], strict=True))


@pytest.fixture
def pretend_translations(monkeypatch) -> None:
    def plain(message: str) -> str:
        return marked(message)

    def in_context(_context: str, message: str) -> str:
        return marked(message)

    def counted(one: str, many: str, number: int) -> str:
        return marked(one if number == 1 else many)

    for name, made in (("gettext", plain), ("pgettext", in_context), ("ngettext", counted)):
        monkeypatch.setattr(translation._trans, name, made, raising=False)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_of(one))
    elif isinstance(value, (tuple, list)):
        yield from (text for one in value for text in texts_of(one))
    elif is_dataclass(value):
        yield from (text for one in fields(value) for text in texts_of(getattr(value, one.name)))


def vocabulary(*texts: str) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(text)}


def unmarked_words(document) -> set[str]:
    """Words of the document that are neither marked nor said to be in another language."""
    found: set[str] = set()

    def gather(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                gather(one)
        elif isinstance(node, dict):
            if node["t"] in {"Div", "Span"} and dict(node["c"][0][2]).get("lang"):
                return
            if node["t"] == "Str":
                words = re.findall(rf"[^\W\d_]{{2,}}{_MARK}?", node["c"])
                found.update(word.lower() for word in words if not word.endswith(_MARK))
            gather(node.get("c"))

    gather(list(document.blocks))
    return found


@pytest.mark.usefixtures("pretend_translations")
@pytest.mark.parametrize("module", [module.id for module in shipped_pack().modules])
def test_a_spanish_packet_has_no_english_word_of_the_frame(module):
    pack = shipped_pack()
    plan = module_plan(module, length=Length.LONG, edition="early-career-investigators")
    request = request_of(plan, GuideKind.PACKET, FileFormat.PDF, language="es")
    spanish = vocabulary(
        *texts_of(pack.translations["es"]), *(edition.names["es"] for edition in pack.editions)
    )
    references = vocabulary(
        *(text for one in pack.module_by_id[module].reading for text in texts_of(one)), "doi"
    )
    given = vocabulary(NAME, PLACE, "Morning PDT", pack.titles["en"], *pack.authors, pack.license)

    with translation.override("es"):
        document = write_document(request)

    assert unmarked_words(document) - spanish - references - given == set()


@pytest.mark.usefixtures("pretend_translations")
@pytest.mark.parametrize("kind", list(GuideKind))
def test_words_around_every_document_are_translated(kind):
    format_ = FileFormat.HTML
    request = request_of(module_plan("communication"), kind, format_, language="es")

    with translation.override("es"):
        metadata = write_document(request).metadata

    names = ["kicker", "page-word", "contents-word", "skip-word", "notes-word"]
    assert [name for name in names if _MARK not in metadata[name]] == []


def test_a_module_that_is_wholly_translated_needs_no_english():
    plan = module_plan("communication")
    request = request_of(plan, GuideKind.PACKET, FileFormat.PDF, language="es")

    with translation.override("es"):
        blocks = list(write_document(request).blocks)

    is_marked: Callable[[dict], bool] = lambda node: (  # noqa: E731
        node["t"] in {"Div", "Span"} and "lang" in dict(node["c"][0][2])
    )
    assert [tree.words_of(node) for node in tree.walk(blocks) if is_marked(node)] == []
