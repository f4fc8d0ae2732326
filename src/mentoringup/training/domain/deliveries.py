"""How implementations of a series are written: curriculum, audience, mode, people, programs."""

from datetime import datetime

from mentoringup.people.models import Person
from mentoringup.training.content import DeliveryText
from mentoringup.training.domain.saving import saving
from mentoringup.training.domain.sessions import write_programs
from mentoringup.training.errors import DeliveryHasSessionsError
from mentoringup.training.models import Implementation, Series


def add_delivery(
    *, series: Series, text: DeliveryText, actor: Person, now: datetime
) -> Implementation:
    """A further implementation, e.g. for mentors."""
    delivery = Implementation(series=series)
    with saving(series=series, part="delivery", actor=actor, now=now):
        _write(delivery, text)
    return delivery


def save_delivery(
    *,
    series: Series,
    delivery: Implementation,
    text: DeliveryText,
    actor: Person,
    now: datetime,
) -> Implementation:
    """Curriculum, audience, mode, facilitators, co-hosts and programs of one implementation."""
    with saving(series=series, part="delivery", actor=actor, now=now):
        _write(delivery, text)
    return delivery


def remove_delivery(
    *, series: Series, delivery: Implementation, actor: Person, now: datetime
) -> None:
    """Take an implementation without sessions off its series.

    Raises:
        DeliveryHasSessionsError: it has sessions, or it is the last one.
    """
    others = series.implementations.exclude(pk=delivery.pk)
    with saving(series=series, part="delivery", actor=actor, now=now):
        if delivery.sessions.exists() or not others.exists():
            raise DeliveryHasSessionsError
        delivery.delete()


def _write(delivery: Implementation, text: DeliveryText) -> None:
    delivery.edition_id = text.edition_id
    delivery.audience, delivery.mode, delivery.name = text.audience, text.mode, text.name
    delivery.save()
    delivery.facilitators.set(text.facilitators)
    delivery.co_hosts.set(text.co_hosts)
    write_programs(text.programs, delivery=delivery, session=None)
