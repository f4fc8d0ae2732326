"""Stopping the mails, and asking a mentor for her view."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoringup.outbox.domain import AddressIsWrongError
from mentoringup.surveys.answering.door import for_everybody, for_visitors
from mentoringup.surveys.domain.answering import invitation_of, stop_mails
from mentoringup.surveys.domain.own_mentor import invite_my_mentor
from mentoringup.surveys.domain.visiting import Visit, sent_response
from mentoringup.surveys.errors import (
    KeyIsGoneError,
    LinkIsUnknownError,
    MentorIsNotInvitedError,
    TooManyMentorsError,
)


class MentorForm(forms.Form):
    """Which mentor to ask, and in whose name."""

    email = forms.EmailField(
        label=gettext_lazy("Your mentor’s e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, as your mentor knows you"),
        max_length=100,
        help_text=gettext_lazy("It stands in the letter to your mentor and nowhere else."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    """No more mails about this survey. GET shows a page, as mail scanners open links; POST acts."""
    if request.method == "POST":
        stop_mails(ref=ref, token=token)
    invitation = invitation_of(ref=ref, token=token)
    context = {
        "ref": ref,
        "token": token,
        "is_stopped": invitation.participant.is_opted_out,
        "training": str(invitation.wave.survey),
    }
    return render(request, "surveys/answering/stop.html", context)


@for_visitors
@require_http_methods(["GET", "HEAD", "POST"])
def mentor(request: HttpRequest, coming: Visit) -> HttpResponse:
    """Ask a mentor how she sees the change, by a mail in the mentee's name."""
    if not coming.asking.invites_mentors or sent_response(coming) is None:
        raise LinkIsUnknownError
    form = MentorForm(request.POST if request.method == "POST" else None)
    is_asked = form.is_bound and form.is_valid() and _ask(form, coming)
    context = {"coming": coming, "form": form, "is_asked": is_asked}
    status = 422 if form.is_bound and not is_asked else 200
    return render(request, "surveys/answering/mentor.html", context, status=status)


def _ask(form: MentorForm, coming: Visit) -> bool:
    """Write the mail; a refusal becomes a sentence of the form."""
    try:
        invite_my_mentor(
            coming=coming,
            mentee_name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            language=get_language() or "en",
            now=timezone.now(),
        )
    except AddressIsWrongError:
        form.add_error("email", _("No mail can be sent to this address."))
    except TooManyMentorsError:
        form.add_error(None, _("No more mentors can be asked: three is the most."))
    except (MentorIsNotInvitedError, KeyIsGoneError):
        form.add_error(None, _("Mentors are not being asked at the moment."))
    return not form.errors
