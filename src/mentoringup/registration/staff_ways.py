"""Where the editor of series leads to the pages on seats."""

from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Permission
from mentoringup.training.staff_places import (
    StaffPlace,
    name_place_of_series,
    name_place_of_session,
)

name_place_of_series(
    StaffPlace(
        route="registration:series_seats",
        label=_("Seats"),
        icon="people",
        permission=Permission.REGISTRATION_VIEW,
    )
)
name_place_of_session(
    StaffPlace(
        route="registration:session_seats",
        label=_("Who has a seat, and who waits"),
        icon="people",
        permission=Permission.REGISTRATION_VIEW,
    )
)
