"""An open wave of a small questionnaire, people with links, and a browser without cookies."""

import re
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.test import Client

from mentoringup.organizations.models import Site
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.values import (
    Choice,
    Condition,
    Element,
    ElementKind,
    Form,
    Operator,
    Page,
    Row,
)
from mentoringup.surveys import keys, links
from mentoringup.surveys.enums import (
    AudienceKind,
    InvitationState,
    Mode,
    SurveyState,
    WaveKind,
    WaveState,
)
from mentoringup.surveys.models import (
    ConsentText,
    Draft,
    Invitation,
    Participant,
    Survey,
    Wave,
)
from mentoringup.training.models import Implementation, Series
from mentoringup.ui.short_memory import ShortMemory

_SKILL = tuple(
    Choice(code=code, label={"en": f"Skill {code}", "es": f"Habilidad {code}"})
    for code in range(1, 6)
)
_YES_NO = (Choice(code=1, label={"en": "Yes"}), Choice(code=2, label={"en": "No"}))


ANSWERS = {
    "listening_before": 2,
    "listening_now": 4,
    "asking_before": 1,
    "asking_now": 5,
    "plans": 1,
    "plan": "Ask every week.",
    "hours": "3",
}
"""What `Respondent.answer_all` says, with `plan="Ask every week."`."""


def small_form() -> Form:
    """Three pages: skills, a plan with a question that may appear, a number."""
    rated = Element(
        id="skills",
        kind=ElementKind.RATINGS,
        text={"en": "How skilled are you?", "es": "¿Qué tan hábil es?"},
        rows=(
            Row(id="listening", text={"en": "Listening"}, topic="listening"),
            Row(id="asking", text={"en": "Asking"}, topic="asking"),
        ),
        choices=_SKILL,
    )
    plans = Element(id="plans", kind=ElementKind.SINGLE, text={"en": "A plan?"}, choices=_YES_NO)
    plan = Element(
        id="plan",
        kind=ElementKind.LONG_TEXT,
        text={"en": "What will you change?"},
        show_if=Condition(question="plans", operator=Operator.IS_ANY_OF, codes=(1,)),
        is_plan=True,
    )
    hours = Element(
        id="hours", kind=ElementKind.NUMBER, text={"en": "How many hours?"}, minimum=0, maximum=99
    )
    return Form(
        id="small-form",
        title={"en": "After the training", "es": "Después"},
        languages=("en", "es"),
        pages=(
            Page(id="skills", title={"en": "Skills"}, elements=(rated,)),
            Page(id="plans", title={"en": "Plans"}, elements=(plans, plan)),
            Page(id="time", title={"en": "Time"}, elements=(hours,)),
        ),
    )


@dataclass(kw_only=True)
class AskedPeople:
    """A wave and the links of those whom it asks, in the order in which they were invited."""

    survey: Survey
    wave: Wave
    now: datetime
    tokens: list[str] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return self.wave.ref

    def invite(self, *emails: str, language: str = "en") -> list[str]:
        """Ask these people; their tokens."""
        key = keys.load(self.survey.code)
        made = []
        for email in emails:
            person = Participant.objects.create(
                survey=self.survey, email=email, nonce=links.new_nonce(), language=language
            )
            made.append(links.token_for(key, person.nonce))
            Invitation.objects.create(
                wave=self.wave,
                participant=person,
                state=InvitationState.INVITED,
                ticket=links.ticket_of(made[-1], self.ref),
            )
        self.tokens += made
        return made

    def set_wave(self, **fields: object) -> None:
        """Change the wave's row; one that is put into another state was closed now, or is not."""
        if state := fields.get("state"):
            is_closed = state in {WaveState.CLOSED, WaveState.FROZEN}
            fields = {"closed_at": self.now if is_closed else None, **fields}
        Wave.objects.filter(pk=self.wave.pk).update(**fields)
        ShortMemory.forget_everything()
        self.wave.refresh_from_db()

    def follow_up(self) -> "AskedPeople":
        """The same people, thirty days later."""
        wave = add_wave(self.survey, WaveKind.DAYS_30, self.wave.asked, self.now)
        for invitation in Invitation.objects.filter(wave=self.wave).select_related("participant"):
            token = links.token_for(keys.load(self.survey.code), invitation.participant.nonce)
            Invitation.objects.create(
                wave=wave,
                participant=invitation.participant,
                ticket=links.ticket_of(token, wave.ref),
            )
        return AskedPeople(survey=self.survey, wave=wave, now=self.now, tokens=list(self.tokens))


