"""Worksheets as pandoc's tree, with real room to write."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mentoringup.curriculum.enums import FieldKind, FilledBy
from mentoringup.curriculum.pack.values import Field, Section, Worksheet
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.drawings import picture_of
from mentoringup.guides.documents.markdown import to_blocks
from mentoringup.guides.documents.schedule import say_minutes
from mentoringup.guides.documents.tree import Align, Block, Inline
from mentoringup.guides.documents.voice import Voice

_FIRST_COLUMN = 0.3
"""Share of the line for a table's first column where the worksheet gives its texts."""
_STATEMENTS = 0.58
"""Share of the line for the statements of a scale."""
_SIGNATURES = (0.22, 0.5, 0.28)


def identifier_of(sheet: Worksheet) -> str:
    """Where links to a worksheet lead."""
    return tree.anchor("worksheet", sheet.id)


def worksheet_blocks(sheet: Worksheet, voice: Voice) -> list[Block]:
    """Give a worksheet that begins with a heading of level 1 on a new page."""
    said, language = voice.worksheet(sheet)
    title = tree.text(said.title)
    if language != voice.language:
        title = tree.span(title, lang=language)
    head = tree.heading(
        1, title, identifier_of(sheet), "new-page", "worksheet", kicker=_("Worksheet")
    )
    body = [
        tree.div([tree.paragraph(tree.text(said.purpose))], "lead"),
        tree.div([tree.paragraph(tree.text(said.privacy))], "private"),
    ]
    for section in said.sections:
        body += _section(section, said)
    return [head, _facts(said.filled_by, said.minutes), *voice.marked(body, language)]


def _facts(filled_by: FilledBy, minutes: int) -> Block:
    who = tree.text(_("For: %(who)s") % {"who": filled_by.label})
    return tree.div([tree.paragraph(tree.dotted(who, tree.text(say_minutes(minutes))))], "facts")


def _section(section: Section, sheet: Worksheet) -> list[Block]:
    return [
        tree.heading(2, tree.text(section.title)),
        *(
            [tree.div(to_blocks(section.intro, first_level=3), "section-intro")]
            if section.intro
            else []
        ),
        *(tree.div(_field(field, sheet), "field") for field in section.fields),
    ]


def _field(field: Field, sheet: Worksheet) -> list[Block]:
    label = tree.strong(tree.text(field.label))
    if field.kind is FieldKind.DATE:
        dated = [*label, {"t": "Space"}, *tree.span([], "date-line")]
        return [tree.div([tree.paragraph(dated), *_hint(field)], "dated")]
    room = _ROOMS[field.kind](field, sheet)
    return [tree.div([tree.paragraph(label), *_hint(field)], "field-label"), *room]


def _hint(field: Field) -> list[Block]:
    hints = [field.hint]
    if field.kind is FieldKind.SCALE:
        ends = _("1: %(low)s. %(points)s: %(high)s. Circle one number in each row.")
        hints.append(ends % {"low": field.low, "points": field.points, "high": field.high})
    return [tree.div([tree.paragraph(tree.text(words))], "hint") for words in hints if words]


def lines(count: int) -> Block:
    """Give lines to write on."""
    return tree.div([], "lines", count=str(count))


def room_for_notes(count: int) -> list[Block]:
    """Give lines of their own, with a word that says whose they are."""
    label = tree.div([tree.paragraph(tree.text(_("My notes")))], "notes-label")
    return [label, lines(count)]


def _text(field: Field, _sheet: Worksheet) -> list[Block]:
    return [lines(field.lines)]


def _caption(field: Field, sheet: Worksheet) -> list[Inline]:
    """What a table is, for those who find it in a list of tables."""
    return tree.text(f"{sheet.title}: {field.label}")


def _boxes(options: Sequence[str], kind: str) -> list[Block]:
    return [tree.div([tree.bullets([[tree.plain(tree.text(one))] for one in options])], kind)]


def _choice(field: Field, _sheet: Worksheet) -> list[Block]:
    return _boxes(field.options, "boxes" if field.several else "circles")


def _checklist(field: Field, _sheet: Worksheet) -> list[Block]:
    return _boxes(field.items, "boxes")


def _scale(field: Field, sheet: Worksheet) -> list[Block]:
    points = [str(point) for point in range(1, field.points + 1)]
    share = (1 - _STATEMENTS) / len(points)
    head = [tree.text(pgettext("head of a column", "Statement")), *map(tree.text, points)]
    marks = [tree.span(tree.text(point), "ring") for point in points]
    centered: Align = "center"
    aligns: list[Align] = ["left", *[centered for _point in points]]
    table = tree.table(
        head,
        [[tree.text(row), *marks] for row in field.rows],
        caption=_caption(field, sheet),
        widths=[_STATEMENTS, *[share for _point in points]],
        kind="scale",
        aligns=aligns,
    )
    return [table]


def _table(field: Field, sheet: Worksheet) -> list[Block]:
    others = len(field.columns) - 1
    first = _FIRST_COLUMN if field.rows and others > 1 else 1 / len(field.columns)
    rest = (1 - first) / others if others else 0.0
    empty: list[list[Inline]] = [[] for _column in field.columns]
    rows = [[tree.text(row), *empty[1:]] for row in field.rows]
    rows += [empty for _row in range(field.empty_rows)]
    table = tree.table(
        [tree.text(column) for column in field.columns],
        rows,
        caption=_caption(field, sheet),
        widths=[first, *[rest for _column in range(others)]],
        kind="form",
    )
    return [table]


def _drawing(field: Field, sheet: Worksheet) -> list[Block]:
    picture = picture_of(field.shape, field.height)
    return [
        tree.image(
            picture.source,
            picture.alt,
            height=f"{field.height}cm",
            id=f"{sheet.id}-{field.id}",
            shape=field.shape,
        )
    ]


def _signatures(field: Field, sheet: Worksheet) -> list[Block]:
    head = [_("Who"), _("Name and signature"), _("Date")]
    table = tree.table(
        [tree.text(word) for word in head],
        [[tree.text(role), [], []] for role in field.roles],
        caption=_caption(field, sheet),
        widths=_SIGNATURES,
        kind="form",
    )
    return [table]


_ROOMS: Mapping[FieldKind, Callable[[Field, Worksheet], list[Block]]] = {
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.CHECKLIST: _checklist,
    FieldKind.SCALE: _scale,
    FieldKind.TABLE: _table,
    FieldKind.DRAWING: _drawing,
    FieldKind.SIGNATURES: _signatures,
}
