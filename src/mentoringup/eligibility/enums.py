"""What rules can be about, and what can prove that somebody is who they say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fact(TextChoices):
    """What a condition of a rule looks at; the values are the keys of its JSON form."""

    STAGE = "stage", _("career stage")
    DISCIPLINE = "discipline", _("discipline")
    UNIT = "unit", _("unit")
    SITE = "site", _("site")
    ROSTER = "roster", _("program membership")


class Proof(TextChoices):
    """What shows that somebody belongs to the institution, strongest first."""

    WORD = "word", _("a coordinator's word")
    ROSTER = "roster", _("a roster of the site")
    SIGN_IN = "sign-in", _("signing in at the institution")
    DOMAIN = "domain", _("an e-mail address of the institution")
    NONE = "none", _("nothing yet")
