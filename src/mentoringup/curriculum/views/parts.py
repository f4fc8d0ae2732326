"""The pages of a pack: itself, its modules, activities, cases, worksheets, strategies, primer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.enums import Form, Length, PartKind
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.curriculum.pack.values import Activity, Module, Pack, Worksheet
from mentoringup.curriculum.timeline import activity_in_time, length_in_time
from mentoringup.curriculum.views.opening import OpenPack, of_pack
from mentoringup.organizations.gate import Scope, in_site


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_pack(request: HttpRequest, scope: Scope, pack: OpenPack) -> HttpResponse:
    """What a curriculum is, its modules with their minutes, and its editions."""
    modules = [
        (module, [module.minutes_in(length) for length in Length]) for module in pack.pack.modules
    ]
    told = {
        "scope": scope,
        "open": pack,
        "modules": modules,
        "lengths": list(Length),
        "part": pack.part(path_of(PartKind.PACK)),
    }
    return render(request, "curriculum/pack.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_primer(request: HttpRequest, scope: Scope, pack: OpenPack) -> HttpResponse:
    """What a facilitator reads before the first workshop."""
    told = {"scope": scope, "open": pack, "part": pack.part(path_of(PartKind.PRIMER))}
    return render(request, "curriculum/primer.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_strategies(request: HttpRequest, scope: Scope, pack: OpenPack) -> HttpResponse:
    """What mentees do to mentor up, and which modules teach it."""
    words = pack.translation.strategies if pack.translation else {}
    strategies = [
        (
            words.get(one.id, one),
            [module for module in pack.pack.modules if one.id in module.strategies],
        )
        for one in pack.pack.strategies
    ]
    told = {
        "scope": scope,
        "open": pack,
        "strategies": strategies,
        "part": pack.part(path_of(PartKind.STRATEGIES)),
    }
    return render(request, "curriculum/strategies.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_module(request: HttpRequest, scope: Scope, pack: OpenPack, module_id: str) -> HttpResponse:
    """All of a module: what for, minute by minute in three lengths, and what belongs to it."""
    module = pack.module(module_id)
    editions = [one for one in pack.pack.editions if module.id in one.modules]
    edition = next((one for one in editions if one.id == request.GET.get("edition")), None)
    words = pack.words_of(module)
    told = {
        "scope": scope,
        "open": pack,
        "module": module,
        "words": words,
        "objectives": [
            words.objectives.get(one.id, one.text) if words else one.text
            for one in module.objectives
        ],
        "strategies": [one for one in pack.pack.strategies if one.id in module.strategies],
        "builds_on": [pack.pack.module_by_id[name] for name in module.builds_on],
        "lengths": [
            length_in_time(module, length, edition=edition.id if edition else None)
            for length in Length
        ],
        "worksheets": _worksheets(pack.pack, module.activities),
        "editions": editions,
        "edition": edition,
        "differs": any(
            one.editions for parts in (module.activities, module.cases) for one in parts
        ),
        "part": pack.part(path_of(PartKind.MODULE, module=module.id, key=module.id)),
    }
    return render(request, "curriculum/module.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_activity(
    request: HttpRequest, scope: Scope, pack: OpenPack, module_id: str, key: str
) -> HttpResponse:
    """An activity: its steps on the clock, notes for the facilitator, variants."""
    module = pack.module(module_id)
    activity = module.activity_by_id.get(key)
    if activity is None:
        raise Http404
    words = pack.words_of(module)
    told = {
        "scope": scope,
        "open": pack,
        "module": module,
        "activity": activity,
        "words": words.activities.get(key) if words else None,
        "full": activity_in_time(activity, Form.FULL),
        "short": activity_in_time(activity, Form.SHORT) if activity.has_short_form else None,
        "objectives": [one for one in module.objectives if one.id in activity.objectives],
        "strategies": [one for one in pack.pack.strategies if one.id in activity.strategies],
        "worksheets": _worksheets(pack.pack, [activity]),
        "cases": [module.case_by_id[name] for name in activity.cases],
        "editions": [one for one in pack.pack.editions if one.id in activity.editions],
        "used_in": _used_in(module, activity),
        "part": pack.part(path_of(PartKind.ACTIVITY, module=module.id, key=key)),
    }
    return render(request, "curriculum/activity.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_case(
    request: HttpRequest, scope: Scope, pack: OpenPack, module_id: str, key: str
) -> HttpResponse:
    """A case: the story, questions, and apart from them the commentary."""
    module = pack.module(module_id)
    case = module.case_by_id.get(key)
    if case is None:
        raise Http404
    words = pack.words_of(module)
    told = {
        "scope": scope,
        "open": pack,
        "module": module,
        "case": case,
        "words": words.cases.get(key) if words else None,
        "objectives": [one for one in module.objectives if one.id in case.objectives],
        "editions": [one for one in pack.pack.editions if one.id in case.editions],
        "activities": [one for one in module.activities if key in one.cases],
        "part": pack.part(path_of(PartKind.CASE, module=module.id, key=key)),
    }
    return render(request, "curriculum/case.html", told)


@require_safe
@in_site(Permission.CURRICULUM_VIEW)
@of_pack
def show_worksheet(request: HttpRequest, scope: Scope, pack: OpenPack, key: str) -> HttpResponse:
    """A worksheet with room to write, as it prints."""
    own = pack.pack.worksheet_by_id.get(key)
    if own is None:
        raise Http404
    translated = pack.translation.worksheets.get(key) if pack.translation else None
    told = {
        "scope": scope,
        "open": pack,
        "sheet": translated or own,
        "is_translated": translated is not None,
        "activities": [
            (module, activity)
            for module in pack.pack.modules
            for activity in module.activities
            if key in activity.worksheets
        ],
        "part": pack.part(path_of(PartKind.WORKSHEET, key=key)),
    }
    return render(request, "curriculum/worksheet.html", told)


def _worksheets(pack: Pack, activities: tuple[Activity, ...] | list[Activity]) -> list[Worksheet]:
    used = {name for activity in activities for name in activity.worksheets}
    return [sheet for sheet in pack.worksheets if sheet.id in used]


def _used_in(module: Module, activity: Activity) -> list[tuple[Length, Form]]:
    """The lengths that have it, and in which form."""
    return [
        (length, chosen.form)
        for length in Length
        for chosen in module.lengths[length].activities
        if chosen.activity == activity.id
    ]
