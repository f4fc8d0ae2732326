"""What is asked and when: consent texts, surveys, their waves."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.organizations.models import Site
from mentoringup.questionnaires.models import Questionnaire, QuestionnaireVersion
from mentoringup.surveys.enums import AudienceKind, Mode, SurveyState, WaveKind, WaveState
from mentoringup.training.models import Implementation


class ConsentText(models.Model):
    """What people are asked to consent to; never changed, only followed by the next version.

    Attributes:
        text: Markdown by language code, as the site's ethics board approved it.
        approval: the board's number, or words such as "exempt".
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="consent_texts")
    version = models.PositiveIntegerField()
    text = models.JSONField()
    approval = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "version"], name="consent_version_is_unique"),
        ]

    def __str__(self) -> str:
        """Its number."""
        return f"{self.site} {self.version}"


class Survey(models.Model):
    """The evaluation of one implementation: set up once, for all its waves.

    Attributes:
        code: random; folder name of its key outside the database.
        asks_untaught: questions about modules that were not taught are asked too, as a control.
        layouts: `questionnaires` layouts; with several, each respondent gets one by chance.
        consent: asked beside the survey in waves that are still to be opened; None asks for none.
        key_destroyed_on: when the key is destroyed, at the latest; key_gone_on: when it was.
        open_days: for how long a wave takes answers.
        reminder_days: days after an invitation on which those who have not answered are reminded.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="surveys")
    implementation = models.OneToOneField(
        Implementation, on_delete=models.CASCADE, related_name="survey"
    )
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=5, choices=SurveyState.choices, default=SurveyState.DRAFT)
    mode = models.CharField(max_length=12, choices=Mode.choices, default=Mode.ANONYMOUS)
    audience = models.CharField(
        max_length=10, choices=AudienceKind.choices, default=AudienceKind.ATTENDANCE
    )
    consent = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, null=True, blank=True, related_name="surveys"
    )
    asks_untaught = models.BooleanField(default=False)
    layouts = models.JSONField(default=list)
    open_days = models.PositiveSmallIntegerField(default=30)
    reminder_days = models.JSONField(default=list)
    invites_mentors = models.BooleanField(default=False)
    key_destroyed_on = models.DateField(null=True)
    key_gone_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=SurveyState.values), name="survey_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="survey_mode_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=AudienceKind.values),
                name="survey_audience_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(open_days__gte=1, open_days__lte=365),
                name="survey_is_open_for_days",
            ),
        ]

    def __str__(self) -> str:
        """What it evaluates."""
        return str(self.implementation)

    @property
    def offers_mentors(self) -> bool:
        """Whether who answered may ask mentors: never by a public link, where anybody could."""
        return self.invites_mentors and self.audience != AudienceKind.PUBLIC


class Wave(models.Model):
    """One sending of a survey.

    Attributes:
        ref: random, in addresses of those who answer.
        questionnaire: what it will ask; `asked` is the version it asks since it was opened.
        opens_at, closes_at: instants from the implementation's dates; None while there are none.
        closed_at: when it was closed, by a hand or by the clock, which may have come late; None
            while it is not. The wave's own time: it says nothing of when somebody answered.
        is_moved_by_hand: a person set the dates; they no longer follow the implementation.
        taught: ids of the modules that were taught, once it is open.
        consent: the survey's text as it was when the wave was opened, which is what people are
            shown and what they agree to, whatever the survey says later.
        mode: of the survey, repeated so that responses can be held to it.
        dropouts: by page id, how many drafts ended there; written when the wave closes.
        told: what staff are told that is made from answers (`watching.rates.Told`), worked out
            after every five of them.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="waves")
    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=9, choices=WaveKind.choices)
    state = models.CharField(max_length=9, choices=WaveState.choices, default=WaveState.PLANNED)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="waves")
    asked = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, null=True, related_name="waves"
    )
    consent = models.ForeignKey(
        ConsentText, on_delete=models.PROTECT, null=True, blank=True, related_name="waves"
    )
    mode = models.CharField(max_length=12, choices=Mode.choices)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    is_moved_by_hand = models.BooleanField(default=False)
    taught = models.JSONField(default=list)
    dropouts = models.JSONField(default=dict)
    told = models.JSONField(default=list)

    class Meta:
        """In the order in which they open."""

        ordering: ClassVar = ["opens_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "kind"], name="wave_kind_is_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=WaveKind.values), name="wave_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=WaveState.values), name="wave_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=Mode.values), name="wave_mode_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(opens_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="wave_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | models.Q(state__in=["closed", "frozen"]),
                name="wave_was_closed_only_if_it_is",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["open", "closed", "frozen"])
                | models.Q(asked__isnull=False),
                name="opened_wave_says_what_it_asks",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "opens_at"], name="wave_by_opening")]

    def __str__(self) -> str:
        """Its kind."""
        return str(WaveKind(self.kind).label)
