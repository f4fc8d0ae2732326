"""Institutions, the training offices at them, and who is what there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mentoringup.access.permissions import NETWORK_ROLES, Role
from mentoringup.organizations.enums import CalendarKind, InvitationState, Season


class Institution(models.Model):
    """A university, hospital or consortium. `ror_id` is the bare id, e.g. `046rm7j60`."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    ror_id = models.CharField(_("ROR id"), max_length=9, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        """By name; a ROR id names one institution."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ror_id"], condition=~models.Q(ror_id=""), name="institution_ror_is_unique"
            )
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Site(models.Model):
    """A training office: the home of series, and the border of what staff may see."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    zone = models.CharField(_("time zone"), max_length=64)
    language = models.CharField(_("language"), max_length=12, default="en")
    contact_email = models.EmailField(_("contact e-mail"), max_length=254)
    website = models.URLField(_("website"), max_length=300, blank=True)
    logo = models.CharField(max_length=80, blank=True, editable=False)
    calendar = models.CharField(
        _("calendar"), max_length=12, choices=CalendarKind.choices, default=CalendarKind.QUARTERS
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        """By name; names are unique at an institution."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "name"], name="site_name_is_unique_at_institution"
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__in=CalendarKind.values), name="site_calendar_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Unit(models.Model):
    """A school, department or program of a site, as priority rules name it."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        """By name, unique at a site."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="unit_name_is_unique_at_site")
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Affiliation(models.Model):
    """A person of a unit."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations"
    )
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="affiliations")

    class Meta:
        """Once a unit."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit"], name="affiliation_is_unique")
        ]

    def __str__(self) -> str:
        """The unit."""
        return str(self.unit)


class Term(models.Model):
    """One quarter or semester of a site, both days included."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="terms")
    season = models.CharField(_("season"), max_length=12, choices=Season.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        """In the order of time; a season once a year."""

        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "season", "year"], name="term_is_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="term_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(season__in=Season.values), name="term_season_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Season and year."""
        return f"{self.get_season_display()} {self.year}"


_ROLE_FITS_SITE = models.Q(role__in=sorted(NETWORK_ROLES), site__isnull=True) | (
    ~models.Q(role__in=sorted(NETWORK_ROLES)) & models.Q(site__isnull=False)
)


class Membership(models.Model):
    """A role that a person holds at a site (or in the network), until it is taken back."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A role is held once at a time; network roles, and only they, have no site."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "site", "role"],
                condition=models.Q(ended_at__isnull=True, site__isnull=False),
                name="membership_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at__isnull=True, site__isnull=True),
                name="membership_of_network_is_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_is_known"
            ),
            models.CheckConstraint(condition=_ROLE_FITS_SITE, name="membership_site_fits_role"),
        ]

    def __str__(self) -> str:
        """The role."""
        return str(Role(self.role).label)


class Invitation(models.Model):
    """A role offered by mail. Only a hash of the link's token is stored.

    Attributes:
        email: in small letters.
        sent_at: when the link that works now went out.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    email = models.EmailField(_("e-mail"), max_length=254)
    token_sha256 = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=12, choices=InvitationState.choices, default=InvitationState.OPEN
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """Newest first; one open invitation for an address and role."""

        ordering: ClassVar = ["-invited_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "role", "email"],
                condition=models.Q(state=InvitationState.OPEN, site__isnull=False),
                name="invitation_is_open_once",
            ),
            models.UniqueConstraint(
                fields=["role", "email"],
                condition=models.Q(state=InvitationState.OPEN, site__isnull=True),
                name="invitation_to_network_is_open_once",
            ),
            models.CheckConstraint(condition=_ROLE_FITS_SITE, name="invitation_site_fits_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=InvitationState.values),
                name="invitation_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        """Role and state, without the address."""
        return f"{self.role}: {self.state}"
