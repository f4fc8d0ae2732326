"""Evaluations at Lakeside: one with its finding, two that still take answers.

Everybody answers by her own link, through the functions that the answering pages call, so drafts,
sealed tickets, keepsakes and counts are what they would be. The answers are those of the simulated
cohort, which has the published figures.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from mentoringup.evaluation.cohort import simulated_answers
from mentoringup.evaluation.domain.finishing import finish
from mentoringup.home.demo import story_of_surveys as story
from mentoringup.home.demo.guests import Guests
from mentoringup.home.demo.lakeside_past import one_afternoon, seat_and_attend, two_afternoons
from mentoringup.home.demo.letters_of_the_past import (
    send_letters_of_surveys,
    send_what_no_longer_holds,
)
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.writing import start_questionnaire
from mentoringup.questionnaires.form.values import Answer, Layout
from mentoringup.surveys import keys, links
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain.answering import begin, save_consent, save_page, stop_mails
from mentoringup.surveys.domain.audience import set_audience
from mentoringup.surveys.domain.closing import flush_tickets
from mentoringup.surveys.domain.consent_texts import write_consent
from mentoringup.surveys.domain.counts import note_told
from mentoringup.surveys.domain.inviting import write_some
from mentoringup.surveys.domain.reminding import remind_if_due, remind_some
from mentoringup.surveys.domain.sending import submit
from mentoringup.surveys.domain.setting_up import turn_on
from mentoringup.surveys.domain.visiting import Visit, visit
from mentoringup.surveys.domain.waves import close_wave, open_wave
from mentoringup.surveys.draft import Saver
from mentoringup.surveys.enums import AudienceKind, Mode, WaveKind
from mentoringup.surveys.models import Invitation, Survey, Wave
from mentoringup.surveys.setup import Setup
from mentoringup.training.models import Series
from mentoringup.ui.short_memory import ShortMemory

SEED = 64
MANY = 21
"""How many came to the two afternoons."""
ANSWERED = 14
FOLLOWED_UP = 6
LISTED = 16
"""How many are on the list of the one afternoon."""
ANSWERED_SO_FAR, STOPPED_ON_THE_WAY = 11, 2
PAST_WEEKS, SHORT_WEEKS = (-7, -6), (-1,)
REMINDERS = (3, 10, 20)
A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What each evaluation's story needs.

    Attributes:
        answers: of people who were simulated, each to be given once.
    """

    site: Site
    rosa: Person
    mei: Person
    guests: Guests
    chance: Random
    answers: Iterator[Mapping[str, Answer]]
    consent_id: int
    now: datetime


def evaluate_lakeside(
    site: Site, people: Mapping[str, Person], *, guests: Guests, now: datetime
) -> None:
    """Have two trainings that are over evaluated.

    Args:
        site: Lakeside.
        people: the cast, by key.
        guests: makes those who came.
        now: the end of it.
    """
    rosa, begun = people["coordinator"], guests.begun
    consent = write_consent(
        site=site, text=story.CONSENT, approval=story.APPROVAL, actor=rosa, now=begun
    )
    chance = Random(SEED)  # noqa: S311  a story, no secret
    there = Story(
        site=site,
        rosa=rosa,
        mei=people["participant"],
        guests=guests,
        chance=chance,
        answers=iter(simulated_answers(MANY + LISTED)),
        consent_id=consent.pk,
        now=now,
    )
    _evaluate_two_afternoons(there)
    _evaluate_one_afternoon(there)
    send_what_no_longer_holds()
    send_letters_of_surveys(but_to=there.mei.email)
    ShortMemory.forget_everything()


