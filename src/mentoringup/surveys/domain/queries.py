"""Reads about surveys and waves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from mentoringup.organizations.models import Site
from mentoringup.questionnaires.form.values import Layout
from mentoringup.surveys.calendar import Meeting
from mentoringup.surveys.enums import (
    AudienceKind,
    InvitationState,
    Mode,
    SurveyState,
    WaveKind,
    WaveState,
)
from mentoringup.surveys.errors import SurveyIsGoneError
from mentoringup.surveys.models import Invitation, Participant, Survey, Wave
from mentoringup.surveys.setup import CHOSEN_KINDS, Setup
from mentoringup.training.changes import SessionFacts
from mentoringup.training.enums import SeriesState, SessionState
from mentoringup.training.models import Implementation, Session

OPENED = (WaveState.OPEN, WaveState.CLOSED, WaveState.FROZEN)
"""States of waves that were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How many people a wave asks, by what became of their invitations."""

    waiting: int = 0
    invited: int = 0
    answered: int = 0
    stopped: int = 0

    @property
    def people(self) -> int:
        """All of them."""
        return self.waiting + self.invited + self.answered + self.stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """An implementation of a site, and its survey where there is one."""

    implementation: Implementation
    survey: Survey | None
    waves: tuple[Wave, ...]


def implementations_of(*, site: Site) -> list[Evaluated]:
    """Every implementation of the site that is not cancelled, latest first; three queries."""
    found = (
        Implementation.objects.filter(series__site=site)
        .exclude(series__state=SeriesState.CANCELLED, survey__isnull=True)
        .select_related("series", "series__term", "survey")
        .prefetch_related(Prefetch("survey__waves", queryset=Wave.objects.order_by("opens_at")))
        .order_by("-series__term__starts_on", "series__title", "pk")
    )
    return [_evaluated(one) for one in found]


def surveys_of(*, site: Site) -> QuerySet[Survey]:
    """The surveys of a site, latest first, with what they evaluate."""
    return _surveys().filter(site=site)


def survey_at(*, site: Site, survey_id: int) -> Survey:
    """One survey of a site.

    Raises:
        SurveyIsGoneError: the site has none of that number.
    """
    survey = surveys_of(site=site).filter(pk=survey_id).first()
    if survey is None:
        raise SurveyIsGoneError(survey_id)
    return survey


def implementation_at(*, site: Site, implementation_id: int) -> Implementation:
    """One implementation of a site.

    Raises:
        SurveyIsGoneError: the site has none of that number.
    """
    found = Implementation.objects.filter(series__site=site).select_related("series__site")
    implementation = found.filter(pk=implementation_id).first()
    if implementation is None:
        raise SurveyIsGoneError(implementation_id)
    return implementation


def wave_at(*, site: Site, wave_id: int) -> Wave:
    """One wave of a site, with its survey and what it evaluates.

    Raises:
        SurveyIsGoneError: the site has none of that number.
    """
    wave = waves().filter(survey__site=site, pk=wave_id).first()
    if wave is None:
        raise SurveyIsGoneError(wave_id)
    return wave


def waves() -> QuerySet[Wave]:
    """All waves, with all that a page or a letter says of them."""
    return Wave.objects.select_related(
        "survey__site", "survey__implementation__series", "questionnaire", "asked"
    )


def waves_of(survey: Survey) -> list[Wave]:
    """The waves of a survey in the order in which they open; those without dates last."""
    found = waves().filter(survey=survey)
    order = list(WaveKind)
    return sorted(found, key=lambda one: order.index(WaveKind(one.kind)))


def is_fixed(survey: Survey) -> bool:
    """Whether a wave was opened, so that mode and audience can't be changed any more."""
    return Wave.objects.filter(survey=survey, state__in=OPENED).exists()