def ask_people(
    site: Site,
    now: datetime,
    *,
    mode: Mode = Mode.ANONYMOUS,
    audience: AudienceKind = AudienceKind.ROSTER,
    emails: Sequence[str] = ("ada@x.example",),
    layouts: Sequence[str] = (),
    consents: bool = True,
    form: Form | None = None,
) -> AskedPeople:
    """An open wave, and these people in it."""
    ShortMemory.forget_everything()
    series = Series.objects.create(
        site=site, title="Mentoring Up", slug=f"up-{secrets.token_hex(4)}"
    )
    implementation = Implementation.objects.create(series=series)
    consent = None
    if consents:
        consent = ConsentText.objects.create(
            site=site,
            version=ConsentText.objects.filter(site=site).count() + 1,
            text={"en": "You may take part in **research**.", "es": "Puede participar."},
            approval="IRB 2026-17",
            created_at=now,
        )
    survey = Survey.objects.create(
        site=site,
        implementation=implementation,
        state=SurveyState.ON,
        mode=mode,
        audience=audience,
        consent=consent,
        layouts=list(layouts),
        created_at=now,
    )
    keys.create(survey.code)
    questionnaire = start_questionnaire(
        site=site, name="Small", form=form or small_form(), actor=None, now=now
    )
    version = publish(questionnaire=questionnaire, actor=None, now=now)
    wave = add_wave(survey, WaveKind.POST, version, now)
    people = AskedPeople(survey=survey, wave=wave, now=now)
    if audience is not AudienceKind.PUBLIC:
        people.invite(*emails)
    return people


def add_wave(survey, kind, version, now) -> Wave:
    return Wave.objects.create(
        survey=survey,
        ref=uuid.uuid4().hex[:12],
        kind=kind,
        state=WaveState.OPEN,
        questionnaire=version.questionnaire,
        asked=version,
        mode=survey.mode,
        consent=survey.consent,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=29),
    )


class Respondent:
    """A browser without cookies or JavaScript, with a link."""

    def __init__(self, people: AskedPeople, token: str) -> None:
        self.client = Client()
        self.people, self.token = people, token
        self.home = f"/a/{people.ref}/{token}/"
        self.showing = ""

    def get(self, rest: str = ""):
        response = self.client.get(self.home + rest)
        found = re.search(r'name="-showing" value="([^"]*)"', response.content.decode())
        self.showing = found[1] if found else self.showing
        return response

    def post(self, rest: str, **fields: object):
        return self.client.post(self.home + rest, fields)

    def begin(self, language: str = "en"):
        return self.post("begin/", language=language)

    def post_page(self, place: int, *, go: str = "next", **fields: object):
        """Look at a page and post it, as a browser does."""
        self.get(f"p/{place}/")
        return self.client.post(
            f"{self.home}p/{place}/", {"-showing": self.showing, "-go": go, **fields}
        )

    def type(self, place: int, **fields: object):
        """Have the page's script save what is typed."""
        return self.client.post(
            f"{self.home}p/{place}/save/",
            {"-showing": self.showing, **fields},
            headers={"X-Answering": "save"},
        )

    def answer_all(self, *, plan: str = "", consent: str = "yes", hours: str = "3"):
        """Begin, answer every page, and send."""
        self.begin()
        self.post_page(1, listening_before=2, listening_now=4, asking_before=1, asking_now=5)
        fields = {"plans": 1, "plan": plan} if plan else {"plans": 2}
        self.post_page(2, **fields)
        self.post_page(3, hours=hours)
        if consent:
            self.post("consent/", consent=consent)
        return self.post("send/")

    def draft(self) -> Draft:
        return Draft.objects.get(locator=links.locator_of(self.token, self.people.ref))
