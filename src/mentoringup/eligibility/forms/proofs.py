"""Forms about what proves that somebody belongs to a site."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentoringup.organizations.forms.versioned import RefusableForm

OPEN_TO_ALL = frozenset(
    {
        "aol.com",
        "gmail.com",
        "gmx.com",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "yahoo.com",
        "163.com",
    }
)
"""Where everybody gets an address, so that it proves nothing; the best known ones."""

_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


class DomainForm(RefusableForm):
    """A mail domain of the institution."""

    domain = forms.CharField(
        label=_("Domain"),
        max_length=253,
        help_text=_("What stands behind the @, such as “lakeside.edu”. Domains below it count."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def clean_domain(self) -> str:
        """Small letters, without what stands before an @; refused where it would prove nothing."""
        said = str(self.cleaned_data["domain"])
        domain = said.rpartition("@")[2].strip().strip(".").lower()
        if not _DOMAIN.fullmatch(domain):
            raise ValidationError(
                gettext("“%(found)s” is no domain. Write it as in an address: “lakeside.edu”.")
                % {"found": said[:80]}
            )
        if domain in OPEN_TO_ALL:
            raise ValidationError(
                gettext("Everybody can have an address at %(domain)s, so it proves nothing.")
                % {"domain": domain}
            )
        labels = domain.split(".")
        if len(labels) == 2 and labels[0] in _SECOND_LEVELS and len(labels[1]) == 2:  # noqa: PLR2004  such as ac.uk
            raise ValidationError(
                gettext("Many institutions have addresses below %(domain)s. Name your own.")
                % {"domain": domain}
            )
        return domain


class AttributeForm(RefusableForm):
    """Something that the institution's sign-in says of people."""

    claim = forms.CharField(
        label=_("Attribute"),
        max_length=120,
        help_text=_("Its name as the sign-in sends it, such as “eduperson_scoped_affiliation”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    value = forms.CharField(
        label=_("Value"),
        max_length=200,
        help_text=_("One that it must have or contain, such as “member@lakeside.edu”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
