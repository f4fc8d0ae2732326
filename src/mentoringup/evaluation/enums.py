"""Kinds and states of data sets and runs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataSetSource(TextChoices):
    """Where answers come from."""

    WAVE = "wave", _("a wave of this site")
    UPLOAD = "upload", _("an uploaded export")


class UploadState(TextChoices):
    """One state an uploaded export."""

    OPEN = "open", _("columns being placed")
    TAKEN = "taken", _("became a data set")
    DISCARDED = "discarded", _("discarded")


class RunState(TextChoices):
    """One state a run."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class FileKind(TextChoices):
    """What a run, or a data set, gives away as a file."""

    REPORT_HTML = "report-html", _("Report, web page")
    REPORT_PDF = "report-pdf", _("Report, PDF")
    REPORT_DOCX = "report-docx", _("Report, Word")
    REPORT_INTERACTIVE = "report-interactive", _("Report with interactive figures")
    RESULTS = "results", _("Results for programs (JSON)")
    ANSWERS_CSV = "answers-csv", _("Answers of those who consented to research (CSV)")
    CODEBOOK = "codebook", _("Codebook of the answers")
    ANSWERS_SAV = "answers-sav", _("Answers of those who consented to research (SPSS)")
    TABLES = "tables", _("Tables (CSV)")
    FIGURES = "figures", _("Figures (SVG)")
