"""The forms of plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Pack
from mentoringup.planning.judging.warnings import LARGEST_GROUP
from mentoringup.planning.names import name_of_module
from mentoringup.planning.plan import (
    FEWEST_MINUTES,
    LONGEST_TITLE,
    MOST_MINUTES,
    MOST_PARTICIPANTS,
    MOST_SESSIONS,
    Plan,
    Settings,
)

_HOUR = 60


class Begin(TextChoices):
    """What a new plan's sessions come from."""

    HOURS = "hours", gettext_lazy("One block of time")
    SESSIONS = "sessions", gettext_lazy("Several sessions of the same length")
    SERIES = "series", gettext_lazy("The sessions of a series, with their dates")
    TEMPLATE = "template", gettext_lazy("A template")


class Want(TextChoices):
    """How much somebody wants a module."""

    AS_IT_FITS = "", gettext_lazy("As it fits")
    WISHED = "wished", gettext_lazy("Would be good")
    REQUIRED = "required", gettext_lazy("Must be in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedModule:
    """A module to choose in the form."""

    id: str
    name: str
    field: BoundField


class SettingsForm(forms.Form):
    """What a plan is for: audience, mode, group, modules."""

    name = forms.CharField(label=gettext_lazy("Name of the plan"), max_length=LONGEST_TITLE)
    edition = forms.ChoiceField(label=gettext_lazy("Audience"))
    mode = forms.ChoiceField(label=gettext_lazy("How you meet"), choices=Mode.choices)
    group_size = forms.IntegerField(
        label=gettext_lazy("Participants"),
        min_value=1,
        max_value=MOST_PARTICIPANTS,
        initial=LARGEST_GROUP,
        help_text=gettext_lazy("8 to 12 are recommended."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pack: Pack,
        language: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.pack = pack
        super().__init__(data, initial=dict(initial or {}))
        edition = self.fields["edition"]
        if isinstance(edition, forms.ChoiceField):
            edition.choices = [
                (one.id, one.names.get(language) or one.names[SOURCE_LANGUAGE])
                for one in pack.editions
            ]
        for module in pack.modules:
            if not module.kind.is_frame:
                self.fields[_field_of(module.id)] = forms.ChoiceField(
                    label=name_of_module(module.id, pack=pack),
                    choices=Want.choices,
                    required=False,
                )

    @staticmethod
    def initial_of(name: str, settings: Settings) -> dict[str, Any]:
        """The form as a plan stands."""
        wants = {_field_of(one): Want.WISHED.value for one in settings.wishes}
        wants |= {_field_of(one): Want.REQUIRED.value for one in settings.required}
        return {
            "name": name,
            "edition": settings.edition,
            "mode": settings.mode.value,
            "group_size": settings.group_size,
            **wants,
        }

    @property
    def wanted(self) -> Iterator[WantedModule]:
        """The modules to choose, in their order."""
        for module in self.pack.modules:
            if _field_of(module.id) in self.fields:
                field = self[_field_of(module.id)]
                name = name_of_module(module.id, pack=self.pack)
                yield WantedModule(id=module.id, name=name, field=field)

    def clean(self) -> dict[str, Any]:
        """A module that must be in it belongs to the edition for the audience."""
        edition = self.pack.edition_by_id.get(self.cleaned_data.get("edition", ""))
        for one in self.wanted:
            is_chosen = bool(self.cleaned_data.get(_field_of(one.id)))
            if edition and is_chosen and one.id not in edition.modules:
                self.add_error(
                    _field_of(one.id), _("The curriculum for this audience does not have it.")
                )
        return self.cleaned_data

    def settings(self) -> Settings:
        """What a valid form says."""
        return Settings(
            pack=self.pack.id,
            edition=self.cleaned_data["edition"],
            mode=Mode(self.cleaned_data["mode"]),
            group_size=self.cleaned_data["group_size"],
            required=self._wanted_as(Want.REQUIRED),
            wishes=self._wanted_as(Want.WISHED),
        )

    def _wanted_as(self, want: Want) -> tuple[str, ...]:
        return tuple(
            one.id for one in self.wanted if self.cleaned_data.get(_field_of(one.id)) == want
        )


class NewPlanForm(SettingsForm):
    """A training to plan: how much time, for whom, with what in it."""

    begin = forms.ChoiceField(label=gettext_lazy("How much time"), choices=Begin.choices)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        required=False,
        min_value=Decimal(FEWEST_MINUTES) / _HOUR,
        max_value=Decimal(MOST_MINUTES) / _HOUR,
        decimal_places=2,
        initial=4,
        help_text=gettext_lazy("4 hours or more is what the evidence rests on."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("Sessions"),
        required=False,
        min_value=1,
        max_value=MOST_SESSIONS,
        initial=6,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of each"),
        required=False,
        min_value=FEWEST_MINUTES,
        max_value=MOST_MINUTES,
        initial=90,
        help_text=gettext_lazy("75 to 90 work well."),
    )
    series = forms.ChoiceField(label=gettext_lazy("Series"), required=False)
    template = forms.ChoiceField(label=gettext_lazy("Template"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pack: Pack,
        language: str,
        series: Sequence[tuple[str, str]],
        templates: Sequence[tuple[str, Any]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, pack=pack, language=language, initial=initial)
        self._templates = {key: str(name) for key, name in templates}
        self.fields["name"].required = False
        self.fields["name"].help_text = _(
            "Leave it open, and it is named after its time or its template."
        )
        offered = {Begin.SERIES: series, Begin.TEMPLATE: templates}
        for name, choices in offered.items():
            field = self.fields[name.value]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.begins = [one for one in Begin if offered.get(one, True)]
        begin = self.fields["begin"]
        if isinstance(begin, forms.ChoiceField):
            begin.choices = [(one.value, one.label) for one in self.begins]

    @property
    def chosen(self) -> str:
        """What the sessions come from, as it stands in the form."""
        return str(self["begin"].value() or Begin.HOURS.value)

    def clean(self) -> dict[str, Any]:
        """What the chosen way to begin asks for is said."""
        super().clean()
        needed = {
            Begin.HOURS: ("hours",),
            Begin.SESSIONS: ("count", "minutes"),
            Begin.SERIES: ("series",),
            Begin.TEMPLATE: ("template",),
        }
        begin = self.cleaned_data.get("begin")
        for name in needed[Begin(begin)] if begin else ():
            if self.cleaned_data.get(name) in {None, ""} and name not in self.errors:
                self.add_error(name, _("Say how much, or choose one."))
        unasked = {one for way in needed if way != begin for one in needed[way]}
        for name in unasked & set(self.errors):
            del self.errors[name]
        return self.cleaned_data

    def lengths(self) -> list[int]:
        """Minutes of each session, for one block or sessions of the same length."""
        if self.cleaned_data["begin"] == Begin.HOURS:
            return [round(self.cleaned_data["hours"] * _HOUR)]
        return [self.cleaned_data["minutes"]] * self.cleaned_data["count"]

    def name_for(self, plan: Plan) -> str:
        """What was typed, or the template's name, or one that says how long the plan is."""
        template = ""
        if self.cleaned_data["begin"] == Begin.TEMPLATE:
            template = self._templates[self.cleaned_data["template"]]
        return self.cleaned_data["name"] or template or name_by_length(plan)


class LinkForm(forms.Form):
    """Which session of a series each planned session is."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: Plan,
        sessions: Sequence[tuple[int, str]],
        initial: Mapping[str, int],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        for one in plan.sessions:
            self.fields[one.id] = forms.TypedChoiceField(
                label=one.title,
                choices=[("", gettext_lazy("None of them")), *sessions],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Each session of the series is one planned session at most."""
        seen: dict[int, str] = {}
        for key, session in list(self.cleaned_data.items()):
            if session is not None and session in seen:
                first = self.fields[seen[session]].label
                self.add_error(
                    key, _("“%(title)s” is planned for this session already.") % {"title": first}
                )
            elif session is not None:
                seen[session] = key
        return self.cleaned_data

    def pairs(self) -> dict[str, int]:
        """Numbers of the series' sessions by the planned session's id."""
        return {key: one for key, one in self.cleaned_data.items() if one is not None}


def name_by_length(plan: Plan) -> str:
    """A name that says how long a plan is: “4 hours”, “6 sessions of 90 minutes”."""
    lengths = {one.minutes for one in plan.sessions}
    total = sum(one.minutes for one in plan.sessions)
    if len(plan.sessions) > 1 and len(lengths) == 1:
        return _("%(count)d sessions of %(minutes)d minutes") % {
            "count": len(plan.sessions),
            "minutes": lengths.pop(),
        }
    if total % _HOUR:
        return _("%(hours)d hours %(minutes)d minutes") % {
            "hours": total // _HOUR,
            "minutes": total % _HOUR,
        }
    hours = total // _HOUR
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def _field_of(module: str) -> str:
    return f"module-{module}"
