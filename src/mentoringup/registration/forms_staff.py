"""Forms of the coordinator's pages on seats."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.registration.enums import Order, RegistrationState
from mentoringup.registration.group import Group, Part
from mentoringup.registration.models import Hold, Registration, SeatPlan
from mentoringup.registration.plan import Plan
from mentoringup.registration.values import Asker
from mentoringup.training.content import MOST_SEATS
from mentoringup.training.forms_parts import LongText, PartForm

MOST_PICKED = 200
"""Requests that can be ticked one by one; more than a page of the list holds."""


def _reason(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("Why"), max_length=500, help_text=help_text)


class GroupForm(forms.Form):
    """Which requests of a session; an address that names none is the same as an empty one."""

    show = forms.ChoiceField(choices=Part.choices, required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Name or address"), max_length=100, required=False)
    tier = forms.TypedChoiceField(label=_("Priority"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, tiers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tier"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared above
        field.choices = [("", _("All")), *tiers]

    def group(self, picked: Iterable[str] = ()) -> Group:
        """The group; what can't be read counts as not said."""
        self.is_valid()
        known = self.cleaned_data
        return Group(
            part=Part(known.get("show") or Part.ACTIVE),
            tier=known.get("tier"),
            words=tuple(known.get("words", "").split()[:5]),
            picked=frozenset(int(one) for one in list(picked)[:MOST_PICKED] if _is_key(one)),
        )


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19  # noqa: PLR2004  of 64 bits


class PlanForm(PartForm):
    """The rules on seats of a series."""

    order = forms.ChoiceField(
        label=_("Within a priority"),
        choices=Order.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A draw is sealed before the first request, and anybody can check it afterwards."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = forms.fields_for_model(SeatPlan)
        for name in (field.name for field in fields(Plan)):
            if name == "order":
                continue
            self.fields[name] = columns[name]
            self.fields[name].label, self.fields[name].help_text = _PLAN_WORDS[name]

    def clean(self) -> dict[str, Any]:
        """Refuse what the columns refuse."""
        known = {name: value for name, value in self.cleaned_data.items() if value is not None}
        try:
            SeatPlan(**known).clean_fields(exclude=["series"])
        except forms.ValidationError as error:
            for name, faults in error.error_dict.items():
                self.add_error(name, faults)
        return self.cleaned_data

    def plan(self) -> Plan:
        """What a valid form says."""
        known = {**self.cleaned_data, "order": Order(self.cleaned_data["order"])}
        return Plan(**known)

    @staticmethod
    def initial_of(plan: Plan) -> dict[str, Any]:
        """The rules as a form begins with them."""
        return {**asdict(plan), "order": plan.order.value}


_PLAN_WORDS: Mapping[str, tuple[Any, Any]] = {
    "priority_days": (
        _("Days until the next priority has its turn"),
        _("With a draw, this is also how long requests for a priority are collected."),
    ),
    "closes_hours": (
        _("Requests end, hours before the start"),
        _("0 takes requests until the session begins."),
    ),
    "offer_hours": (_("An offer stands, hours"), ""),
    "late_offer_hours": (_("A late offer stands, hours"), ""),
    "late_days": (_("An offer is late, days before the start"), ""),
    "cutoff_hours": (
        _("Nothing is offered any more, hours before the start"),
        _("Those still in line are then on the list “come if you can”."),
    ),
    "confirm_minutes": (
        _("A seat waits for a visitor to confirm the address, minutes"),
        "",
    ),
    "needs_proof": (
        _("Seats only for those who prove that they belong"),
        _("By an address of the institution, its sign-in, a roster, or a coordinator's word."),
    ),
    "remembers": (_("Whoever got no seat last term comes first in their priority"), ""),
    "no_show_marks": (
        _("Whoever often stays away comes last in their priority"),
        _("People see their own mark. You can correct attendance at any time."),
    ),
    "no_show_percent": (_("Stayed away, percent of their seats"), ""),
    "no_show_least": (_("Counted only from so many seats on"), ""),
    "no_show_days": (_("Forgotten after, days"), ""),
}
"""Label and help of each rule, as the form says them."""


class ReasonForm(forms.Form):
    """Why something is decided; it must be said."""

    reason = _reason(_("It stands in the history, and colleagues read it. Name nobody in it."))


class SeatForm(ReasonForm):
    """Somebody who gets a seat by hand and isn't on the list yet."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    stage = forms.ChoiceField(
        label=_("Career stage"), choices=[("", "—"), *CareerStage.choices], required=False
    )
    discipline = forms.ChoiceField(
        label=_("Discipline"), choices=[("", "—"), *Discipline.choices], required=False
    )
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int, empty_value=None, required=False)
    field_order = ("name", "email", "stage", "discipline", "unit", "reason")

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared above
        field.choices = [("", "—"), *units]

    def asker(self, *, language: str) -> Asker:
        """Who a valid form names."""
        known = self.cleaned_data
        return Asker(
            email=known["email"],
            name=known["name"],
            stage=known["stage"],
            discipline=known["discipline"],
            unit_id=known["unit"],
            language=language,
        )


class HoldForm(forms.ModelForm[Hold]):
    """Seats to set aside."""

    class Meta:
        """Columns of a hold."""

        model = Hold
        fields = ("seats", "note")


class ScenarioForm(forms.Form):
    """Another number of seats, to see what it would do."""

    seats = forms.IntegerField(
        label=_("Another number of seats"),
        min_value=0,
        validators=[MaxValueValidator(MOST_SEATS)],
    )


class MoveForm(ReasonForm):
    """Into which session somebody is moved."""

    to = forms.TypedChoiceField(label=_("To which session"), coerce=int)
    field_order = ("to", "reason")

    def __init__(self, *args: Any, sessions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  declared above
        field.choices = list(sessions)


class GroupLetterForm(forms.Form):
    """A message to a group of people."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = LongText(
        label=_("Message"),
        rows=10,
        max_length=10_000,
        help_text=_(
            "Plain text, with an empty line between paragraphs. "
            "Greeting, date, place and signature are added."
        ),
    )


class AttendanceForm(forms.Form):
    """Who came, for everybody with a seat.

    Each mark carries what it was when the page was read, so that two who mark at once keep what the
    other noted.
    """

    MARKS = (
        (RegistrationState.ATTENDED.value, _("came")),
        (RegistrationState.NO_SHOW.value, _("did not come")),
        ("", _("not marked")),
    )

    def __init__(
        self, *args: Any, guests: Sequence[tuple[Registration, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for one, name in guests:
            marked = "" if one.state == RegistrationState.SEATED else one.state
            self.fields[f"mark-{one.pk}"] = forms.ChoiceField(
                label=name,
                choices=self.MARKS,
                widget=forms.RadioSelect,
                initial=marked,
                required=False,
                show_hidden_initial=True,
            )

    def marks(self) -> dict[int, bool | None]:
        """What was changed, by primary key: came, did not come, or None for taken back."""
        meaning = {
            RegistrationState.ATTENDED.value: True,
            RegistrationState.NO_SHOW.value: False,
            "": None,
        }
        return {
            int(name.removeprefix("mark-")): meaning[self.cleaned_data[name]]
            for name in self.changed_data
            if name in self.data
        }
