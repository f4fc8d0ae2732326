"""Slides: a title for each session and module, and for each item its prompt and question.

Speaker notes hold what to say. What doesn't fit one slide goes on to the next.
"""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Group
from mentoringup.curriculum.pack.values import Activity, Case, Module
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import session_title, source, title_of
from mentoringup.guides.documents.document import GuideDocument, edition_name, frame, source_line
from mentoringup.guides.documents.hues import hue_of
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.schedule import (
    LedItem,
    LedSession,
    Schedule,
    say_minutes,
    say_occasion,
    schedule_of,
    spread,
)
from mentoringup.guides.documents.tree import Block
from mentoringup.guides.documents.voice import Voice

MOST_LINES = 11.5
"""Of text on one slide, in the size that a room can read."""
LINE = 78
"""Letters on a line of a slide."""
_QUESTION = re.compile(r"[^.?!:\n]*\?")
_QUOTED = re.compile(r"^> ?", re.MULTILINE)


def slides(request: GuideRequest) -> GuideDocument:
    """Write the slides in the active language; speaker notes are in the pack's own."""
    schedule = schedule_of(request)
    voice = Voice(pack=request.pack, language=request.language)
    blocks: list[Block] = []
    for session in schedule.sessions:
        blocks += _session(session, schedule, voice)
    blocks += _closing(schedule)
    metadata = frame(schedule, subtitle=edition_name(schedule))
    return GuideDocument(metadata=metadata, blocks=tuple(blocks))


def _session(session: LedSession, schedule: Schedule, voice: Voice) -> Iterator[Block]:
    title = tree.text(session_title(session))
    yield tree.heading(1, title, f"session-{session.number}", "session")
    when = say_occasion(session)
    agenda = [
        tree.spaced(voice.line(voice.name(module)), tree.text(_length_of(module, session)))
        for module in session.modules
    ]
    first = [tree.paragraph(tree.text(when))] if when else []
    listed = [tree.bullets([[tree.plain(line)] for line in agenda])] if agenda else []
    yield from _paged(tree.text(_("Today")), [*first, *listed], notes=[])
    module: Module | None = None
    for led in session.items:
        if led.module and led.module is not module:
            module = led.module
            yield from _module(module, voice, session)
        yield from _item(led, schedule, voice)


def _length_of(module: Module, session: LedSession) -> str:
    minutes = sum(led.item.minutes for led in session.items if led.module is module)
    return f"({_('%(minutes)s min') % {'minutes': minutes}})"


def _module(module: Module, voice: Voice, session: LedSession) -> Iterator[Block]:
    identifier = tree.anchor("session", str(session.number), module.id)
    title = voice.line(voice.name(module))
    yield tree.heading(1, title, identifier, "module", color=hue_of(module.id))
    aims = tree.bullets(
        [[tree.plain(voice.line(voice.objective(module, one)))] for one in module.objectives]
    )
    purpose = voice.blocks(source(module.purpose), first_level=3)
    yield from _paged(tree.text(_("What you can do afterwards")), [aims], notes=purpose)


def _item(led: LedItem, schedule: Schedule, voice: Voice) -> Iterator[Block]:
    title, length = title_of(led, voice), tree.text(say_minutes(led.item.minutes))
    notes = [tree.paragraph(tree.text(led.item.note))] if led.item.note else []
    if led.activity is None:
        timing = tree.div([tree.paragraph(length)], "question")
        yield from _paged(title, [timing], notes=notes)
        return
    activity = led.activity
    prompts = voice.blocks(voice.prompts(activity), first_level=3)
    question = _question_of(activity.notes.say)
    shown: list[Block] = [tree.div([tree.paragraph(_timing(led, activity))], "timing")]
    if prompts:
        shown += prompts
    elif question:
        shown.append(tree.div([tree.paragraph(voice.sentence(source(question)))], "question"))
    say = voice.blocks(source(activity.notes.say), first_level=3)
    close = voice.blocks(source(activity.notes.close), first_level=3)
    ending = tree.paragraph(tree.strong(tree.text(_("How to close"))))
    yield from _paged(title, shown, notes=[*notes, *say, ending, *close])
    for case in schedule.cases_of(activity)[:1]:
        yield from _case(case, voice)


