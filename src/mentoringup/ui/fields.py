"""Fields that forms of several apps have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.ui.widgets import ZoneSelect
from mentoringup.ui.zones import zone_named

LONGEST_ZONE = 64
"""Characters of the columns that hold a zone's name."""


class ZoneField(forms.CharField):
    """A time zone, by its IANA name."""

    widget = ZoneSelect

    def __init__(self, *, max_length: int | None = LONGEST_ZONE, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> str:
        """Refuse a name that no zone has."""
        name = str(super().clean(value))
        if name and zone_named(name) is None:
            raise forms.ValidationError(
                _("There is no time zone “%(name)s”. Choose one from the list."),
                params={"name": name},
            )
        return name