def _evaluate_two_afternoons(there: Story) -> None:
    """Anonymous: everybody who came was asked, the finding is there, the follow-up is open."""
    begun, rosa = there.guests.begun, there.rosa
    series = two_afternoons(
        there.site, weeks=PAST_WEEKS, actor=rosa, begun=begun + AN_HOUR, now=there.now
    )
    came = there.guests.of_biosciences(MANY)
    seat_and_attend(series, came, actor=rosa, begun=begun + AN_HOUR, now=there.now)
    setup = Setup(
        kinds=(WaveKind.POST, WaveKind.DAYS_30),
        consent_id=there.consent_id,
        asks_untaught=True,
        layouts=(Layout.SIDE_BY_SIDE, Layout.ITEM_BY_ITEM),
    )
    survey = _turn_on(series, setup, actor=rosa, now=begun + 2 * AN_HOUR)
    post = _wave(survey, WaveKind.POST)
    assert post.opens_at is not None  # noqa: S101  the sessions have dates
    assert post.closes_at is not None  # noqa: S101  the sessions have dates
    tokens = _open(post, now=post.opens_at + A_MINUTE)
    _answer(there, post, tokens[:ANSWERED], start=post.opens_at + A_DAY, each=17 * AN_HOUR)
    close_wave(wave=post, actor=None, now=post.closes_at)
    later = _wave(survey, WaveKind.DAYS_30)
    assert later.opens_at is not None  # noqa: S101  the sessions have dates
    tokens = _open(later, now=later.opens_at + A_MINUTE)
    _answer(there, later, tokens[:FOLLOWED_UP], start=later.opens_at + AN_HOUR, each=9 * AN_HOUR)
    flush_tickets(later)
    _remind(later, now=there.now)
    frozen = finish(wave=post, actor=rosa, now=min(later.opens_at + A_DAY, there.now)).data_set
    frozen.runs.update(asked_at=there.now)  # the worker of today makes it


def _evaluate_one_afternoon(there: Story) -> None:
    """Confidential, a list of people, Lakeside's own questions: half have answered so far."""
    begun, rosa = there.guests.begun, there.rosa
    series = one_afternoon(
        there.site, weeks=SHORT_WEEKS, actor=rosa, begun=begun + AN_HOUR, now=there.now
    )
    own = start_questionnaire(
        site=there.site,
        name=story.OWN_NAME,
        form=story.own_form(),
        actor=rosa,
        now=begun + 3 * AN_HOUR,
    )
    setup = Setup(
        mode=Mode.CONFIDENTIAL,
        audience=AudienceKind.ROSTER,
        kinds=(WaveKind.POST, WaveKind.DAYS_90),
        reminder_days=REMINDERS,
        consent_id=there.consent_id,
        questionnaire_id=own.pk,
        asks_untaught=True,
    )
    survey = _turn_on(series, setup, actor=rosa, now=begun + 4 * AN_HOUR)
    set_audience(survey=survey, people=_listed(there), actor=rosa, now=begun + 5 * AN_HOUR)
    wave = _wave(survey, WaveKind.POST)
    assert wave.opens_at is not None  # noqa: S101  the session has a date
    tokens = _open(wave, now=wave.opens_at + A_MINUTE, last=there.mei.email)
    waiting = iter(tokens)
    first, start = [next(waiting) for _ in range(ANSWERED_SO_FAR)], wave.opens_at + AN_HOUR
    _answer(there, wave, first, start=start, each=9 * AN_HOUR)
    for _ in range(STOPPED_ON_THE_WAY):
        _answer_pages(there, visit(ref=wave.ref, token=next(waiting)), start + A_DAY, up_to=4)
    stop_mails(ref=wave.ref, token=next(waiting))
    _remind(wave, now=there.now)


def _listed(there: Story) -> list[Asked]:
    """Those of the list, and Mei, who is left to answer."""
    listed = [
        Asked(
            email=one.asker.email,
            name=one.asker.name,
            language=one.asker.language,
            person=one.person,
        )
        for one in there.guests.of_other_fields(LISTED)
    ]
    mei = there.mei
    return [*listed, Asked(email=mei.email, name=mei.name, language="en", person=mei)]


