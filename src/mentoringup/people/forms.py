"""Forms about a person."""

from typing import TYPE_CHECKING, ClassVar, cast

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mentoringup.people.domain import ERASE_REASONS, MERGED_FIELDS
from mentoringup.people.domain.merging import type_of_choice
from mentoringup.people.domain.profile import PROFILE_FIELDS, mark_of
from mentoringup.people.domain.queries import written_value
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.people.models import Person
from mentoringup.people.orcid import written_orcid
from mentoringup.ui.fields import ZoneField

if TYPE_CHECKING:
    from django.http import QueryDict


class ProfileForm(forms.ModelForm[Person]):
    """What a person says about themselves; everything may stay empty."""

    class Meta:
        """All fields but the addresses."""

        model = Person
        fields = PROFILE_FIELDS
        field_classes: ClassVar = {"zone": ZoneField}
        help_texts: ClassVar = {
            "display_name": _("How we call you; left empty, your given and family name."),
            "pronouns": _("For example she/her, they/them."),
            "orcid": _("Sixteen characters, such as 0000-0002-1825-0097."),
            "career_stage": _("Some series are meant for certain stages."),
            "discipline": _("Some series give seats to certain disciplines first."),
            "language": _("For our mails to you."),
            "zone": _("Leave it open to follow the clock of your device."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label,
            help_text=self.fields["language"].help_text,
            choices=[("", _("The language of your browser")), *settings.LANGUAGES],
            required=False,
        )
        for name, kinds in {"career_stage": CareerStage, "discipline": Discipline}.items():
            self.fields[name].choices = [("", _("not said")), *kinds.choices]  # type: ignore[attr-defined]  # a choice field
        self.fields["seen"] = forms.CharField(
            required=False, max_length=16, initial=mark_of(self.instance), widget=forms.HiddenInput
        )
        autocomplete = {"given_name": "given-name", "family_name": "family-name"}
        for name, meaning in autocomplete.items():
            self.fields[name].widget.attrs["autocomplete"] = meaning
        self.fields["orcid"] = forms.CharField(  # longer than stored: it may be typed as an address
            label=self.fields["orcid"].label,
            help_text=self.fields["orcid"].help_text,
            max_length=80,
            required=False,
        )

    def compare(self, stored: Person) -> None:
        """Say what somebody else saved in the meantime; saving again writes over it."""
        for name in PROFILE_FIELDS:
            if getattr(stored, name) != self.cleaned_data[name]:
                said = {"value": written_value(stored, name) or _("nothing")}
                self.add_error(name, _("By now this is stored: %(value)s") % said)
        self.add_error(
            None,
            _("Somebody saved this profile while you had it open. Save again to write over it."),
        )
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("seen")] = mark_of(stored)
        self.data = data

    def clean_orcid(self) -> str:
        """The iD as it is written, or what is wrong with it."""
        text = self.cleaned_data["orcid"]
        if not text:
            return ""
        try:
            return written_orcid(text)
        except ValueError as error:
            problems = {
                "shape": _("An ORCID iD has sixteen digits; the last one may be an X."),
                "check": _("The last character does not fit the others. Check for a typing error."),
            }
            raise forms.ValidationError(problems[str(error)], code=str(error)) from error


class EraseForm(forms.Form):
    """Asks for one deliberate step before something that can't be taken back."""

    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone, by anybody."),
        error_messages={"required": _("Tick this to go on, or leave the page to stop.")},
    )


class EraseByStaffForm(EraseForm):
    """The same for staff, who say why."""

    field_order = ("reason", "understood")
    reason = forms.ChoiceField(
        label=_("Why"), choices=list(ERASE_REASONS.items()), widget=forms.RadioSelect
    )


class MergeForm(forms.Form):
    """For each field in which two persons differ: whose value goes on."""

    def __init__(self, *args: object, keep: Person, absorb: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        for name in differing_fields(keep, absorb):
            ours, theirs = written_value(keep, name), written_value(absorb, name)
            self.fields[name] = forms.ChoiceField(
                label=capfirst(Person._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # noqa: SLF001  model API
                choices=[("keep", ours or _("nothing")), ("absorb", theirs or _("nothing"))],
                widget=forms.RadioSelect,
                initial="keep" if ours else "absorb",
            )

    def choices(self) -> dict[str, type_of_choice]:
        """For the domain."""
        return dict(self.cleaned_data)


def differing_fields(keep: Person, absorb: Person) -> tuple[str, ...]:
    """Fields that the two don't agree about."""
    return tuple(name for name in MERGED_FIELDS if getattr(keep, name) != getattr(absorb, name))
