"""Forms about mails."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.outbox.enums import MailState


class MailFilter(forms.Form):
    """Which mails to list."""

    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *MailState.choices], required=False
    )

    def state_wanted(self) -> MailState | None:
        """The chosen state, or None for all (also where the address names no state)."""
        chosen = self.cleaned_data.get("state") if self.is_valid() else ""
        return MailState(chosen) if chosen else None
