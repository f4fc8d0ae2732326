"""What was done, in one table that only grows."""

from typing import Any, ClassVar, Never

from django.conf import settings
from django.db import models


class HistoryIsFinalError(TypeError):
    """Somebody tried to change or remove what was recorded."""


class _GrowingQuerySet(models.QuerySet["Entry"]):
    """Rows can be read and added."""

    def update(self, **_fields: Any) -> Never:
        """Refuse."""
        raise HistoryIsFinalError("audit rows are never changed")

    def bulk_update(self, *_args: Any, **_options: Any) -> Never:
        """Refuse."""
        raise HistoryIsFinalError("audit rows are never changed")

    def delete(self) -> Never:
        """Refuse."""
        raise HistoryIsFinalError("audit rows are never removed")


class Entry(models.Model):
    """Who did what to which thing, why and when. Written in the transaction of the change.

    Rows are only ever added: the methods here refuse, and so do triggers in the database, whoever
    asks.

    Attributes:
        verb: what happened, as `noun.done` ("session.published").
        thing_kind, thing_id: `app.model` and primary key of the thing.
        thing_name: how it was called then; never a person's name or address.
        site_id: the site whose staff may read it, or None.
        detail: small facts (old and new values), JSON, without personal data.
        reason: words of the actor.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    thing_name = models.CharField(max_length=200, blank=True)
    site_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = _GrowingQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at", "-id"]
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["thing_kind", "thing_id", "-at"], name="audit_by_thing"),
            models.Index(fields=["site_id", "-at"], name="audit_by_site"),
        ]

    def __str__(self) -> str:
        """What happened to what."""
        return f"{self.verb} {self.thing_kind} {self.thing_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add the row.

        Raises:
            HistoryIsFinalError: it is there already.
        """
        if not self._state.adding:
            raise HistoryIsFinalError("audit rows are never changed")
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> Never:
        """Refuse."""
        raise HistoryIsFinalError("audit rows are never removed")
