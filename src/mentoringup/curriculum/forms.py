"""Forms of the library."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoringup.curriculum.domain.choices import Choices
from mentoringup.curriculum.domain.searching import KINDS, EditionWanted, Wanted
from mentoringup.curriculum.enums import ActivityKind, Group, Mode, Setting
from mentoringup.curriculum.languages import name_of_language

type_of_choices = list[tuple[str, str | Promise]]

MINUTES = (5, 10, 15, 20, 30, 45)
FIRST = ("words", "module", "minutes")
"""Fields that are always shown; the others are folded away until one is used."""


class LibrarySearch(forms.Form):
    """What to look for. A value that is not to choose from is left out, as if it weren't there."""

    words = forms.CharField(label=_("Words"), required=False)
    module = forms.ChoiceField(label=_("Module"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("Minutes"), required=False, coerce=int, empty_value=None
    )
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    activity_kind = forms.ChoiceField(label=_("What people do"), required=False)
    group = forms.ChoiceField(label=_("In which groups"), required=False)
    setting = forms.ChoiceField(label=_("Where a case plays"), required=False)
    mode = forms.ChoiceField(label=_("How it is held"), required=False)
    edition = forms.ChoiceField(label=_("Audience"), required=False)
    language = forms.ChoiceField(label=_("Also there in"), required=False)
    pack = forms.ChoiceField(label=_("Curriculum"), required=False)
    kind = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, given: QueryDict, *, choices: Choices, packs: dict[str, str]) -> None:
        super().__init__(given)
        self._editions = {f"{one.pack}:{one.id}": one for one in choices.editions}
        self._offer("module", [(one.id, one.name) for one in choices.modules])
        self._offer("minutes", [(str(one), _("at most %d") % one) for one in MINUTES])
        self._offer("activity_kind", list(ActivityKind.choices))
        self._offer("group", list(Group.choices))
        self._offer("setting", list(Setting.choices))
        self._offer("mode", list(Mode.choices))
        self._offer("edition", [(key, one.name) for key, one in self._editions.items()])
        self._offer("language", [(one, name_of_language(one)) for one in choices.languages])
        self._offer("pack", list(packs.items()))
        self._offer("kind", [(kind.value, kind.label) for kind in KINDS])
        field = cast("forms.ChoiceField", self.fields["objective"])
        field.choices = [
            ("", pgettext_lazy("no filter", "All")),
            *(
                (one.name, [(f"{one.id}:{key}", text) for key, text in one.objectives])
                for one in choices.modules
                if one.objectives
            ),
        ]
        if len(packs) < 2:  # noqa: PLR2004  one is no choice
            del self.fields["pack"]

    def wanted(self) -> Wanted:
        """What is looked for."""
        self.is_valid()
        given = self.cleaned_data
        module, _colon, objective = given.get("objective", "").partition(":")
        edition = self._editions.get(given.get("edition", ""))
        return Wanted(
            words=given.get("words", ""),
            kind=given.get("kind", ""),
            module=given.get("module", ""),
            objective=(module, objective) if objective else None,
            activity_kind=given.get("activity_kind", ""),
            minutes=given.get("minutes"),
            group=given.get("group", ""),
            setting=given.get("setting", ""),
            mode=given.get("mode", ""),
            edition=(
                EditionWanted(pack=edition.pack, id=edition.id, modules=edition.modules)
                if edition
                else None
            ),
            pack=given.get("pack", ""),
            language=given.get("language", ""),
        )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Those that are always shown."""
        return [self[name] for name in FIRST]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        """Those that are folded away."""
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def asks_for_more(self) -> bool:
        """Whether one of those folded away is used."""
        return any(field.value() for field in self.further_fields)

    def _offer(self, name: str, choices: type_of_choices) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", pgettext_lazy("no filter", "All")), *choices]


class EditionsCompared(forms.Form):
    """Two editions."""

    left = forms.ChoiceField(label=_("One edition"))
    right = forms.ChoiceField(label=_("and another"))

    def __init__(self, given: QueryDict | dict[str, str], *, choices: type_of_choices) -> None:
        super().__init__(given)
        for name in ("left", "right"):
            cast("forms.ChoiceField", self.fields[name]).choices = choices
