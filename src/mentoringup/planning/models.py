"""Plans, every revision of them, and which session of a series each planned session is."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoringup.organizations.models import Site
from mentoringup.planning.enums import Change, PlanState
from mentoringup.training.models import Implementation, Session


class Plan(models.Model):
    """A plan of a site.

    Attributes:
        implementation: which delivery it plans; None for templates and drafts.
        document: the plan as it stands, as `planning.plan.to_document` writes it.
        revision: number of the `PlanRevision` that it stands at; what undo moves back and forth.
        latest: number of the latest revision.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="plans")
    implementation = models.ForeignKey(
        Implementation, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(max_length=12, choices=PlanState.choices, default=PlanState.PLAN)
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    latest = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest changed first."""

        ordering: ClassVar = ["-changed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=PlanState.values), name="plan_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PlanState.TEMPLATE)
                | models.Q(implementation__isnull=True),
                name="template_plans_no_delivery",
            ),
            models.CheckConstraint(
                condition=models.Q(revision__gte=1, revision__lte=models.F("latest")),
                name="plan_stands_at_a_revision",
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class PlanRevision(models.Model):
    """A plan as it stood once.

    Attributes:
        change: what made it.
        title: of the item or session it is about; empty for the whole.
        after: the revision it was made from; undo goes there. None for the first.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    after = models.PositiveIntegerField(null=True)
    document = models.JSONField()
    change = models.CharField(max_length=12, choices=Change.choices)
    title = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_revision_is_unique"),
            models.CheckConstraint(
                condition=models.Q(change__in=Change.values), name="plan_change_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, after__isnull=True)
                | models.Q(number__gt=models.F("after")),
                name="plan_revision_follows_an_earlier_one",
            ),
        ]

    def __str__(self) -> str:
        """Its number."""
        return str(self.number)


class SessionOfPlan(models.Model):
    """Which session of the series a planned session is: the clock of its agenda.

    Attributes:
        key: id of the planned session in the plan's document.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=8)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="planned")

    class Meta:
        """Each planned session is one session, and the other way round, in a plan."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="planned_session_is_one_session"),
            models.UniqueConstraint(fields=["plan", "session"], name="session_is_planned_once"),
        ]

    def __str__(self) -> str:
        """The session."""
        return str(self.session)
