"""The participant packet: what each module is for, prompts, cases, worksheets, reading."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mentoringup.curriculum.pack.values import Activity, Case, Module, Reference, Worksheet
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import session_title
from mentoringup.guides.documents.document import (
    GuideDocument,
    edition_name,
    frame,
    source_line,
)
from mentoringup.guides.documents.hues import hue_of
from mentoringup.guides.documents.overview import sessions_table
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.schedule import Schedule, schedule_of
from mentoringup.guides.documents.tree import Block, Inline
from mentoringup.guides.documents.voice import Voice, has_other_language
from mentoringup.guides.documents.worksheets import identifier_of, room_for_notes, worksheet_blocks

_PROMPT_LINES, _CASE_LINES = 3, 4
"""Room to write after a prompt, and after a case."""
_SHORT_PROMPT = 1200
"""Letters of a prompt that stays on one page."""
_DOI = "https://doi.org/"


def participant_packet(request: GuideRequest) -> GuideDocument:
    """Write the packet in the active language."""
    schedule = schedule_of(request)
    voice = Voice(pack=request.pack, language=request.language)
    body: list[Block] = []
    shown: set[str] = set()
    for module in schedule.modules:
        body += _module(module, schedule, voice, shown=shown)
    sheets = [block for sheet in _worksheets(schedule) for block in worksheet_blocks(sheet, voice)]
    blocks = [
        *_welcome(has_missing_words=has_other_language([*body, *sheets])),
        *_sessions(schedule, voice),
        *_strategies(schedule, voice),
        *body,
        *_reading(schedule, voice),
        *sheets,
        tree.div([tree.paragraph(tree.text(source_line(request.pack)))], "source"),
    ]
    metadata = frame(schedule, subtitle=edition_name(schedule))
    return GuideDocument(metadata=metadata, blocks=tuple(blocks))


def _welcome(*, has_missing_words: bool) -> list[Block]:
    sentences = [
        _("This packet is yours. Nobody collects it, and you decide what you show and to whom."),
        _(
            "For each part it says what you can take from it, what to do before and after, and what"
            " you will work on. At the end are what to read further, and worksheets to write on."
        ),
    ]
    blocks = [tree.div([tree.paragraph(tree.text(words))], "lead") for words in sentences[:1]]
    blocks += [tree.paragraph(tree.text(words)) for words in sentences[1:]]
    if has_missing_words:
        words = _("Some texts don't exist in this language yet; they stand here in English.")
        blocks.append(tree.div([tree.paragraph(tree.text(words))], "aside"))
    return blocks


def _sessions(schedule: Schedule, voice: Voice) -> list[Block]:
    return [
        tree.heading(1, tree.text(_("When we meet")), "when-we-meet"),
        sessions_table(
            schedule,
            caption=_("Sessions"),
            title_of=lambda session: tree.text(session_title(session)),
            name_of=lambda module: voice.line(voice.name(module)),
        ),
    ]


def _worksheets(schedule: Schedule) -> list[Worksheet]:
    names = {
        name: None for led in schedule.items() if led.activity for name in led.activity.worksheets
    }
    return [schedule.pack.worksheet_by_id[name] for name in names]


def _module(module: Module, schedule: Schedule, voice: Voice, *, shown: set[str]) -> list[Block]:
    name = voice.line(voice.name(module))
    head = tree.heading(
        1, name, tree.anchor("module", module.id), "module", color=hue_of(module.id)
    )
    blocks = [
        head,
        tree.div([tree.paragraph(voice.line(voice.summary(module)))], "lead"),
        tree.heading(2, tree.text(_("What you can do afterwards"))),
        tree.bullets(
            [[tree.plain(voice.line(voice.objective(module, one)))] for one in module.objectives]
        ),
        *_titled(_("Before we meet"), voice.blocks(voice.pre_work(module), first_level=3)),
    ]
    for activity in schedule.activities_of(module):
        blocks += _activity(activity, schedule, voice, shown=shown)
    return blocks + _titled(
        _("In the two weeks after"), voice.blocks(voice.follow_up(module), first_level=3)
    )


def _titled(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [tree.heading(2, tree.text(title)), *blocks] if blocks else []


def _strategies(schedule: Schedule, voice: Voice) -> list[Block]:
    """All that the modules work on, once."""
    named = {name for module in schedule.modules for name in module.strategies}
    rows = []
    for strategy in voice.pack.strategies:
        if strategy.id in named:
            name, text = voice.strategy(strategy)
            label = tree.strong(voice.line(name))
            rows.append(tree.paragraph([*label, *tree.text(".")], voice.line(text)))
    if not rows:
        return []
    title = tree.text(_("Ways of mentoring up"))
    return [tree.heading(1, title, "ways-of-mentoring-up"), tree.div(rows, "strategies")]


def _activity(
    activity: Activity, schedule: Schedule, voice: Voice, *, shown: set[str]
) -> list[Block]:
    prompts = voice.prompts(activity)
    cases = [case for case in schedule.cases_of(activity)[:1] if case.id not in shown]
    blocks: list[Block] = []
    if prompts.words:
        prompt = [
            tree.heading(2, voice.line(voice.title(activity)), "", "prompt"),
            *voice.blocks(prompts, first_level=3),
            *(_pointers(activity, voice) or room_for_notes(_PROMPT_LINES)),
        ]
        is_short = len(tree.words_of(prompt)) <= _SHORT_PROMPT
        blocks = [tree.div(prompt, "together")] if is_short else prompt
    for case in cases:
        shown.add(case.id)
        blocks += _case(case, voice)
    return blocks


def _pointers(activity: Activity, voice: Voice) -> list[Block]:
    """Where the worksheets of an activity are."""
    links = []
    for name in activity.worksheets:
        sheet = voice.pack.worksheet_by_id[name]
        said, language = voice.worksheet(sheet)
        title = voice.line(voice.own(said.title)) if language == "en" else tree.text(said.title)
        links.append(tree.link(title, f"#{identifier_of(sheet)}"))
    if not links:
        return []
    label = tree.strong(tree.text(_("Worksheet:")))
    return [tree.div([tree.paragraph(label, tree.dotted(*links))], "pointer")]


def _case(case: Case, voice: Voice) -> list[Block]:
    title, story, questions = voice.case(case)
    named = tree.spaced(tree.text(_("A case:")), voice.line(title))
    return [
        tree.heading(2, named, tree.anchor("case", case.module, case.id), "case"),
        tree.div(voice.blocks(story, first_level=3), "story"),
        tree.heading(3, tree.text(_("Questions"))),
        *voice.blocks(questions, first_level=4),
        *room_for_notes(_CASE_LINES),
    ]


def _reading(schedule: Schedule, voice: Voice) -> list[Block]:
    """What to read further, by module; what two of them name stands once."""
    blocks: list[Block] = []
    shown: set[Reference] = set()
    for module in schedule.modules:
        entries = [[tree.plain(_entry(one))] for one in module.reading if one not in shown]
        shown.update(module.reading)
        if entries:
            name = voice.line(voice.name(module))
            blocks += [tree.heading(2, name), tree.div([tree.bullets(entries)], "reading")]
    if not blocks:
        return []
    title = tree.text(_("Further reading"))
    return [tree.heading(1, title, "further-reading"), *blocks]


def _entry(one: Reference) -> list[Inline]:
    facts = tree.spaced(
        tree.text(f"{one.authors} ({one.year})."),
        tree.emphasis(tree.text(one.title)),
        tree.text(f"{one.source}."),
    )
    if not one.doi:
        return facts
    return tree.spaced(facts, tree.link(tree.text(f"doi:{one.doi}"), f"{_DOI}{one.doi}"))
