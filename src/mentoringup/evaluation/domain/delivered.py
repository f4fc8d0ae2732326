"""What mentoreval is told of an implementation: hours, people, modules, when and where."""

from datetime import timedelta
from typing import Any

from mentoreval.implementations import Audience as LibraryAudience
from mentoreval.implementations import Implementation as LibraryImplementation
from mentoreval.implementations import Mode as LibraryMode
from mentoringup.curriculum.enums import Mode
from mentoringup.delivery.domain.queries import delivered_minutes
from mentoringup.evaluation.domain.attendance import attendees
from mentoringup.evaluation.reading import row_of
from mentoringup.surveys.enums import AudienceKind
from mentoringup.surveys.models import Wave
from mentoringup.training.enums import Audience, SessionState
from mentoringup.training.models import Implementation, Session

_AUDIENCES = {
    Audience.MENTEES: LibraryAudience.MENTEES,
    Audience.MENTORS: LibraryAudience.MENTORS,
    Audience.BOTH: LibraryAudience.COMBINED,
}
_MODES = {
    Mode.IN_PERSON: LibraryMode.IN_PERSON,
    Mode.ONLINE: LibraryMode.ONLINE,
    Mode.HYBRID: LibraryMode.HYBRID,
}
_HOUR = timedelta(hours=1)


def implementation_id(implementation: Implementation) -> str:
    """What it is called in data sets, the same in all of them."""
    return f"{implementation.series.site.slug}-{implementation.pk}"


def implementation_row(*, wave: Wave) -> dict[str, Any]:
    """The implementation of a wave, with the people it trained and the modules it taught."""
    return row_of_implementation(
        wave.survey.implementation, trained=_trained(wave), modules=tuple(wave.taught)
    )


def row_of_implementation(
    implementation: Implementation, *, trained: int | None, modules: tuple[str, ...] | None
) -> dict[str, Any]:
    """An implementation of a site as mentoreval's file has it, and the minutes really delivered.

    `hours` are planned ones, from the sessions that are dated and were not cancelled; where there
    are none, those that were delivered; 0 where nobody knows.
    """
    site = implementation.series.site
    sessions = _held(implementation)
    delivered = delivered_minutes(implementation=implementation).training.delivered
    first = min((one.local_date for one in sessions if one.local_date), default=None)
    row = row_of(
        LibraryImplementation(
            id=implementation_id(implementation),
            site=site.name,
            country=site.institution.country or None,
            audience=_AUDIENCES[Audience(implementation.audience)],
            mode=_MODES[Mode(implementation.mode)],
            hours=_hours(sessions) or round(delivered / 60, 2),
            trained=trained,
            modules=modules,
            date=first.isoformat() if first else None,
        )
    )
    return row | {"delivered_minutes": delivered, "name": str(implementation)}


def _held(implementation: Implementation) -> list[Session]:
    states = [SessionState.PUBLISHED, SessionState.DONE]
    return list(implementation.sessions.filter(state__in=states).order_by("starts_at", "pk"))


def _hours(sessions: list[Session]) -> float:
    lengths = [one.ends_at - one.starts_at for one in sessions if one.starts_at and one.ends_at]
    return round(sum(lengths, timedelta(0)) / _HOUR, 2)


def _trained(wave: Wave) -> int | None:
    """How many people the training had: those who attended, else those who were asked."""
    survey = wave.survey
    came = len({one.email.casefold() for one in attendees(survey.implementation)})
    if came:
        return came
    if survey.audience == AudienceKind.PUBLIC:
        return None
    return survey.participants.filter(is_mentor=False).count() or None
