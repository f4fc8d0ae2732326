"""What was written to whom, and whether it was sent."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mentoringup.access.permissions import Permission
from mentoringup.home.mails.forms import MailFilter
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.outbox.domain import MailIsNotFailedError, try_again
from mentoringup.outbox.domain.queries import (
    counts_by_state,
    mail_of_site,
    mails_of_site,
    text_for_staff,
)
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail

MAILS_A_PAGE = 50


@require_safe
@never_cache
@in_site(Permission.OUTBOX_VIEW)
def list_mails(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Mails of a site, newest first."""
    form = MailFilter(request.GET)
    counts = counts_by_state(site_id=scope.site.pk)
    mails = mails_of_site(site_id=scope.site.pk, state=form.state_wanted())
    shown = {
        "scope": scope,
        "form": form,
        "page": Paginator(mails, MAILS_A_PAGE).get_page(request.GET.get("page")),
        "has_mails": any(counts.values()),
        "failed": counts[MailState.FAILED],
        "may_see_letters": scope.may(Permission.REGISTRATION_VIEW),
    }
    return render(request, "home/mails/list.html", shown)


@require_safe
@never_cache
@in_site(Permission.OUTBOX_VIEW)
def show_mail(request: HttpRequest, scope: Scope, mail_id: int) -> HttpResponse:
    """One mail: what was written, and what became of it."""
    mail = _mail(scope, mail_id)
    shown = {
        "scope": scope,
        "mail": mail,
        "text": text_for_staff(mail),
        "may_try_again": mail.state == MailState.FAILED,
        "is_waiting": mail.state in {MailState.WAITING, MailState.SENDING},
    }
    return render(request, "home/mails/mail.html", shown)


@require_POST
@in_site(Permission.OUTBOX_VIEW)
def try_mail_again(request: HttpRequest, scope: Scope, mail_id: int) -> HttpResponse:
    """Put a mail that was given up back in the queue."""
    mail = _mail(scope, mail_id)
    try:
        try_again(mail=mail, actor=scope.actor, now=timezone.now())
    except MailIsNotFailedError:
        messages.warning(request, _("This mail is not given up, so nothing was changed."))
    else:
        messages.success(request, _("The mail is tried again now."))
    return redirect("outbox:show_mail", site_slug=scope.site.slug, mail_id=mail.pk)


def _mail(scope: Scope, mail_id: int) -> Mail:
    mail = mail_of_site(site_id=scope.site.pk, mail_id=mail_id)
    if mail is None:
        raise Http404
    return mail
