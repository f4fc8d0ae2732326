"""What was delivered: the fidelity of a session to its plan, by item."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.delivery.enums import ItemState
from mentoringup.planning.models import Plan


class Delivery(models.Model):
    """One planned session as it was led.

    Attributes:
        key: id of the planned session in the plan's document.
        revision: of the plan that was led; later changes of the plan don't reach it.
        started_at, ended_at: as the facilitator's device said; None until then.
        changed_at, change: of the latest word on them, as with items.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=8)
    revision = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    change = models.CharField(max_length=36, blank=True)

    class Meta:
        """Latest first; a session is led once."""

        ordering: ClassVar = ["-opened_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="session_is_delivered_once"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(started_at__isnull=False, ended_at__gte=models.F("started_at")),
                name="delivery_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        """Plan and session."""
        return f"{self.plan} {self.key}"


class DeliveredItem(models.Model):
    """An item of a session that is led.

    Attributes:
        item: id of the item in the plan's document.
        module, activity: ids; empty for breaks and items of one's own.
        delivered_seconds: how long it took; None while it is to come.
        changed_at: by the clock of the device that said so; the latest word counts.
        change: id of that word, made by the device; a word that comes twice counts once.
        note_changed_at, note_change, note_changed_by: the same of the note, which has its own word.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    module = models.CharField(max_length=40, blank=True)
    activity = models.CharField(max_length=40, blank=True)
    is_break = models.BooleanField(default=False)
    planned_minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.PLANNED)
    delivered_seconds = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField(null=True)
    change = models.CharField(max_length=36, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note_changed_at = models.DateTimeField(null=True)
    note_change = models.CharField(max_length=36, blank=True)
    note_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """In the order of the plan."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "item"], name="item_is_delivered_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ItemState.values), name="item_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ItemState.PLANNED)
                | models.Q(delivered_seconds__isnull=False),
                name="item_says_how_long_it_took",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ItemState.SKIPPED) | models.Q(delivered_seconds=0),
                name="skipped_item_took_no_time",
            ),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title
