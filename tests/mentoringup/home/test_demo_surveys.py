"""What is evaluated in the demo: a finding, waves that take answers, and the invented cohort."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoringup.evaluation.domain.making_runs import make_results
from mentoringup.evaluation.domain.running import is_overdue
from mentoringup.evaluation.enums import FileKind
from mentoringup.evaluation.models import DataSet, Run
from mentoringup.home.demo.filling import fill
from mentoringup.home.demo.story_of_surveys import own_form
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.people.models import Person
from mentoringup.questionnaires.form.checking import faults_of
from mentoringup.surveys.domain.counts import counts_of
from mentoringup.surveys.enums import InvitationState
from mentoringup.surveys.models import ConsentText, Invitation, Keepsake, Wave
from printed_plans import pdf_words

S = InvitationState
DAYS = [datetime(2027, 3, day, 23, tzinfo=UTC) for day in (8, 14)]
"""A Monday, and a Sunday on which clocks were put forward."""


@pytest.fixture
def now(db, settings, tmp_path):  # noqa: ARG001  opens the database
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    moment = timezone.now()
    fill(now=moment, with_seats=False, with_surveys=True)
    return moment


def states_of(wave: Wave) -> Counter[str]:
    return Counter(Invitation.objects.filter(wave=wave).values_list("state", flat=True))


def test_a_training_is_over_its_answers_frozen_and_its_run_asked_for(now):
    wave = Wave.objects.get(state="frozen")
    found = DataSet.objects.get(wave=wave)

    assert (wave.kind, wave.mode) == ("post", "anonymous")
    assert states_of(wave) == {S.ANSWERED: 14, S.INVITED: 7}
    assert (found.rows, found.consented) == (14, 12)
    assert set(wave.responses.values_list("locator", flat=True)) == {None}
    run = found.runs.get()
    assert (run.state, is_overdue(run, now=now)) == ("waiting", False)


def test_every_page_and_file_of_its_finding_says_that_the_people_are_invented(now, signed_in):
    run = Run.objects.get(site__slug="lakeside")
    make_results(run_id=run.pk, clock=lambda: now)
    browser = signed_in(Person.objects.get(email="rosa.delgado@lakeside.example"))

    page = browser.get(reverse("evaluation:show_run", args=["lakeside", run.pk])).content.decode()
    files = {one.kind: bytes(one.content) for one in run.files.all()}
    with ZipFile(BytesIO(files[FileKind.REPORT_DOCX])) as word:
        told = word.read("word/document.xml").decode()

    assert "Invented data." in page
    assert "invented people and answers" in told
    assert "invented people and answers" in files[FileKind.REPORT_HTML].decode()
    assert "invented people and answers" in pdf_words(files[FileKind.REPORT_PDF])


def test_its_follow_up_takes_answers_and_brings_plans_back(now):
    wave = Wave.objects.get(kind="days-30")

    assert wave.state == "open"
    assert wave.opens_at < now < wave.closes_at
    assert states_of(wave)[S.ANSWERED] == 6
    assert Keepsake.objects.filter(survey=wave.survey).count() >= 5


def test_a_confidential_wave_waits_for_mei(now):  # noqa: ARG001  it is filled
    wave = Wave.objects.get(state="open", mode="confidential")
    counts = counts_of(wave)
    (letter,) = Mail.objects.filter(kind__startswith="survey.", state=MailState.WAITING)

    assert states_of(wave) == {S.ANSWERED: 11, S.INVITED: 5, S.STOPPED: 1}
    assert counts.finished == 11
    assert wave.told[-1]["answers"] == 10
    assert (letter.to, letter.kind) == ("mei.tanaka@lakeside.example", "survey.invitation")


def test_lakeside_asks_questions_of_its_own_in_both_languages():
    form = own_form()
    own = [one for one in form.elements if one.id.startswith("lakeside_")]

    assert [one for one in faults_of(form) if one.is_blocking] == []
    assert len(own) == 4
    assert all(set(one.text) == {"en", "es"} for one in own)
    assert {one.core for one in own} == {""}


def test_the_approval_says_that_it_is_invented(now):  # noqa: ARG001  it is filled
    text = ConsentText.objects.get()
    assert "invented" in text.approval
    assert "invented" in text.text["en"]
    assert "inventad" in text.text["es"]


def test_the_cohort_is_evaluated_together_and_says_that_it_is_invented(now):  # noqa: ARG001  it is filled
    run = Run.objects.get(site__slug="network")
    sets = DataSet.objects.filter(site__slug="network")

    assert run.data_sets.count() == sum(one.rows > 0 for one in sets)
    assert sum(one.rows for one in sets) == 275
    assert all(one.origin["synthetic"] for one in sets)
    assert "invented" in run.name


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=lambda day: f"{day:%A}")
def test_whatever_the_day_the_same_surveys_are_there(day, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    fill(now=day, with_seats=False, with_surveys=True)
    found = Wave.objects.order_by("pk").values_list("kind", "state")
    assert list(found) == [
        ("post", "frozen"),
        ("days-30", "open"),
        ("post", "open"),
        ("days-90", "planned"),
    ]
