"""The people's half: who may be asked, who is, and, sealed, that somebody answered."""

import uuid
from typing import ClassVar

from django.db import models

from mentoringup.people.models import Person
from mentoringup.surveys.enums import InvitationState
from mentoringup.surveys.models.setting import Survey, Wave


class Participant(models.Model):
    """Somebody who may be asked, for all waves of a survey.

    Attributes:
        nonce: random; the person's link is derived from it with the survey's key, which is not in
            the database. Empties when the key is destroyed.
        about: for a mentor, a number made from the mentee's link, which leads to no answer: how
            many mentors one mentee asked is counted by it. Empty for mentees.
        mentee_sealed: for a mentor in the confidential mode, the mentee's pseudonym, which only the
            survey's key opens, and only in this row.
        is_opted_out: wants no mails about this survey.
        known_as: number of the person whom she was before she became one with another; her
            pseudonym is made from it. None where she is who she was.
        lead: of several who are one person, all have the pseudonym of the one with the highest.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    is_mentor = models.BooleanField(default=False)
    about = models.CharField(max_length=64, blank=True)
    mentee_sealed = models.BinaryField(null=True)
    nonce = models.CharField(max_length=64, blank=True)
    is_opted_out = models.BooleanField(default=False)
    known_as = models.PositiveBigIntegerField(null=True, blank=True)
    lead = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """By address."""

        ordering: ClassVar = ["email", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.F("survey"),
                models.functions.Lower("email"),
                models.F("is_mentor"),
                models.F("about"),
                condition=models.Q(is_mentor=False) | ~models.Q(about=""),
                name="participant_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        """The address."""
        return self.email


class Invitation(models.Model):
    """That a participant is asked in a wave.

    Attributes:
        ticket: hash of a part of the link; whoever has the link is let in by it. Nothing else of
            the link is here.
        days_late: how many days after the opening of the wave she was invited, at the site:
            reminders count from there. Zero for everybody once the data set is made.
        reminders_due: how many of her reminders have fallen due, those sent by hand included.
        reminders: how many of these are written; of several that are overdue only the last is.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="invitations"
    )
    state = models.CharField(
        max_length=8, choices=InvitationState.choices, default=InvitationState.WAITING
    )
    ticket = models.CharField(max_length=64, unique=True)
    days_late = models.PositiveSmallIntegerField(default=0)
    reminders_due = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Once a wave and participant."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wave", "participant"], name="invitation_is_unique_in_wave"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=InvitationState.values),
                name="survey_invitation_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(reminders_due__lte=3),
                name="invitation_has_three_reminders_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(reminders__lte=models.F("reminders_due")),
                name="invitation_has_no_reminder_that_is_not_due",
            ),
        ]

    def __str__(self) -> str:
        """Whose."""
        return str(self.participant)


class SealedTicket(models.Model):
    """That somebody answered an anonymous wave, readable with the survey's key only.

    A worker opens them once there are five, and marks those invitations in one statement; until
    then the database does not know who answered. What is left at the freezing is thrown away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sealed_tickets")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        """Nothing of it."""
        return "sealed"
