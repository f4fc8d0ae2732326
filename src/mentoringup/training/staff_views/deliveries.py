"""Deliveries: how the curriculum of a series is delivered, to whom and by whom."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoringup.access.permissions import Permission
from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.gate import Scope, in_site
from mentoringup.training.content import DeliveryText
from mentoringup.training.domain import contents
from mentoringup.training.domain.deliveries import add_delivery, remove_delivery, save_delivery
from mentoringup.training.domain.queries import (
    EditorChoices,
    delivery_of_series,
    editor_choices,
    page_of,
)
from mentoringup.training.enums import Audience
from mentoringup.training.errors import DeliveryHasSessionsError, SomebodySavedFirstError
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.forms_sessions import DeliveryForm
from mentoringup.training.staff_views.editing import Answer, begun, take
from mentoringup.training.staff_views.parts import found_series, language, shown_all


class DeliveryEditing:
    """A stored or a new delivery, as `editing.take` needs it."""

    def __init__(
        self, *, scope: Scope, slug: str, delivery_id: int | None, choices: EditorChoices
    ) -> None:
        self.scope = scope
        self.series = found_series(scope, slug)
        self.choices = choices
        self.delivery = None
        if delivery_id is not None:
            self.delivery = delivery_of_series(series=self.series, delivery_id=delivery_id)
            if self.delivery is None:
                raise Http404

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> DeliveryForm:  # noqa: ARG002  deliveries have no rows
        """The form, sent or as stored."""
        text = DeliveryText(audience=Audience.MENTEES, mode=Mode.ONLINE)
        if self.delivery is not None:
            text = contents.delivery_of(self.delivery)
        return self._form(data, initial=DeliveryForm.initial_of(text))

    def unsent(self, form: PartForm) -> DeliveryForm:
        """An unsent form with what was typed."""
        return self._form(initial={name: form[name].value() for name in form.fields})

    def save(self, form: PartForm, *, agreed: str) -> None:  # noqa: ARG002  touches no session
        """Store it, or add it."""
        if not isinstance(form, DeliveryForm):
            raise TypeError
        text, now, actor = form.content(), timezone.now(), self.scope.actor
        if self.delivery is None:
            add_delivery(series=self.series, text=text, actor=actor, now=now)
        else:
            save_delivery(
                series=self.series, delivery=self.delivery, text=text, actor=actor, now=now
            )

    def _form(self, data: QueryDict | None = None, **kwargs: object) -> DeliveryForm:
        return DeliveryForm(
            data,
            editions=self.choices.editions,
            people=self.choices.people,
            sites=self.choices.sites,
            **kwargs,
        )


@in_site(Permission.SERIES_EDIT)
def edit_delivery(
    request: HttpRequest, scope: Scope, series_slug: str, delivery_id: int | None = None
) -> HttpResponse:
    """One delivery, or a further one: its form."""
    choices = editor_choices(site=scope.site, language=language())

    def read() -> DeliveryEditing:
        return DeliveryEditing(
            scope=scope, slug=series_slug, delivery_id=delivery_id, choices=choices
        )

    here = [scope.site.slug, series_slug]
    sent = take(request.POST, read) if request.method == "POST" else begun(read())
    if sent.answer is Answer.SAVED:
        messages.success(request, _("Saved."))
        return redirect(reverse("training:edit_series", args=here) + "#delivery")
    editing = read()
    page = page_of(editing.series, language=language(), now=timezone.now(), with_drafts=True)
    context = {
        "scope": scope,
        "series": editing.series,
        "delivery": editing.delivery,
        "may_remove": editing.delivery is not None
        and len(editing.series.implementations.all()) > 1
        and not editing.delivery.sessions.all(),
        "sent": sent,
        "form": sent.form,
        "blocking": shown_all(sent.findings, series=editing.series, page=page),
    }
    return render(request, "training/staff/delivery.html", context, status=sent.answer.status)


@in_site(Permission.SERIES_EDIT)
def discard_delivery(
    request: HttpRequest, scope: Scope, series_slug: str, delivery_id: int
) -> HttpResponse:
    """Take a delivery without sessions off the series, after asking."""
    series = found_series(scope, series_slug)
    delivery = delivery_of_series(series=series, delivery_id=delivery_id)
    if delivery is None:
        raise Http404
    here = [scope.site.slug, series_slug]
    if request.method == "POST":
        try:
            remove_delivery(series=series, delivery=delivery, actor=scope.actor, now=timezone.now())
        except DeliveryHasSessionsError:
            messages.error(request, _("This delivery has sessions, or it is the only one."))
        except SomebodySavedFirstError:
            messages.error(request, _("The series was changed just now. Look at it once more."))
        else:
            messages.success(request, _("The delivery was removed."))
        return redirect(reverse("training:edit_series", args=here) + "#delivery")
    context = {
        "scope": scope,
        "series": series,
        "title": _("Remove this delivery?"),
        "consequences": [
            _("Its curriculum, facilitators, co-hosts and programs leave the series.")
        ],
        "action": _("Remove the delivery"),
        "is_danger": True,
        "back": reverse("training:edit_delivery", args=[*here, delivery_id]),
    }
    return render(request, "training/staff/confirm.html", context)
