"""What is typed to control a wave that is open or closed."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.surveys.setup import LONGEST_OPEN
from mentoringup.training.forms_sessions import said_skipped
from mentoringup.training.moments import DayIsFarOffError, NoSuchTimeError, instant
from mentoringup.ui.widgets import DateInput, TimeInput


class ClosingForm(forms.Form):
    """When a wave is to close, in wall time of the session's zone."""

    day = forms.DateField(label=_("Takes answers until the day"), widget=DateInput)
    at = forms.TimeField(label=_("at the time"), widget=TimeInput)

    def __init__(
        self, *args: Any, zone: str, now: datetime, opened_at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.now, self.opened_at = zone, now, opened_at
        self.closes_at: datetime | None = None
        self.fields["at"].help_text = _("By the clocks of %(zone)s.") % {
            "zone": zone.replace("_", " ")
        }

    def clean(self) -> dict[str, Any]:
        """Find the instant; refuse one that no clock shows, that is past, or that is far off."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, at = cleaned.get("day"), cleaned.get("at")
        if day is None or at is None:
            return cleaned
        try:
            closes_at = instant(day, at, self.zone)
        except NoSuchTimeError as error:
            self.add_error("at", said_skipped(error))
            return cleaned
        except DayIsFarOffError:
            self.add_error("day", _("This day is too far off."))
            return cleaned
        if closes_at <= self.now:
            self.add_error("day", _("This moment is past. Choose one to come."))
        elif closes_at > self.opened_at + timedelta(days=LONGEST_OPEN):
            self.add_error(
                "day",
                _("A survey is open for %(days)d days at most.") % {"days": LONGEST_OPEN},
            )
        else:
            self.closes_at = closes_at
        return cleaned
