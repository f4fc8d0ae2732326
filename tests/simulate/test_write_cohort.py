from pathlib import Path

import pytest

from mentoreval.errors import MentorevalError
from mentoreval.simulate import simulate_cohort, write_cohort

NAMES = ["responses.csv", "implementations.csv", "codes.csv", "README.txt"]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_cohort(simulate_cohort(seed=7), tmp_path / "first")
    second = write_cohort(simulate_cohort(seed=7), tmp_path / "second")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_another_seed_gives_other_answers(tmp_path: Path) -> None:
    first = write_cohort(simulate_cohort(seed=7), tmp_path / "first")
    second = write_cohort(simulate_cohort(seed=8), tmp_path / "second")
    assert all(a.read_bytes() != b.read_bytes() for a, b in zip(first, second, strict=True))


def test_the_folder_is_made_and_holds_the_four_files_only(tmp_path: Path) -> None:
    output = tmp_path / "with space" / "cohort"
    written = write_cohort(simulate_cohort(seed=7), output)
    assert [path.name for path in written] == NAMES
    assert sorted(output.iterdir()) == sorted(written)


def test_a_file_in_the_way_is_refused_with_its_name(tmp_path: Path) -> None:
    output = tmp_path / "cohort"
    output.write_text("mine", encoding="utf-8")
    with pytest.raises(MentorevalError, match="cohort"):
        write_cohort(simulate_cohort(seed=7), output)
    assert output.read_text(encoding="utf-8") == "mine"
