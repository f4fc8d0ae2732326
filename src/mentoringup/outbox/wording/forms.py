"""The form for the words of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoringup.outbox.wording.checking import LetterIsWrongError
from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.outbox.wording.values import one_line, paragraphs

SUBJECT_LENGTH = 200
TEXT_LENGTH = 10_000


class LetterForm(forms.Form):
    """Subject and text of a letter. `mark` names the words that the writer had before them."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LENGTH)
    text = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Empty lines separate paragraphs. Words in braces are filled in for each person."
        ),
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def refuse(self, error: LetterIsWrongError) -> None:
        """Say at each field what is wrong with its placeholders."""
        for field, sentences in error.by_field.items():
            for sentence in sentences:
                self.add_error(field, sentence)


def begun(words: LetterWords, *, mark: str) -> LetterForm:
    """The form with words that can be gone on with."""
    return LetterForm(initial={"subject": words.subject, "text": words.text, "mark": mark})


def words_in(typed: Any) -> LetterWords:
    """Subject and text of a mapping, as letters are stored: one line, and paragraphs."""
    subject = one_line(str(typed.get("subject", "")))[:SUBJECT_LENGTH]
    text = paragraphs(str(typed.get("text", "")))[:TEXT_LENGTH]
    return LetterWords(subject=subject, text=f"{text.strip()}\n")
