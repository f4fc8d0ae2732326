"""How a plan is proposed anew."""

from datetime import datetime

from mentoringup.curriculum.pack.values import Pack
from mentoringup.people.models import Person
from mentoringup.planning import models
from mentoringup.planning.domain.plans import change_plan
from mentoringup.planning.enums import Change
from mentoringup.planning.errors import SomebodyChangedItError
from mentoringup.planning.ids import new_ids
from mentoringup.planning.plan import Plan, from_document
from mentoringup.planning.proposing import ProposedPlan, propose_plan


def propose_anew(
    *, row: models.Plan, revision: int, pack: Pack, actor: Person, now: datetime
) -> ProposedPlan:
    """Fill a plan with the best that fits, as its next revision; locked items stay.

    The planner is asked before the plan is held, since it takes up to two seconds.

    Raises:
        SomebodyChangedItError: the plan does not stand at that revision.
        PlanRefusedError: it is put away.
    """
    if row.revision != revision:
        raise SomebodyChangedItError
    proposed = propose_plan(from_document(row.document), pack=pack, ids=new_ids())
    change_plan(
        row=row,
        revision=revision,
        change=Change.PROPOSED,
        edit=lambda _plan: proposed.plan,
        actor=actor,
        now=now,
    )
    return proposed


def proposed_plan(plan: Plan, *, pack: Pack) -> ProposedPlan:
    """A plan filled with the best that fits; nothing is stored."""
    return propose_plan(plan, pack=pack, ids=new_ids())
