"""A follow-up beside what the same people rated before."""

from datetime import timedelta

import pytest

from mentoreval.responses import Missing
from mentoringup.evaluation.domain.freezing import freeze
from mentoringup.evaluation.linking import link
from mentoringup.evaluation.reading import responses_of
from mentoringup.evaluation.wide_file import records, written
from mentoringup.questionnaires.form.starting import follow_up_form, post_form
from mentoringup.surveys.enums import Mode, WaveKind
from mentoringup.surveys.models import Response, Wave


def file_of(*rows):
    return written(
        [{"respondent_id": who, "consent": yes, "a_before": rating} for who, yes, rating in rows]
    )


def linked(later, earlier):
    found = link(later, earlier, items=["a"])
    _names, *rows = records(found.content)
    return [row[2] for row in rows], found.people


def test_ratings_before_come_from_the_earlier_wave_by_pseudonym():
    later = file_of(("ada", "1", ".n"), ("bo", "1", ""), ("cy", "1", ".n"))
    earlier = file_of(("bo", "1", "3"), ("ada", "1", "2"), ("dee", "1", "1"))

    assert linked(later, earlier) == (["2", "3", ".n"], 2)


def test_what_the_later_wave_asked_itself_stays():
    assert linked(file_of(("ada", "1", "5")), file_of(("ada", "1", "2"))) == (["5"], 0)


def test_whoever_declined_research_before_is_not_linked():
    assert linked(file_of(("ada", "1", ".n")), file_of(("ada", "0", "2"))) == ([".n"], 0)


@pytest.mark.django_db
def test_a_follow_up_of_the_confidential_mode_has_pairs(
    make_wave, answer, publish_form, coordinator, now, chance
):
    post = make_wave(post_form(), mode=Mode.CONFIDENTIAL)
    version = publish_form(follow_up_form(WaveKind.DAYS_90.value))
    later = Wave.objects.create(
        survey=post.survey,
        ref="wave0002",
        kind=WaveKind.DAYS_90,
        state=post.state,
        mode=post.mode,
        consent=post.consent,
        questionnaire=version.questionnaire,
        asked=version,
        opens_at=now,
        closes_at=now + timedelta(days=30),
    )
    answers = {"mca01_before": 2, "mca01_now": 4}
    for number in range(3):
        before = answer(post, answers, form=post_form())
        after = answer(later, {"mca01_now": 6}, form=follow_up_form(WaveKind.DAYS_90.value))
        for one in (before, after):
            Response.objects.filter(pk=one.pk).update(pseudonym=f"person-{number}")
    freeze(wave=post, actor=coordinator, now=now, chance=chance)

    responses, _ = responses_of([freeze(wave=later, actor=coordinator, now=now, chance=chance)])

    pairs = {
        key[1]: column.tolist() for key, column in responses.ratings.items() if key[0] == "mca01"
    }
    assert pairs == {"before": [2, 2, 2], "now": [6, 6, 6]}
    assert "BEFORE of 3 people" in responses.source.remarks[-1]


@pytest.mark.django_db
def test_an_anonymous_follow_up_links_nobody(make_wave, answer, coordinator, now, chance):
    wave = make_wave(follow_up_form(WaveKind.DAYS_90.value))
    Wave.objects.filter(pk=wave.pk).update(kind=WaveKind.DAYS_90)
    wave.refresh_from_db()
    answer(wave, {"mca01_now": 6}, form=follow_up_form(WaveKind.DAYS_90.value))

    responses, _ = responses_of([freeze(wave=wave, actor=coordinator, now=now, chance=chance)])

    assert set(responses.ratings["mca01", "before"].tolist()) == {Missing.NOT_SHOWN}
