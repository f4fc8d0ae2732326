"""The rules of a site: the list, the page on which one is built, and its removal."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.domain.rules import add_rule, remove_rule, save_rule
from mentoringup.eligibility.domain.staff_queries import (
    EarlierRule,
    earlier_versions,
    fitting_at,
    names_at,
    rule_at,
    rule_rows,
    rulebook_of,
    stored_rule,
)
from mentoringup.eligibility.domain.uses import rules_naming_rule, uses_elsewhere
from mentoringup.eligibility.draft import Condition, Group, draft_of
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.forms.rules import RuleForm, known_values
from mentoringup.eligibility.models import NamedRule
from mentoringup.eligibility.words import people_in_words
from mentoringup.organizations.errors import RefusedError, SomebodyWasFasterError
from mentoringup.organizations.gate import Scope, in_site

_BEGINNING = Group(parts=(Condition(asks=Fact.STAGE),))


@require_safe
@in_site(Permission.ELIGIBILITY_EDIT)
def list_rules(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All rules of the site in words, with how many people they fit and where they are used."""
    rows, known = rule_rows(site=scope.site)
    told = {"scope": scope, "rows": rows, "known": known}
    return render(request, "eligibility/list_rules.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def edit_rule(request: HttpRequest, scope: Scope, rule_id: int | None = None) -> HttpResponse:
    """A new rule, or one that is changed. Buttons of the form change the draft and save nothing.

    `?version=` puts an earlier version into the form; saving the form brings it back.
    """
    stored = _rule(scope, rule_id) if rule_id is not None else None
    earlier = _earlier(request, scope, stored)
    form = _form(request, scope, stored, earlier)
    if request.method != "POST" and earlier is not None:
        return _page(request, scope, form, stored, earlier=earlier)
    if request.method != "POST" or form.is_step:
        return _page(request, scope, form, stored)
    if not form.is_valid():
        return _page(request, scope, form, stored, status=422)
    try:
        saved, told = _save(scope, form, stored)
    except SomebodyWasFasterError as error:
        form.refuse(error)
        return _conflict(request, scope, form, stored)
    except RefusedError as error:
        form.refuse(error)
        return _page(request, scope, form, stored, status=422)
    _tell_saved(request, scope, saved, told)
    return redirect("eligibility:edit_rule", scope.site.slug, saved.pk)


@require_POST
@in_site(Permission.ELIGIBILITY_EDIT)
def say_rule(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the rule says as it stands in the form now. Changes nothing."""
    form = _form(request, scope, None)
    return render(request, "eligibility/rule_words.html", {"scope": scope, **_said(scope, form)})


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def remove_rule_page(request: HttpRequest, scope: Scope, rule_id: int) -> HttpResponse:
    """Say what goes with a rule, ask, and remove it; or say what still uses it."""
    rule = _rule(scope, rule_id)
    refusal = ""
    if request.method == "POST":
        try:
            remove_rule(rule=rule, actor=scope.actor, now=timezone.now())
        except RefusedError as error:
            refusal = str(error)
        else:
            messages.success(request, _("“%(rule)s” is removed.") % {"rule": rule.name})
            return redirect("eligibility:list_rules", scope.site.slug)
    told = {"scope": scope, "rule": rule, "refusal": refusal, **_used(rule)}
    return render(request, "eligibility/remove_rule.html", told, status=422 if refusal else 200)


def _rule(scope: Scope, rule_id: int) -> NamedRule:
    rule = rule_at(site=scope.site, rule_id=rule_id)
    if rule is None:
        raise Http404
    return rule


def _earlier(request: HttpRequest, scope: Scope, stored: NamedRule | None) -> EarlierRule | None:
    """The earlier version that the address names."""
    wanted = request.GET.get("version", "")
    if stored is None or not wanted:
        return None
    kept = earlier_versions(rule=stored, names=names_at(site=scope.site))
    found = next((one for one in kept if str(one.version) == wanted), None)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest,
    scope: Scope,
    stored: NamedRule | None,
    earlier: EarlierRule | None = None,
) -> RuleForm:
    """The form as it was sent; else with the earlier version, what is stored, or the beginning."""
    names = names_at(site=scope.site)
    own = stored.pk if stored else None
    known = known_values(
        units=names.units,
        sites=names.sites,
        rosters=names.rosters,
        rules={number: name for number, name in names.rules.items() if number != own},
    )
    shown = earlier or stored
    says = earlier.rule if earlier else stored_rule(stored) if stored else None
    return RuleForm(
        request.POST if request.method == "POST" else None,
        draft=draft_of(says) if says else _BEGINNING,
        known=known,
        initial={"name": shown.name, "version": stored.version} if shown and stored else {},
    )


def _save(
    scope: Scope, form: RuleForm, stored: NamedRule | None
) -> tuple[NamedRule, Sequence[str]]:
    """The rule as it is stored now, and what that did to others, in whole sentences."""
    name, now = form.cleaned_data["name"], timezone.now()
    if stored is None:
        rule = add_rule(site=scope.site, name=name, rule=form.rule(), actor=scope.actor, now=now)
        return rule, ()
    told = save_rule(
        rule=stored,
        name=name,
        says=form.rule(),
        version=form.cleaned_data["version"] or 0,
        actor=scope.actor,
        now=now,
    )
    return _rule(scope, stored.pk), told


def _page(
    request: HttpRequest,
    scope: Scope,
    form: RuleForm,
    stored: NamedRule | None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    told = {
        "scope": scope,
        "form": form,
        "rule": stored,
        **_said(scope, form),
        **(_used(stored) if stored else {}),
        "versions": _versions(scope, stored) if stored else (),
        **more,
    }
    return render(request, "eligibility/edit_rule.html", told, status=status)


def _conflict(
    request: HttpRequest, scope: Scope, form: RuleForm, stored: NamedRule | None
) -> HttpResponse:
    """Show what is stored in words beside the form, which may now be saved over it."""
    now = _rule(scope, stored.pk if stored else 0)
    form.say("version", str(now.version))
    names = names_at(site=scope.site)
    theirs = people_in_words(stored_rule(now), names)
    return _page(request, scope, form, now, status=409, theirs=theirs, their_name=now.name)


def _said(scope: Scope, form: RuleForm) -> dict[str, Any]:
    """What the finished parts of the draft say, and how many people that fits."""
    if not form.says_something:
        return {"people": "", "fitting": None}
    rule = form.rule()
    people = people_in_words(rule, names_at(site=scope.site), rulebook=rulebook_of(site=scope.site))
    return {"people": people, "fitting": fitting_at(site=scope.site, rule=rule)}


def _versions(scope: Scope, rule: NamedRule) -> tuple[EarlierRule, ...]:
    if rule.version == 1:
        return ()
    return earlier_versions(rule=rule, names=names_at(site=scope.site))


def _used(rule: NamedRule) -> dict[str, Any]:
    return {
        "uses": uses_elsewhere(rule_ids=[rule.pk])[rule.pk],
        "used_by_rules": rules_naming_rule(rule=rule),
    }


def _tell_saved(request: HttpRequest, scope: Scope, saved: NamedRule, told: Sequence[str]) -> None:
    found = fitting_at(site=scope.site, rule=stored_rule(saved))
    if found.fitting:
        messages.success(request, " ".join([_("The rule is saved."), *told]))
        return
    words = ngettext(
        "The rule is saved, but it fits nobody: not the one person that this site knows.",
        "The rule is saved, but it fits nobody of the %(known)d people that this site knows.",
        found.known,
    ) % {"known": found.known}
    messages.warning(request, " ".join([words, *told]))