def setup_of(survey: Survey) -> Setup:
    """How the survey is set up; one query."""
    wanted = {
        one.kind: one
        for one in Wave.objects.filter(survey=survey).exclude(state=WaveState.CANCELLED)
    }
    post = wanted.get(WaveKind.POST)
    return Setup(
        mode=Mode(survey.mode),
        audience=AudienceKind(survey.audience),
        kinds=tuple(kind for kind in CHOSEN_KINDS if kind in wanted),
        open_days=survey.open_days,
        reminder_days=tuple(survey.reminder_days),
        layouts=tuple(map(Layout, survey.layouts)),
        asks_untaught=survey.asks_untaught,
        invites_mentors=survey.invites_mentors,
        consent_id=survey.consent_id,
        questionnaire_id=post.questionnaire_id if post else None,
        key_destroyed_on=survey.key_destroyed_on,
    )


def asking_in(waves_: Iterable[Wave]) -> dict[int, Asking]:
    """How many each wave asks, by its id; one query, whatever their number."""
    rows = (
        Invitation.objects.filter(wave__in=[one.pk for one in waves_])
        .order_by()
        .values_list("wave", "state")
        .annotate(Count("pk"))
    )
    counts: dict[int, dict[str, int]] = {}
    for wave_id, state, number in rows:
        counts.setdefault(wave_id, {})[str(InvitationState(state))] = number
    return {wave_id: Asking(**found) for wave_id, found in counts.items()}


def people_of(survey: Survey, *, mentors: bool = False) -> QuerySet[Participant]:
    """Whom a survey asks, by address, with their invitations as `asked`."""
    invitations = Invitation.objects.select_related("wave")
    return (
        Participant.objects.filter(survey=survey, is_mentor=mentors)
        .prefetch_related(Prefetch("invitations", queryset=invitations, to_attr="asked"))
        .order_by("email", "pk")
    )


def participant_at(*, survey: Survey, participant_id: int) -> Participant:
    """One of those whom a survey asks.

    Raises:
        SurveyIsGoneError: it asks nobody of that number.
    """
    found = Participant.objects.filter(survey=survey, pk=participant_id).first()
    if found is None:
        raise SurveyIsGoneError(participant_id)
    return found


def meetings_of(sessions: Iterable[Session | SessionFacts], *, series_state: str) -> list[Meeting]:
    """Sessions by which waves are planned; empty while the last date is not known.

    Of a published series, those that are announced or done: a session whose date is to be announced
    may be the last, so there is no plan until it has one. Of a draft, whatever has a date, so that
    a plan can be seen beforehand. Of a cancelled series, those that took place.
    """
    sessions = list(sessions)
    known = {SessionState.PUBLISHED, SessionState.DONE}
    if series_state == SeriesState.DRAFT:
        known |= {SessionState.DRAFT}
    elif series_state == SeriesState.CANCELLED:
        known = {SessionState.DONE}
    elif any(one.state == SessionState.TO_BE_ANNOUNCED for one in sessions):
        return []
    return [
        Meeting(starts_at=one.starts_at, ends_at=one.ends_at, zone=one.zone or "UTC")
        for one in sessions
        if one.state in known and one.starts_at and one.ends_at
    ]


def taught_modules(implementation: Implementation) -> list[str]:
    """Ids of the modules that its sessions taught; empty where no session says one."""
    taught = Session.objects.filter(
        implementation=implementation, state__in=[SessionState.PUBLISHED, SessionState.DONE]
    )
    ids = taught.order_by().values_list("modules", flat=True).distinct()
    return sorted(one for one in ids if one)


def running_surveys() -> QuerySet[Survey]:
    """Surveys that are turned on, of all sites."""
    return _surveys().filter(state=SurveyState.ON)


def _surveys() -> QuerySet[Survey]:
    return Survey.objects.select_related("site", "implementation__series__term", "consent")


def _evaluated(implementation: Implementation) -> Evaluated:
    survey: Survey | None = getattr(implementation, "survey", None)
    order = list(WaveKind)
    found = (
        sorted(survey.waves.all(), key=lambda one: order.index(WaveKind(one.kind)))
        if survey
        else []
    )
    return Evaluated(implementation=implementation, survey=survey, waves=tuple(found))
