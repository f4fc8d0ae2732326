import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.curriculum.pack.files import shipped_texts
from mentoringup.curriculum.pack.line_diff import Change, diff_of
from mentoringup.curriculum.pack.pieces import WHOLE, State, compare, pieces_of, taken_over

BASE = """---
title: Two calendars
setting: wet-lab
themes: [deadlines]
---
The story.

## Questions

1. One?

## Commentary

Words.
"""
LINES = st.lists(st.sampled_from(["a", "b", "", "## x", "- c"]), max_size=12).map("\n".join)


@pytest.mark.parametrize("path", sorted(shipped_texts()))
def test_pieces_one_after_the_other_are_the_text(path):
    text = shipped_texts()[path]

    pieces = pieces_of(text)

    assert "".join(piece.text for piece in pieces) == text
    assert len(pieces) > 1


def test_a_text_has_its_keys_lead_and_sections_as_pieces():
    assert [piece.key for piece in pieces_of(BASE)] == [
        "front:title",
        "front:setting",
        "front:themes",
        "lead",
        "section:Questions",
        "section:Commentary",
    ]


def test_what_can_not_be_read_is_one_piece():
    assert [piece.key for piece in pieces_of("---\n: [\n")] == ["whole"]
    assert [piece.key for piece in pieces_of("{a: 1, b: 2}\n")] == ["whole"]


def changed(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new)


def states(ours: str, theirs: str) -> dict[str, State]:
    found = compare(BASE, ours, theirs)
    return {one.key: one.state for one in found if one.state is not State.UNCHANGED}


def test_a_piece_that_one_side_changed_is_theirs_or_ours():
    ours, theirs = changed("wet-lab", "field"), changed("Words.", "Other words.")

    assert states(ours, theirs) == {
        "front:setting": State.OURS,
        "section:Commentary": State.THEIRS,
    }


def test_a_piece_that_both_changed_is_a_conflict_unless_they_agree():
    assert states(changed("Words.", "Mine."), changed("Words.", "Theirs.")) == {
        "section:Commentary": State.CONFLICT
    }
    assert states(changed("Words.", "Mine."), changed("Words.", "Mine.")) == {
        "section:Commentary": State.SAME
    }


def test_taken_pieces_are_theirs_and_all_others_stay_ours():
    ours = changed("wet-lab", "field").replace("1. One?", "1. Mine?")
    theirs = changed("Words.", "Other words.").replace("1. One?", "1. Theirs?")

    result = taken_over(ours, theirs, taken=["section:Commentary"])

    assert result == ours.replace("Words.", "Other words.")


def test_a_section_that_is_new_in_the_original_comes_to_its_place():
    theirs = changed("## Commentary", "## Hint\n\nNew.\n\n## Commentary")

    result = taken_over(BASE, theirs, taken=["section:Hint"])

    assert result == theirs


def test_a_key_that_the_original_dropped_goes_only_if_that_is_taken():
    theirs = changed("themes: [deadlines]\n", "")

    assert taken_over(BASE, theirs, taken=["front:themes"]) == theirs
    assert taken_over(BASE, theirs, taken=[]) == BASE


@pytest.mark.parametrize("path", sorted(shipped_texts())[::7])
def test_taking_nothing_or_all_of_the_same_text_changes_nothing(path):
    text = shipped_texts()[path]
    every = [piece.key for piece in pieces_of(text)]

    assert taken_over(text, text, taken=[]) == text
    assert taken_over(text, text, taken=every) == text


@given(LINES, LINES, LINES)
def test_whatever_is_taken_the_outcome_has_those_pieces(base, ours, theirs):
    mine, other = (f"---\ntitle: x\n---\n{text}\n" for text in (ours, theirs))

    found = compare(f"---\ntitle: x\n---\n{base}\n", mine, other)
    taken = [one.key for one in found if one.is_open]
    result = taken_over(mine, other, taken=taken)
    after = {piece.key: piece.text.strip() for piece in pieces_of(result)} | {WHOLE: result.strip()}

    for one in found:
        wanted = one.theirs if one.key in taken else one.ours
        assert after.get(one.key, "").strip() == (wanted or "").strip()


@given(LINES, LINES)
def test_a_difference_tells_both_texts(before, after):
    lines = diff_of(before, after, around=10_000)

    if before.splitlines() != after.splitlines():
        old = [one.text for one in lines if one.change in {Change.SAME, Change.REMOVED}]
        new = [one.text for one in lines if one.change in {Change.SAME, Change.ADDED}]
        assert (old, new) == (before.splitlines(), after.splitlines())


def test_far_lines_are_left_out_and_counted():
    before = "\n".join(map(str, range(30)))

    lines = diff_of(before, before.replace("15", "x"), around=1)

    assert [(one.change.value, one.text or one.count) for one in lines] == [
        ("left-out", 14),
        ("same", "14"),
        ("removed", "15"),
        ("added", "x"),
        ("same", "16"),
        ("left-out", 13),
    ]


def test_texts_of_many_lines_are_compared_in_a_moment():
    before = "\n".join(str(n % 7) for n in range(60_000))
    after = "\n".join(str(n % 5) for n in range(60_000))

    assert len(diff_of(before, after)) > 60_000
