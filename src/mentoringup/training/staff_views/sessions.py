"""Sessions: writing, ordering, removing, putting back."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoringup.access.permissions import Permission
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.content import SessionText
from mentoringup.training.domain import contents
from mentoringup.training.domain.queries import (
    EditorChoices,
    delivery_of_series,
    editor_choices,
    page_of,
    removed_session,
    session_of_series,
    sessions_of,
)
from mentoringup.training.domain.sessions import (
    add_session,
    foresee_removal,
    move_session,
    remove_session,
    restore_session,
    save_session,
)
from mentoringup.training.errors import (
    ChangeIsForbiddenError,
    ConsequencesNotSeenError,
    PageWouldLieError,
    SessionIsLiveError,
    SomebodySavedFirstError,
)
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.forms_sessions import SessionForm
from mentoringup.training.models import Series, Session
from mentoringup.training.page import SeriesPage
from mentoringup.training.staff_places import ways_from_session
from mentoringup.training.staff_views.asking_back import agreed_in, asked_back
from mentoringup.training.staff_views.editing import Answer, Sent, begun, take
from mentoringup.training.staff_views.parts import (
    findings_for,
    found_series,
    language,
    shown_all,
)
from mentoringup.training.staff_views.questions import state_of


class SessionEditing:
    """A stored or a new session, as `editing.take` needs it."""

    def __init__(
        self, *, scope: Scope, slug: str, session_id: int | None, choices: EditorChoices
    ) -> None:
        self.scope = scope
        self.series = found_series(scope, slug)
        self.session = None if session_id is None else found_session(self.series, session_id)
        self.deliveries = [
            (one.pk, f"{one.name or one.get_audience_display()}, {one.get_mode_display()}")
            for one in self.series.implementations.all()
        ]
        self.modules = _offered(self.series, choices)

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> SessionForm:  # noqa: ARG002  sessions have no rows
        """The form, sent or as stored."""
        return self._form(data, initial=self._initial())

    def unsent(self, form: PartForm) -> SessionForm:
        """An unsent form with what was typed."""
        return self._form(initial={name: form[name].value() for name in form.fields})

    def save(self, form: PartForm, *, agreed: str) -> None:
        """Store it, or add it."""
        if not isinstance(form, SessionForm):
            raise TypeError
        delivery = delivery_of_series(series=self.series, delivery_id=form.cleaned_data["delivery"])
        if delivery is None:
            raise Http404
        now, actor = timezone.now(), self.scope.actor
        if self.session is None:
            self.session = add_session(delivery=delivery, text=form.content(), actor=actor, now=now)
        else:
            save_session(
                session=self.session,
                text=form.content(),
                delivery=delivery,
                agreed=agreed,
                actor=actor,
                now=now,
            )

    def _form(self, data: QueryDict | None = None, **kwargs: object) -> SessionForm:
        return SessionForm(data, modules=self.modules, deliveries=self.deliveries, **kwargs)

    def _initial(self) -> dict[str, object]:
        if self.session is not None:
            text = contents.session_of(self.session)
            return SessionForm.initial_of(text, delivery=self.session.implementation_id)
        first = self.deliveries[0][0] if self.deliveries else None
        return SessionForm.initial_of(_begun(self.series), delivery=first)


@in_site(Permission.SERIES_EDIT)
def new_session(request: HttpRequest, scope: Scope, series_slug: str) -> HttpResponse:
    """A further session; begins with the time, zone and place of the last one."""
    return _session_page(request, scope, series_slug, None)


@in_site(Permission.SERIES_EDIT)
def edit_session(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """One session: its form, its state, and what is wrong with it."""
    return _session_page(request, scope, series_slug, session_id)


@in_site(Permission.SERIES_EDIT)
@require_POST
def check_session(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int | None = None
) -> HttpResponse:
    """What would be wrong with a session if it were saved as typed now. Changes nothing."""
    choices = editor_choices(site=scope.site, language=language())
    editing = SessionEditing(scope=scope, slug=series_slug, session_id=session_id, choices=choices)
    form = editing.form(request.POST)
    form.is_valid()
    key = str(session_id or "new")
    stored = page_of(editing.series, language=language(), now=timezone.now(), with_drafts=True)
    page = form.applied_to(stored, key=key)
    context = {
        "scope": scope,
        "series": editing.series,
        "findings": findings_for(f"session-{key}", series=editing.series, page=page),
        "is_typing": True,
    }
    return render(request, "training/staff/findings.html", context)


@in_site(Permission.SERIES_EDIT)
@require_POST
def reorder_session(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """Move a session one place up or down."""
    session = found_session(found_series(scope, series_slug), session_id)
    by = -1 if request.POST.get("to") == "up" else 1
    move_session(session=session, by=by, actor=scope.actor, now=timezone.now())
    overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
    return redirect(f"{overview}#sessions")


@in_site(Permission.SERIES_EDIT)
def discard_session(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int
) -> HttpResponse:
    """Take a session off the series, after asking."""
    series = found_series(scope, series_slug)
    session = found_session(series, session_id)
    if request.method == "POST":
        try:
            _remove(request, scope, session)
        except ConsequencesNotSeenError:
            pass  # the page below says them
        else:
            overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
            return redirect(f"{overview}#sessions")
    ahead, refusal = foresee_removal(session=session, now=timezone.now())
    context = {
        "scope": scope,
        "series": series,
        "title": _("Remove “%(title)s”?") % {"title": session.title},
        "consequences": [
            _("It leaves the page and this list."),
            _("You can put it back from the list of removed sessions, as it is now."),
        ],
        "action": _("Remove the session"),
        "is_danger": True,
        "refusal": refusal,
        **asked_back(request, ahead),
        "back": reverse("training:edit_session", args=[scope.site.slug, series_slug, session_id]),
    }
    status = 409 if context["was_asked"] else 200
    return render(request, "training/staff/confirm.html", context, status=status)


def _remove(request: HttpRequest, scope: Scope, session: Session) -> None:
    """Remove it, and say what came of that.

    Raises:
        ConsequencesNotSeenError: it would do something else than what was agreed to.
    """
    agreed = agreed_in(request)
    try:
        remove_session(session=session, agreed=agreed, actor=scope.actor, now=timezone.now())
    except SessionIsLiveError:
        messages.error(
            request, _("People can see this session. Cancel it, or make it a draft first.")
        )
    except SomebodySavedFirstError:
        messages.error(request, _("Somebody saved this session just now. Look at it again."))
    except ChangeIsForbiddenError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The session was removed. You can put it back below."))


@in_site(Permission.SERIES_EDIT)
@require_POST
def put_back_session(
    request: HttpRequest, scope: Scope, series_slug: str, removed_id: int
) -> HttpResponse:
    """Put a removed session back where it was."""
    series = found_series(scope, series_slug)
    removed = removed_session(series=series, removed_id=removed_id)
    if removed is None:
        raise Http404
    try:
        restore_session(removed=removed, actor=scope.actor, now=timezone.now())
    except SomebodySavedFirstError:
        messages.error(request, _("Somebody saved this session just now. Look at it again."))
    except PageWouldLieError as error:
        messages.error(request, str(error.findings[0].message))
    else:
        messages.success(request, _("“%(title)s” is back.") % {"title": removed.title})
    overview = reverse("training:edit_series", args=[scope.site.slug, series_slug])
    return redirect(f"{overview}#sessions")


def found_session(series: Series, session_id: int) -> Session:
    """The session of that number in this series, or 404."""
    session = session_of_series(series=series, session_id=session_id)
    if session is None:
        raise Http404
    return session


def _session_page(
    request: HttpRequest, scope: Scope, series_slug: str, session_id: int | None
) -> HttpResponse:
    choices = editor_choices(site=scope.site, language=language())
    read = partial(
        SessionEditing, scope=scope, slug=series_slug, session_id=session_id, choices=choices
    )
    here = [scope.site.slug, series_slug]
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    if sent.answer is Answer.SAVED:
        messages.success(
            request, _("“%(title)s” is saved.") % {"title": sent.form.cleaned_data["title"]}
        )
        if "another" in request.POST:
            return redirect("training:new_session", *here)
        return redirect(reverse("training:edit_series", args=here) + "#sessions")
    context = {
        "scope": scope,
        "sent": sent,
        "form": sent.form,
        "may_publish": scope.may(Permission.SERIES_PUBLISH),
        **_shown(read(), sent, session_id),
    }
    return render(request, "training/staff/session.html", context, status=sent.answer.status)


def _shown(editing: SessionEditing, sent: Sent, session_id: int | None) -> dict[str, object]:
    """What stands around the form: the session's state, and what is wrong with it."""
    series = editing.series
    page = page_of(series, language=language(), now=timezone.now(), with_drafts=True)
    key = str(session_id or "new")
    here = [series.site.slug, series.slug]
    return {
        "series": series,
        "session": editing.session,
        "ways": ways_from_session(editing.session, series, editing.scope)
        if editing.session
        else [],
        **state_of(editing.session),
        "blocking": shown_all(sent.findings, series=series, page=page),
        "findings": findings_for(
            f"session-{key}", series=series, page=_as_typed(sent, page, key=key)
        ),
        "check_url": reverse("training:check_session", args=[*here, session_id])
        if session_id
        else reverse("training:check_new_session", args=here),
    }


def _as_typed(sent: Sent, page: SeriesPage, *, key: str) -> SeriesPage:
    """The page with the session that was sent in place of the stored one."""
    if not isinstance(sent.typed, SessionForm):
        return page
    sent.typed.is_valid()
    return sent.typed.applied_to(page, key=key)


def _begun(series: Series) -> SessionText:
    """What a new session begins with: the last one's time of day, zone and place."""
    last = sessions_of(series)[-1:]
    if not last:
        return SessionText(title="", zone=series.site.zone)
    return SessionText(
        title="",
        on=last[0].local_date + timedelta(weeks=1) if last[0].local_date else None,
        start=last[0].local_start,
        end=last[0].local_end,
        zone=last[0].zone or series.site.zone,
        place=last[0].place,
    )


def _offered(series: Series, choices: EditorChoices) -> list[tuple[str, str]]:
    """Modules of the editions that the series delivers, else all."""
    taught = {
        module.pk
        for delivery in series.implementations.all()
        if delivery.edition
        for module in delivery.edition.modules.all()
    }
    if not taught:
        return list(choices.modules)
    taught |= {module.pk for one in sessions_of(series) for module in one.modules.all()}
    return [one for one in choices.modules if one[0] in taught]
