import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.model import Instrument
from mentoreval.readers import read_responses
from mentoreval.readers.detect import read_table
from mentoreval.responses import Responses, SourceFormat

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
HEADER = "respondent_id,s1_before,s1_now,s2_before,s2_now"

Write = Callable[..., Path]
Read = Callable[..., Responses]
Refusal = Callable[..., list[str]]

BEGINNINGS = st.sampled_from(
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"PAR1",
        b"respondent_id,s1_before,s1_now\n",
        b'StartDate,Status,ResponseId\n"x","y","z"\n"{""ImportId"":""startDate""}",',
        b"id,submitdate,lastpage\n",
        b"s1_before;s1_now;consent\n1;2;",
    ]
)


@given(
    beginning=BEGINNINGS,
    rest=st.binary(max_size=300) | st.text(alphabet='1239,;"\n\r\tas_{}', max_size=300),
    suffix=st.sampled_from([".csv", ".parquet", ""]),
)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_bytes_are_a_file_is_read_or_refused(
    tmp_path: Path, survey: Instrument, beginning: bytes, rest: bytes | str, suffix: str
) -> None:
    path = tmp_path / f"answers{suffix}"
    path.write_bytes(beginning + (rest if isinstance(rest, bytes) else rest.encode()))
    with contextlib.suppress(InputRefusedError):
        read_responses(path, instrument=survey)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Variable / Field Name,Form Name,Field Type", "a REDCap data dictionary"),
        ("id,site,audience,hours", "a list of implementations"),
        ("Name (Original Name),User Email,Join Time,Leave Time", "a Zoom report"),
        ("Pre-assign Room Name,Email Address", "a Zoom list of breakout rooms"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(
    write: Write, refusal: Refusal, header: str, kind: str
) -> None:
    (reason,) = refusal(write(f"{header}\n" + "x," * header.count(",") + "x\n"))
    assert reason.startswith(f"answers.csv, line 1: this is {kind}")


def test_redcap_records_without_their_dictionary_are_refused(
    write: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write("record_id,redcap_event_name,s1_now\n1,a,2\n"))
    assert "give their data dictionary too" in reason


def test_a_dictionary_beside_an_export_that_needs_none_is_refused(
    write: Write, refusal: Refusal
) -> None:
    path = write("id,submitdate,lastpage,Q1\n1,2024-01-01 10:00:00,3,4\n")
    (reason,) = refusal(path, dictionary=path)
    assert "this is an export of LimeSurvey, which needs no dictionary" in reason


def test_limesurvey_is_known_by_its_brackets_where_metadata_were_left_out(write: Write) -> None:
    path = write("id,submitdate,s1[1]\n1,2024-01-01 10:00:00,4\n")
    assert read_table(path).format is SourceFormat.LIMESURVEY


def test_a_table_without_any_column_of_the_instrument_is_refused_before_its_rows(
    write: Write, refusal: Refusal
) -> None:
    (reason,) = refusal(write("a,b\n" + "1\n" * 5))
    assert reason.startswith(
        "answers.csv, line 1: no column belongs to the instrument small-survey; expected names "
        "such as “s1_before” and “s1_now”, found “a”, “b”"
    )


def test_an_sav_file_that_is_none_is_refused(write: Write, refusal: Refusal) -> None:
    assert len(refusal(write("s1_now,s1_before\n1,2\n", "answers.sav"))) == 1


@pytest.mark.parametrize(("mark", "synthetic"), [("true", True), ("yes", True), ("no", False)])
def test_a_file_can_say_that_its_people_are_invented(
    write: Write,
    read: Read,
    mark: str,
    synthetic: bool,  # noqa: FBT001  a column of the table above
) -> None:
    found = read(write(f"{HEADER},synthetic\na,1,2,3,4,true\nb,1,2,3,4,{mark}\n"))
    assert found.source.synthetic is synthetic


def test_the_source_tells_file_hash_rows_and_format(write: Write, read: Read) -> None:
    content = f"{HEADER}\na,1,2,3,4\nb,1,2,3,4\n".encode()
    source = read(write(content)).source
    assert (source.name, source.rows, source.format) == ("answers.csv", 2, SourceFormat.WIDE_CSV)
    assert source.sha256 == hashlib.sha256(content).hexdigest()


def test_a_crosswalk_file_is_used(write: Write, read: Read) -> None:
    walk = write(
        "schema: mentoreval.crosswalk/1\n"
        "instrument: small-survey\n"
        "ratings:\n"
        "  s1: {before: A, now: B}\n"
        "not_asked: [s2, recommend, stage, useful]\n",
        "walk.yaml",
    )
    found = read(write("A,B\n1,2\n"), crosswalk=walk)
    assert [int(codes[0]) for codes in found.ratings.values()] == [1, 2, -3, -3]


def test_a_crosswalk_that_is_silent_about_a_consent_column_is_refused(
    write: Write, refusal: Refusal, read: Read
) -> None:
    silent = (
        "schema: mentoreval.crosswalk/1\n"
        "instrument: small-survey\n"
        "ratings: {s1: {before: A, now: B}}\n"
        "not_asked: [s2, recommend, stage, useful]\n"
    )
    answers = write("A,B,consent\n1,2,2\n")
    (reason,) = refusal(answers, crosswalk=write(silent, "walk.yaml"))
    assert reason.startswith("answers.csv, column consent: the column seems to tell who consents")
    aloud = write(f"{silent}ignore: [consent]\n", "walk.yaml")
    assert read(answers, crosswalk=aloud).consent_asked is False


@pytest.mark.skipif(not DATA.exists(), reason="the folder of real files is not on this machine")
def test_a_real_file_of_another_survey_is_refused_with_what_was_expected(refusal: Refusal) -> None:
    (reason,) = refusal(DATA / "library-workshops-pre-post.csv")
    assert "no column belongs to the instrument small-survey" in reason
