"""What was adapted, planned and led at Lakeside, by the functions that pages call.

Rosa makes one activity the site's own, after the workshop in which it ran over. Jonas plans the
series from a template, leads what is over, keeps the plan as a template of the site, and has four
hours proposed to him.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mentoringup.curriculum.domain.adapting import Edit, save_parts
from mentoringup.curriculum.domain.library import find_pack, pack_at
from mentoringup.curriculum.domain.parts import find_part, translations_of
from mentoringup.curriculum.enums import Length, Mode, PartKind
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Pack
from mentoringup.delivery.domain.opening import open_delivery
from mentoringup.delivery.domain.recording import end_session, start_session, touch_item
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.models import Delivery
from mentoringup.home.demo import story_of_teaching as story
from mentoringup.home.demo.past import sessions_of
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.planning import editing
from mentoringup.planning.beginning import of_sessions
from mentoringup.planning.domain.links import link_sessions
from mentoringup.planning.domain.plans import (
    change_plan,
    create_plan,
    rename_plan,
    save_as_template,
)
from mentoringup.planning.domain.proposals import proposed_plan
from mentoringup.planning.domain.queries import StoredPlan, plan_at
from mentoringup.planning.enums import Change
from mentoringup.planning.ids import new_ids
from mentoringup.planning.models import Plan
from mentoringup.planning.plan import PlannedSession, Settings
from mentoringup.planning.templates import Template, plan_of, shipped_templates
from mentoringup.training.models import Series, Session

PACK = "open"
PLANNED = timedelta(weeks=7)
"""How long ago the series was planned."""
PROPOSED = timedelta(days=3)
FOUR_HOURS = 240
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
OPENED = 20 * A_MINUTE
"""How long before a workshop Jonas opens its room."""


def teach_lakeside(series: Series, people: Mapping[str, Person], *, now: datetime) -> None:
    """Have the good series planned, what is over of it led, and more made of it since.

    Args:
        series: two of its sessions are over.
        people: the cast, by key.
        now: the end of it.
    """
    site, rosa, jonas = series.site, people["coordinator"], people["facilitator"]
    sessions = sessions_of(series)
    plan = _plan_series(series, sessions, jonas, now=now - PLANNED)
    led = [_lead(plan, one, jonas) for one in sessions if one.ends_at and one.ends_at < now]
    ended = [one.ended_at for one in led if one.ended_at]
    _adapt(site, rosa, now=ended[0] + A_DAY)
    _keep_as_template(plan, jonas, now=ended[-1] + A_DAY)
    _prepare_next(plan, sessions[len(led)], jonas, now=ended[-1] + A_DAY + A_MINUTE)
    _plan_four_hours(site, jonas, now=now - PROPOSED)


def adapted_text(original: str, passages: Sequence[tuple[str, str]]) -> str:
    """An original's text with passages of Lakeside's own.

    Raises:
        ValueError: a passage is no longer in the original.
    """
    text = original
    for theirs, ours in passages:
        if theirs not in text:
            raise ValueError(f"{story.ADAPTED_ACTIVITY}: the original has no {theirs!r}")
        text = text.replace(theirs, ours)
    return text


def _adapt(site: Site, actor: Person, *, now: datetime) -> None:
    """One activity and its translation."""
    at_site = find_pack(site=site, slug=PACK)
    path = path_of(PartKind.ACTIVITY, module=story.ADAPTED_MODULE, key=story.ADAPTED_ACTIVITY)
    activity = find_part(at_site=at_site, path=path)
    spanish = next(one for one in translations_of(part=activity) if one.where.language == "es")
    edits = [
        Edit(
            path=part.where.path,
            text=adapted_text(part.current.text, passages),
            seen=part.current.digest,
        )
        for part, passages in ((activity, story.ADAPTED), (spanish, story.ADAPTED_IN_SPANISH))
    ]
    note = story.WHY_ADAPTED
    save_parts(site=site, at_site=at_site, edits=edits, actor=actor, now=now, note=note)


def _plan_series(series: Series, sessions: list[Session], actor: Person, *, now: datetime) -> Plan:
    """Six sessions like the template's, in the order of the series, and which session each is."""
    site = series.site
    real = {module.pk: one for one in sessions for module in one.modules.all()}
    plan = plan_of(
        _in_order(list(real)),
        settings=_settings(),
        pack=_pack(site),
        language=SOURCE_LANGUAGE,
        ids=new_ids(),
    )
    row = create_plan(site=site, name=story.PLAN_OF_THE_SERIES, plan=plan, actor=actor, now=now)
    return link_sessions(
        row=row,
        delivery_id=series.implementations.get().pk,
        pairs={one.id: real[_module_of(one)].pk for one in plan.sessions},
        actor=actor,
        now=now + A_MINUTE,
    )


