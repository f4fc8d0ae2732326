"""Rules with names, lists of people that a site brings, and what proves belonging."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mentoringup.organizations.models import Site, Unit
from mentoringup.people.enums import CareerStage, Discipline


class NamedRule(models.Model):
    """A rule of a site, to be used by name in tiers, in who may come, and in other rules.

    Attributes:
        tree: JSON as `rules.parse` reads it.
        version: counts saves; two people who edit at once are told.
        history: what it was called and said at each version.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rules")
    name = models.CharField(_("name"), max_length=120)
    tree = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        """By name, unique at a site."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="rule_name_is_unique_at_site")
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Roster(models.Model):
    """A list of people that the site brings: members of a program, or all who are eligible.

    Attributes:
        proves: whether standing on it proves eligibility.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="rosters")
    name = models.CharField(_("name"), max_length=120)
    proves = models.BooleanField(_("standing on it proves who one is"), default=True)
    uploaded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        """By name, unique at a site."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="roster_name_is_unique_at_site")
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class RosterEntry(models.Model):
    """Somebody on a roster, known by an address in small letters; the rest may be empty."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="entries")
    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=200, blank=True)
    stage = models.CharField(
        _("career stage"), max_length=24, choices=CareerStage.choices, blank=True
    )
    discipline = models.CharField(
        _("discipline"), max_length=24, choices=Discipline.choices, blank=True
    )
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        """By address, once a roster."""

        ordering: ClassVar = ["email"]
        indexes: ClassVar = [models.Index(fields=["email"], name="roster_entry_by_email")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "email"], name="roster_entry_is_unique"),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", *CareerStage.values]),
                name="roster_entry_stage_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(discipline__in=["", *Discipline.values]),
                name="roster_entry_discipline_is_known",
            ),
        ]

    def __str__(self) -> str:
        """The roster, without the address."""
        return str(self.roster)


class MailDomain(models.Model):
    """A verified address at this domain, or below it, proves that somebody belongs."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(_("domain"), max_length=253)

    class Meta:
        """By name, once a site."""

        ordering: ClassVar = ["domain"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "domain"], name="mail_domain_is_unique")
        ]

    def __str__(self) -> str:
        """The domain."""
        return self.domain


class SignInAttribute(models.Model):
    """A claim of the institution's sign-in, with this value, proves that somebody belongs.

    Attributes:
        claim: its name, such as `eduperson_affiliation`.
        value: one that it must have or contain, such as `member`.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="sign_in_attributes")
    claim = models.CharField(_("attribute"), max_length=120)
    value = models.CharField(_("value"), max_length=200)

    class Meta:
        """Once a site."""

        ordering: ClassVar = ["claim", "value"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "claim", "value"], name="sign_in_attribute_is_unique"
            )
        ]

    def __str__(self) -> str:
        """Both."""
        return f"{self.claim}: {self.value}"
