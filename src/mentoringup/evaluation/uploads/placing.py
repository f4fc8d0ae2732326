"""What of an instrument stands in which column: as rows of a page, and back from what was sent."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from mentoreval.instruments.model import (
    Instrument,
    Occasion,
    Option,
    Question,
    QuestionKind,
)
from mentoreval.readers.crosswalk import RATINGS, ConsentColumn, Crosswalk, QuestionColumns
from mentoreval.readers.table import SourceTable
from mentoreval.readers.words import OptionWords, word_of
from mentoreval.responses import Missing

MOST_VALUES = 25
"""A column with more distinct values is no choice; its values are answers of persons."""

_KEYS = ("respondent", "implementation", "seconds", "recorded")
KINDS = {
    "unanswered": Missing.UNANSWERED,
    "not-shown": Missing.NOT_SHOWN,
    "not-applicable": Missing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A part of the instrument and the column in which it stands.

    Attributes:
        field: name of the field of the form.
        column: empty where it has none.
        about: label of the column and the words of its choices; never what somebody typed.
    """

    field: str
    label: str
    column: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """A value that stands in columns of choices, and what it means.

    Attributes:
        meaning: a code, or a key of `KINDS`; empty while nobody said.
    """

    field: str
    value: str
    meaning: str
    choices: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What the field of the value and that of its meaning have in common."""
        return self.field.removeprefix("v.")

    @property
    def group(self) -> str:
        """Ratings, or the id of an item or a question."""
        return self.key.rsplit(".", 1)[0]


def rating_in_words(item: str, occasion: Occasion) -> str:
    """An item as it is rated on one of the two occasions."""
    return f"{item} {_('BEFORE') if occasion is Occasion.BEFORE else _('NOW')}"


def part_in_words(part: str) -> str:
    """A part of an instrument as mentoreval names it, in the language of now."""
    item, _space, when = part.partition(" ")
    known = {occasion.upper(): occasion for occasion in Occasion}
    return rating_in_words(item, known[when]) if when in known else part


def lines_of(table: SourceTable, instrument: Instrument, crosswalk: Crosswalk) -> list[Line]:
    """Every part of the instrument in its order, with its column.

    Choices of a question have lines of their own where it does not stand in one column.
    """
    about = {column.name: column.label for column in table.columns}
    found = [
        (f"r.{item.id}.{occasion}", f"{rating_in_words(item.id, occasion)}: {item.topic}", column)
        for item in instrument.items
        for occasion in Occasion
        for column in [crosswalk.ratings.get((item.id, occasion), "")]
    ]
    for question in instrument.questions:
        where = crosswalk.questions.get(question.id, QuestionColumns())
        found.append((f"q.{question.id}", f"{question.id}: {question.topic}", where.column))
        if question.kind is QuestionKind.MULTIPLE and not where.column:
            column_of = {code: name for name, code in where.columns.items()}
            found.extend(
                (
                    f"o.{question.id}.{option.code}",
                    f"{question.id}, “{option.label}”",
                    column_of.get(option.code, ""),
                )
                for option in question.options
            )
    return [
        Line(field=field, label=label, column=column, about=about.get(column, ""))
        for field, label, column in found
    ]


def keys_of(crosswalk: Crosswalk) -> dict[str, str]:
    """Columns that are no part of the instrument, and the words of consent, by field."""
    consent = crosswalk.consent
    found = {f"k.{key}": getattr(crosswalk, key) or "" for key in _KEYS}
    return found | {
        "k.consent": consent.column if consent else "",
        "k.consent_yes": "; ".join(consent.yes) if consent else "",
        "k.consent_no": "; ".join(consent.no) if consent else "",
    }


def value_lines(
    table: SourceTable, instrument: Instrument, crosswalk: Crosswalk
) -> list[ValueLine]:
    """Values of columns of choices, by group, where one of the group is not understood."""
    found = []
    for group, options, columns in _groups(instrument, crosswalk):
        values = _values(table, columns)
        declared = crosswalk.options.get(group)
        meanings = {one: _meaning(one, options, declared, crosswalk) for one in values}
        if len(values) > MOST_VALUES or (all(meanings.values()) and not declared):
            continue
        choices = _choices(options)
        found += [
            ValueLine(
                field=f"v.{group}.{place}", value=value, meaning=meanings[value], choices=choices
            )
            for place, value in enumerate(values)
        ]
    for question in instrument.questions:
        found += _unread_selections(table, question, crosswalk)
    return found


def _unread_selections(
    table: SourceTable, question: Question, crosswalk: Crosswalk
) -> Iterator[ValueLine]:
    """Cells of several choices that can't be read; they can only be said to be no answer."""
    where = crosswalk.questions.get(question.id)
    if question.kind is not QuestionKind.MULTIPLE or where is None or not where.column:
        return
    words = OptionWords(question.options)
    values = [
        value
        for value in _values(table, [where.column])
        if words.codes(value, table.multi_separator or ",;") is None
    ]
    if len(values) > MOST_VALUES:
        return
    for place, value in enumerate(values):
        yield ValueLine(
            field=f"v.{question.id}.{place}",
            value=value,
            meaning=_meaning(value, (), None, crosswalk),
            choices=_choices(()),
        )


