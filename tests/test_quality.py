import numpy as np
import polars as pl
import pytest

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.quality import given_ratings, screen
from mentoreval.responses import Consent, Missing, RecordKind, Responses, Source, SourceFormat

INSTRUMENT = load_instrument("mca-21-mentee")


def survey(rows, **changes):
    """`rows` complete and different answers, changed as told."""
    chance = np.random.default_rng(1)
    ratings = {
        (item.id, occasion): chance.integers(1, 8, rows).astype(np.int8)
        for item in INSTRUMENT.items
        for occasion in Occasion
    }
    fields = {
        "instrument": INSTRUMENT,
        "source": Source(name="x.csv", sha256="", rows=rows, format=SourceFormat.WIDE_CSV),
        "respondent": pl.Series([f"r{row}" for row in range(rows)]),
        "implementation": np.zeros(rows, dtype=np.int32),
        "implementation_ids": ("w",),
        "consent": np.full(rows, Consent.YES, dtype=np.int8),
        "kind": np.full(rows, RecordKind.ANSWER, dtype=np.int8),
        "line": np.arange(rows, dtype=np.int64),
        "ratings": ratings,
    }
    return Responses(**(fields | changes))


def found(screened, check):
    return next(one.count for one in screened.checks if one.check == check)


def with_missing(responses, row, share):
    """Take away `share` of the ratings of a row."""
    columns = list(responses.ratings.values())
    for column in columns[: round(share * len(columns))]:
        column[row] = Missing.UNANSWERED
    return responses


def test_previews_tests_and_spam_are_dropped():
    kinds = np.array(
        [RecordKind.ANSWER, RecordKind.PREVIEW, RecordKind.TEST, RecordKind.SPAM], dtype=np.int8
    )
    screened = screen(survey(4, kind=kinds))
    assert (found(screened, "previews_and_tests"), screened.responses.line.tolist()) == (3, [0])


def test_of_two_answers_the_more_complete_is_kept_even_if_it_came_first():
    rows = with_missing(survey(3, respondent=pl.Series(["a", "b", "a"])), 2, 0.5)
    assert screen(rows).responses.line.tolist() == [0, 1]


def test_of_two_equally_complete_answers_the_later_recorded_is_kept():
    rows = survey(
        2,
        respondent=pl.Series(["a", "a"]),
        recorded=pl.Series(["2024-05-02 10:00:00", "2024-05-01 10:00:00"]),
    )
    assert screen(rows).responses.line.tolist() == [0]


def test_without_times_the_last_of_two_equal_answers_is_kept():
    rows = survey(2, respondent=pl.Series(["a", "a"]))
    assert screen(rows).responses.line.tolist() == [1]


def test_rows_without_a_key_are_never_taken_for_one_person():
    rows = survey(3, respondent=pl.Series([None, None, "a"]))
    assert found(screen(rows), "duplicates") == 0


def test_an_opened_survey_without_an_answer_is_no_response():
    assert screen(with_missing(survey(2), 1, 1)).responses.line.tolist() == [0]


@pytest.mark.parametrize(
    ("share", "partial", "broken"), [(0.1, 0, 0), (0.3, 1, 0), (0.5, 1, 0), (0.6, 0, 1)]
)
def test_answers_are_complete_partial_or_broken_off_as_aapor_defines(share, partial, broken):
    screened = screen(with_missing(survey(2), 1, share))
    assert (found(screened, "partials"), found(screened, "break_offs")) == (partial, broken)


def test_a_third_of_the_median_time_is_too_fast():
    seconds = np.array([600.0, 600, 600, 199, np.nan])
    assert found(screen(survey(5, seconds=seconds)), "speeders") == 1


def test_the_same_number_everywhere_is_a_straight_line():
    rows = survey(3)
    for column in rows.ratings.values():
        column[1] = 4
    assert found(screen(rows), "straight_lining") == 1


def test_a_straight_line_before_alone_is_none():
    rows = survey(2)
    for (_, occasion), column in rows.ratings.items():
        column[0] = 4 if occasion is Occasion.BEFORE else Missing.UNANSWERED
    assert found(screen(rows), "straight_lining") == 0


def test_an_open_consent_question_is_told():
    consent = np.array([Consent.YES, Consent.NO, Consent.MISSING], dtype=np.int8)
    assert found(screen(survey(3, consent=consent)), "consent_missing") == 1


def test_the_flow_adds_up():
    kinds = np.array([0, 0, 0, RecordKind.PREVIEW], dtype=np.int8)
    rows = with_missing(survey(4, kind=kinds, respondent=pl.Series(["a", "a", "b", "c"])), 2, 1)
    assert [(step.excluded, step.remaining) for step in screen(rows).flow] == [
        (0, 4),
        (1, 3),
        (1, 2),
        (1, 1),
    ]


def test_ratings_are_told_of_the_rows_that_stay_and_of_no_other():
    """A break-off that is dropped as a second answer, and an empty row, are no break-offs."""
    keys = pl.Series(["r0", "r0", "r2", "r3"])
    rows = with_missing(with_missing(survey(4, respondent=keys), 0, 0.6), 2, 1)
    screened = screen(with_missing(rows, 3, 0.3))
    assert [found(screened, name) for name in ("partials", "break_offs")] == [1, 0]
    assert len(screened.responses) == 2


def test_more_questions_than_fit_into_a_byte_are_counted_rightly():
    rows = survey(2)
    many = {
        (f"item{number}", occasion): np.ones(2, dtype=np.int8)
        for number in range(200)
        for occasion in Occasion
    }
    wide = Responses(
        **{name: getattr(rows, name) for name in rows.__dataclass_fields__ if name != "ratings"},
        ratings=many,
    )
    counts = given_ratings(wide)
    assert [counts[occasion].tolist() for occasion in Occasion] == [[200, 200], [200, 200]]
