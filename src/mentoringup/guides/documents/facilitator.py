"""The facilitator guide: how to use it, each session minute by minute, care, and the primer."""

from django.utils.translation import gettext as _

from mentoringup.curriculum.pack.values import Module
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import (
    agenda_table,
    session_title,
    source,
)
from mentoringup.guides.documents.document import GuideDocument, about_plan, frame, source_line
from mentoringup.guides.documents.facilitator_items import item_blocks
from mentoringup.guides.documents.hues import hue_of
from mentoringup.guides.documents.materials import materials
from mentoringup.guides.documents.overview import sessions_table
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.rooms import set_up
from mentoringup.guides.documents.schedule import (
    LedSession,
    Schedule,
    say_minutes,
    say_occasion,
    schedule_of,
)
from mentoringup.guides.documents.tree import Block
from mentoringup.guides.documents.voice import Voice


def facilitator_guide(request: GuideRequest) -> GuideDocument:
    """Write the guide in the active language; the facilitator's texts are in the pack's own."""
    schedule = schedule_of(request)
    voice = Voice(pack=request.pack, language=request.language)
    blocks = [*_how_to_use(voice), *_overview(schedule, voice)]
    seen: set[str] = set()
    for session in schedule.sessions:
        blocks += _session(session, schedule, voice, seen=seen)
    blocks += _care(schedule, voice)
    blocks += _primer(voice)
    blocks += _source(schedule)
    metadata = frame(schedule, subtitle=about_plan(request.plan))
    return GuideDocument(metadata=metadata, blocks=tuple(blocks))


def _how_to_use(voice: Voice) -> list[Block]:
    sentences = [
        _(
            "Each session begins with its agenda, what to bring, and how to set up. Then come its"
            " activities, one after the other, minute by minute."
        ),
        _(
            "Words with a bar at their side are meant to be said. Say them in your own voice, or"
            " read them out. All other text is for you."
        ),
        _(
            "Read the pages on care and limits at the end before you lead. They say what you can"
            " promise, and where to send somebody who tells of harm."
        ),
        _(
            "The participants have a packet of their own. It holds the prompts, the cases without"
            " the commentary, and the worksheets."
        ),
    ]
    blocks = [
        tree.heading(1, tree.text(_("How to use this guide")), "how-to-use"),
        tree.bullets([[tree.plain(tree.text(words))] for words in sentences]),
    ]
    if not voice.is_source:
        words = _("The facilitator's texts of this curriculum are in English.")
        blocks.append(tree.div([tree.paragraph(tree.text(words))], "aside"))
    return blocks


def _overview(schedule: Schedule, voice: Voice) -> list[Block]:
    return [
        tree.heading(1, tree.text(_("At a glance")), "at-a-glance"),
        sessions_table(
            schedule,
            caption=_("Sessions of this plan"),
            title_of=lambda session: tree.link(
                tree.text(session_title(session)), f"#{_session_id(session)}"
            ),
            name_of=lambda module: voice.line(source(module.name)),
        ),
    ]


def _session_id(session: LedSession) -> str:
    return f"session-{session.number}"


def _session(
    session: LedSession, schedule: Schedule, voice: Voice, *, seen: set[str]
) -> list[Block]:
    head = tree.heading(
        1, tree.text(session_title(session)), _session_id(session), "new-page", "session"
    )
    place = session.occasion.place if session.occasion else ""
    minutes = say_minutes(session.session.planned_minutes)
    when = tree.dotted(*map(tree.text, (say_occasion(session), place, minutes)))
    blocks = [
        head,
        tree.div([tree.paragraph(when)], "facts"),
        agenda_table(session, voice, has_links=True),
        tree.heading(2, tree.text(_("What to bring"))),
        materials(schedule, session, voice),
        tree.heading(2, tree.text(_("How to set up"))),
        tree.bullets([[tree.plain(tree.text(words))] for words in set_up(schedule, session)]),
    ]
    module: Module | None = None
    for led in session.items:
        if led.module and led.module is not module:
            module = led.module
            blocks += _module(module, session, voice, is_new=module.id not in seen)
            seen.add(module.id)
        blocks += item_blocks(led, schedule, voice, level=3 if module else 2)
    return blocks


def _module(module: Module, session: LedSession, voice: Voice, *, is_new: bool) -> list[Block]:
    name = voice.line(source(module.name))
    title = name if is_new else tree.spaced(name, tree.text(_("(continued)")))
    identifier = tree.anchor("session", str(session.number), module.id)
    head = tree.heading(2, title, identifier, "module", color=hue_of(module.id))
    if not is_new:
        return [head]
    aims = [[tree.plain(voice.line(source(one.text)))] for one in module.objectives]
    care = tree.link(
        tree.text(_("Care and limits: what to say, where to send somebody")), f"#{_care_id(module)}"
    )
    return [
        head,
        *voice.blocks(source(module.purpose), first_level=3),
        tree.div(
            [
                tree.paragraph(tree.strong(tree.text(_("Afterwards, participants can:")))),
                tree.bullets(aims),
                tree.paragraph(care),
            ],
            "aside",
        ),
    ]


def _care_id(module: Module) -> str:
    return tree.anchor("care", module.id)


def _care(schedule: Schedule, voice: Voice) -> list[Block]:
    blocks: list[Block] = []
    for module in schedule.modules:
        head = tree.heading(
            1, voice.line(source(module.guidance.title)), _care_id(module), "new-page", "care"
        )
        facts = tree.div([tree.paragraph(voice.line(source(module.name)))], "facts")
        blocks += [head, facts, *voice.blocks(source(module.guidance.text), first_level=2)]
    return blocks


def _primer(voice: Voice) -> list[Block]:
    primer = voice.pack.primer
    return [
        tree.heading(1, voice.line(source(primer.title)), "primer", "new-page"),
        *voice.blocks(source(primer.text), first_level=2),
    ]


def _source(schedule: Schedule) -> list[Block]:
    return [tree.div([tree.paragraph(tree.text(source_line(schedule.pack)))], "source")]
