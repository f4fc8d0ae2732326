"""A message to a group: who gets it, how it reads, and sending it once."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.outbox.wording.checking import LetterIsWrongError
from mentoringup.registration.domain.desk_queries import name_of, tiers_in
from mentoringup.registration.domain.group_letters import (
    LetterShown,
    Recipients,
    recipients_in,
    send_to_group,
    shown_to,
)
from mentoringup.registration.errors import SeatError
from mentoringup.registration.forms_staff import GroupForm, GroupLetterForm
from mentoringup.registration.group import Group, Part
from mentoringup.registration.letters.placeholders import MESSAGE
from mentoringup.registration.staff_views.places import Desk, desk_at


@dataclass(slots=True, kw_only=True)
class Writing:
    """A message that is being written.

    Attributes:
        shown: how it reads, once somebody looked.
        sent: to how many it went; None while it was not sent.
        status: of the page.
    """

    form: GroupLetterForm
    group: Group
    recipients: Recipients
    shown: LetterShown | None = None
    sent: int | None = None
    status: int = field(default=200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_site(Permission.REGISTRATION_DECIDE)
def mail_group(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """Write to a group: first who gets it and how it reads, then the button that sends it."""
    desk = desk_at(scope, series_slug, session_id)
    writing = _begun(request, desk)
    if request.method == "POST":
        _take(request, desk, writing)
        if writing.sent is not None:
            messages.success(request, _done(writing.sent))
            return redirect("outbox:list_mails", scope.site.slug)
    context = {
        **desk.context,
        "form": writing.form,
        "group": writing.group,
        "group_words": _group_words(desk, writing.group),
        "recipients": writing.recipients,
        "names": [name_of(one) for one in writing.recipients.people],
        "shown": writing.shown,
        "placeholders": [f"{{{name}}}" for name in MESSAGE.text],
    }
    return render(request, "registration/staff/mail.html", context, status=writing.status)


def _begun(request: HttpRequest, desk: Desk) -> Writing:
    data = request.POST if request.method == "POST" else request.GET
    tiers = [(tier, desk.tier_name(tier)) for tier in tiers_in(session=desk.session)]
    group = GroupForm(data, tiers=tiers).group(picked=data.getlist("pick"))
    form = GroupLetterForm(request.POST if request.method == "POST" else None)
    return Writing(
        form=form, group=group, recipients=recipients_in(session=desk.session, group=group)
    )


def _take(request: HttpRequest, desk: Desk, writing: Writing) -> None:
    """Show it, or send it; what is wrong with it goes into the form."""
    form, people = writing.form, writing.recipients.people
    if not form.is_valid() or not people:
        writing.status = 422
        return
    words = {"subject": form.cleaned_data["subject"], "text": form.cleaned_data["text"]}
    try:
        writing.shown = shown_to(registration=people[0], now=desk.now, **words)
        if "send" in request.POST:
            writing.sent = send_to_group(
                session=desk.session,
                group=writing.group,
                seen=request.POST.get("seen", ""),
                actor=desk.scope.actor,
                now=desk.now,
                **words,
            )
    except LetterIsWrongError as error:
        for name, sentences in error.by_field.items():
            for sentence in sentences:
                form.add_error(name, sentence)
        writing.status = 422
    except SeatError as error:
        form.add_error(None, str(error))
        writing.status = 409


def _group_words(desk: Desk, group: Group) -> str:
    """The group in words."""
    if group.picked:
        return _("Those you ticked")
    words = [str(Part(group.part).label)]
    if group.tier is not None:
        words.append(desk.tier_name(group.tier))
    if group.words:
        words.append(_("with “%(words)s”") % {"words": " ".join(group.words)})
    return ", ".join(words)


def _done(number: int) -> str:
    if not number:
        return _("Nobody got it a second time: the same words went out today already.")
    return ngettext(
        "The message is on its way to one person. Here you see when it has left.",
        "The message is on its way to %(n)d people. Here you see which have left.",
        number,
    ) % {"n": number}