def _timing(led: LedItem, activity: Activity) -> list[tree.Inline]:
    """How long in all, and in which groups: neighbors in the same group are added up."""
    steps = [step for step in activity.steps if step.minutes_in(led.item.form)]
    minutes = spread([step.minutes_in(led.item.form) for step in steps], led.item.minutes)
    runs: list[tuple[Group, int]] = []
    for step, length in zip(steps, minutes, strict=True):
        if runs and runs[-1][0] is step.group:
            runs[-1] = (step.group, runs[-1][1] + length)
        else:
            runs.append((step.group, length))
    parts = [
        _("%(group)s %(minutes)s min") % {"group": Group(group).label, "minutes": length}
        for group, length in runs
    ]
    return tree.dotted(
        tree.strong(tree.text(say_minutes(led.item.minutes))), *map(tree.text, parts)
    )


def _question_of(say: str) -> str:
    """The last question that the facilitator is to ask; empty if there is none."""
    quoted = [line for line in say.splitlines() if line.startswith(">")]
    words = " ".join(_QUOTED.sub("", "\n".join(quoted)).split())
    questions = [found.group().strip(' "“”*_') for found in _QUESTION.finditer(words)]
    return questions[-1] if questions else ""


def _case(case: Case, voice: Voice) -> Iterator[Block]:
    title, _story, questions = voice.case(case)
    named = tree.spaced(tree.text(_("A case:")), voice.line(title))
    commentary = voice.blocks(source(case.commentary), first_level=3)
    yield from _paged(named, voice.blocks(questions, first_level=3), notes=commentary)


def _closing(schedule: Schedule) -> list[Block]:
    words = source_line(schedule.pack)
    line = tree.div([tree.paragraph(tree.text(words))], "small")
    return _slide(tree.text(_("Where this comes from")), [line], notes=[])


def _paged(
    title: Sequence[tree.Inline], blocks: Sequence[Block], *, notes: Sequence[Block]
) -> Iterator[Block]:
    """One slide, or as many as the text takes; notes are on the first."""
    pages = _pages(blocks)
    for number, page in enumerate(pages, 1):
        named = list(title)
        if number > 1:
            named = tree.spaced(named, tree.text(f"({number})"))
        yield from _slide(named, page, notes=notes if number == 1 else [])


def _slide(
    title: Sequence[tree.Inline], blocks: Sequence[Block], *, notes: Sequence[Block]
) -> list[Block]:
    slide = [tree.heading(2, title), *blocks]
    return [*slide, tree.div(notes, "notes")] if notes else slide


def _pages(blocks: Sequence[Block]) -> list[list[Block]]:
    """As few slides as hold the blocks, with about as much on each."""
    pieces = [part for block in blocks for part in _pieces(block)]
    fewest = len(_filled(pieces, MOST_LINES))
    steps = range(1, int(MOST_LINES * 2) + 1)
    limits = (step / 2 for step in steps)
    even = next((some for some in limits if len(_filled(pieces, some)) == fewest), MOST_LINES)
    return _filled(pieces, even)


def _filled(pieces: Sequence[Block], most: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    room = most
    for piece in pieces:
        height = _height(piece)
        if pages[-1] and height > room:
            pages.append([])
            room = most
        _append(pages[-1], piece)
        room -= height
    return pages


def _pieces(block: Block) -> list[Block]:
    """A list as lists of one, numbered on; a division that only names a language as its blocks."""
    if block["t"] == "BulletList":
        return [tree.bullets([item]) for item in block["c"]]
    if block["t"] == "OrderedList":
        (start, *_style), items = block["c"]
        return [tree.numbers([item], start=start + place) for place, item in enumerate(items)]
    if block["t"] == "Div" and not block["c"][0][1]:
        language = dict(block["c"][0][2])
        return [tree.div([part], **language) for inner in block["c"][1] for part in _pieces(inner)]
    return [block]


def _append(page: list[Block], piece: Block) -> None:
    """Add a piece; a list goes on where the one before it ended."""
    if page and page[-1]["t"] == piece["t"] == "BulletList":
        page[-1] = tree.bullets([*page[-1]["c"], *piece["c"]])
    elif page and page[-1]["t"] == piece["t"] == "OrderedList":
        (start, *_style), items = page[-1]["c"]
        page[-1] = tree.numbers([*items, *piece["c"][1]], start=start)
    else:
        page.append(piece)


def _height(block: Block) -> float:
    words = tree.words_of(block)
    return max(1, -(-len(words) // LINE)) + 0.3
