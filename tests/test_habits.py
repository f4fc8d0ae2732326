"""Habits of the house that no linter holds: a rule has one place, a silenced check its reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def files_with(words: str, folder: str) -> list[str]:
    return sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*.py")
        if words in path.read_text(encoding="utf-8") and path != Path(__file__)
    )


@pytest.mark.parametrize(
    ("words", "folder", "place"),
    [
        ("get_close_matches(", "src/mentoreval", "src/mentoreval/errors.py"),
        ("p_holm >= SIGNIFICANT", "src/mentoreval", "src/mentoreval/tables/verdicts.py"),
        ("    return Instrument(", "tests", "tests/small_instrument.py"),
    ],
)
def test_a_rule_has_one_place(words: str, folder: str, place: str) -> None:
    assert files_with(words, folder) == [place]


def test_a_clear_p_is_compared_in_no_figure() -> None:
    assert files_with("p_holm <", "src/mentoreval/figures") == []


def test_every_silenced_check_says_why() -> None:
    rules = r"noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*|type: ignore\[[\w-]+\]"
    silenced = re.compile(rf"# (?:ruff: )?(?:{rules})(.*)")
    bare = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "src" / "mentoreval").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if (found := silenced.search(line)) and not found[1].strip(" -#")
    ]
    assert bare == []
