"""What all who answer a wave have in common; a process keeps it for two seconds."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.flow import ShownPage, shown_answers, shown_pages
from mentoringup.questionnaires.form.values import (
    Answer,
    Answers,
    Form,
    Layout,
)
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.lengths import minutes_of
from mentoringup.surveys.enums import AudienceKind, Mode, WaveKind, WaveState
from mentoringup.surveys.models import ConsentText, Wave
from mentoringup.ui.short_memory import ShortMemory

SECONDS = 2.0
_MOST_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWords:
    """What a site asks to consent to.

    Attributes:
        text: Markdown by language code.
    """

    text: Mapping[str, str]
    version: int
    approval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a wave takes answers; read anew for every request."""

    state: WaveState
    opens_at: datetime | None
    closes_at: datetime | None

    def takes_answers(self, now: datetime) -> bool:
        """Open, and its last moment not yet over, even where no worker has closed it."""
        is_over = self.closes_at is not None and now >= self.closes_at
        return self.state is WaveState.OPEN and not is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A wave, for those who answer it.

    Attributes:
        asked_id: its version's number in the database; None before it is opened.
        form_key: names the form for whatever is kept of it.
        taught: competencies; None where nobody knows.
        minutes: that half of those before needed; an estimate where too few answered.
    """

    wave_id: int
    ref: str
    kind: WaveKind
    mode: Mode
    is_public: bool
    survey_id: int
    code: uuid.UUID
    site: str
    training: str
    zone: str
    asked_id: int | None
    form: Form | None
    form_key: str
    taught: frozenset[str] | None
    asks_untaught: bool
    layouts: tuple[Layout, ...]
    consent: ConsentWords | None
    invites_mentors: bool
    minutes: int

    def day_of(self, now: datetime) -> date:
        """The day at the site, by which everything of a wave is counted."""
        return day_in(now, self.zone)

    def pages(self, answers: Answers) -> tuple[ShownPage, ...]:
        """Pages as somebody with these answers sees them."""
        if self.form is None:
            return ()
        return shown_pages(self.form, answers, taught=self.taught, asks_untaught=self.asks_untaught)

    def sent(self, answers: Answers) -> dict[str, Answer]:
        """What of these answers would be sent."""
        return shown_answers(self.pages(answers), answers)

    def place_of(self, shown: ShownPage) -> int:
        """The page's place in the form, from 1: the same whatever is answered elsewhere."""
        pages = self.form.pages if self.form else ()
        return next(place for place, page in enumerate(pages, 1) if page.id == shown.page.id)

    @property
    def languages(self) -> tuple[str, ...]:
        """In which it can be read."""
        return self.form.languages if self.form else ("en",)


_KEPT: ShortMemory[Asking] = ShortMemory(seconds=SECONDS, most=_MOST_KEPT)


def asking_of(ref: str, asked_id: int | None) -> Asking:
    """The wave with this `ref`, two seconds old at most; it is asked for after it was found.

    Raises:
        Wave.DoesNotExist: there is none.
    """
    return _KEPT.get((ref, asked_id), lambda: _read(ref))


def _read(ref: str) -> Asking:
    wave = Wave.objects.select_related(
        "survey__site",
        "consent",
        "survey__implementation__series",
        "asked",
        "questionnaire",
    ).get(ref=ref)
    survey, form = wave.survey, form_of_version(wave.asked) if wave.asked else None
    return Asking(
        wave_id=wave.pk,
        ref=wave.ref,
        kind=WaveKind(wave.kind),
        mode=Mode(wave.mode),
        is_public=survey.audience == AudienceKind.PUBLIC and wave.kind != WaveKind.MENTOR,
        survey_id=survey.pk,
        code=survey.code,
        site=survey.site.name,
        training=survey.implementation.series.title,
        zone=survey.site.zone,
        asked_id=wave.asked_id,
        form=form,
        form_key=wave.asked.sha256 if wave.asked else "",
        taught=frozenset(wave.taught) or None,
        asks_untaught=survey.asks_untaught,
        layouts=tuple(Layout(one) for one in survey.layouts) or (Layout.SIDE_BY_SIDE,),
        consent=_consent(wave.consent),
        invites_mentors=survey.offers_mentors and wave.kind != WaveKind.MENTOR,
        minutes=minutes_of(wave),
    )


def _consent(text: ConsentText | None) -> ConsentWords | None:
    if text is None:
        return None
    return ConsentWords(text=text.text, version=text.version, approval=text.approval)
