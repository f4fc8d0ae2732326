"""What a person can be, in the field's words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonState(TextChoices):
    """One state a person: merged and erased ones keep their row, so that counts stay."""

    ACTIVE = "active", _("active")
    MERGED = "merged", _("merged into another person")
    ERASED = "erased", _("erased")


class CareerStage(TextChoices):
    """Where somebody stands in a research career."""

    UNDERGRADUATE = "undergraduate", _("Undergraduate student")
    GRADUATE = "graduate", _("Graduate student")
    MEDICAL = "medical", _("Medical student")
    POSTDOC = "postdoc", _("Postdoc")
    CLINICAL_FELLOW = "clinical-fellow", _("Clinical fellow")
    EARLY_FACULTY = "early-faculty", _("Early-career faculty")
    FACULTY = "faculty", _("Faculty")
    STAFF = "staff", _("Research staff")
    OTHER = "other", _("Other")


class Discipline(TextChoices):
    """Broad fields, as priority rules name them."""

    BIOSCIENCES = "biosciences", _("Biosciences")
    CLINICAL = "clinical", _("Clinical and health sciences")
    PHYSICAL = "physical", _("Physical sciences")
    MATHEMATICS = "mathematics", _("Mathematics and computing")
    ENGINEERING = "engineering", _("Engineering")
    SOCIAL = "social", _("Social sciences")
    HUMANITIES = "humanities", _("Humanities and arts")
    OTHER = "other", _("Other")


class MergeState(TextChoices):
    """One state a merge."""

    DONE = "done", _("done")
    UNDONE = "undone", _("undone")
    SEALED = "sealed", _("can no longer be undone")
