"""Persons, and what was done when two of them turned out to be one."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mentoringup.people.enums import CareerStage, Discipline, MergeState, PersonState
from mentoringup.people.managers import PersonManager


class Person(AbstractBaseUser):
    """Somebody who signs in, attends, facilitates or runs a training.

    The person is the account: nobody needs a password, most people only ever follow links. Further
    verified addresses are `allauth.account` rows; `email` is the one we write to, or empty once
    the person is erased.
    """

    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    display_name = models.CharField(_("name as shown"), max_length=200, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    orcid = models.CharField(_("ORCID iD"), max_length=19, blank=True)
    career_stage = models.CharField(
        _("career stage"), max_length=24, choices=CareerStage.choices, blank=True
    )
    discipline = models.CharField(
        _("discipline"), max_length=24, choices=Discipline.choices, blank=True
    )
    language = models.CharField(_("language"), max_length=12, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    state = models.CharField(
        max_length=12, choices=PersonState.choices, default=PersonState.ACTIVE, editable=False
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords(excluded_fields=["password", "last_login"])
    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """An address belongs to one active person; a state explains itself."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(state=PersonState.ACTIVE) & ~models.Q(email=""),
                name="person_email_is_one_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PersonState.values), name="person_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=PersonState.MERGED, merged_into__isnull=False)
                | (~models.Q(state=PersonState.MERGED) & models.Q(merged_into__isnull=True)),
                name="person_merged_names_into_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PersonState.ERASED)
                | models.Q(email="", given_name="", family_name="", display_name="", orcid=""),
                name="person_erased_has_no_name",
            ),
            models.CheckConstraint(
                condition=models.Q(career_stage__in=["", *CareerStage.values]),
                name="person_career_stage_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(discipline__in=["", *Discipline.values]),
                name="person_discipline_is_known",
            ),
        ]

    def __str__(self) -> str:
        """The name as shown."""
        return self.name

    @property
    def name(self) -> str:
        """The chosen name, else both names, else the address, else a word for erased people."""
        both = f"{self.given_name} {self.family_name}".strip()
        return self.display_name or both or self.email or str(_("somebody erased"))

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's own is a plain attribute
        """Whether the person may sign in."""
        return self.state == PersonState.ACTIVE


class Merge(models.Model):
    """Two persons who turned out to be one, with everything that is needed to take it back.

    Attributes:
        kept, absorbed: the person that goes on, and the one whose rows went over.
        journal: what was changed, as `domain.journal.Journal` writes it; personal data, so that
            erasing either person empties it and seals the merge.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=MergeState.choices, default=MergeState.DONE, editable=False
    )
    journal = models.JSONField(default=dict)
    merged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField()

    class Meta:
        """Newest first; nobody is absorbed twice at a time, or by themselves."""

        ordering: ClassVar = ["-merged_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=models.Q(state=MergeState.DONE),
                name="merge_absorbs_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("absorbed")), name="merge_is_of_two"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MergeState.values), name="merge_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Its state, without names."""
        return f"merge {self.pk}: {self.state}"
