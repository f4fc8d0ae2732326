"""Frozen data sets, the runs made of them, and their files."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentoringup.evaluation.enums import DataSetSource, FileKind, RunState, UploadState
from mentoringup.organizations.models import Site
from mentoringup.surveys.models import Wave
from mentoringup.training.models import Implementation


class DataSet(models.Model):
    """Answers as they were when they were frozen; never changed (a trigger refuses it).

    Attributes:
        implementations: rows of mentoreval's implementations file, JSON: id, site, hours, audience,
            trained, modules, ... as they were known then.
        content: plain wide CSV (UTF-8) in a random order of rows, as mentoreval reads it.
        sha256: of content.
        instrument: YAML of the instrument; shipped ones that it includes are known by `cores`.
        rows, consented: numbers of responses.
        origin: JSON: file name, format, crosswalk, remarks, exclusions, questionnaire version.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="data_sets")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=6, choices=DataSetSource.choices)
    wave = models.OneToOneField(
        Wave, on_delete=models.PROTECT, null=True, blank=True, related_name="data_set"
    )
    implementations = models.JSONField(default=list)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    instrument = models.TextField()
    instrument_id = models.CharField(max_length=100)
    instrument_version = models.CharField(max_length=40)
    instrument_sha256 = models.CharField(max_length=64)
    cores = models.JSONField(default=dict)
    rows = models.PositiveIntegerField()
    consented = models.PositiveIntegerField()
    origin = models.JSONField(default=dict)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-frozen_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(source=DataSetSource.WAVE, wave__isnull=False)
                | models.Q(source=DataSetSource.UPLOAD, wave__isnull=True),
                name="data_set_says_where_it_is_from",
            ),
            models.CheckConstraint(
                condition=models.Q(consented__lte=models.F("rows")),
                name="data_set_consents_fit_its_rows",
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Upload(models.Model):
    """An export of another program on its way to a data set.

    Attributes:
        content: the file as it came.
        dictionary: REDCap's data dictionary or Qualtrics' survey definition; None without.
        crosswalk: where each part of the instrument stands, as mentoreval's crosswalk YAML.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="uploads")
    implementation = models.ForeignKey(
        Implementation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=UploadState.choices, default=UploadState.OPEN)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    dictionary_name = models.CharField(max_length=200, blank=True)
    dictionary = models.BinaryField(null=True)
    instrument = models.TextField()
    crosswalk = models.TextField(blank=True)
    implementations = models.JSONField(default=list)
    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-uploaded_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=UploadState.values), name="upload_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=UploadState.TAKEN) | models.Q(data_set__isnull=False),
                name="taken_upload_has_its_data_set",
            ),
        ]

    def __str__(self) -> str:
        """Its file's name."""
        return self.file_name


class Run(models.Model):
    """One evaluation of one or more data sets.

    Attributes:
        options: JSON: rules of inclusion, comparisons, profiles, threshold, seed.
        results: mentoreval's `results.json`, with small cells hidden; None until it is ready.
        told: the words of the findings and what its figures show, as `findings.telling` gives it.
        progress: percent; `step` says in words what is being done.
        fault: why it failed, an English sentence that pages translate; empty otherwise.
        fault_values: what stands in that sentence, by name.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="runs")
    name = models.CharField(max_length=200)
    data_sets = models.ManyToManyField(DataSet, related_name="runs")
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    results = models.JSONField(null=True)
    results_sha256 = models.CharField(max_length=64, blank=True)
    told = models.JSONField(default=dict, blank=True)
    fault = models.TextField(blank=True)
    fault_values = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=RunState.values), name="run_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RunState.READY)
                | models.Q(results__isnull=False, made_at__isnull=False, progress=100),
                name="ready_run_has_its_results",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="run_progress_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class RunFile(models.Model):
    """A file of a run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind.choices)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        """One of a name."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "name"], name="run_file_name_is_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values), name="run_file_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name


class RedactedText(models.Model):
    """An answer in words as a reviewer lets it be read outside: without names.

    Attributes:
        question: variable of the question.
        number: place of the answer in the shuffled order of its question, from 1.
        text: what may be read; empty where the reviewer keeps the whole answer back.
    """

    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="redacted_texts")
    question = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """In the shuffled order."""

        ordering: ClassVar = ["question", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["data_set", "question", "number"], name="redacted_text_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="redacted_text_is_numbered_from_one"
            ),
        ]

    def __str__(self) -> str:
        """Where it stands."""
        return f"{self.question} {self.number}"
