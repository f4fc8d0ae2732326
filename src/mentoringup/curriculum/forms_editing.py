"""Forms with which a site edits, restores, takes over and brings in parts of the curriculum."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentoringup.curriculum.domain.adapting import Edit
from mentoringup.curriculum.domain.parts import PartAtSite
from mentoringup.curriculum.pack.archive import LARGEST_ZIP
from mentoringup.curriculum.pack.files import LARGEST_FILE
from mentoringup.curriculum.pack.single_module.reading import MOST_BYTES
from mentoringup.curriculum.pack.single_module.word import LARGEST_DOCX
from mentoringup.organizations.forms.versioned import RefusableForm

_DIGEST = 64
_LARGEST_POSTED = 1_900_000
"""Characters; a little less than a request without files may hold."""


class PartForm(RefusableForm):
    """The text of a part and of its translations, each with the digest from which it was filled."""

    def __init__(self, parts: Sequence[PartAtSite], *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        self.parts = {_field_name(part): part for part in parts}
        for name, part in self.parts.items():
            self.fields[name] = forms.CharField(
                label=_label(part),
                strip=False,
                initial=part.current.text,
                widget=forms.Textarea(
                    attrs={
                        "rows": 28 if not part.where.language else 14,
                        "class": "source",
                        "spellcheck": "true",
                        "lang": part.where.language or "en",
                        "autocomplete": "off",
                    }
                ),
            )
            self.fields[f"seen-{name}"] = forms.CharField(
                max_length=_DIGEST, initial=part.current.digest, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        """Line ends as packs have them, and an end of line at the end; nothing too large."""
        for name in self.parts:
            text = self.cleaned_data.get(name)
            if text is None:
                continue
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self.cleaned_data[name] = text if text.endswith("\n") else f"{text}\n"
            size = len(self.cleaned_data[name].encode())
            if size > LARGEST_FILE:
                self.add_error(
                    name,
                    gettext("This text has %(size)d kB; at most %(most)d kB are taken.")
                    % {"size": size // 1000, "most": LARGEST_FILE // 1000},
                )
        return self.cleaned_data

    def edits(self) -> tuple[Edit, ...]:
        """What was typed, once the form is valid."""
        return tuple(
            Edit(
                path=part.where.path,
                text=self.cleaned_data[name],
                seen=self.cleaned_data[f"seen-{name}"],
            )
            for name, part in self.parts.items()
        )

    def outdated(self) -> Iterator[tuple[str, PartAtSite]]:
        """Fields whose part is another one by now than that from which they were filled."""
        for name, part in self.parts.items():
            if self.cleaned_data[f"seen-{name}"] != part.current.digest:
                yield name, part


def _field_name(part: PartAtSite) -> str:
    return f"text-{part.where.language}" if part.where.language else "text"


def _label(part: PartAtSite) -> str:
    if part.where.language:
        return gettext("Translation (%(language)s)") % {"language": part.where.language}
    if part.where.path.endswith(".yaml"):
        return gettext("Text in YAML")
    return gettext("Text in Markdown")


class SeenForm(forms.Form):
    """Which text was on the page."""

    seen = forms.CharField(max_length=_DIGEST, widget=forms.HiddenInput)


class RestoreForm(SeenForm):
    """Which version is wanted again."""

    number = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class TakeOverForm(SeenForm):
    """Which pieces of the original are wanted; they are checkboxes of the page."""

    seen_original = forms.CharField(max_length=_DIGEST, widget=forms.HiddenInput)


class PackFileForm(RefusableForm):
    """A zip of a pack."""

    file = forms.FileField(
        label=_("Zip file"),
        help_text=_("As it was exported here, or a folder of yours as a zip. At most %(most)d kB.")
        % {"most": LARGEST_ZIP // 1000},
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_file(self) -> Any:
        """Not too large."""
        return _small_enough(self.cleaned_data["file"], LARGEST_ZIP)


class ModuleFileForm(RefusableForm):
    """A module as one file."""

    file = forms.FileField(
        label=_("Word or Markdown file"),
        help_text=_("The file that you downloaded here, as you changed it: .docx or .md."),
        widget=forms.FileInput(attrs={"accept": ".docx,.md,.markdown,.txt"}),
    )

    def clean_file(self) -> Any:
        """One of both, and not too large."""
        file = self.cleaned_data["file"]
        is_word = file.name.casefold().endswith(".docx")
        if not is_word and not file.name.casefold().endswith((".md", ".markdown", ".txt")):
            raise forms.ValidationError(gettext("Choose a .docx or a .md file."))
        return _small_enough(file, LARGEST_DOCX if is_word else MOST_BYTES)


class ConfirmForm(forms.Form):
    """What was looked at, sent once more to be stored.

    `sent` is the upload (of a zip in base64), `mark` that of what was shown.
    """

    sent = forms.CharField(strip=False, max_length=_LARGEST_POSTED, widget=forms.HiddenInput)
    mark = forms.CharField(max_length=24, widget=forms.HiddenInput)


def _small_enough(file: Any, most: int) -> Any:
    if file.size > most:
        raise forms.ValidationError(
            gettext("The file has %(size)d kB; at most %(most)d kB are taken.")
            % {"size": file.size // 1000, "most": most // 1000}
        )
    return file
