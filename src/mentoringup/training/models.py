"""Series, implementations, sessions, and everything that stands on their pages."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.models import Edition, Module
from mentoringup.eligibility.models import NamedRule
from mentoringup.organizations.models import Site, Term, Unit
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.training.enums import Audience, RsvpRule, SeriesState, SessionState


class Series(models.Model):
    """A published program of sessions, e.g. an academic year's: one page.

    Attributes:
        term: the first term, under which the catalogue lists it.
        summary: one or two plain sentences for lists and search engines.
        description: Markdown (safe subset).
        who_may_come, how_seats_are_given: Markdown that *adds* to the generated sentences.
        eligible_rule: who may come must also fit it.
        any_order: whether its sessions can be taken in any order.
        version: counts saves of anything on the page but its sessions; two people who edit at once
            are told.
        not_copied: what was left behind when it was copied, as `training.copying.LeftBehind` says.
        reported: which findings its coordinators were last told of, as a hash; empty for none.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="series")
    slug = models.SlugField(_("short name in addresses"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="series"
    )
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    who_may_come = models.TextField(_("more on who may come"), blank=True)
    how_seats_are_given = models.TextField(_("more on how seats are given"), blank=True)
    eligible_rule = models.ForeignKey(
        NamedRule, on_delete=models.PROTECT, null=True, blank=True, related_name="series"
    )
    any_order = models.BooleanField(_("sessions can be taken in any order"), default=True)
    rsvp_rule = models.CharField(
        _("RSVP opens"), max_length=16, choices=RsvpRule.choices, default=RsvpRule.TERM_START
    )
    rsvp_days_before = models.PositiveSmallIntegerField(_("days before"), null=True, blank=True)
    rsvp_opens_on = models.DateField(_("day"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=SeriesState.choices, default=SeriesState.DRAFT)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    not_copied = models.JSONField(default=list, blank=True, editable=False)
    reported = models.CharField(max_length=64, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["reported"])

    class Meta:
        """Addresses are unique at a site; states and rules explain themselves."""

        ordering: ClassVar = ["title"]
        verbose_name_plural = "series"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "slug"], name="series_slug_is_unique_at_site"),
            models.CheckConstraint(
                condition=models.Q(state__in=SeriesState.values), name="series_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(rsvp_rule__in=RsvpRule.values), name="series_rsvp_rule_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(rsvp_rule=RsvpRule.DAYS_BEFORE)
                | models.Q(rsvp_days_before__isnull=False),
                name="series_rsvp_days_are_said",
            ),
            models.CheckConstraint(
                condition=~models.Q(rsvp_rule=RsvpRule.ON_DAY)
                | models.Q(rsvp_opens_on__isnull=False),
                name="series_rsvp_day_is_said",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SeriesState.PUBLISHED)
                | models.Q(published_at__isnull=False),
                name="series_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class EligibleStage(models.Model):
    """A career stage that may attend; none means everybody."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="eligible_stages")
    stage = models.CharField(_("career stage"), max_length=24, choices=CareerStage.choices)

    class Meta:
        """Once a series."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "stage"], name="eligible_stage_is_unique"),
            models.CheckConstraint(
                condition=models.Q(stage__in=CareerStage.values), name="eligible_stage_is_known"
            ),
        ]

    def __str__(self) -> str:
        """The stage."""
        return str(CareerStage(self.stage).label)


