"""One item of the facilitator guide: minutes, words to say, what to listen for, its case."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Form, Group, Speaker
from mentoringup.curriculum.pack.values import Activity, Case
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import identifier_of, source, title_of, title_of_own
from mentoringup.guides.documents.hues import hue_of
from mentoringup.guides.documents.schedule import (
    LedItem,
    Schedule,
    say_minutes,
    say_span,
    say_start,
    spread,
)
from mentoringup.guides.documents.tree import Block
from mentoringup.guides.documents.voice import Voice
from mentoringup.planning.enums import ItemKind

_MINUTE = timedelta(minutes=1)
_STEP_WIDTHS = (0.12, 0.09, 0.22, 0.57)


def item_blocks(led: LedItem, schedule: Schedule, voice: Voice, *, level: int) -> list[Block]:
    """Everything about one item, below a heading of `level`; a break is one line."""
    if led.is_break:
        return [_break(led)]
    color = hue_of(led.module.id if led.module else "")
    head = tree.heading(level, title_of(led, voice), identifier_of(led), "item", color=color)
    body = [head, _facts(led)]
    if led.item.note:
        body.append(_note(led.item.note))
    if led.activity is None:
        if led.item.kind is ItemKind.ACTIVITY:
            words = _("The curriculum has this activity no more; its notes can't be printed.")
            body.append(tree.div([tree.paragraph(tree.text(words))], "aside"))
        return body
    body += _needs(led.activity, voice)
    body += _steps(led, led.activity, voice)
    body += _notes(led.activity, schedule, voice, level=level + 1)
    body += _cases(led.activity, schedule, voice, level=level + 1)
    return body


def _break(led: LedItem) -> Block:
    words = title_of_own(led)
    time = say_span(led.begins, led.ends, led.starts_at)
    line = tree.dotted(tree.strong(tree.text(words)), tree.text(time), _length(led))
    blocks = [tree.paragraph(line)]
    if led.item.note:
        blocks.append(tree.paragraph(tree.text(led.item.note)))
    return tree.div(blocks, "break")


def _length(led: LedItem) -> list[tree.Inline]:
    return tree.text(say_minutes(led.item.minutes))


def _facts(led: LedItem) -> Block:
    time = tree.strong(tree.text(say_span(led.begins, led.ends, led.starts_at)))
    kind = tree.text(str(led.activity.kind.label)) if led.activity else []
    is_short = led.activity is not None and led.item.form is Form.SHORT
    form = tree.text(_("short form")) if is_short else []
    return tree.div([tree.paragraph(tree.dotted(time, _length(led), kind, form))], "facts")


def _note(note: str) -> Block:
    label = tree.paragraph(tree.strong(tree.text(_("Your note"))))
    lines = [tree.paragraph(tree.text(line)) for line in note.splitlines() if line.strip()]
    return tree.div([label, *lines], "own-note")


def _needs(activity: Activity, voice: Voice) -> list[Block]:
    """What it aims at, and what has to lie ready."""
    module = voice.pack.module_by_id[activity.module]
    aims = [one.text for one in module.objectives if one.id in activity.objectives]
    strategies = [one.name for one in voice.pack.strategies if one.id in activity.strategies]
    sheets = [voice.pack.worksheet_by_id[name].title for name in activity.worksheets]
    rows = [
        (_("Aims"), " ".join(aims)),
        (_("Mentoring up"), _listed(strategies)),
        (_("Bring"), _listed([*activity.materials])),
        (_("Worksheets"), _listed(sheets)),
    ]
    lines = [
        tree.paragraph(tree.strong(tree.text(f"{label}.")), voice.line(source(words)))
        for label, words in rows
        if words
    ]
    return [tree.div(lines, "needs")] if lines else []


def _listed(words: Sequence[str]) -> str:
    return "; ".join(word.strip().rstrip(".") for word in words)


def _steps(led: LedItem, activity: Activity, voice: Voice) -> list[Block]:
    form = led.item.form
    steps = [step for step in activity.steps if step.minutes_in(form)]
    if not steps:
        return []
    minutes = spread([step.minutes_in(form) for step in steps], led.item.minutes)
    rows, begins = [], led.begins
    for step, length in zip(steps, minutes, strict=True):
        start = led.starts_at and led.starts_at + (begins - led.begins) * _MINUTE
        group = tree.text(str(Group(step.group).label))
        if step.speaker is Speaker.FACILITATOR:
            group = tree.spaced(group, tree.emphasis(tree.text(_("(you speak)"))))
        rows.append(
            [
                tree.text(say_start(begins, start)),
                tree.text(_("%(minutes)s min") % {"minutes": length}),
                group,
                voice.sentence(source(step.do)),
            ]
        )
        begins += length
    heads = [_("Starts"), _("Time"), _("Who"), _("What happens")]
    blocks = [
        tree.table(
            [tree.text(head) for head in heads],
            rows,
            caption=tree.text(_("Minute by minute: %(title)s") % {"title": activity.title}),
            widths=_STEP_WIDTHS,
            kind="steps",
            aligns=["left", "right", "left", "left"],
        )
    ]
    written = activity.minutes_in(form)
    if written != led.item.minutes:
        words = _(
            "It is written for %(written)s; the steps above are fitted to the %(planned)s of your"
            " plan."
        ) % {"written": say_minutes(written), "planned": say_minutes(led.item.minutes)}
        blocks.append(tree.div([tree.paragraph(tree.text(words))], "hint"))
    return blocks


def _notes(activity: Activity, schedule: Schedule, voice: Voice, *, level: int) -> list[Block]:
    return [
        block
        for title, text, kind in _sections(activity, schedule)
        if text
        for block in (
            tree.heading(level, tree.text(title), "", "note", kind),
            tree.div(voice.blocks(source(text), first_level=level + 1), kind),
        )
    ]


def _sections(activity: Activity, schedule: Schedule) -> Iterator[tuple[str, str, str]]:
    notes = activity.notes
    yield _("What to say"), notes.say, "say"
    yield _("What to listen for"), notes.listen, "listen"
    yield _("What tends to go wrong"), notes.wrong, "wrong"
    yield _("How to close"), notes.close, "close"
    if schedule.is_remote:
        yield _("Online"), notes.online, "online"
    if schedule.is_large:
        yield _("With a large group"), notes.large, "large"


def _cases(activity: Activity, schedule: Schedule, voice: Voice, *, level: int) -> list[Block]:
    cases = schedule.cases_of(activity)
    if not cases:
        return []
    return [*_case(cases[0], voice, level=level), *_others(cases[1:], voice)]


def _case(case: Case, voice: Voice, *, level: int) -> list[Block]:
    title = tree.spaced(tree.text(_("The case:")), voice.line(source(case.title)))
    who = tree.dotted(tree.text(str(case.setting.label)), voice.line(source(case.mentee)))
    inner = min(level + 1, 5)
    return [
        tree.heading(level, title, "", "case-title"),
        tree.div([tree.paragraph(who)], "facts"),
        tree.div(voice.blocks(source(case.story), first_level=inner), "story"),
        tree.heading(inner, tree.text(_("Questions"))),
        *voice.blocks(source(case.questions), first_level=inner),
        tree.heading(inner, tree.text(_("Commentary, for you alone"))),
        tree.div(voice.blocks(source(case.commentary), first_level=inner), "commentary"),
    ]


def _others(cases: Sequence[Case], voice: Voice) -> list[Block]:
    if not cases:
        return []
    lines = [
        [
            tree.plain(
                tree.strong(voice.line(source(case.title))),
                tree.text(f"({case.setting.label})"),
                voice.line(source(f"{case.mentee}: {', '.join(case.themes)}.")),
            )
        ]
        for case in cases
    ]
    words = _("Other cases that suit this activity and this edition:")
    return [tree.div([tree.paragraph(tree.text(words)), tree.bullets(lines)], "others")]
