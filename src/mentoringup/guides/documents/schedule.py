"""A plan with its pack and its clock: sessions and items in the order in which they are led."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.values import Activity, Case, Module, Pack
from mentoringup.guides.documents.occasion import Occasion
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import clock_times
from mentoringup.planning.plan import Item, PlannedSession
from mentoringup.ui.dates import say_clock, say_time
from mentoringup.ui.zones import zone_named

LARGE_GROUP = 16
"""With more participants than this, the variants for large groups are printed."""
_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LedItem:
    """An item with its time.

    Attributes:
        number: in the whole plan, from 1.
        module, activity: of the pack; None for breaks, own items, and what the pack has no more.
        begins, ends: minutes from the beginning of the session.
        starts_at: in the place's zone; None without a clock.
    """

    number: int
    item: Item
    module: Module | None
    activity: Activity | None
    begins: int
    ends: int
    starts_at: datetime | None

    @property
    def is_break(self) -> bool:
        """Whether nobody works."""
        return self.item.kind is ItemKind.BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class LedSession:
    """A session with its clock; `number` counts from 1."""

    number: int
    session: PlannedSession
    occasion: Occasion | None
    items: tuple[LedItem, ...]

    @property
    def modules(self) -> tuple[Module, ...]:
        """Its modules, in the order in which they begin."""
        found = {led.module.id: led.module for led in self.items if led.module}
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """All sessions of a plan."""

    request: GuideRequest
    sessions: tuple[LedSession, ...]

    @property
    def pack(self) -> Pack:
        """The pack that it is planned with."""
        return self.request.pack

    @property
    def edition(self) -> str | None:
        """Id of the edition; None where the pack has it no more."""
        edition = self.request.plan.settings.edition
        return edition if edition in self.pack.edition_by_id else None

    @property
    def is_remote(self) -> bool:
        """Whether somebody takes part online."""
        return self.request.plan.settings.mode is not Mode.IN_PERSON

    @property
    def is_large(self) -> bool:
        """Whether the group is a large one."""
        return self.request.plan.settings.group_size > LARGE_GROUP

    @property
    def modules(self) -> tuple[Module, ...]:
        """Modules of the plan, in the order in which they begin."""
        found = {module.id: module for session in self.sessions for module in session.modules}
        return tuple(found.values())

    def items(self) -> Iterator[LedItem]:
        """Every item, in order."""
        return (led for session in self.sessions for led in session.items)

    def activities_of(self, module: Module) -> tuple[Activity, ...]:
        """The activities that the plan takes from a module, each once, in order."""
        found = {
            led.activity.id: led.activity
            for led in self.items()
            if led.activity and led.activity.module == module.id
        }
        return tuple(found.values())

    def cases_of(self, activity: Activity) -> tuple[Case, ...]:
        """The cases of an activity that suit the edition; the first is the proposal."""
        module = self.pack.module_by_id[activity.module]
        cases = (module.case_by_id[name] for name in activity.cases)
        return tuple(case for case in cases if case.suits(edition=self.edition))


def schedule_of(request: GuideRequest) -> Schedule:
    """Put a plan, its pack and its clock together."""
    sessions: list[LedSession] = []
    number = 0
    for place, session in enumerate(request.plan.sessions, 1):
        occasion = request.occasions.get(session.id)
        items = _items(session, occasion, request.pack, after=number)
        number += len(items)
        sessions.append(
            LedSession(number=place, session=session, occasion=occasion, items=tuple(items))
        )
    return Schedule(request=request, sessions=tuple(sessions))


def _items(
    session: PlannedSession, occasion: Occasion | None, pack: Pack, *, after: int
) -> list[LedItem]:
    times = clock_times(session, starts_at=start_of(occasion) if occasion else None)
    led = []
    for number, time in enumerate(times, after + 1):
        module = pack.module_by_id.get(time.item.module)
        led.append(
            LedItem(
                number=number,
                item=time.item,
                module=module,
                activity=module.activity_by_id.get(time.item.activity) if module else None,
                begins=time.begins,
                ends=time.ends,
                starts_at=time.starts_at,
            )
        )
    return led


def start_of(occasion: Occasion) -> datetime:
    """The start on the clocks of its place."""
    zone = zone_named(occasion.zone)
    return occasion.starts_at.astimezone(zone) if zone else occasion.starts_at


def say_occasion(led: LedSession) -> str:
    """Say when a session is: "Wed, Oct 19, 2022, 4:00-5:30 pm PDT"; empty without a clock."""
    if led.occasion is None:
        return ""
    minutes = max(led.session.minutes, led.session.planned_minutes)
    starts_at = led.occasion.starts_at
    return say_time(starts_at, starts_at + timedelta(minutes=minutes), led.occasion.zone).words


def say_span(begins: int, ends: int, starts_at: datetime | None) -> str:
    """Say from when to when, by the clock, or in hours and minutes from the start."""
    if starts_at is None:
        return f"{_elapsed(begins)}–{_elapsed(ends)}"
    first = say_clock(starts_at)
    last = say_clock(starts_at + timedelta(minutes=ends - begins))
    half = first.rpartition(" ")[2]
    is_same_half = half in {"am", "pm"} and last.endswith(half)
    return f"{first.rpartition(' ')[0] if is_same_half else first}–{last}"


def say_start(begins: int, starts_at: datetime | None) -> str:
    """Say when something begins."""
    return _elapsed(begins) if starts_at is None else say_clock(starts_at)


def say_minutes(minutes: int) -> str:
    """Say how long: "45 minutes", "2 hours", "2 hours 15 minutes"."""
    hours, rest = divmod(minutes, _HOUR)
    if hours < 2:  # noqa: PLR2004  up to two hours, minutes are what people plan with
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    whole = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    if not rest:
        return whole
    left = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    return _("%(hours)s %(minutes)s") % {"hours": whole, "minutes": left}


def _elapsed(minutes: int) -> str:
    return f"{minutes // _HOUR}:{minutes % _HOUR:02d}"


def spread(written: list[int], planned: int) -> list[int]:
    """Spread `planned` minutes over steps in the proportions in which they are written.

    Whole minutes; the largest remainders get what is left, earlier steps first.
    """
    total = sum(written)
    if total in {planned, 0}:
        return written
    shares = [minutes * planned / total for minutes in written]
    whole = [int(share) for share in shares]
    order = sorted(range(len(written)), key=lambda place: (whole[place] - shares[place], place))
    for place in order[: planned - sum(whole)]:
        whole[place] += 1
    return whole
