"""Controlling a wave: what will happen is said first, and a button does it (opening: `waves`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.surveys.domain.controlling import plan_again, remind_now, zone_of
from mentoringup.surveys.domain.counts import counts_of
from mentoringup.surveys.domain.forgetting import destroy_key
from mentoringup.surveys.domain.waves import (
    cancel_wave,
    close_wave,
    extend_wave,
    reopen_wave,
)
from mentoringup.surveys.enums import Mode, WaveKind
from mentoringup.surveys.errors import (
    KeyIsGoneError,
    KeyIsStillNeededError,
    NobodyToRemindError,
    SurveyError,
    TooManyRemindersError,
    WaveIsClosedError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.forms import wall_time
from mentoringup.surveys.forms_watching import ClosingForm
from mentoringup.surveys.models import Wave
from mentoringup.surveys.setup import MOST_REMINDERS
from mentoringup.surveys.views.finding import found_survey, found_wave
from mentoringup.surveys.watching.coming import said_reminder

controls = require_http_methods(["GET", "HEAD", "POST"])

REOPENED_DAYS = 7
"""For how many days a reopened wave takes answers, unless somebody types another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked before something is done.

    Attributes:
        consequences: what will happen, sentences.
        action: the words of the button.
        done: what is said once it is done.
        act: does it.
        form: what has to be typed; `act` is called once it is valid.
    """

    title: str
    consequences: Sequence[str]
    action: str
    done: str
    act: Callable[[], object]
    form: ClosingForm | None = None
    is_danger: bool = False


type_of_asking = Callable[[HttpRequest, Scope, Wave, datetime], Question]


def _asked(
    request: HttpRequest, scope: Scope, question: Question, *, subject: str, back: str
) -> HttpResponse:
    """Show the question, or do it and go on; what can't be done is said, with 409.

    Args:
        request: a POST does it.
        scope: of the site.
        question: what is asked.
        subject: what it is done to.
        back: where to go on.
    """
    refused = ""
    form = question.form
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            question.act()
        except SurveyError as error:
            refused = said_refusal(error)
        else:
            messages.success(request, question.done)
            return redirect(back)
    told = {
        "scope": scope,
        "question": question,
        "subject": subject,
        "back": back,
        "form": form,
        "refused": refused,
    }
    status = 409 if refused else 422 if form is not None and form.errors else 200
    return render(request, "surveys/watching/confirm.html", told, status=status)


def _about_a_wave(asks: type_of_asking) -> Callable[..., HttpResponseBase]:
    """A page that asks before something is done to a wave; for those who may edit surveys."""

    @controls
    @never_cache
    @in_site(Permission.SURVEY_EDIT)
    @wraps(asks)
    def asked(request: HttpRequest, scope: Scope, wave_id: int) -> HttpResponse:
        wave = found_wave(scope, wave_id)
        return _asked(
            request,
            scope,
            asks(request, scope, wave, timezone.now()),
            subject=f"{wave.survey.implementation} · {WaveKind(wave.kind).label}",
            back=reverse("surveys:show_wave", args=[scope.site.slug, wave.pk]),
        )

    return asked


@_about_a_wave
def cancel(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Have a planned wave not take place."""
    return Question(
        title=_("Cancel this survey?"),
        consequences=[
            _("Nobody is invited to it, and nobody is told: nobody knew of it."),
            _("The other surveys of this training stay as they are."),
            _("You can take it up again on its page."),
        ],
        action=_("Cancel it"),
        done=_("The survey is cancelled. You can take it up again here."),
        act=lambda: cancel_wave(wave=wave, actor=scope.actor, now=now),
        is_danger=True,
    )


