"""The agenda: as much detail as one page can bear, or two in large print."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from mentoringup.guides.documents import tree
from mentoringup.guides.documents.agenda_table import session_title, title_of
from mentoringup.guides.documents.document import GuideDocument, about_plan, frame
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.schedule import (
    LedItem,
    LedSession,
    Schedule,
    say_minutes,
    say_occasion,
    say_span,
    schedule_of,
)
from mentoringup.guides.documents.tree import Block, Inline
from mentoringup.guides.documents.voice import Voice

MOST_ROWS, MOST_LARGE_ROWS = 56, 36
"""Rows that a page bears, and two pages in large print; a session's heading counts two."""
_TITLE_ROWS = 2
_WIDTHS = (0.27, 0.58, 0.15)


def one_page_agenda(request: GuideRequest) -> GuideDocument:
    """Write the agenda in the active language: by items, by modules or by sessions."""
    schedule = schedule_of(request)
    voice = Voice(pack=request.pack, language=request.language)
    most = MOST_LARGE_ROWS if request.is_large else MOST_ROWS
    for rows_of in (_by_item, _by_module):
        rows = {session.number: rows_of(session, voice) for session in schedule.sessions}
        count = sum(len(found) + _TITLE_ROWS for found in rows.values())
        if count <= most:
            blocks = _whole(schedule, rows) if request.is_large else _by_session(schedule, rows)
            break
    else:
        count = len(schedule.sessions) + _TITLE_ROWS
        blocks = [_only_sessions(schedule)]
    metadata = frame(schedule, subtitle=about_plan(request.plan))
    return GuideDocument(metadata={**metadata, "rows": str(count)}, blocks=tuple(blocks))


def _by_session(schedule: Schedule, rows: dict[int, list[list[list[Inline]]]]) -> list[Block]:
    blocks: list[Block] = []
    for session in schedule.sessions:
        minutes = say_minutes(session.session.planned_minutes)
        day = [
            tree.heading(1, tree.text(session_title(session)), f"session-{session.number}"),
            tree.div([tree.paragraph(_when(session, minutes))], "facts"),
            _table([session], rows[session.number], title=session_title(session)),
        ]
        blocks.append(tree.div(day, "day"))
    return [tree.div(blocks, "days")]


def _whole(schedule: Schedule, rows: dict[int, list[list[list[Inline]]]]) -> list[Block]:
    """One table of everything, whose head stands once a page; a row opens each session."""
    all_rows: list[list[list[Inline]]] = []
    for session in schedule.sessions:
        title = tree.strong(tree.text(session_title(session)))
        minutes = tree.text(say_minutes(session.session.planned_minutes))
        all_rows.append([[], tree.dotted(title, _when(session)), minutes])
        all_rows += rows[session.number]
    return [_table(schedule.sessions, all_rows, title=_("Sessions"))]


def _when(session: LedSession, *more: str) -> list[Inline]:
    place = session.occasion.place if session.occasion else ""
    return tree.dotted(*map(tree.text, (say_occasion(session), place, *more)))


def _table(sessions: Sequence[LedSession], rows: list[list[list[Inline]]], *, title: str) -> Block:
    has_clock = any(session.occasion for session in sessions)
    heads = [_("When") if has_clock else _("From the start"), _("What"), _("Time")]
    return tree.table(
        [tree.text(head) for head in heads],
        rows,
        caption=tree.text(title),
        widths=_WIDTHS,
        kind="short-agenda",
        aligns=["left", "left", "right"],
    )


def _by_item(session: LedSession, voice: Voice) -> list[list[list[Inline]]]:
    return [_row([led], title_of(led, voice)) for led in session.items]


def _by_module(session: LedSession, voice: Voice) -> list[list[list[Inline]]]:
    return [
        _row(
            run,
            voice.line(voice.name(run[0].module)) if run[0].module else title_of(run[0], voice),
        )
        for run in _runs(session.items, lambda led: led.module.id if led.module else "")
    ]


def _runs(items: Iterable[LedItem], key: Callable[[LedItem], str]) -> list[list[LedItem]]:
    """Neighbors of the same module; what has none stands alone."""
    runs: list[list[LedItem]] = []
    for led in items:
        if runs and key(led) and key(led) == key(runs[-1][0]):
            runs[-1].append(led)
        else:
            runs.append([led])
    return runs


def _row(run: list[LedItem], title: list[Inline]) -> list[list[Inline]]:
    first, last = run[0], run[-1]
    minutes = sum(led.item.minutes for led in run)
    if first.is_break:
        title = tree.emphasis(title)
    return [
        tree.text(say_span(first.begins, last.ends, first.starts_at)),
        title,
        tree.text(_("%(minutes)s min") % {"minutes": minutes}),
    ]


def _only_sessions(schedule: Schedule) -> Block:
    rows = []
    for session in schedule.sessions:
        place = session.occasion.place if session.occasion else ""
        when = tree.dotted(tree.text(say_occasion(session)), tree.text(place))
        rows.append(
            [
                tree.text(session_title(session)),
                when or tree.text(_("Not yet set")),
                tree.text(say_minutes(session.session.planned_minutes)),
            ]
        )
    heads = [_("Session"), _("When and where"), _("Time")]
    return tree.table(
        [tree.text(head) for head in heads],
        rows,
        caption=tree.text(_("Sessions")),
        widths=_WIDTHS,
        kind="short-agenda",
        aligns=["left", "left", "right"],
    )
