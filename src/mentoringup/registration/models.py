"""Requests for seats, the rules they follow, and what was drawn."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoringup.eligibility.enums import Proof
from mentoringup.organizations.models import Site, Unit
from mentoringup.people.enums import CareerStage, Discipline
from mentoringup.registration.enums import (
    ACTIVE,
    ATTENDANCE,
    DrawState,
    LetterKind,
    Order,
    Precedence,
    RegistrationState,
)
from mentoringup.training.content import MOST_SEATS
from mentoringup.training.models import Series, Session


class SeatPlan(models.Model):
    """How the seats of a series are given. A series without one follows the defaults.

    Attributes:
        order: who comes first within a tier.
        priority_days: each tier has its turn so many days after the one before; with a draw, that
            is also how long a tier's window is.
        closes_hours: the last moment for a request, in hours before the start.
        offer_hours: how long an offer stands; `late_offer_hours` in the last `late_days` days.
        cutoff_hours: hours before the start from which nothing is offered any more.
        confirm_minutes: how long a seat is kept for somebody whose address isn't confirmed.
        needs_proof: whether a seat is given only to those who prove that they belong.
        remembers: whether somebody who got no seat comes first in the next term.
        no_show_marks: whether those who often stay away stand behind the others of their tier:
            `no_show_percent` of at least `no_show_least` seats within `no_show_days` days.
    """

    series = models.OneToOneField(Series, on_delete=models.CASCADE, related_name="seat_plan")
    order = models.CharField(
        _("within a tier"), max_length=8, choices=Order.choices, default=Order.ARRIVAL
    )
    priority_days = models.PositiveSmallIntegerField(
        _("days until the next tier"), default=14, validators=[MaxValueValidator(180)]
    )
    closes_hours = models.PositiveSmallIntegerField(
        _("last moment to ask, hours before the start"),
        default=0,
        validators=[MaxValueValidator(2160)],
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("an offer stands, hours"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
    )
    late_offer_hours = models.PositiveSmallIntegerField(
        _("a late offer stands, hours"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(336)],
    )
    late_days = models.PositiveSmallIntegerField(
        _("an offer is late, days before the start"),
        default=3,
        validators=[MaxValueValidator(60)],
    )
    cutoff_hours = models.PositiveSmallIntegerField(
        _("last offer, hours before the start"), default=12, validators=[MaxValueValidator(336)]
    )
    confirm_minutes = models.PositiveSmallIntegerField(
        _("a seat waits for the confirmation, minutes"),
        default=120,
        validators=[MinValueValidator(10), MaxValueValidator(2880)],
    )
    needs_proof = models.BooleanField(_("only with proof of belonging"), default=False)
    remembers = models.BooleanField(_("who got no seat comes first next term"), default=False)
    no_show_marks = models.BooleanField(_("who often stays away stands behind"), default=False)
    no_show_percent = models.PositiveSmallIntegerField(
        _("stayed away, percent of seats"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    no_show_least = models.PositiveSmallIntegerField(
        _("counted from so many seats on"), default=2, validators=[MinValueValidator(1)]
    )
    no_show_days = models.PositiveSmallIntegerField(
        _("forgotten after, days"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(1825)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Known orders."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(order__in=Order.values), name="seat_plan_order_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    offer_hours__gte=1,
                    late_offer_hours__gte=1,
                    confirm_minutes__gte=1,
                    no_show_percent__range=(1, 100),
                    no_show_least__gte=1,
                    no_show_days__gte=1,
                ),
                name="seat_plan_numbers_make_sense",
            ),
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return str(self.series)


class Registration(models.Model):
    """One person's request for one session.

    Attributes:
        person: None until the address is confirmed.
        email: in small letters; with the name it is emptied when the person is forgotten.
        stage, discipline, unit: what the person said when asking.
        tier: number of the tier from 0; those of no tier come after all tiers.
        tier_words: why this tier, a sentence in the language of the request.
        precedence: before or behind the others of the tier, and why.
        place: the order of arrival at this session, from 1; a draw exchanges places within a tier.
        ticket: the place at the time of asking; the name under which a draw knows the request.
        offered_until: when an offer ends; set exactly while the state is offered.
        confirmed_at: when the address was shown to be the asker's.
        ended_by: the `Cause` of its end; empty before it has ended.
        by_hand: whether a coordinator gave the seat out of turn; the audit row has the reason.
        substitute_for: the request that found no seat and led to this one.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="registrations"
    )
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    stage = models.CharField(
        _("career stage"), max_length=24, choices=CareerStage.choices, blank=True
    )
    discipline = models.CharField(
        _("discipline"), max_length=24, choices=Discipline.choices, blank=True
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(
        max_length=12, choices=RegistrationState.choices, default=RegistrationState.REQUESTED
    )
    tier = models.PositiveSmallIntegerField()
    tier_words = models.CharField(max_length=300, blank=True)
    precedence = models.PositiveSmallIntegerField(
        choices=Precedence.choices, default=Precedence.PLAIN
    )
    place = models.PositiveIntegerField()
    ticket = models.PositiveIntegerField()
    proof = models.CharField(max_length=8, choices=Proof.choices, default=Proof.NONE)
    ended_by = models.CharField(max_length=20, blank=True)
    by_hand = models.BooleanField(default=False)
    offers = models.PositiveSmallIntegerField(default=0)
    offered_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    seated_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    substitute_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="substitutes"
    )

    class Meta:
        """In the order of arrival; one active request a person and session; states say enough."""

        ordering: ClassVar = ["session", "place"]
        indexes: ClassVar = [
            models.Index(
                fields=["session", "state", "tier", "precedence", "place"], name="seats_in_line"
            ),
            models.Index(fields=["state", "offered_until"], name="seats_by_end_of_offer"),
            models.Index(fields=["email"], name="seats_by_address"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=models.Q(state__in=(*ACTIVE, *ATTENDANCE), person__isnull=False),
                name="registration_is_active_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["session", "email"],
                condition=models.Q(state__in=(*ACTIVE, *ATTENDANCE)) & ~models.Q(email=""),
                name="registration_is_active_once_an_address",
            ),
            models.UniqueConstraint(fields=["session", "ticket"], name="ticket_is_unique"),
            models.CheckConstraint(
                condition=models.Q(state__in=RegistrationState.values),
                name="registration_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(precedence__in=Precedence.values),
                name="registration_precedence_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(proof__in=Proof.values), name="registration_proof_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", *CareerStage.values]),
                name="registration_stage_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(discipline__in=["", *Discipline.values]),
                name="registration_discipline_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=RegistrationState.OFFERED, offered_until__isnull=False)
                | (
                    ~models.Q(state=RegistrationState.OFFERED)
                    & models.Q(offered_until__isnull=True)
                ),
                name="registration_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[RegistrationState.SEATED, *ATTENDANCE])
                | models.Q(confirmed_at__isnull=False, seated_at__isnull=False),
                name="registration_seated_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RegistrationState.REQUESTED)
                | models.Q(confirmed_at__isnull=True),
                name="registration_requested_is_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        """Ticket and state, without the name."""
        return f"{self.session} no. {self.ticket}: {self.state}"


class AccessNeeds(models.Model):
    """What somebody needs to take part. For coordinator and facilitators; deleted afterwards."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="access_needs"
    )
    text = models.TextField(_("access needs"), max_length=1000)

    def __str__(self) -> str:
        """Whose, without the words."""
        return str(self.registration)


class Hold(models.Model):
    """Seats that nobody is to get: for guests, or kept back."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="holds")
    seats = models.PositiveSmallIntegerField(
        _("seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    note = models.CharField(_("what for"), max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        """In the order they were made; never empty."""

        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="hold_has_seats")
        ]

    def __str__(self) -> str:
        """How many."""
        return str(self.seats)


class Draw(models.Model):
    """The draw within one tier of a session, provable by anybody.

    Attributes:
        tier: number of the tier from 0.
        seed: hexadecimal, secret until `state` is drawn.
        commitment: sha256 of the seed, hexadecimal, public before the window opens.
        entries: tickets that took part, in ascending order.
        order: the same tickets, first drawn first.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="draws")
    tier = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=DrawState.choices, default=DrawState.COMMITTED)
    seed = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    entries = models.JSONField(default=list)
    order = models.JSONField(default=list)

    class Meta:
        """One a tier of a session."""

        ordering: ClassVar = ["session", "tier"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "tier"], name="draw_is_unique"),
            models.CheckConstraint(
                condition=models.Q(state__in=DrawState.values), name="draw_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=DrawState.DRAWN, drawn_at__isnull=False)
                | (~models.Q(state=DrawState.DRAWN) & models.Q(drawn_at__isnull=True)),
                name="draw_says_when",
            ),
        ]

    def __str__(self) -> str:
        """Session and tier."""
        return f"{self.session}, tier {self.tier + 1}"


class LetterText(models.Model):
    """A site's own words for a mail, in one language; placeholders are a closed list."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="letter_texts")
    kind = models.CharField(max_length=40, choices=LetterKind.choices)
    language = models.CharField(max_length=12)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=10_000)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """One a kind and language."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "kind", "language"], name="letter_text_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=LetterKind.values), name="letter_text_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Kind and language."""
        return f"{self.kind}, {self.language}"
