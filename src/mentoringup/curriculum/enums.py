"""What modules, activities, cases and worksheets can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mode(TextChoices):
    """How a training is held."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("Hybrid")


class PartKind(TextChoices):
    """What a file of a pack is."""

    PACK = "pack", _("Pack")
    STRATEGIES = "strategies", _("Strategies")
    PRIMER = "primer", _("Primer")
    MODULE = "module", _("Module")
    GUIDANCE = "guidance", _("Guidance")
    ACTIVITY = "activity", _("Activity")
    CASE = "case", _("Case")
    WORKSHEET = "worksheet", _("Worksheet")


class Facet(TextChoices):
    """What a part can be found by, beside its kind, module, kind of activity and minutes."""

    OBJECTIVE = "objective", _("Objective")
    EDITION = "edition", _("Edition")
    MODE = "mode", _("How it is held")
    GROUP = "group", _("Groups")
    SETTING = "setting", _("Setting")
    WORKSHEET = "worksheet", _("Worksheet")


class ModuleKind(TextChoices):
    """A module teaches a competency, or is the frame around those that do."""

    COMPETENCY = "competency", _("Competency")
    OPENING = "opening", _("Opening")
    CLOSING = "closing", _("Closing")

    @property
    def is_frame(self) -> bool:
        """Whether it opens or closes the training and teaches no competency."""
        return self is not ModuleKind.COMPETENCY


class Length(TextChoices):
    """How much time a module takes."""

    SHORT = "short", pgettext_lazy("length of a module", "Short")
    STANDARD = "standard", pgettext_lazy("length of a module", "Standard")
    LONG = "long", pgettext_lazy("length of a module", "Long")


class Form(TextChoices):
    """An activity as it is written, or cut down."""

    FULL = "full", pgettext_lazy("form of an activity", "Full")
    SHORT = "short", pgettext_lazy("form of an activity", "Short")


class ActivityKind(TextChoices):
    """What people do in an activity."""

    INTRODUCTION = "introduction", _("Introduction")
    INPUT = "input", _("Input")
    SELF_ASSESSMENT = "self-assessment", _("Self-assessment")
    CASE_STUDY = "case-study", _("Case study")
    DISCUSSION = "discussion", _("Discussion")
    PRACTICE = "practice", _("Practice")
    TOOL = "tool", _("Tool")
    REFLECTION = "reflection", _("Reflection")


class Group(TextChoices):
    """In which groups a step is done."""

    ALONE = "alone", _("Alone")
    PAIRS = "pairs", _("Pairs")
    SMALL_GROUPS = "small-groups", _("Small groups")
    PLENARY = "plenary", _("Everybody together")


class Speaker(TextChoices):
    """Who talks during a step."""

    PARTICIPANTS = "participants", _("Participants")
    FACILITATOR = "facilitator", _("Facilitator")


class Setting(TextChoices):
    """Where a case plays."""

    WET_LAB = "wet-lab", _("Wet lab")
    COMPUTATION = "computation", _("Computation")
    CLINIC = "clinic", _("Clinic")
    FIELD = "field", _("Field")
    HUMANITIES = "humanities", _("Humanities")


class FilledBy(TextChoices):
    """Who fills in a worksheet."""

    MENTEE = "mentee", _("You alone")
    BOTH = "mentee-and-mentor", _("You and your mentor")
    GROUP = "group", _("Your group")


class FieldKind(TextChoices):
    """What a field of a worksheet asks for."""

    TEXT = "text", _("Text")
    DATE = "date", _("Date")
    CHOICE = "choice", _("Choice")
    SCALE = "scale", _("Scale")
    TABLE = "table", _("Table")
    DRAWING = "drawing", _("Drawing")
    CHECKLIST = "checklist", _("Checklist")
    SIGNATURES = "signatures", _("Signatures")
