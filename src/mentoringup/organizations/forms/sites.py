"""Forms of sites, institutions, units and logos."""

from functools import cache
from importlib import resources
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mentoringup.organizations.enums import CalendarKind
from mentoringup.organizations.forms.versioned import RefusableForm, VersionedForm
from mentoringup.organizations.models import Institution, Site, Unit
from mentoringup.organizations.pictures import MOST_BYTES
from mentoringup.organizations.ror import bare_ror_id, is_ror_id
from mentoringup.organizations.values import InstitutionFacts, SiteFacts
from mentoringup.ui.fields import ZoneField


def _most(model: Any, field: str) -> int:
    """How long the column is."""
    return int(model._meta.get_field(field).max_length)  # noqa: SLF001  documented model API


class SiteFields(forms.Form):
    """What can be edited about a site."""

    name = forms.CharField(label=_("Name"), max_length=_most(Site, "name"))
    zone = ZoneField(
        label=_("Time zone"),
        help_text=_("New sessions begin with it. Sessions that are written keep theirs."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of mails, and of pages that readers didn’t choose a language for."),
        choices=settings.LANGUAGES,
    )
    contact_email = forms.EmailField(
        label=_("Contact e-mail"),
        help_text=_("A mailbox of the office. It stands on public pages."),
        max_length=_most(Site, "contact_email"),
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=_most(Site, "website"),
        assume_scheme="https",
    )
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        help_text=_("How your year is divided: what is proposed for a new academic year."),
        choices=CalendarKind.choices,
        widget=forms.RadioSelect,
    )

    def facts(self) -> SiteFacts:
        """What a valid form says."""
        said = self.cleaned_data
        return SiteFacts(
            name=said["name"],
            zone=said["zone"],
            language=said["language"],
            contact_email=said["contact_email"],
            website=said["website"],
            calendar=CalendarKind(said["calendar"]),
        )


class SiteForm(VersionedForm, SiteFields):
    """The settings of a site."""


class NewSiteForm(RefusableForm, SiteFields):
    """A site that the network creates, and who is to run it."""

    slug = forms.SlugField(
        label=_("Short name in addresses"),
        help_text=_("Small letters, digits and hyphens. It stands in every link and stays."),
        max_length=_most(Site, "slug"),
    )
    institution = forms.TypedChoiceField(label=_("Institution"), coerce=int)
    administrator_email = forms.EmailField(
        label=_("E-mail of its administrator"),
        help_text=_("Gets an invitation. Administrators invite their own colleagues."),
        max_length=254,
    )

    field_order = ("institution", "name", "slug", "zone", "language", "contact_email")

    def __init__(
        self, data: Any = None, *, institutions: list[tuple[int, str]], **rest: Any
    ) -> None:
        super().__init__(data, **rest)
        chosen = self.fields["institution"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", "—"), *institutions]

    def clean_slug(self) -> str:
        """In small letters, so that no two addresses differ by case alone."""
        slug: str = self.cleaned_data["slug"]
        return slug.lower()


class InstitutionFields(forms.Form):
    """What can be edited about an institution."""

    name = forms.CharField(label=_("Name"), max_length=_most(Institution, "name"))
    ror_id = forms.CharField(
        label=_("ROR id"),
        help_text=_("From ror.org, such as https://ror.org/02mhbdp94. Leave it open if unknown."),
        required=False,
        max_length=60,
    )
    country = forms.CharField(
        label=_("Country"),
        help_text=_("Two letters, such as US."),
        required=False,
        max_length=_most(Institution, "country"),
    )
    city = forms.CharField(label=_("City"), required=False, max_length=_most(Institution, "city"))

    def clean_ror_id(self) -> str:
        """The bare id, if its check digits are right."""
        bare = bare_ror_id(self.cleaned_data["ror_id"])
        if bare and not is_ror_id(bare):
            raise forms.ValidationError(
                _("“%(id)s” is no ROR id: its check digits don’t fit. Copy it from ror.org."),
                params={"id": bare},
            )
        return bare

    def clean_country(self) -> str:
        """In capitals, if ISO 3166 knows it."""
        code: str = self.cleaned_data["country"].upper()
        if code and code not in country_codes():
            raise forms.ValidationError(
                _("“%(code)s” is no country code. Use two letters, such as US or MX."),
                params={"code": code},
            )
        return code

    def facts(self) -> InstitutionFacts:
        """What a valid form says."""
        said = self.cleaned_data
        return InstitutionFacts(
            name=said["name"],
            ror_id=said["ror_id"],
            country=said["country"],
            city=said["city"],
        )


class NewInstitutionForm(RefusableForm, InstitutionFields):
    """An institution that the network adds."""


class InstitutionForm(VersionedForm, InstitutionFields):
    """An institution that the network corrects."""


class UnitForm(RefusableForm):
    """A unit; `name_before` tells whether somebody else renamed it meanwhile."""

    name = forms.CharField(label=_("Name of the unit"), max_length=_most(Unit, "name"))
    name_before = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)


class LogoForm(RefusableForm):
    """A picture to show on the site's pages."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most %(most)d kB.") % {"most": MOST_BYTES // 1024},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def content(self) -> bytes:
        """The bytes of a valid form, of which the domain reads no more than one too many."""
        return bytes(self.cleaned_data["picture"].read(MOST_BYTES + 1))


@cache
def country_codes() -> frozenset[str]:
    """The two-letter codes of ISO 3166, as the zone database lists them."""
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    return frozenset(line[:2] for line in table.splitlines() if not line.startswith("#"))
