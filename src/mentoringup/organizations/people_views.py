"""The people of a site: list, page, correct, merge, erase."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.audit.domain.queries import history_of_thing
from mentoringup.organizations.domain.people import (
    NotYoursToChangeError,
    correct_person,
    erase_person_of_site,
    listed_people,
    merge_at,
    merge_people_of_site,
    person_of,
    refuse_foreign,
    undo_merge_at_site,
)
from mentoringup.organizations.forms.people import PersonOfSiteForm, PersonSearch
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.people.domain import (
    ErasingIsRefusedError,
    MergeCannotBeUndoneError,
    MergeIsNotPossibleError,
)
from mentoringup.people.domain.merging import preview_merge
from mentoringup.people.domain.profile import ProfileWasChangedError
from mentoringup.people.domain.queries import merges_of, verified_addresses
from mentoringup.people.domain.telling import told_effects
from mentoringup.people.forms import EraseByStaffForm, MergeForm
from mentoringup.people.models import Person

PEOPLE_A_PAGE = 50


@require_safe
@never_cache
@in_site(Permission.PERSON_VIEW)
def list_people(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everybody of the site by name, or those who fit the search."""
    form = PersonSearch(request.GET)
    found = listed_people(site=scope.site, search=form.words())
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    shown = {"scope": scope, "form": form, "page": page}
    return render(request, "organizations/people_list.html", shown)


@require_safe
@never_cache
@in_site(Permission.PERSON_VIEW)
def show_person(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """What is known about somebody, and what can be done."""
    person = _person(scope, person_id)
    shown = {
        "scope": scope,
        "person": person,
        "addresses": verified_addresses(person=person),
        "merges": merges_of(person=person),
        "may_edit": scope.may(Permission.PERSON_EDIT),
        "has_history": scope.may(Permission.HISTORY_VIEW)
        and history_of_thing(
            site_id=scope.site.pk, kind="people.person", thing_id=str(person.pk)
        ).exists(),
    }
    return render(request, "organizations/people_person.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.PERSON_EDIT)
def edit_person(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Correct somebody's profile and units."""
    person = _person(scope, person_id)
    here = [belonging.unit_id for belonging in person.units_here]  # type: ignore[attr-defined]  # prefetched
    form = PersonOfSiteForm(
        request.POST or None, instance=person, site=scope.site, initial={"units": here}
    )
    if request.method == "POST" and form.is_valid() and _saved(form, scope, person):
        messages.success(request, _("The profile is saved."))
        return _to_person(scope, person)
    shown = {"scope": scope, "person": _person(scope, person_id), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/people_edit.html", shown, status=status)


def _saved(form: PersonOfSiteForm, scope: Scope, person: Person) -> bool:
    """Save what the form says, or say in it what somebody else saved in the meantime."""
    said = dict(form.cleaned_data)
    chosen = said.pop("units", None)
    try:
        correct_person(
            person=person,
            fields={name: value for name, value in said.items() if name != "seen"},
            units=chosen,
            seen=said["seen"],
            site=scope.site,
            actor=scope.actor,
            now=timezone.now(),
        )
    except ProfileWasChangedError as error:
        form.compare(error.person)
        return False
    return True


@require_safe
@never_cache
@in_site(Permission.PERSON_EDIT)
def choose_twin(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Find the other account of somebody who has two."""
    person = _person(scope, person_id)
    form = PersonSearch(request.GET or {"search": person.family_name})
    found = listed_people(site=scope.site, search=form.words()).exclude(pk=person.pk)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    shown = {"scope": scope, "person": person, "form": form, "page": page}
    return render(request, "organizations/people_twin.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.PERSON_EDIT)
def merge(request: HttpRequest, scope: Scope, person_id: int, other_id: int) -> HttpResponse:
    """Say what merging would do, let a value be chosen for each field, and do it."""
    now = timezone.now()
    keep, absorb = _person(scope, person_id), _person(scope, other_id)
    form = MergeForm(request.POST or None, keep=keep, absorb=absorb)
    shown = {"scope": scope, "person": keep, "other": absorb, "form": form}
    try:
        refuse_foreign(people=(keep, absorb), site=scope.site, actor=scope.actor)
        if request.method == "POST" and form.is_valid():
            merge_people_of_site(
                keep=keep,
                absorb=absorb,
                choices=form.choices(),
                site=scope.site,
                actor=scope.actor,
                now=now,
            )
            messages.success(request, _("The two are one person now. You can take it back below."))
            return _to_person(scope, keep)
        journal = preview_merge(keep=keep, absorb=absorb, now=now)
    except (NotYoursToChangeError, MergeIsNotPossibleError) as error:
        return _refused(request, scope, keep, error)
    shown |= {"effects": told_effects(journal), "addresses": verified_addresses(person=absorb)}
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/people_merge.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.PERSON_EDIT)
def undo(request: HttpRequest, scope: Scope, merge_id: int) -> HttpResponse:
    """Say what taking a merge back does, and do it."""
    found = merge_at(site=scope.site, merge_id=merge_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            undo_merge_at_site(merge=found, site=scope.site, actor=scope.actor, now=timezone.now())
        except (NotYoursToChangeError, MergeCannotBeUndoneError) as error:
            return _refused(request, scope, found.kept, error)
        messages.success(request, _("The two are two persons again."))
        return _to_person(scope, found.kept)
    shown = {"scope": scope, "merge": found, "person": found.kept}
    return render(request, "organizations/people_undo.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.PERSON_EDIT)
def erase(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Say what erasing does, ask why, and do it."""
    person = _person(scope, person_id)
    form = EraseByStaffForm(request.POST or None)
    try:
        refuse_foreign(people=(person,), site=scope.site, actor=scope.actor)
        if request.method == "POST" and form.is_valid():
            erase_person_of_site(
                person=person,
                site=scope.site,
                actor=scope.actor,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The person is erased."))
            return redirect("organizations:list_people", site_slug=scope.site.slug)
    except (NotYoursToChangeError, ErasingIsRefusedError) as error:
        return _refused(request, scope, person, error)
    shown = {"scope": scope, "person": person, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "organizations/people_erase.html", shown, status=status)


def _person(scope: Scope, person_id: int) -> Person:
    person = person_of(site=scope.site, person_id=person_id)
    if person is None:
        raise Http404
    return person


def _to_person(scope: Scope, person: Person) -> HttpResponse:
    return redirect("organizations:show_person", site_slug=scope.site.slug, person_id=person.pk)


def _refused(request: HttpRequest, scope: Scope, person: Person, error: Exception) -> HttpResponse:
    """Why nothing was done."""
    reasons: dict[type[Exception], str] = {
        MergeIsNotPossibleError: _("One of the two was merged or erased in the meantime."),
        MergeCannotBeUndoneError: _(
            "Something stands in the way: a later merge, an erasure, or an address that somebody "
            "else uses by now."
        ),
    }
    shown = {"scope": scope, "person": person, "why": reasons.get(type(error), str(error))}
    return render(request, "organizations/people_refused.html", shown, status=409)
