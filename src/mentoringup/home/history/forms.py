"""Forms about the history."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain.queries import Choices, Wanted
from mentoringup.audit.verbs import label_of_thing, label_of_verb


class HistoryFilter(forms.Form):
    """What to look for in the history of a site."""

    verb = forms.ChoiceField(label=_("What happened"), required=False)
    actor = forms.ChoiceField(label=_("Who did it"), required=False)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    words = forms.CharField(label=_("Name of the thing"), required=False, max_length=100)

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("verb", _by_label(choices.verbs, label_of_verb))
        self._offer("actor", [(str(pk), name) for pk, name in choices.actors])
        self._offer("kind", _by_label(choices.kinds, label_of_thing))

    def wanted(self) -> Wanted:
        """What is looked for; a value that is not to choose from is left out."""
        self.is_valid()
        given = self.cleaned_data
        actor = given.get("actor")
        return Wanted(
            verb=given.get("verb", ""),
            actor_id=int(actor) if actor else None,
            kind=given.get("kind", ""),
            words=given.get("words", ""),
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", _("All")), *choices]


def _by_label(values: tuple[str, ...], label: Callable[[str], str]) -> list[tuple[str, str]]:
    return sorted(((value, label(value)) for value in values), key=lambda pair: pair[1].casefold())