def _turn_on(series: Series, setup: Setup, *, actor: Person, now: datetime) -> Survey:
    implementation = series.implementations.get()
    return turn_on(implementation=implementation, setup=setup, actor=actor, now=now)


def _wave(survey: Survey, kind: WaveKind) -> Wave:
    return Wave.objects.get(survey=survey, kind=kind)


def _open(wave: Wave, *, now: datetime, last: str = "") -> list[str]:
    """Open a wave and invite everybody; their tokens, with that of one address at the end."""
    opened = open_wave(wave=wave, actor=None, now=now)
    while write_some(wave_id=opened.pk, now=now):
        pass
    wave.refresh_from_db()
    key = keys.load(opened.survey.code)
    rows = Invitation.objects.filter(wave=opened).select_related("participant")
    people = sorted(rows.order_by("pk"), key=lambda one: one.participant.email == last)
    return [links.token_for(key, one.participant.nonce) for one in people]


def _remind(wave: Wave, *, now: datetime) -> None:
    """Have those who have not answered reminded, each time when it was due."""
    assert wave.opens_at is not None  # noqa: S101  it was opened
    for days in wave.survey.reminder_days:
        due = wave.opens_at + days * A_DAY + 2 * AN_HOUR  # clocks may have been put back
        wave.refresh_from_db()
        if due <= now and remind_if_due(wave=wave, now=due):
            while remind_some(wave_id=wave.pk, now=due):
                pass


def _answer(
    there: Story, wave: Wave, tokens: Sequence[str], *, start: datetime, each: timedelta
) -> None:
    """Have people answer one after the other; the last but one says nothing of research."""
    ShortMemory.forget_everything()
    for number, token in enumerate(tokens):
        at = min(start + number * each, there.now - AN_HOUR)
        consent = {2: False, len(tokens) - 2: None}.get(number, True)
        _answer_all(there, visit(ref=wave.ref, token=token), consent, at)
        note_told(wave=wave, now=at + AN_HOUR)


def _answer_all(there: Story, coming: Visit, consent: bool | None, at: datetime) -> None:  # noqa: FBT001  what she says
    coming = _answer_pages(there, coming, at)
    coming = save_consent(coming=coming, consent=consent, now=at)
    submit(coming=coming, now=at + there.chance.randint(6, 15) * A_MINUTE)


def _answer_pages(there: Story, coming: Visit, at: datetime, *, up_to: int = 99) -> Visit:
    """Begin, and save the pages up to one of them."""
    language = coming.asking.languages[there.chance.random() < 0.2]  # noqa: PLR2004  some
    coming = begin(coming=coming, language=language, chance=there.chance, now=at)
    posted = _posted(next(there.answers), there.chance)
    number = len(coming.asking.form.pages) if coming.asking.form else 0
    for place in range(1, min(number, up_to) + 1):
        shown = {coming.asking.place_of(one) for one in coming.asking.pages(_given(coming))}
        if place in shown:
            by = Saver(revision=coming.revision, sitting="demo")
            coming = save_page(
                coming=coming,
                place=place,
                posted=posted,
                by=by,
                now=at + place * A_MINUTE,
                goes_on=True,
            ).coming
    return coming


def _given(coming: Visit) -> Mapping[str, Answer]:
    return coming.draft.answers if coming.draft else {}


def _posted(answers: Mapping[str, Answer], chance: Random) -> dict[str, list[str]]:
    """As a browser posts them, with answers to Lakeside's own and the follow-up's questions."""
    own: dict[str, Answer] = {
        story.LENGTH: chance.choice((1, 2, 2, 2, 3)),
        story.COULD_BE_NEXT: (chance.choice((1, 2, 3)),),
        story.HAS_ASKED: chance.choice((1, 2)),
        story.WHAT_CAME: chance.choice(story.CAME),
        "plan_outcome": chance.choice((1, 2, 2, 3)),
    }
    return {
        name: [str(code) for code in one] if isinstance(one, tuple) else [str(one)]
        for name, one in {**own, **answers}.items()
    }
