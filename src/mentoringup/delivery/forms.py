"""What somebody says by hand about an item."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.delivery.clock import LONGEST
from mentoringup.delivery.enums import ItemState
from mentoringup.delivery.fidelity import in_minutes
from mentoringup.delivery.merging import Words
from mentoringup.delivery.reading import LONGEST_NOTE


class ItemForm(forms.Form):
    """How an item went, how long it took, and a note."""

    state = forms.ChoiceField(
        label=_("How it went"),
        choices=ItemState.choices,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    minutes = forms.IntegerField(
        label=_("Minutes it took"),
        help_text=_("Leave it open to have the clock count."),
        min_value=0,
        max_value=int(LONGEST.total_seconds()) // 60,
        required=False,
        show_hidden_initial=True,
    )
    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Read by everybody who may plan at your site. Write about the session only."),
        max_length=LONGEST_NOTE,
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def said_state(self) -> ItemState | None:
        """How the item went; None where nothing was changed since the form was shown."""
        is_said = {"state", "minutes"} & set(self.changed_data)
        return ItemState(self.cleaned_data["state"]) if is_said else None

    def said_note(self, *, now: str) -> str | None:
        """The note; None where nobody touched it. What was written meanwhile stays too."""
        if "note" not in self.changed_data:
            return None
        mine: str = self.cleaned_data["note"]
        shown = self.data.get(self.add_initial_prefix("note"), now).replace("\r\n", "\n").strip()
        return mine if shown == now else "\n".join(filter(None, [now, mine]))

    def seconds(self) -> int | None:
        """What was typed; None where nothing was, or what stands there already."""
        minutes = self.cleaned_data["minutes"]
        return None if minutes is None or "minutes" not in self.changed_data else minutes * 60


def initial_of(words: Words, item: str) -> dict[str, object]:
    """What the form holds before anything is typed."""
    word, note = words.items.get(item), words.note_on(item)
    if word is None:
        return {"state": ItemState.PLANNED.value, "note": note}
    minutes = None if word.seconds is None else in_minutes(word.seconds)
    return {"state": word.state.value, "minutes": minutes, "note": note}
