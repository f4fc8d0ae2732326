"""What the columns of a part say, read from its text: values in, values out."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoringup.curriculum.enums import Facet, Form, PartKind
from mentoringup.curriculum.pack import values
from mentoringup.curriculum.pack.paths import PartPath, part_path
from mentoringup.curriculum.pack.reading import read_part
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE

LONGEST_TITLE = 200
LONGEST_TITLE_WORDS = 400
LONGEST_WORD = 40
"""Longer words are cut, in texts and in what is searched for."""

_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIndex:
    """Everything but the text that is stored of a part, as `models.Part` describes it.

    Attributes:
        facets: facet and value, each once.
    """

    where: PartPath
    digest: str
    position: int
    title: str
    title_words: str
    minutes: int | None
    short_minutes: int | None
    activity_kind: str
    words: str
    facets: frozenset[tuple[Facet, str]]


def index_of(path: str, text: str, *, modules: Sequence[str]) -> PartIndex:
    """What is stored of a part.

    Args:
        path: in the pack.
        text: of the file.
        modules: ids of the pack's modules, in their order.

    Raises:
        InputRefusedError: no part has this path, or the text does not fit.
    """
    where = part_path(path)
    if where is None:
        what = "no file of a pack has this name; see docs/curriculum-packs.md"
        raise InputRefusedError([Reason(what=what, file=path)])
    value = _plain(read_part(path, text))
    title, told = _said(where, value)
    activity = value if isinstance(value, values.Activity) else None
    return PartIndex(
        where=where,
        digest=digest_of(text),
        position=modules.index(where.module) + 1 if where.module in modules else 0,
        title=title[:LONGEST_TITLE],
        title_words="".join(f" {word}" for word in folded(title).split())[:LONGEST_TITLE_WORDS],
        minutes=_minutes(value),
        short_minutes=(
            activity.minutes_in(Form.SHORT) if activity and activity.has_short_form else None
        ),
        activity_kind=activity.kind.value if activity else "",
        words=folded(" ".join((title, *told))),
        facets=frozenset(_facets(value)),
    )


def digest_of(text: str) -> str:
    """SHA-256 of a text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def folded(text: str) -> str:
    """The words of a text, of letters and digits alone, joined by single spaces.

    Lower case, without accents, markup and addresses of links. Whatever is searched for is folded
    in the same way, so that both databases find the same.
    """
    plain = unicodedata.normalize("NFKD", _ADDRESS.sub(" ", text).casefold())
    letters = "".join(
        one if one.isalnum() else "" if unicodedata.combining(one) else " " for one in plain
    )
    return " ".join(word[:LONGEST_WORD] for word in letters.split())


def _plain(value: Any) -> Any:
    """The value without the source that some readers give with it."""
    if isinstance(value, tuple) and len(value) == 2 and hasattr(value[1], "document"):  # noqa: PLR2004  a pair
        return value[0]
    return value


def _minutes(value: Any) -> int | None:
    if isinstance(value, values.Activity):
        return value.minutes_in(Form.FULL)
    return value.minutes if isinstance(value, values.Worksheet) else None


def _facets(value: Any) -> Iterator[tuple[Facet, str]]:
    """What is named by id; empty lists of editions and modes mean all, and give no facet."""
    if isinstance(value, values.Activity):
        yield from ((Facet.MODE, mode.value) for mode in value.modes)
        yield from ((Facet.GROUP, step.group.value) for step in value.steps)
        yield from ((Facet.WORKSHEET, name) for name in value.worksheets)
    if isinstance(value, values.Case):
        yield (Facet.SETTING, value.setting.value)
    if isinstance(value, values.Activity | values.Case):
        yield from ((Facet.OBJECTIVE, name) for name in value.objectives)
        yield from ((Facet.EDITION, name) for name in value.editions)
    if isinstance(value, values.Module):
        yield from ((Facet.OBJECTIVE, objective.id) for objective in value.objectives)


def _said(where: PartPath, value: Any) -> tuple[str, Iterator[str]]:
    """The title of a part, and all else that people read of it."""
    if where.language and where.kind in {PartKind.ACTIVITY, PartKind.CASE}:
        return value[0], iter(value[1:])
    return _SAID[where.kind](value)


def _of_pack(source: Any) -> tuple[str, Iterator[str]]:
    given = source.value
    names = chain.from_iterable(one["names"].values() for one in given["editions"])
    about = (given["about"], *given["authors"], *given["title"].values())
    return given["title"][SOURCE_LANGUAGE], chain(about, names)


def _of_strategies(strategies: Sequence[values.Strategy]) -> tuple[str, Iterator[str]]:
    return "", (text for one in strategies for text in (one.name, one.text))


def _of_text(value: values.Primer | values.Guidance) -> tuple[str, Iterator[str]]:
    return value.title, iter((value.text,))


def _of_module(value: values.Module | values.ModuleTranslation) -> tuple[str, Iterator[str]]:
    own = (value.summary, *value.aliases, value.pre_work, value.follow_up)
    if isinstance(value, values.ModuleTranslation):
        return value.name, chain(own, value.objectives.values())
    objectives = (objective.text for objective in value.objectives)
    read = chain.from_iterable((one.authors, one.title, one.source) for one in value.reading)
    return value.name, chain((value.purpose,), own, objectives, read)


def _of_activity(value: values.Activity) -> tuple[str, Iterator[str]]:
    notes = value.notes
    told = (notes.say, notes.listen, notes.wrong, notes.close, notes.online, notes.large)
    steps = (step.do for step in value.steps)
    return value.title, chain(steps, value.materials, told, (notes.participants,))


def _of_case(value: values.Case) -> tuple[str, Iterator[str]]:
    texts = (value.mentee, *value.themes, value.story, value.questions, value.commentary)
    return value.title, iter(texts)


def _of_worksheet(value: values.Worksheet) -> tuple[str, Iterator[str]]:
    return value.title, chain((value.purpose, value.privacy), _of_sections(value.sections))


def _of_sections(sections: Sequence[values.Section]) -> Iterator[str]:
    for section in sections:
        yield from (section.title, section.intro)
        for field in section.fields:
            yield from (field.label, field.hint, field.low, field.high)
            yield from (*field.options, *field.columns, *field.rows, *field.items, *field.roles)


_SAID: Mapping[PartKind, Callable[[Any], tuple[str, Iterator[str]]]] = {
    PartKind.PACK: _of_pack,
    PartKind.STRATEGIES: _of_strategies,
    PartKind.PRIMER: _of_text,
    PartKind.MODULE: _of_module,
    PartKind.GUIDANCE: _of_text,
    PartKind.ACTIVITY: _of_activity,
    PartKind.CASE: _of_case,
    PartKind.WORKSHEET: _of_worksheet,
}
