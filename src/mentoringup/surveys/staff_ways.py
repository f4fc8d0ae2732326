"""Where the editor of series leads to the survey."""

from django.utils.translation import gettext_lazy as _

from mentoringup.access.permissions import Permission
from mentoringup.training.staff_places import StaffPlace, name_place_of_series

name_place_of_series(
    StaffPlace(
        route="surveys:survey_of_series",
        label=_("Survey"),
        icon="check",
        permission=Permission.SURVEY_VIEW,
    )
)
