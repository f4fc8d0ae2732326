"""The answers' half: drafts and keepsakes that only a link opens, and responses."""

import uuid
from typing import ClassVar

from django.db import models

from mentoringup.questionnaires.models import QuestionnaireVersion
from mentoringup.surveys.enums import Mode, Origin
from mentoringup.surveys.models.setting import ConsentText, Survey, Wave


class Draft(models.Model):
    """What somebody has typed so far, readable with their link only.

    Attributes:
        locator: hash of a part of the link that no invitation has.
        sealed: answers, language and layout, encrypted and padded; the key is in the link.
        revision: rises with every save.
        page: number of the furthest page seen, from 0; counted when the wave closes.
        day: of the last save, at the site.
    """

    locator = models.CharField(max_length=64, primary_key=True)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="drafts")
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    page = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()

    def __str__(self) -> str:
        """Nothing of it."""
        return "draft"


class Keepsake(models.Model):
    """A person's planned change, for herself in a later wave; readable with her link only."""

    locator = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="keepsakes")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        """Nothing of it."""
        return "keepsake"


class Response(models.Model):
    """One submitted questionnaire; knows no person.

    Attributes:
        id: random; rows are rewritten in a random order when the wave closes.
        mode: of its wave; an anonymous one has no pseudonym (a constraint).
        locator: by which the same link finds it to change it or to withdraw consent; emptied when
            the data set is frozen.
        pseudonym: confidential mode: HMAC of the person with the survey's key; empty else.
        about: confidential mode, of a mentor: the mentee's pseudonym.
        answers: by variable, as `questionnaires.form.values.Answers`.
        shown: ids of elements that were asked and left without an answer, or answered: what is not
            here was never shown.
        consent: to research; None where it was not asked or not answered.
        day: on which it was first sent, at the site; the day of the wave's opening where it is
            anonymous.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.ONLINE)
    locator = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  many empty
    pseudonym = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=64, blank=True)
    asked = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="responses"
    )
    instrument_sha256 = models.CharField(max_length=64)
    layout = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    answers = models.JSONField()
    shown = models.JSONField(default=list)
    consent = models.BooleanField(null=True)
    consent_text = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, null=True, related_name="responses"
    )
    day = models.DateField()

    class Meta:
        """What a mode allows."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(mode=Mode.CONFIDENTIAL)
                | models.Q(mode=Mode.ANONYMOUS, pseudonym="", about=""),
                name="anonymous_response_has_no_pseudonym",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="response_origin_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(consent__isnull=True) | models.Q(consent_text__isnull=False),
                name="response_consents_to_a_text",
            ),
            models.UniqueConstraint(
                fields=["wave", "pseudonym", "about"],
                condition=~models.Q(pseudonym="") & models.Q(origin="online"),
                name="pseudonym_answers_a_wave_once",
            ),
        ]

    def __str__(self) -> str:
        """Nothing of it."""
        return "response"
