"""A plan as a value: settings, sessions, and the items that fill their minutes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mentoringup.curriculum.enums import Form, Mode, Speaker
from mentoringup.planning.enums import ItemKind

FEWEST_MINUTES, MOST_MINUTES = 15, 600
"""Of one session."""
MOST_SESSIONS = 40
MOST_ITEMS = 200
"""In one session."""
LONGEST_ITEM = 240
MOST_PARTICIPANTS = 500
LONGEST_TITLE = 200
LONGEST_NOTE = 4_000
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a plan is for.

    Attributes:
        pack: slug of the pack at the site.
        edition: id of the edition: the audience.
        group_size: participants.
        required, wishes: ids of modules that must be, or better be, in it.
    """

    pack: str
    edition: str
    mode: Mode
    group_size: int
    required: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of a session's time.

    Attributes:
        id: unique in the plan, 8 letters and digits.
        module, activity, form: of an activity, else empty and full.
        minutes: as planned; may differ from the activity's own.
        title: as it was called when it was planned.
        note: the facilitator's own, plain text.
        is_locked: stays where it is, as it is, whatever is proposed or moved.
        speaker: who talks in an item of the facilitator's own; steps say it of activities.
    """

    id: str
    kind: ItemKind
    minutes: int
    title: str
    module: str = ""
    activity: str = ""
    form: Form = Form.FULL
    note: str = ""
    is_locked: bool = False
    speaker: Speaker = Speaker.FACILITATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """One meeting.

    Attributes:
        id: unique in the plan, 8 letters and digits.
        minutes: how long it may take.
    """

    id: str
    title: str
    minutes: int
    items: tuple[Item, ...] = ()

    @property
    def planned_minutes(self) -> int:
        """Minutes of its items, breaks included."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole."""

    settings: Settings
    sessions: tuple[PlannedSession, ...]

    def items(self) -> Iterator[tuple[PlannedSession, Item]]:
        """Every item with its session, in order."""
        return ((session, item) for session in self.sessions for item in session.items)

    def each_item(self) -> Iterator[Item]:
        """Every item, in order."""
        return (item for session in self.sessions for item in session.items)

    def session(self, session_id: str) -> PlannedSession | None:
        """The session with this id."""
        return next((one for one in self.sessions if one.id == session_id), None)

    def item(self, item_id: str) -> tuple[PlannedSession, Item] | None:
        """The item with this id, and its session."""
        return next((pair for pair in self.items() if pair[1].id == item_id), None)

    @property
    def training_minutes(self) -> int:
        """Minutes of everything but breaks."""
        return sum(item.minutes for item in self.each_item() if item.kind is not ItemKind.BREAK)


def to_document(plan: Plan) -> dict[str, Any]:
    """A plan as JSON; `from_document` reads it back."""
    given = plan.settings
    return {
        "settings": {
            "pack": given.pack,
            "edition": given.edition,
            "mode": given.mode.value,
            "group_size": given.group_size,
            "required": list(given.required),
            "wishes": list(given.wishes),
        },
        "sessions": [
            {
                "id": session.id,
                "title": session.title,
                "minutes": session.minutes,
                "items": [_item_document(item) for item in session.items],
            }
            for session in plan.sessions
        ],
    }


def _item_document(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind.value,
        "minutes": item.minutes,
        "title": item.title,
        "module": item.module,
        "activity": item.activity,
        "form": item.form.value,
        "note": item.note,
        "is_locked": item.is_locked,
        "speaker": item.speaker.value,
    }


def from_document(document: Mapping[str, Any]) -> Plan:
    """The plan that `to_document` wrote."""
    given = document["settings"]
    return Plan(
        settings=Settings(
            pack=given["pack"],
            edition=given["edition"],
            mode=Mode(given["mode"]),
            group_size=given["group_size"],
            required=tuple(given["required"]),
            wishes=tuple(given["wishes"]),
        ),
        sessions=tuple(
            PlannedSession(
                id=session["id"],
                title=session["title"],
                minutes=session["minutes"],
                items=tuple(_item(item) for item in session["items"]),
            )
            for session in document["sessions"]
        ),
    )


def _item(given: Mapping[str, Any]) -> Item:
    # A document of before there was a speaker has none.
    return Item(
        **{
            **given,
            "kind": ItemKind(given["kind"]),
            "form": Form(given["form"]),
            "speaker": Speaker(given.get("speaker", Speaker.FACILITATOR)),
        }
    )
