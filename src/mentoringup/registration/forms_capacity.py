"""The form of the number of seats alone."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoringup.training.content import SessionText
from mentoringup.training.forms_parts import PartForm
from mentoringup.training.forms_sessions import SeatsField
from mentoringup.training.moments import MomentError
from mentoringup.training.page import SeriesPage


class CapacityForm(PartForm):
    """How many seats a session has; `text` is the rest of the session, which stays as it is."""

    capacity = SeatsField(
        label=gettext_lazy("Seats"),
        help_text=gettext_lazy("Leave it empty where there is no limit."),
    )

    def __init__(self, *args: Any, text: SessionText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def clean(self) -> dict[str, Any]:
        """Refuse to save a session whose time can't be: that must be repaired first."""
        try:
            self.text.span()
        except MomentError:
            self.add_error(
                None,
                _("The time of this session can't be. Open the session and repair that first."),
            )
        return self.cleaned_data

    def applied_to(self, page: SeriesPage) -> SeriesPage:
        """The page as it is: the number of seats is looked at when it is saved."""
        return page