def _in_order(modules: list[str]) -> Template:
    """The template with its competencies in another order; the first and the last are shortened.

    What opens the training, and what closes it, stays where it is.
    """
    template = next(one for one in shipped_templates() if one.id == story.SIX_SESSIONS)
    items = {one.module: one for session in template.sessions for one in session.items}
    wanted = [items.pop(module) for module in modules if module in items]
    opening, closing = items.values()
    each = [[replace(one, length=Length.STANDARD)] for one in wanted]
    each[0] = [opening, replace(wanted[0], length=Length.SHORT)]
    each[-1] = [replace(wanted[-1], length=Length.SHORT), closing]
    sessions = zip(template.sessions, each, strict=True)
    return replace(
        template, sessions=tuple(replace(one, items=tuple(items)) for one, items in sessions)
    )


def _lead(plan: Plan, real: Session, actor: Person) -> Delivery:
    """A workshop that is over: each item touched when it ended."""
    link = plan.sessions.get(session=real)
    session = _stored(plan).plan.session(link.key)
    assert session is not None  # noqa: S101  it was linked
    assert real.starts_at is not None  # noqa: S101  it is over
    led = story.LED[_module_of(session)]
    delivery = open_delivery(plan=plan, key=session.id, actor=actor, now=real.starts_at - OPENED)
    at = real.starts_at + led.late * A_MINUTE
    start_session(delivery=delivery, actor=actor, now=at)
    for item in session.items:
        touch = led.touches.get(item.activity, story.Touch())
        if touch.state != ItemState.SKIPPED:
            at += (item.minutes + touch.over) * A_MINUTE
        touch_item(
            delivery=delivery,
            item=item.id,
            state=touch.state,
            note=touch.note,
            actor=actor,
            now=at,
        )
    end_session(delivery=delivery, actor=actor, now=at + A_MINUTE)
    delivery.refresh_from_db()
    return delivery


def _prepare_next(plan: Plan, real: Session, actor: Person, *, now: datetime) -> None:
    """A note on the first item of a workshop, and a lock, so that it stays the first."""
    link = plan.sessions.get(session=real)
    stored = _stored(plan)
    session = stored.plan.session(link.key)
    assert session is not None  # noqa: S101  it was linked
    first = session.items[0]
    noted = change_plan(
        row=stored.row,
        revision=stored.row.revision,
        change=Change.NOTED,
        edit=lambda plan: editing.write_note(plan, item_id=first.id, note=story.NEXT_NOTE),
        title=first.title,
        actor=actor,
        now=now,
    )
    change_plan(
        row=noted.row,
        revision=noted.row.revision,
        change=Change.LOCKED,
        edit=lambda plan: editing.lock_item(plan, item_id=first.id),
        title=first.title,
        actor=actor,
        now=now + A_MINUTE,
    )


def _keep_as_template(plan: Plan, actor: Person, *, now: datetime) -> None:
    template = save_as_template(site=plan.site, plan=_stored(plan), actor=actor, now=now)
    rename_plan(row=template, name=story.SITE_TEMPLATE, actor=actor, now=now)


def _plan_four_hours(site: Site, actor: Person, *, now: datetime) -> None:
    """As the page does it: four hours for twelve people online, proposed."""
    begun = of_sessions(
        _settings(required=story.SHORT_PLAN_NEEDS, wishes=story.SHORT_PLAN_WISHES),
        minutes=[FOUR_HOURS],
        ids=new_ids(),
    )
    proposed = proposed_plan(begun, pack=_pack(site))
    create_plan(
        site=site,
        name=story.SHORT_PLAN,
        plan=proposed.plan,
        change=Change.PROPOSED,
        actor=actor,
        now=now,
    )


def _settings(*, required: tuple[str, ...] = (), wishes: tuple[str, ...] = ()) -> Settings:
    return Settings(
        pack=PACK,
        edition=story.EDITION,
        mode=Mode.ONLINE,
        group_size=story.GROUP_SIZE,
        required=required,
        wishes=wishes,
    )


def _pack(site: Site) -> Pack:
    return pack_at(site=site, slug=PACK)


def _stored(plan: Plan) -> StoredPlan:
    return plan_at(site=plan.site, plan_id=plan.pk)


def _module_of(session: PlannedSession) -> str:
    """The one competency that a session of the template teaches."""
    frame = {"welcome", "closing"}
    return next(item.module for item in session.items if item.module not in {"", *frame})
