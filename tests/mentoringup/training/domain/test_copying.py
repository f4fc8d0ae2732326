"""Last year's series as a draft of this year's."""

from datetime import date, time

import pytest

from mentoringup.training.content import Admission, QuestionText, TierRule
from mentoringup.training.domain.contents import admission_of, contacts_of, questions_of
from mentoringup.training.domain.copying import copy_series
from mentoringup.training.domain.queries import page_of
from mentoringup.training.domain.series import save_admission, save_questions
from mentoringup.training.domain.states import publish_series
from mentoringup.training.enums import SeriesState
from mentoringup.training.models import Series, Session


@pytest.fixture
def last_year(make_series, afternoon, coordinator, now):
    series = make_series(
        afternoon(link="https://zoom.example/1", capacity=12),
        afternoon(title="Winter", on=date(2027, 2, 3)),
        afternoon(title="Spring", on=date(2027, 4, 7)),
        afternoon(title="In a break", on=date(2026, 12, 26)),
    )
    save_questions(
        series=series,
        questions=[QuestionText(question="Who?", answer="You.")],
        actor=coordinator,
        now=now,
    )
    save_admission(
        series=series,
        admission=Admission(stages=("postdoc",), tiers=(TierRule(stages=("postdoc",)),)),
        actor=coordinator,
        now=now,
    )
    return series


def copy(series, terms, coordinator, now, *, with_places=True):
    return copy_series(
        series=series,
        title="Mentoring Up 2027",
        term=terms[3],
        with_places=with_places,
        actor=coordinator,
        now=now,
    )


def test_dates_move_to_the_same_weekday_of_the_same_week(last_year, terms, coordinator, now):
    new = copy(last_year, terms, coordinator, now)

    page = page_of(new, language="en", now=now, with_drafts=True)
    found = [(one.title, one.on) for one in page.sessions]
    assert found == [
        ("Aligning expectations", date(2027, 10, 13)),
        ("Winter", date(2028, 2, 2)),
        ("Spring", None),
        ("In a break", None),
    ]


def test_what_is_left_behind_is_listed(last_year, terms, coordinator, now):
    new = copy(last_year, terms, coordinator, now, with_places=False)

    left = [(one["session"], one["what"]) for one in Series.objects.get(pk=new.pk).not_copied]
    assert left == [
        ("Aligning expectations", "link"),
        ("Aligning expectations", "place"),
        ("Winter", "place"),
        ("Spring", "no-such-term"),
        ("Spring", "place"),
        ("In a break", "date-in-no-term"),
        ("In a break", "place"),
        ("", "state"),
        ("", "registrations"),
    ]


def test_a_copy_has_the_texts_and_rules_but_no_link(last_year, terms, coordinator, now):
    new = copy(last_year, terms, coordinator, now)

    assert admission_of(new) == admission_of(last_year)
    assert contacts_of(new) == contacts_of(last_year)
    assert questions_of(new) == questions_of(last_year)
    first = Session.objects.get(implementation__series=new, position=1)
    assert (first.link, first.place, first.capacity) == ("", "Zoom", 12)
    assert [one.pk for one in first.modules.all()] == ["expectations"]


def test_a_copy_of_a_published_series_is_a_draft_of_its_own(last_year, terms, coordinator, now):
    stay = list(Session.objects.filter(local_date=None).values_list("pk", flat=True))
    last_year.refresh_from_db()
    assert publish_series(series=last_year, drafts_stay=stay, actor=coordinator, now=now).is_done

    new = copy(last_year, terms, coordinator, now)

    assert (new.state, new.published_at, new.version, new.copied_from) == (
        SeriesState.DRAFT,
        None,
        1,
        last_year,
    )
    assert Series.objects.get(pk=last_year.pk).state == SeriesState.PUBLISHED
    assert set(
        Session.objects.filter(implementation__series=new).values_list("state", flat=True)
    ) == {"draft"}


def test_rsvps_open_by_the_new_dates(last_year, terms, coordinator, now):
    new = copy(last_year, terms, coordinator, now)

    page = page_of(new, language="en", now=now, with_drafts=True)
    assert page.sessions[0].rsvp_opens.date() == date(2027, 9, 20)


def test_a_time_that_the_clocks_skip_on_the_new_day_is_left(
    make_series, afternoon, terms, coordinator, now
):
    terms[1].starts_on = date(2027, 1, 4)
    series = make_series(
        afternoon(on=date(2027, 3, 7), start=time(2, 15), end=time(4)), term=terms[1]
    )
    terms[4].starts_on = date(2028, 1, 10)
    terms[4].ends_on = date(2028, 3, 31)
    terms[4].save()

    new = copy_series(
        series=series, title="Next", term=terms[4], with_places=True, actor=coordinator, now=now
    )

    one = Session.objects.get(implementation__series=new)
    assert (one.local_date, one.local_start) in {
        (date(2028, 3, 12), None),
        (date(2028, 3, 12), time(2, 15)),
    }
    assert {"session": one.title, "what": "time-skipped", "was": "02:15:00"} in new.not_copied
