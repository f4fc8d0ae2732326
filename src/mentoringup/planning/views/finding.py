"""What the pages of one plan have in common."""

from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import get_language

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Pack
from mentoringup.organizations.gate import Scope
from mentoringup.planning.board import sessions_on_board
from mentoringup.planning.domain.packs import pack_for
from mentoringup.planning.domain.queries import StoredPlan, clock_of, plan_at, steps_of
from mentoringup.planning.enums import PlanState
from mentoringup.planning.errors import PlanIsGoneError
from mentoringup.planning.judging import judge
from mentoringup.planning.judging.warnings import EVIDENCE_MINUTES
from mentoringup.planning.plan import LONGEST_ITEM, LONGEST_NOTE, LONGEST_TITLE, MOST_MINUTES

_KEPT_PROPOSALS = 5
_LONGEST_REVISION = 9
"""Digits."""
_PROPOSALS = "planning-proposals"


def found_plan(scope: Scope, plan_id: int) -> StoredPlan:
    """The plan of the site, or there is no such page."""
    try:
        return plan_at(site=scope.site, plan_id=plan_id)
    except PlanIsGoneError as error:
        raise Http404 from error


def pack_of(scope: Scope, stored: StoredPlan) -> Pack:
    """The pack that the plan is made from."""
    return pack_for(site=scope.site, slug=stored.plan.settings.pack)


def revision_in(sent: QueryDict) -> int:
    """The revision that a form was made from; 0, which no plan has, for anything else."""
    text = sent.get("revision", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_REVISION
    return int(text) if is_number else 0


def language() -> str:
    """The reader's."""
    return get_language() or SOURCE_LANGUAGE


def editor_context(
    request: HttpRequest, scope: Scope, stored: StoredPlan, pack: Pack
) -> dict[str, Any]:
    """All that the editor shows of a plan. Two queries."""
    plan, row = stored.plan, stored.row
    clock = clock_of(plan_id=row.pk)
    judgment = judge(plan, pack=pack, clock=clock, is_of_a_series=row.implementation_id is not None)
    edition = pack.edition_by_id.get(plan.settings.edition)
    names = dict(edition.names) if edition else {}
    return {
        "scope": scope,
        "row": row,
        "plan": plan,
        "pack": pack,
        "audience": names.get(language()) or names.get(SOURCE_LANGUAGE) or plan.settings.edition,
        "sessions": sessions_on_board(plan, pack=pack, clock=clock, judgment=judgment),
        "judgment": judgment,
        "evidence_minutes": EVIDENCE_MINUTES,
        "steps": steps_of(row=row),
        "proposal": proposal_kept(request, row.pk),
        "may_edit": scope.may(Permission.PLAN_EDIT) and row.state != PlanState.ARCHIVED,
        "may_plan": scope.may(Permission.PLAN_EDIT),
        "is_template": row.state == PlanState.TEMPLATE,
        "is_archived": row.state == PlanState.ARCHIVED,
        "longest_item": LONGEST_ITEM,
        "longest_note": LONGEST_NOTE,
        "longest_title": LONGEST_TITLE,
        "most_minutes": MOST_MINUTES,
    }


def keep_proposal(
    request: HttpRequest, plan_id: int, *, sentences: list[str], is_best: bool
) -> None:
    """Remember what a proposal left out, for this person's pages of the plan."""
    kept = dict(request.session.get(_PROPOSALS, {}))
    kept.pop(str(plan_id), None)
    kept[str(plan_id)] = {"sentences": sentences, "is_best": is_best}
    request.session[_PROPOSALS] = dict(list(kept.items())[-_KEPT_PROPOSALS:])


def forget_proposal(request: HttpRequest, plan_id: int) -> None:
    """Show it no more."""
    kept = dict(request.session.get(_PROPOSALS, {}))
    if kept.pop(str(plan_id), None) is not None:
        request.session[_PROPOSALS] = kept


def proposal_kept(request: HttpRequest, plan_id: int) -> dict[str, Any] | None:
    """What `keep_proposal` remembered of the plan."""
    kept: dict[str, Any] | None = request.session.get(_PROPOSALS, {}).get(str(plan_id))
    return kept
