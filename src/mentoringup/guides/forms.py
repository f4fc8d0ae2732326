"""The form that asks for documents."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from mentoringup.guides.domain.queries import Usual
from mentoringup.guides.enums import FORMATS_OF, FileFormat, GuideKind, Paper
from mentoringup.guides.values import Wish

ALL = "all"
"""Every kind at once."""


_ABOUT = {
    GuideKind.FACILITATOR: _(
        "For whoever leads: clock times, what to say and do, what to listen for, materials, room."
    ),
    GuideKind.PACKET: _(
        "To hand out: objectives, cases without the commentary, worksheets with room to write."
    ),
    GuideKind.SLIDES: _("To show: the agenda, the instructions and the questions."),
    GuideKind.AGENDA: _("One page for the door: what comes when."),
}
_ICONS = {
    GuideKind.FACILITATOR: "book",
    GuideKind.PACKET: "people",
    GuideKind.SLIDES: "video",
    GuideKind.AGENDA: "clock",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A kind of document that the page offers, with the field that chooses its format."""

    kind: GuideKind
    about: Promise
    icon: str
    format: BoundField


class AskForm(forms.Form):
    """Which document, on which paper, in which format.

    Without `chosen`, the form says nothing but the kind, and the rest is as usual: that is what a
    button on another page sends.
    """

    kind = forms.ChoiceField(choices=[*GuideKind.choices, (ALL, _("All of it"))])
    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)
    paper = forms.ChoiceField(
        label=_("Paper"), choices=Paper.choices, required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of what participants read"), required=False)
    is_large = forms.BooleanField(
        label=_("Large print"),
        required=False,
        help_text=_("Of guides, packets and agendas. Slides are large as they are."),
    )

    def __init__(self, sent: QueryDict | None, *, usual: Usual, languages: Collection[str]) -> None:
        """Fill in what is usual."""
        initial = {
            "paper": usual.paper,
            "language": usual.language,
            "is_large": usual.is_large,
            **{f"format_{kind}": usual.formats[kind] for kind in GuideKind},
        }
        super().__init__(sent, initial=initial)
        self.usual = usual
        self.fields["paper"].required = sent is None or "chosen" in sent
        self.fields["language"].required = sent is None or "chosen" in sent
        self.fields["language"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (code, get_language_info(code)["name_local"].capitalize()) for code in languages
        ]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()
        for kind, formats in FORMATS_OF.items():
            self.fields[f"format_{kind}"] = forms.ChoiceField(
                label=_("Format"),
                choices=[(one.value, one.label) for one in formats],
                required=False,
            )

    def documents(self) -> tuple[Offer, ...]:
        """What can be asked for, in order."""
        return tuple(
            Offer(kind=kind, about=_ABOUT[kind], icon=_ICONS[kind], format=self[f"format_{kind}"])
            for kind in GuideKind
        )

    def wishes(self) -> tuple[Wish, ...]:
        """What a valid form asks for."""
        asked = self.cleaned_data["kind"]
        kinds = tuple(GuideKind) if asked == ALL else (GuideKind(asked),)
        return tuple(self._wish(kind) for kind in kinds)

    def _wish(self, kind: GuideKind) -> Wish:
        said = self.cleaned_data
        if not said["chosen"]:
            return self.usual.wish(kind)
        return Wish(
            kind=kind,
            format=FileFormat(said[f"format_{kind}"] or self.usual.formats[kind]),
            paper=Paper(said["paper"]),
            is_large=said["is_large"],
            language=said["language"],
        )
