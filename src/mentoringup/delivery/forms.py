"""What somebody says by hand about an item."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.fidelity import in_minutes
from mentoringup.delivery.merging import ItemChange
from mentoringup.delivery.reading import LONGEST, LONGEST_NOTE


class ItemForm(forms.Form):
    """How an item went, how long it took, and a note."""

    state = forms.ChoiceField(
        label=_("How it went"), choices=ItemState.choices, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=_("Minutes it took"),
        help_text=_("Leave it open to have the clock count."),
        min_value=0,
        max_value=int(LONGEST.total_seconds()) // 60,
        required=False,
    )
    note = forms.CharField(
        label=_("Your note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def seconds(self) -> int | None:
        """What was typed; None where nothing was, or what stands there already."""
        minutes = self.cleaned_data["minutes"]
        return None if minutes is None or "minutes" not in self.changed_data else minutes * 60


def initial_of(word: ItemChange | None) -> dict[str, object]:
    """What the form holds before anything is typed."""
    if word is None:
        return {"state": ItemState.PLANNED.value}
    minutes = None if word.seconds is None else in_minutes(word.seconds)
    return {"state": word.state.value, "minutes": minutes, "note": word.note}
