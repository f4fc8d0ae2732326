"""The form on the page of a draw."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 4_294_967_295
"""No ticket is larger: the column takes no more."""

_EXPECTED = _("A ticket is a whole number, such as 17.")


class TicketForm(forms.Form):
    """Which ticket to look up."""

    ticket = forms.IntegerField(
        label=_("Number of your ticket"),
        min_value=1,
        max_value=MOST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _EXPECTED),
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )
