"""An open wave of a small questionnaire, and people who answer it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest

from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.form.document import digest, to_document
from mentoringup.questionnaires.form.flow import shown_answers, shown_pages, shown_variables
from mentoringup.questionnaires.form.instrument import FIRST_VERSION, instrument_of
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Role,
    Row,
)
from mentoringup.questionnaires.models import Questionnaire, QuestionnaireVersion
from mentoringup.surveys.domain.recording import record_response
from mentoringup.surveys.enums import Mode, Origin, SurveyState, WaveKind, WaveState
from mentoringup.surveys.models import ConsentText, Response, Survey, Wave
from mentoringup.training.enums import SessionState
from mentoringup.training.models import Implementation, Series, Session

SKILL = tuple(Choice(code=code, label={"en": f"Skill {code}"}) for code in range(1, 6))
WAYS = tuple(Choice(code=code, label={"en": f"Way {code}"}) for code in (1, 2, 3))


def small_form() -> Form:
    """Two rated items of two competencies, and a question of each kind."""
    rated = Element(
        id="rated",
        kind=ElementKind.RATINGS,
        text={"en": "How skilled are you?"},
        rows=(
            Row(id="a1", text={"en": "Listening"}, topic="listening", competency="communication"),
            Row(id="a2", text={"en": "Asking"}, topic="asking", competency="expectations"),
        ),
        choices=SKILL,
    )
    asked = (
        Element(
            id="stage",
            kind=ElementKind.SINGLE,
            text={"en": "Your stage?"},
            choices=WAYS,
            role=Role.DEMOGRAPHIC,
            topic="stage",
        ),
        Element(id="ways", kind=ElementKind.MULTIPLE, text={"en": "Which ways?"}, choices=WAYS),
        Element(
            id="plan",
            kind=ElementKind.LONG_TEXT,
            text={"en": "What will you change?"},
            show_if=Condition(question="stage", operator=Operator.IS_ANY_OF, codes=(1, 2)),
        ),
        Element(id="hours", kind=ElementKind.NUMBER, text={"en": "How many hours?"}),
        Element(id="since", kind=ElementKind.DATE, text={"en": "Since when?"}),
    )
    return Form(
        id="small-form",
        title={"en": "A small form"},
        languages=("en",),
        pages=(
            Page(id="first", title={"en": "Skills"}, elements=(rated,)),
            Page(id="second", title={"en": "You"}, elements=asked),
        ),
    )


def published(site: Site, form: Form, now: datetime) -> QuestionnaireVersion:
    """The form as the first version of a questionnaire."""
    document, instrument = to_document(form), instrument_of(form)
    questionnaire = Questionnaire.objects.create(
        site=site, name="Small", document=document, created_at=now, changed_at=now
    )
    return QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=1,
        document=document,
        sha256=digest(document),
        instrument_id=instrument.id,
        instrument_version=FIRST_VERSION,
        instrument_sha256=instrument.sha256,
        cores={core.id: core.sha256 for core in instrument.cores},
        published_at=now,
    )


@pytest.fixture
def publish_form(site, now) -> Callable[[Form], QuestionnaireVersion]:
    return lambda form: published(site, form, now)


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff("coordinator", site, "ada@example.org")


@pytest.fixture
def implementation(site, now) -> Implementation:
    """Two sessions of two hours, both over."""
    series = Series.objects.create(site=site, slug="fall", title="Fall program")
    made = Implementation.objects.create(series=series)
    for place in (1, 2):
        starts = now - timedelta(days=60 - place)
        Session.objects.create(
            implementation=made,
            slug=f"session-{place}",
            position=place,
            title=f"Session {place}",
            local_date=starts.date(),
            zone="UTC",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            state=SessionState.DONE,
        )
    return made


@pytest.fixture
def make_wave(site, implementation, now) -> Callable[..., Wave]:
    """Make a wave of a survey; open unless another state is said."""

    def _make(
        form: Form | None = None,
        *,
        state: WaveState = WaveState.OPEN,
        mode: Mode = Mode.ANONYMOUS,
        asks_consent: bool = True,
        taught: tuple[str, ...] = (),
        **more: object,
    ) -> Wave:
        version = published(site, form or small_form(), now)
        consent = ConsentText.objects.create(
            site=site, version=1, text={"en": "May we?"}, approval="exempt", created_at=now
        )
        survey = Survey.objects.create(
            site=site,
            implementation=implementation,
            state=SurveyState.ON,
            mode=mode,
            consent=consent if asks_consent else None,
            created_at=now,
        )
        return Wave.objects.create(
            survey=survey,
            ref="wave0001",
            kind=WaveKind.POST,
            state=state,
            mode=mode,
            consent=survey.consent,
            questionnaire=version.questionnaire,
            asked=version,
            taught=list(taught),
            opens_at=now - timedelta(days=30),
            closes_at=now + timedelta(days=1),
            **more,
        )

    return _make


@pytest.fixture
def answer() -> Callable[..., Response]:
    """Have somebody answer: what is not shown to them is not sent."""

    def _answer(
        wave: Wave,
        answers: dict[str, object],
        *,
        consent: bool | None = True,
        form: Form | None = None,
        **more: object,
    ) -> Response:
        pages = shown_pages(
            form or small_form(),
            answers,
            taught=frozenset(wave.taught) or None,
            asks_untaught=wave.survey.asks_untaught,
        )
        return record_response(
            wave=wave,
            answers=shown_answers(pages, answers),
            shown=shown_variables(pages),
            layout="side-by-side",
            language="en",
            consent=consent,
            origin=Origin.ONLINE,
            day=wave.opens_at.date(),
            **more,
        )

    return _answer


@pytest.fixture
def chance() -> Random:
    return Random(7)  # noqa: S311  no secret