class Tier(models.Model):
    """A priority group: a person is in it if every part that says something fits.

    Attributes:
        stages, disciplines: lists of `CareerStage` and `Discipline` values; empty fits all.
        unit: a unit of the site, or None.
        rule: a named rule of the site, or None.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="tiers")
    position = models.PositiveSmallIntegerField()
    stages = models.JSONField(default=list, blank=True)
    disciplines = models.JSONField(default=list, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    rule = models.ForeignKey(
        NamedRule, on_delete=models.PROTECT, null=True, blank=True, related_name="tiers"
    )

    class Meta:
        """In their order."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "position"],
                name="tier_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        """What it asks for."""
        named = [CareerStage(s).label for s in self.stages]
        named += [Discipline(d).label for d in self.disciplines]
        return ", ".join(map(str, named)) or "everybody"


class Contact(models.Model):
    """Whom one career stage (or everybody, if empty) asks about a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(
        _("for"), max_length=24, choices=[("", _("Everybody")), *CareerStage.choices], blank=True
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)

    class Meta:
        """In their order. The address may be unfinished: the checks say so."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(stage__in=["", *CareerStage.values]),
                name="contact_stage_is_known",
            )
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Question(models.Model):
    """A question and its answer (Markdown). Half a pair is kept: the checks say so."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(_("question"), max_length=300, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        """In their order."""

        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        """The question."""
        return self.question


class Implementation(models.Model):
    """One delivery of a curriculum edition at the site of its series, to one audience."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="implementations")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="implementations"
    )
    audience = models.CharField(
        _("audience"), max_length=12, choices=Audience.choices, default=Audience.MENTEES
    )
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices, default=Mode.ONLINE)
    name = models.CharField(_("name"), max_length=200, blank=True)
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="implementations", blank=True
    )
    co_hosts = models.ManyToManyField(Site, related_name="co_hosted", blank=True)

    class Meta:
        """Known modes and audiences."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values),
                name="implementation_audience_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="implementation_mode_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Its name, or that of its series."""
        return self.name or str(self.series)


class Session(models.Model):
    """One meeting.

    Attributes:
        local_date, local_start, local_end, zone: what the page says: wall time at an IANA zone.
        starts_at, ends_at: the same as instants, written by the domain; what lists are sorted by.
        place: where, in words ("Zoom", "Room 4").
        link: shown only to those with a seat.
        description: Markdown.
        objectives: more objectives, one a line, beside those of the modules.
        capacity: seats; None is unlimited.
    """

    implementation = models.ForeignKey(
        Implementation, on_delete=models.CASCADE, related_name="sessions"
    )
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    objectives = models.TextField(_("more objectives"), blank=True)
    local_date = models.DateField(_("date"), null=True, blank=True)
    local_start = models.TimeField(_("start"), null=True, blank=True)
    local_end = models.TimeField(_("end"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    state = models.CharField(
        max_length=16, choices=SessionState.choices, default=SessionState.DRAFT
    )
    modules = models.ManyToManyField(Module, related_name="sessions", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        """A published session can't be without its time, nor end before it starts."""

        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["implementation", "slug"], name="session_slug_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SessionState.values), name="session_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True, ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[SessionState.PUBLISHED, SessionState.DONE])
                | models.Q(starts_at__isnull=False, ends_at__isnull=False),
                name="session_published_has_its_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_at"], name="session_by_start")]

    def __str__(self) -> str:
        """Its title."""
        return self.title


class RemovedSession(models.Model):
    """A session that was taken off its series, whole enough to be put back.

    Attributes:
        session_id: its primary key, which it gets again.
        content: its columns, the ids of its modules and its co-listings, JSON.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="removed_sessions")
    session_id = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    removed_at = models.DateTimeField()

    class Meta:
        """Last removed first."""

        ordering: ClassVar = ["-removed_at", "-id"]

    def __str__(self) -> str:
        """The title."""
        return self.title


class PageImport(models.Model):
    """What was pasted to make a series, so that nothing of it is lost.

    Attributes:
        text: exactly what was pasted, text or HTML.
        understood: what was recognized, list of {"line", "kind", "text", "value"}.
        not_understood: paragraphs that found no place, list of {"line", "text"}; line 0 where one
            can't be told.
        assumed: sentences on what the page does not say and the draft does, list of str.
    """

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="page_import")
    text = models.TextField()
    understood = models.JSONField(default=list)
    not_understood = models.JSONField(default=list)
    assumed = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        """Whose page it became."""
        return str(self.series)


class CoListing(models.Model):
    """Another program that a session (or, without one, a whole implementation) counts towards."""

    implementation = models.ForeignKey(
        Implementation, on_delete=models.CASCADE, related_name="co_listings"
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="co_listings"
    )
    program = models.CharField(_("program"), max_length=200)
    url = models.URLField(_("address"), max_length=300, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["program"]

    def __str__(self) -> str:
        """The program."""
        return self.program


class LinkProbe(models.Model):
    """An address that stands on a live page, and how often in a row it did not answer."""

    url = models.URLField(max_length=500, unique=True)
    strikes = models.PositiveSmallIntegerField(default=0)
    last_answer = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """The address."""
        return self.url
