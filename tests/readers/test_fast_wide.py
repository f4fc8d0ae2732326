"""The quick way through plain wide files gives what the careful way gives, or steps back."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import Occasion
from mentoreval.readers import fast_wide
from mentoreval.readers.reading import read_responses

INSTRUMENT = load_instrument("mentoring-up-post-survey")
COLUMNS = [f"{item.id}_{occasion}" for item in INSTRUMENT.items for occasion in Occasion]
CELLS = st.sampled_from(["1", "2", "3", "4", "5", "6", "7", ""])


def write(path, rows, columns=COLUMNS, **others):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    frame = frame.with_columns(**{name: pl.Series(values) for name, values in others.items()})
    frame.select(*others, *columns).write_csv(path)
    return path


def both_ways(path, monkeypatch):
    assert fast_wide.read_fast(path, INSTRUMENT) is not None
    monkeypatch.setattr(fast_wide, "WORTH_IT", 0)
    quick = read_responses(path, instrument=INSTRUMENT)
    monkeypatch.setattr(fast_wide, "WORTH_IT", 1 << 60)
    return quick, read_responses(path, instrument=INSTRUMENT)


def plain(value):
    if isinstance(value, np.ndarray):
        return value.dtype.kind, value.tolist()
    if isinstance(value, pl.Series):
        return value.to_list()
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def fields(responses):
    names = [name for name in responses.__dataclass_fields__ if name != "instrument"]
    return {name: plain(getattr(responses, name)) for name in names}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=62, max_size=62), min_size=1, max_size=4))
def test_both_ways_read_the_same_answers(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("wide")
    count = len(rows)
    path = write(
        folder / "answers.csv",
        rows,
        respondent_id=[f"r{row}" for row in range(count)],
        implementation_id=["w2" if row % 2 else "w10" for row in range(count)],
        consent=["1", "no", "", "2"][:count],
        career_stage=["1;2", "", "Postdoc", "3"][:count],
        email=["a@b.org"] * count,
    )
    with pytest.MonkeyPatch.context() as patch:
        quick, careful = both_ways(path, patch)
    assert fields(quick) == fields(careful)


def test_parquet_of_the_same_rows_gives_the_same_answers(tmp_path, monkeypatch):
    path = tmp_path / "answers.parquet"
    chance = np.random.default_rng(3)
    pl.DataFrame(
        {"respondent_id": ["a", "b"], "implementation_id": ["x", "y"]}
        | {name: chance.integers(1, 8, 2) for name in COLUMNS}
    ).write_parquet(path)
    quick, careful = both_ways(path, monkeypatch)
    assert fields(quick) == fields(careful)


@pytest.mark.parametrize("cell", ["8", "0", "-1", "3.5", "three", "1,2", "999"])
def test_whatever_is_no_option_is_left_to_the_careful_way(tmp_path, cell):
    row = ["4"] * len(COLUMNS)
    path = write(tmp_path / "answers.csv", [[cell, *row[1:]]], respondent_id=["a"])
    assert fast_wide.read_fast(path, INSTRUMENT) is None


def test_a_missing_item_is_left_to_the_careful_way(tmp_path):
    path = write(tmp_path / "a.csv", [["4"] * 61], columns=COLUMNS[1:], respondent_id=["a"])
    assert fast_wide.read_fast(path, INSTRUMENT) is None


def test_a_torn_file_is_left_to_the_careful_way(tmp_path):
    path = tmp_path / "answers.parquet"
    path.write_bytes(b"PAR1 and nothing that follows")
    assert fast_wide.read_fast(path, INSTRUMENT) is None


def test_a_repeated_column_is_left_to_the_careful_way(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(",".join([*COLUMNS, COLUMNS[0]]) + "\n" + ",".join(["4"] * 63) + "\n")
    assert fast_wide.read_fast(path, INSTRUMENT) is None
