"""What search engines read: schema.org's Course, CourseInstance and EducationEvent as JSON-LD."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mentoringup.curriculum.enums import Mode
from mentoringup.training.enums import SessionState
from mentoringup.training.public_page import PublicSeries, PublicSession

_ATTENDANCE = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Mode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
_MODE = {Mode.IN_PERSON: "onsite", Mode.ONLINE: "online", Mode.HYBRID: "blended"}


def course_of(series: PublicSeries, *, address: str) -> dict[str, Any]:
    """A series as a Course with one CourseInstance, its dated sessions as sub-events."""
    dated = [one for one in series.sessions if one.starts_at and one.ends_at]
    instance: dict[str, Any] = {
        "@type": "CourseInstance",
        "name": series.title,
        "courseMode": [_MODE[mode] for mode in series.modes],
        "subEvent": [_event(one, series, address=address) for one in dated],
    }
    if series.facilitators:
        instance["instructor"] = [{"@type": "Person", "name": n} for n in series.facilitators]
    if dated:
        instance["startDate"] = _wall(min(one.starts_at for one in dated if one.starts_at), series)
        instance["endDate"] = _wall(max(one.ends_at for one in dated if one.ends_at), series)
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": series.title,
        "description": series.summary or series.title,
        "url": address,
        "inLanguage": series.language,
        "isAccessibleForFree": True,
        "provider": _organizer(series),
        "hasCourseInstance": instance,
    }


def event_of(
    session: PublicSession, series: PublicSeries, *, address: str
) -> dict[str, Any] | None:
    """A dated session as an EducationEvent, None while its date is to be announced."""
    if not session.starts_at or not session.ends_at:
        return None
    return {"@context": "https://schema.org", **_event(session, series, address=address)}


def _event(session: PublicSession, series: PublicSeries, *, address: str) -> dict[str, Any]:
    zone = ZoneInfo(session.zone)
    cancelled = session.state is SessionState.CANCELLED or series.is_cancelled
    event: dict[str, Any] = {
        "@type": "EducationEvent",
        "name": session.title,
        "url": f"{address}{session.slug}/",
        "eventStatus": "https://schema.org/EventCancelled"
        if cancelled
        else "https://schema.org/EventScheduled",
        "eventAttendanceMode": _ATTENDANCE[session.mode],
        "inLanguage": series.language,
        "isAccessibleForFree": True,
        "organizer": _organizer(series),
        "teaches": list(session.all_objectives),
    }
    if session.starts_at and session.ends_at:
        event["startDate"] = session.starts_at.astimezone(zone).isoformat()
        event["endDate"] = session.ends_at.astimezone(zone).isoformat()
    if session.mode is Mode.ONLINE:
        event["location"] = {"@type": "VirtualLocation", "url": event["url"]}
    else:
        event["location"] = {"@type": "Place", "name": session.place, "address": series.institution}
    if session.seats is not None:
        event["maximumAttendeeCapacity"] = session.seats
    return event


def _organizer(series: PublicSeries) -> dict[str, Any]:
    organizer = {
        "@type": "Organization",
        "name": f"{series.site_name}, {series.institution}",
        "email": series.site_email,
    }
    return organizer | ({"url": series.site_website} if series.site_website else {})


def _wall(instant: datetime, series: PublicSeries) -> str:
    return instant.astimezone(ZoneInfo(series.zone)).date().isoformat()
