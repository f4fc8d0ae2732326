"""The form that asks on whom the rules of a series are to be tried."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SITE, ROSTER, LINES = "site", "roster", "lines"


class TryForm(forms.Form):
    """The people of the site, a roster, or pasted lines."""

    whom = forms.ChoiceField(
        label=_("Try it on"),
        choices=[
            (SITE, _("The people of the site")),
            (ROSTER, _("A roster")),
            (LINES, _("Pasted lines")),
        ],
        initial=SITE,
        widget=forms.RadioSelect,
    )
    roster = forms.TypedChoiceField(label=_("Roster"), coerce=int, empty_value=None, required=False)
    lines = forms.CharField(
        label=_("Lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "One person a line. An address is enough; a first line such as "
            "“email,stage,discipline,unit” names further columns."
        ),
    )

    def __init__(self, *args: Any, rosters: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roster"].choices = [("", _("Choose a roster")), *rosters]  # type: ignore[attr-defined]  # a choice field
        if not rosters:
            del self.fields["roster"]
            self.fields["whom"].choices = [  # type: ignore[attr-defined]  # the same
                (SITE, _("The people of the site")),
                (LINES, _("Pasted lines")),
            ]

    def clean(self) -> dict[str, Any]:
        """What was chosen was also given."""
        said = self.cleaned_data
        if said.get("whom") == ROSTER and not said.get("roster") and "roster" not in self.errors:
            self.add_error("roster", gettext("Choose a roster."))
        if said.get("whom") == LINES and not (said.get("lines") or "").strip():
            self.add_error("lines", gettext("Paste at least one line."))
        return said
