"""What a mail about a change tells of a session, so that it can be seen whether it still is so."""

from mentoringup.training.models import Session


def facts_told(session: Session) -> list[str]:
    """Title, time, zone, place, link and state. Other saves of a session make no mail about it."""
    moments = [one.isoformat() if one else "" for one in (session.starts_at, session.ends_at)]
    return [
        session.title,
        *moments,
        session.zone,
        session.place,
        session.link,
        str(session.state),
    ]
