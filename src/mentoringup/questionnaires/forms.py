"""Forms of a whole questionnaire: beginning one, its name, its title and languages, its pages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from mentoringup.questionnaires.domain.writing import LONGEST_NAME
from mentoringup.questionnaires.editing.cores import offers_for
from mentoringup.questionnaires.form.shape import LONGEST_WORDS
from mentoringup.questionnaires.form.values import Form, Words

LONGEST_TITLE = 300
EMPTY = "empty"
CORES = "instruments"
READY_MADE = (
    ("post", _("After the training: then and now, how it went, planned changes")),
    ("pre", _("Before the training: where people stand")),
    ("follow-up", _("Some months later: what became of the planned changes")),
    ("mentor", _("For mentors: how their mentees changed")),
)


def no_control_characters(text: str) -> None:
    """Refuse what no questionnaire can hold; line ends and tabs are fine."""
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):  # noqa: PLR2004  the space
        raise ValidationError(_("It has a character that can’t be shown. Type it anew."))


class WordsField(forms.CharField):
    """Words of a questionnaire in one language."""

    def __init__(self, *, language: str, lines: int = 1, **rest: Any) -> None:
        """A line, or an area of several lines."""
        attrs = {"lang": language}
        widget = forms.Textarea({**attrs, "rows": lines}) if lines > 1 else forms.TextInput(attrs)
        super().__init__(
            **{
                "widget": widget,
                "max_length": LONGEST_WORDS,
                "validators": [no_control_characters],
                **rest,
            }
        )

    def clean(self, value: Any) -> str:
        """Line ends as they are stored."""
        return str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")


def language_name(code: str) -> str:
    """A language in its own words; an unknown one by its code."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code


class NewForm(forms.Form):
    """What a new questionnaire begins with."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("For your colleagues. Respondents read the title, which you can change later."),
        validators=[no_control_characters],
    )
    basis = forms.ChoiceField(
        label=_("Begin with"),
        choices=[
            *READY_MADE,
            (CORES, _("Instruments that you choose below")),
            (EMPTY, _("An empty page")),
        ],
        widget=forms.RadioSelect,
        initial="post",
    )
    instruments = forms.MultipleChoiceField(
        label=_("Instruments"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, **rest: Any) -> None:
        """Offer what is shipped."""
        super().__init__(*arguments, **rest)
        self.fields["instruments"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (one.id, one.title) for one in offers_for()
        ]

    def clean(self) -> dict[str, Any]:
        """Instruments are chosen where they are wanted."""
        said = self.cleaned_data
        if said.get("basis") == CORES and not said.get("instruments"):
            self.add_error("instruments", _("Choose at least one instrument."))
        return said

    def form_id(self) -> str:
        """An id for the instrument that it will be."""
        return f"local-{slugify(self.cleaned_data['name'])[:50].strip('-')}".rstrip("-")


class RenameForm(forms.Form):
    """How colleagues call it."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST_NAME, validators=[no_control_characters]
    )


class SettingsForm(forms.Form):
    """Title and introduction in each language, and which languages there are."""

    def __init__(self, sent: QueryDict | None, *, form: Form) -> None:
        """Fill in what the form says."""
        super().__init__(sent)
        self.form = form
        for code in form.languages:
            told = {"language": language_name(code)}
            self.fields[f"title_{code}"] = WordsField(
                language=code,
                label=_("Title, %(language)s") % told,
                max_length=LONGEST_TITLE,
                required=code == form.languages[0],
                initial=form.title.get(code, ""),
            )
            self.fields[f"intro_{code}"] = WordsField(
                language=code,
                lines=4,
                label=_("Introduction, %(language)s") % told,
                required=False,
                initial=form.intro.get(code, ""),
            )
        known = dict.fromkeys([*form.languages, *(code for code, _name in settings.LANGUAGES)])
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages"),
            help_text=_("Respondents choose among them. The first language always stays."),
            choices=[(code, language_name(code)) for code in known],
            initial=list(form.languages),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def languages(self) -> tuple[str, ...]:
        """Chosen languages, the first one of the form before the others."""
        chosen = self.cleaned_data["languages"]
        return tuple(dict.fromkeys([self.form.languages[0], *chosen]))

    def words(self, name: str) -> Words:
        """What was typed in the languages that it has."""
        return words_in(self.cleaned_data, name, self.form.languages, self.form_words(name))

    def form_words(self, name: str) -> Words:
        """What the form says now."""
        return self.form.title if name == "title" else self.form.intro


class PageForm(forms.Form):
    """Title and introduction of a page, in each language."""

    def __init__(
        self, sent: QueryDict | None, *, languages: Sequence[str], title: Words, intro: Words
    ) -> None:
        """Fill in what the page says."""
        super().__init__(sent)
        self.languages, self.title, self.intro = languages, title, intro
        for code in languages:
            told = {"language": language_name(code)}
            self.fields[f"title_{code}"] = WordsField(
                language=code,
                label=_("Title, %(language)s") % told,
                max_length=LONGEST_TITLE,
                required=code == languages[0],
                initial=title.get(code, ""),
            )
            self.fields[f"intro_{code}"] = WordsField(
                language=code,
                lines=3,
                label=_("Words above the questions, %(language)s") % told,
                required=False,
                initial=intro.get(code, ""),
            )

    def words(self, name: str) -> Words:
        """What was typed."""
        before = self.title if name == "title" else self.intro
        return words_in(self.cleaned_data, name, self.languages, before)


def words_in(
    said: dict[str, Any], name: str, languages: Sequence[str], before: Words
) -> dict[str, str]:
    """Words by language as fields `<name>_<language>` say; other languages stay as they were."""
    kept = {code: text for code, text in before.items() if code not in languages}
    typed = {code: said[f"{name}_{code}"] for code in languages if said.get(f"{name}_{code}")}
    return {**kept, **typed}
