"""Forms for the words of mails."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.registration.errors import LetterIsWrongError
from mentoringup.registration.letters.values import one_line, paragraphs
from mentoringup.registration.letters.words import LetterWords
from mentoringup.registration.models import LetterText

_SUBJECT_LENGTH = LetterText._meta.get_field("subject").max_length  # noqa: SLF001  Django's documented model API
_TEXT_LENGTH = LetterText._meta.get_field("text").max_length  # noqa: SLF001  the same


class LetterForm(forms.Form):
    """Subject and text of a letter. `mark` names the words that the writer had before them."""

    subject = forms.CharField(label=_("Subject"), max_length=_SUBJECT_LENGTH)
    text = forms.CharField(
        label=_("Text"),
        max_length=_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Empty lines separate paragraphs. Words in braces are filled in for each person."
        ),
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def words(self) -> LetterWords:
        """What was typed, as letters are stored: one line, and paragraphs."""
        return words_in(self.cleaned_data)

    def refuse(self, error: LetterIsWrongError) -> None:
        """Say at each field what is wrong with its placeholders."""
        for field, sentences in error.by_field.items():
            for sentence in sentences:
                self.add_error(field, sentence)


def words_in(typed: Any) -> LetterWords:
    """Subject and text of a mapping, as letters are stored."""
    subject = one_line(str(typed.get("subject", "")))[:_SUBJECT_LENGTH]
    text = paragraphs(str(typed.get("text", "")))[:_TEXT_LENGTH]
    return LetterWords(subject=subject, text=f"{text.strip()}\n")


def initial_of(words: LetterWords, *, mark: str) -> dict[str, str]:
    """What the form begins with."""
    return {"subject": words.subject, "text": words.text, "mark": mark}
