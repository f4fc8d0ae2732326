"""Forms of surveys for staff: settings, dates of a wave, people, consent."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mentoringup.eligibility.roster_file import MOST_BYTES, RosterCantBeReadError, text_of
from mentoringup.questionnaires.form.values import Layout
from mentoringup.surveys.enums import AudienceKind, Mode, WaveKind
from mentoringup.surveys.setup import (
    CHOSEN_KINDS,
    LONGEST_OPEN,
    MOST_REMINDERS,
    Setup,
    days_in,
)
from mentoringup.ui.widgets import DateInput, DateTimeInput

ONE_BY_CHANCE = "random"

LAYOUT_LABELS = {
    Layout.SIDE_BY_SIDE: gettext_lazy("BEFORE and NOW side by side"),
    Layout.ITEM_BY_ITEM: gettext_lazy("all of BEFORE, then all of NOW"),
    Layout.NOW_FIRST: gettext_lazy("side by side, NOW first"),
}
FIXED = ("mode", "audience", "asks_untaught")
"""Fields that can't be changed once a wave was opened."""


class SetupForm(forms.Form):
    """Everything about a survey, on one page."""

    questionnaire = forms.TypedChoiceField(
        label=gettext_lazy("What is asked after the training"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "The other surveys begin with ready-made questionnaires of ours; each can be exchanged"
            " until it opens."
        ),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("What answers know of people"),
        choices=[
            (
                Mode.ANONYMOUS.value,
                gettext_lazy(
                    "Anonymous. Nothing joins an answer to a person, for anybody. Surveys at"
                    " different times can’t be compared person by person."
                ),
            ),
            (
                Mode.CONFIDENTIAL.value,
                gettext_lazy(
                    "Confidential. Answers stand under a pseudonym, so that surveys at different"
                    " times can be compared person by person. Its key is kept apart and destroyed"
                    " on a date that you set."
                ),
            ),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("This can’t be changed once the first survey has opened."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is asked"),
        choices=[
            (
                AudienceKind.ATTENDANCE.value,
                gettext_lazy(
                    "Everybody who attended a session; where attendance was not taken,"
                    " everybody with a seat"
                ),
            ),
            (AudienceKind.ROSTER.value, gettext_lazy("The people of a list that you upload")),
            (
                AudienceKind.PUBLIC.value,
                gettext_lazy(
                    "Whoever has the link or scans a code in the room; nobody is written"
                    " to or reminded"
                ),
            ),
        ],
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("When they are asked"),
        choices=WaveKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Dates follow those of the sessions, also when these move."),
    )
    invites_mentors = forms.BooleanField(
        label=gettext_lazy("People who answered may ask their mentors for their view"),
        required=False,
    )
    open_days = forms.IntegerField(
        label=gettext_lazy("Days for answering"), min_value=1, max_value=LONGEST_OPEN
    )
    reminder_days = forms.CharField(
        label=gettext_lazy("Reminders, in days after the invitation"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "At most three, such as “5, 12, 20”, and only to those who have not answered. Leave it"
            " empty for none."
        ),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Layout of questions about BEFORE and NOW"),
        choices=[
            *((one.value, label) for one, label in LAYOUT_LABELS.items()),
            (ONE_BY_CHANCE, gettext_lazy("one of these by chance for each person; it is stored")),
        ],
    )
    asks_untaught = forms.BooleanField(
        label=gettext_lazy("Ask about modules that were not taught too, as a control"),
        required=False,
    )
    consent = forms.TypedChoiceField(
        label=gettext_lazy("Consent to research"), coerce=int, empty_value=None, required=False
    )
    key_destroyed_on = forms.DateField(
        label=gettext_lazy("The key is destroyed on"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy(
            "From then on no link works, and no pseudonym leads to a person. Leave it empty for 60"
            " days after the last survey closes; it moves behind that day if the dates move."
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questionnaires: list[tuple[int, str]],
        consents: list[tuple[int, str]],
        is_fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer what the site has; lock what people rely on who were asked already."""
        super().__init__(*args, **kwargs)
        self.fields["questionnaire"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Our ready-made questionnaire")),
            *questionnaires,
        ]
        self.fields["consent"].choices = [  # type: ignore[attr-defined]  # the same
            ("", _("Nobody is asked for it")),
            *consents,
        ]
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]  # the same
            (kind.value, capfirst(kind.label)) for kind in CHOSEN_KINDS
        ]
        if is_fixed:
            for name in FIXED:
                self.fields[name].disabled = True

    def clean_reminder_days(self) -> tuple[int, ...]:
        """Read the days."""
        try:
            days = days_in(self.cleaned_data["reminder_days"])
        except ValueError:
            raise forms.ValidationError(_("Write whole numbers, such as “5, 12, 20”.")) from None
        if len(days) > MOST_REMINDERS:
            raise forms.ValidationError(
                _("There are %(found)d reminders; more than three would be a nuisance.")
                % {"found": len(days)}
            )
        if any(one < 1 for one in days):
            raise forms.ValidationError(_("A reminder comes a day after the invitation at least."))
        return days

    def clean_key_destroyed_on(self) -> date | None:
        """Refuse a day that has passed."""
        day: date | None = self.cleaned_data["key_destroyed_on"]
        has_passed = day is not None and day <= timezone.now().date()
        if has_passed and "key_destroyed_on" in self.changed_data:
            raise forms.ValidationError(_("This day has passed. Choose one that is to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """See that reminders come while answers are taken, and who may ask mentors is known."""
        cleaned: dict[str, Any] = super().clean() or {}
        days, open_days = cleaned.get("reminder_days"), cleaned.get("open_days")
        is_public = cleaned.get("audience") == AudienceKind.PUBLIC.value
        if is_public and cleaned.get("invites_mentors"):
            self.add_error(
                "invites_mentors",
                _(
                    "With a public link anybody could have mails sent to anybody. Choose a list of"
                    " people, or those who attended, if they may ask their mentors."
                ),
            )
        if days and open_days and days[-1] >= open_days:
            self.add_error(
                "reminder_days",
                ngettext(
                    "A reminder after %(days)d day comes too late: by then the survey is closed.",
                    "A reminder after %(days)d days comes too late: by then the survey is closed.",
                    days[-1],
                )
                % {"days": days[-1]},
            )
        return cleaned

    def setup(self) -> Setup:
        """What a valid form says."""
        said = self.cleaned_data
        layouts = tuple(Layout) if said["layout"] == ONE_BY_CHANCE else (Layout(said["layout"]),)
        return Setup(
            mode=Mode(said["mode"]),
            audience=AudienceKind(said["audience"]),
            kinds=tuple(kind for kind in CHOSEN_KINDS if kind in said["kinds"]),
            open_days=said["open_days"],
            reminder_days=said["reminder_days"],
            layouts=layouts,
            asks_untaught=said["asks_untaught"],
            invites_mentors=said["invites_mentors"],
            consent_id=said["consent"],
            questionnaire_id=said["questionnaire"],
            key_destroyed_on=said["key_destroyed_on"],
        )


def initial_of(setup: Setup, *, version: int | None = None) -> dict[str, Any]:
    """What the form of a survey begins with."""
    return {
        "questionnaire": setup.questionnaire_id or "",
        "mode": setup.mode.value,
        "audience": setup.audience.value,
        "kinds": [kind.value for kind in setup.kinds],
        "open_days": setup.open_days,
        "reminder_days": ", ".join(map(str, setup.reminder_days)),
        "layout": setup.layouts[0].value if len(setup.layouts) == 1 else ONE_BY_CHANCE,
        "asks_untaught": setup.asks_untaught,
        "invites_mentors": setup.invites_mentors,
        "consent": setup.consent_id or "",
        "key_destroyed_on": setup.key_destroyed_on,
        "version": version,
    }


class WaveForm(forms.Form):
    """What a wave asks and when, as wall time of the site."""

    questionnaire = forms.TypedChoiceField(label=gettext_lazy("What is asked"), coerce=int)
    follows = forms.BooleanField(
        label=gettext_lazy("Opens and closes by the dates of the sessions"), required=False
    )
    opens_at = forms.DateTimeField(
        label=gettext_lazy("Or opens at"), required=False, widget=DateTimeInput
    )
    closes_at = forms.DateTimeField(
        label=gettext_lazy("and closes at"), required=False, widget=DateTimeInput
    )

    def __init__(
        self, *args: Any, questionnaires: list[tuple[int, str]], zone: str, **kwargs: Any
    ) -> None:
        """Offer the site's questionnaires."""
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["questionnaire"].choices = questionnaires  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """See that dates by hand are whole, and read them as wall time of the site."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("follows"):
            return cleaned
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        for name in ("opens_at", "closes_at"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Write a date and a time, or have it follow the sessions."))
        if opens and closes:
            cleaned["opens_at"] = instant_at(opens, self.zone)
            cleaned["closes_at"] = instant_at(closes, self.zone, is_second=True)
            if cleaned["closes_at"] <= cleaned["opens_at"]:
                self.add_error("closes_at", _("It would close before it opens."))
            elif cleaned["closes_at"] <= timezone.now():
                self.add_error("closes_at", _("This time has passed already."))
        return cleaned


def instant_at(typed: datetime, zone: str, *, is_second: bool = False) -> datetime:
    """The instant at which clocks of a zone show what was typed; of two, the second if wanted."""
    wall = typed.replace(tzinfo=None)
    return wall.replace(tzinfo=ZoneInfo(zone), fold=int(is_second)).astimezone(UTC)


def wall_time(moment: datetime | None, zone: str) -> datetime | None:
    """What the clocks of a zone show, for a field."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment else None


class AddPersonForm(forms.Form):
    """Somebody who is to be asked."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)


class ListForm(forms.Form):
    """A file or pasted lines with the people of a survey.

    Attributes:
        text: what was sent, once the form is valid.
    """

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "CSV with a column “email”, and “name” if you like. All other columns are left out."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    lines = forms.CharField(
        label=gettext_lazy("Or pasted lines"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text = ""

    def clean(self) -> dict[str, Any]:
        """Read the file, or the lines where there is none."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if not file and not cleaned.get("lines", "").strip():
            self.add_error("file", _("Choose a file, or paste some lines."))
            return cleaned
        try:
            self.text = text_of(file.read(MOST_BYTES + 1)) if file else cleaned["lines"]
        except RosterCantBeReadError as error:
            self.add_error("file", str(error))
        return cleaned


class ConsentForm(forms.Form):
    """The next version of the consent text."""

    approval = forms.CharField(
        label=gettext_lazy("Number of the ethics board’s approval"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Or words such as “exempt”."),
    )

    def __init__(self, *args: Any, languages: dict[str, str], **kwargs: Any) -> None:
        """A text for each language."""
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code, name in languages.items():
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text in this language: %(language)s") % {"language": name},
                max_length=20_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
                help_text=_("Markdown: empty lines separate paragraphs."),
            )

    def clean(self) -> dict[str, Any]:
        """One language at least."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(f"text_{code}", "").strip() for code in self.languages):
            first = next(iter(self.languages))
            self.add_error(f"text_{first}", _("Write the text in one language at least."))
        return cleaned

    def text(self) -> dict[str, str]:
        """The texts by language."""
        return {code: self.cleaned_data[f"text_{code}"] for code in self.languages}