@_about_a_wave
def take_up_again(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Take a cancelled wave into the plan again."""
    return Question(
        title=_("Take this survey up again?"),
        consequences=[
            _("It gets its dates from the sessions as they are now."),
            _("If its time has come already, it opens within a minute and invites everybody."),
        ],
        action=_("Take it up again"),
        done=_("The survey is planned again."),
        act=lambda: plan_again(wave=wave, actor=scope.actor, now=now),
    )


@_about_a_wave
def extend(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Have an open wave close at another moment."""
    form = _closing_form(request, wave, now=now, proposed=wave.closes_at)
    return Question(
        title=_("Change when this survey closes?"),
        consequences=[
            _("Answers are taken until the moment that you set."),
            _("Nobody is told by itself; the next reminder names the new day."),
            _("If the key would be destroyed before that, its day moves behind it."),
        ],
        action=_("Set this moment"),
        done=_("The survey closes at the moment that you set."),
        act=lambda: extend_wave(
            wave=wave, closes_at=form.closes_at or now, actor=scope.actor, now=now
        ),
        form=form,
    )


@_about_a_wave
def close(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Take no more answers from now on."""
    unfinished = counts_of(wave).unfinished
    consequences = [
        _("No more answers are taken; links show a kind page that says so."),
        _("No more reminders go out."),
    ]
    if unfinished:
        said = ngettext(
            "%(count)d person has begun and not sent: what was typed is not counted.",
            "%(count)d people have begun and not sent: what they typed is not counted.",
            unfinished,
        )
        consequences.append(said % {"count": unfinished})
    if wave.mode == Mode.ANONYMOUS:
        consequences.append(
            _(
                "Those who answered are marked, unless they are too few, and the answers are put "
                "in random order."
            )
        )
    consequences.append(_("You can open it again until its data set is made."))
    return Question(
        title=_("Close this survey now?"),
        consequences=consequences,
        action=_("Close it now"),
        done=_("The survey is closed."),
        act=lambda: close_wave(wave=wave, actor=scope.actor, now=now),
        is_danger=True,
    )


@_about_a_wave
def reopen(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Take answers again."""
    proposed = now + timedelta(days=REOPENED_DAYS)
    form = _closing_form(request, wave, now=now, proposed=proposed)
    return Question(
        title=_("Open this survey again?"),
        consequences=[
            _("The same links work again, and what was begun can be gone on with."),
            _("Nobody is told by itself. To tell those who have not answered, send a reminder."),
            _("Reminders whose day has come go out within a minute, at most three in all."),
        ],
        action=_("Open it again"),
        done=_("The survey takes answers again."),
        act=lambda: reopen_wave(
            wave=wave, closes_at=form.closes_at or now, actor=scope.actor, now=now
        ),
        form=form,
    )


@_about_a_wave
def remind(request: HttpRequest, scope: Scope, wave: Wave, now: datetime) -> Question:
    """Remind those who have not answered, now."""
    people = counts_of(wave).to_remind
    return Question(
        title=_("Send a reminder now?"),
        consequences=[
            said_reminder(people, is_anonymous=wave.mode == Mode.ANONYMOUS),
            _(
                "It takes the place of the next one that is planned for each of them: nobody gets "
                "more than %(most)d."
            )
            % {"most": MOST_REMINDERS},
            _("Nobody who wants no more mails gets one. Mails can’t be taken back."),
        ],
        action=_("Send the reminder"),
        done=_("The reminders are being written."),
        act=lambda: remind_now(wave=wave, actor=scope.actor, now=now),
    )


@controls
@never_cache
@in_site(Permission.SURVEY_EDIT)
def destroy(request: HttpRequest, scope: Scope, survey_id: int) -> HttpResponse:
    """Destroy the key of a survey before its day."""
    survey, now = found_survey(scope, survey_id), timezone.now()
    question = Question(
        title=_("Destroy the key of this survey?"),
        consequences=[
            _("Nobody can find out any more which pseudonym is whose, not even with the database."),
            _("No link can be written any more: no invitation, no reminder, no later survey."),
            _("Later surveys of this training without a date are cancelled."),
            _("Answers that were sent stay, and so do the pseudonyms that link them."),
            _("This can’t be undone. Whoever runs the site must destroy copies in backups."),
        ],
        action=_("Destroy the key for good"),
        done=_("The key is destroyed."),
        act=lambda: destroy_key(survey=survey, actor=scope.actor, now=now),
        is_danger=True,
    )
    back = reverse("surveys:show_survey", args=[scope.site.slug, survey.pk])
    return _asked(request, scope, question, subject=str(survey.implementation), back=back)


def said_refusal(error: Exception) -> str:
    """Why something could not be done, a sentence."""
    sentences: dict[type[Exception], str] = {
        WaveIsInAnotherStateError: _(
            "The survey is in another state by now: somebody was faster, or the clock was."
        ),
        WaveIsClosedError: _("The time of this survey is over."),
        TooManyRemindersError: _(
            "All who have not answered have had three reminders; nobody gets more."
        ),
        NobodyToRemindError: _(
            "Nobody is left to be reminded: all who want mails have answered, or nobody was "
            "invited by mail."
        ),
        KeyIsGoneError: _("The key of this survey was destroyed: nobody can be given a link."),
        KeyIsStillNeededError: _(
            "The key is still needed: close the survey that is open, and cancel those that are "
            "still to come."
        ),
    }
    for kind, sentence in sentences.items():
        if isinstance(error, kind):
            return sentence
    return _("This can’t be done now.")


def _closing_form(
    request: HttpRequest, wave: Wave, *, now: datetime, proposed: datetime | None
) -> ClosingForm:
    zone = zone_of(wave)
    shown = wall_time(proposed, zone)
    initial = {"day": shown.date(), "at": shown.time()} if shown else {}
    return ClosingForm(
        request.POST if request.method == "POST" else None,
        zone=zone,
        now=now,
        opened_at=wave.opens_at or now,
        initial=initial,
    )
