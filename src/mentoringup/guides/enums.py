"""What can be printed from a plan, in which form, and how far it is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class GuideKind(TextChoices):
    """What it is."""

    FACILITATOR = "facilitator", _("Facilitator guide")
    PACKET = "packet", _("Participant packet")
    SLIDES = "slides", _("Slides")
    AGENDA = "agenda", _("One-page agenda")


class FileFormat(TextChoices):
    """As which file."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    HTML = "html", _("Web page")
    PPTX = "pptx", _("PowerPoint")


MEDIA_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


FORMATS_OF = {
    GuideKind.FACILITATOR: (FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML),
    GuideKind.PACKET: (FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML),
    GuideKind.SLIDES: (FileFormat.PPTX, FileFormat.HTML),
    GuideKind.AGENDA: (FileFormat.PDF, FileFormat.DOCX, FileFormat.HTML),
}
"""The first is what is made without asking."""

IN_LARGE_PRINT = frozenset({GuideKind.FACILITATOR, GuideKind.PACKET, GuideKind.AGENDA})
"""What can be had in large print. Slides are large as they are."""


class Paper(TextChoices):
    """On which paper."""

    LETTER = "us-letter", _("Letter")
    A4 = "a4", _("A4")


class GuideState(TextChoices):
    """One state a guide."""

    WAITING = "waiting", _("waiting")
    WORKING = "working", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
