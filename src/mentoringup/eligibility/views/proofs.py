"""What proves that somebody belongs to the site: mail domains and sign-in attributes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.eligibility.domain.proofs import add_attribute, add_domain, remove_proof
from mentoringup.eligibility.domain.staff_queries import proofs_at, roster_rows
from mentoringup.eligibility.forms.proofs import AttributeForm, DomainForm
from mentoringup.organizations.errors import RefusedError
from mentoringup.organizations.gate import Scope, in_site


@require_http_methods(["GET", "HEAD", "POST"])
@in_site(Permission.ELIGIBILITY_EDIT)
def edit_proofs(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Both lists, each with a form for one more."""
    if "remove" in request.POST:
        _remove(request, scope)
        return redirect("eligibility:edit_proofs", scope.site.slug)
    adds = request.POST.get("add")
    domain = DomainForm(request.POST if adds == "domain" else None)
    attribute = AttributeForm(request.POST if adds == "attribute" else None)
    if _added(scope, domain, attribute):
        messages.success(request, _("It is added."))
        return redirect("eligibility:edit_proofs", scope.site.slug)
    domains, attributes = proofs_at(site=scope.site)
    told = {
        "scope": scope,
        "domain_form": domain,
        "attribute_form": attribute,
        "domains": domains,
        "attributes": attributes,
        "rosters": [row for row in roster_rows(site=scope.site) if row.proves],
    }
    status = 422 if domain.errors or attribute.errors else 200
    return render(request, "eligibility/edit_proofs.html", told, status=status)


def _added(scope: Scope, domain: DomainForm, attribute: AttributeForm) -> bool:
    """Store what a valid form says; False where neither was sent, or it was refused."""
    now = timezone.now()
    try:
        if domain.is_bound and domain.is_valid():
            said = domain.cleaned_data
            add_domain(site=scope.site, domain=said["domain"], actor=scope.actor, now=now)
            return True
        if attribute.is_bound and attribute.is_valid():
            said = attribute.cleaned_data
            add_attribute(site=scope.site, **said, actor=scope.actor, now=now)
            return True
    except RefusedError as error:
        (domain if domain.is_bound else attribute).refuse(error)
    return False


def _remove(request: HttpRequest, scope: Scope) -> None:
    """Remove the one that a button names; one that is gone already stays gone."""
    domains, attributes = proofs_at(site=scope.site)
    named = {f"domain-{one.pk}": one for one in domains} | {
        f"attribute-{one.pk}": one for one in attributes
    }
    proof = named.get(request.POST.get("remove", ""))
    if proof is not None:
        remove_proof(proof=proof, actor=scope.actor, now=timezone.now())
        messages.success(request, _("“%(proof)s” proves nothing any more.") % {"proof": proof})