def corrected(
    sent: Mapping[str, str], *, table: SourceTable, instrument: Instrument, before: Crosswalk
) -> tuple[Crosswalk, list[str]]:
    """The crosswalk that somebody sent, and what is wrong with it, one sentence each.

    A part that was left without a column was not asked.
    """
    ratings = {
        (item.id, occasion): column
        for item in instrument.items
        for occasion in Occasion
        if (column := sent.get(f"r.{item.id}.{occasion}", "").strip())
    }
    questions = dict(_questions(sent, instrument))
    keys = {key: sent.get(f"k.{key}", "").strip() or None for key in _KEYS}
    options, missing = _meanings(sent, before)
    made = replace(
        before,
        respondent=keys["respondent"],
        implementation=keys["implementation"],
        seconds=keys["seconds"],
        recorded=keys["recorded"],
        consent=_consent(sent),
        ratings=ratings,
        questions=questions,
        options=options,
        missing=missing,
        not_asked=frozenset(),
    )
    not_asked = frozenset(part.split(" ")[0] for part in made.unplaced(instrument))
    return replace(made, not_asked=not_asked), list(_faults(made, table))


def _questions(
    sent: Mapping[str, str], instrument: Instrument
) -> Iterator[tuple[str, QuestionColumns]]:
    for question in instrument.questions:
        if column := sent.get(f"q.{question.id}", "").strip():
            yield question.id, QuestionColumns(column=column)
            continue
        columns = {
            column: option.code
            for option in question.options
            if (column := sent.get(f"o.{question.id}.{option.code}", "").strip())
        }
        if columns:
            yield question.id, QuestionColumns(columns=columns)


def _consent(sent: Mapping[str, str]) -> ConsentColumn | None:
    column = sent.get("k.consent", "").strip()
    if not column:
        return None
    return ConsentColumn(
        column=column,
        yes=_words(sent.get("k.consent_yes", "")),
        no=_words(sent.get("k.consent_no", "")),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(";") if word.strip()))


def _meanings(
    sent: Mapping[str, str], before: Crosswalk
) -> tuple[dict[str, dict[str, int]], dict[str, Missing]]:
    """What values mean: codes by group, and kinds of missing."""
    options: dict[str, dict[str, int]] = {}
    missing = dict(before.missing)
    for field, value in sent.items():
        if not field.startswith("w."):
            continue
        meaning = sent.get(f"v.{field.removeprefix('w.')}", "")
        group = field.removeprefix("w.").rsplit(".", 1)[0]
        if meaning in KINDS:
            missing[value] = KINDS[meaning]
        elif meaning.isdecimal():
            missing.pop(value, None)
            options.setdefault(group, {})[value] = int(meaning)
    return options, missing


def _faults(made: Crosswalk, table: SourceTable) -> Iterator[str]:
    known, dropped = set(table.frame.columns), set(table.dropped_columns)
    columns = [(name, part_in_words(part)) for name, part in made.columns()]
    for name, part in columns:
        if name in dropped:
            yield _("%(part)s: the column “%(column)s” tells who a person is; it was not read.") % {
                "part": part,
                "column": name,
            }
        elif name not in known:
            yield _("%(part)s: the file has no column “%(column)s”.") % {
                "part": part,
                "column": name,
            }
    for name, times in Counter(name for name, _part in columns).items():
        if times > 1:
            parts = ", ".join(part for column, part in columns if column == name)
            yield _("The column “%(column)s” stands for several parts: %(parts)s.") % {
                "column": name,
                "parts": parts,
            }
    if made.consent and not (made.consent.yes and made.consent.no):
        yield _("Say which values of the column of consent mean yes, and which mean no.")


def _groups(
    instrument: Instrument, crosswalk: Crosswalk
) -> Iterator[tuple[str, tuple[Option, ...], list[str]]]:
    """Columns that share options: those of all ratings alike, and each question of choices."""
    shared = {item.options for item in instrument.items}
    if len(shared) == 1:
        yield RATINGS, shared.pop(), list(crosswalk.ratings.values())
    else:
        for item in instrument.items:
            columns = [c for (id_, _when), c in crosswalk.ratings.items() if id_ == item.id]
            yield item.id, item.options, columns
    for question in instrument.questions:
        where = crosswalk.questions.get(question.id)
        if question.kind is QuestionKind.SINGLE and where:
            yield question.id, question.options, [where.column]


def _values(table: SourceTable, columns: list[str]) -> list[str]:
    """Distinct values of the columns, sorted; more than `MOST_VALUES` are not all listed."""
    found: set[str] = set()
    for name in columns:
        if name in table.frame.columns and len(found) <= MOST_VALUES:
            cells = table.frame[name].drop_nulls().unique().head(MOST_VALUES + 1)
            found |= set(cells.to_list())
    return sorted(found)


def _meaning(
    value: str,
    options: tuple[Option, ...],
    declared: Mapping[str, int] | None,
    crosswalk: Crosswalk,
) -> str:
    missing = {word_of(word): kind for word, kind in crosswalk.missing.items()}
    if (kind := missing.get(word_of(value))) is not None:
        return next(key for key, one in KINDS.items() if one is kind)
    code = OptionWords(options, declared=declared).code(value)
    return "" if code is None else str(code)


def _choices(options: tuple[Option, ...]) -> tuple[tuple[str, str], ...]:
    words = {
        "unanswered": _("not answered"),
        "not-shown": _("never shown"),
        "not-applicable": _("does not apply"),
    }
    codes = ((str(option.code), f"{option.code}: {option.label}") for option in options)
    return (*codes, *words.items())
