"""What the page works with: the items of a session with their notes, their clock and their words.

Texts are Markdown unless they say otherwise. `to_json` is the part that the page's script reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentoringup.curriculum.enums import Form, Group, Mode, Speaker
from mentoringup.curriculum.pack.values import Activity, Case, Module, Pack
from mentoringup.delivery.merging import ItemChange, NoteChange, SessionChange, Words
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import clock_times
from mentoringup.planning.plan import Item, PlannedSession, Settings

LARGE_GROUP = 16
"""From so many participants on, the notes for a large group are shown first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of an activity, in the form that was planned."""

    minutes: int
    group: Group
    speaker: Speaker
    do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """A case at hand.

    Attributes:
        is_proposed: the first that suits the edition.
    """

    title: str
    mentee: str
    story: str
    questions: str
    commentary: str
    is_proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSheet:
    """What the pack says about an activity.

    Attributes:
        online, large: empty unless the session is online, or the group large.
        materials, worksheets: plain names.
    """

    say: str
    listen: str
    wrong: str
    close: str
    online: str
    large: str
    steps: tuple[StepLine, ...]
    materials: tuple[str, ...]
    worksheets: tuple[str, ...]
    cases: tuple[CaseSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """An item of the session.

    Attributes:
        module: id; empty for breaks and items of one's own.
        module_name: empty too where the pack has no such module any more.
        begins: minutes from the start of the session, as planned.
        note: the facilitator's own from the plan, plain text.
        notes: None where the pack has no such activity.
    """

    id: str
    title: str
    kind: ItemKind
    module: str
    module_name: str
    activity: str
    is_short: bool
    minutes: int
    begins: int
    note: str
    notes: NotesSheet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A session to be led."""

    title: str
    minutes: int
    items: tuple[SheetItem, ...]


def sheet_of(session: PlannedSession, *, settings: Settings, pack: Pack) -> Sheet:
    """The sheet of a planned session; notes come from the pack as it is now."""
    items = tuple(_item(time.item, time.begins, settings, pack) for time in clock_times(session))
    return Sheet(title=session.title, minutes=session.planned_minutes, items=items)


def _item(item: Item, begins: int, settings: Settings, pack: Pack) -> SheetItem:
    module = pack.module_by_id.get(item.module)
    activity = module.activity_by_id.get(item.activity) if module else None
    notes = _notes(activity, module, item.form, settings, pack) if module and activity else None
    return SheetItem(
        id=item.id,
        title=item.title,
        kind=item.kind,
        module=item.module,
        module_name=module.name if module else "",
        activity=item.activity,
        is_short=item.form is Form.SHORT,
        minutes=item.minutes,
        begins=begins,
        note=item.note,
        notes=notes,
    )


def _notes(
    activity: Activity, module: Module, form: Form, settings: Settings, pack: Pack
) -> NotesSheet:
    said = activity.notes
    worksheets = (pack.worksheet_by_id.get(name) for name in activity.worksheets)
    return NotesSheet(
        say=said.say,
        listen=said.listen,
        wrong=said.wrong,
        close=said.close,
        online=said.online if settings.mode is not Mode.IN_PERSON else "",
        large=said.large if settings.group_size >= LARGE_GROUP else "",
        steps=tuple(
            StepLine(
                minutes=step.minutes_in(form), group=step.group, speaker=step.speaker, do=step.do
            )
            for step in activity.steps
            if step.minutes_in(form)
        ),
        materials=activity.materials,
        worksheets=tuple(one.title for one in worksheets if one),
        cases=_cases(activity, module, settings.edition),
    )


def _cases(activity: Activity, module: Module, edition: str) -> tuple[CaseSheet, ...]:
    found = (module.case_by_id.get(name) for name in activity.cases)
    suiting: list[Case] = [case for case in found if case and case.suits(edition=edition)]
    return tuple(
        CaseSheet(
            title=case.title,
            mentee=case.mentee,
            story=case.story,
            questions=case.questions,
            commentary=case.commentary,
            is_proposed=place == 0,
        )
        for place, case in enumerate(suiting)
    )


def words_to_json(words: Words) -> dict[str, Any]:
    """The words on a session, as the page's script merges them."""
    return {
        "session": _session_word(words.session) if words.session else None,
        "items": {name: _item_word(word) for name, word in sorted(words.items.items())},
        "notes": {name: _note_word(word) for name, word in sorted(words.notes.items())},
    }


def _session_word(word: SessionChange) -> dict[str, Any]:
    return {
        "id": word.id,
        "item": "",
        "at": _iso(word.at),
        "started_at": _iso(word.started_at),
        "ended_at": _iso(word.ended_at),
    }


def _item_word(word: ItemChange) -> dict[str, Any]:
    return {
        "id": word.id,
        "item": word.item,
        "at": _iso(word.at),
        "state": word.state.value,
        "seconds": word.seconds,
    }


def _note_word(word: NoteChange) -> dict[str, Any]:
    return {"id": word.id, "item": word.item, "at": _iso(word.at), "note": word.note}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="milliseconds") if moment else None


def to_json(
    sheet: Sheet, words: Words, *, now: datetime, more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the page's script works with; `more` are addresses, the zone, the token."""
    return {
        "now": _iso(now),
        "items": [
            {"id": item.id, "minutes": item.minutes, "title": item.title} for item in sheet.items
        ],
        "words": words_to_json(words),
        **(more or {}),
    }
