"""The same answers are known again, whatever data set and row are called."""

import csv
import io

from frozen_answers import frozen_answers
from mentoringup.evaluation.fingerprints import are_copies, prints_of, share_people


def written(rows):
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return prints_of(text.getvalue().encode())


def long_row(start, **more):
    return {**{f"q{n}": str(1 + (start * 7 + n * n) % 6) for n in range(20)}, **more}


def short_rows(*answers):
    return written([{"respondent_id": n, "good": one} for n, one in enumerate(answers)])


def test_one_long_row_in_common_is_enough_under_any_name():
    one = written([long_row(1, respondent_id="a", implementation_id="T1"), long_row(2)])
    other = written([long_row(1, respondent_id="b", implementation_id="X"), long_row(3)])

    assert share_people(one, other)
    assert not share_people(one, written([long_row(4), long_row(5)]))


def test_marks_of_what_is_missing_and_edited_words_do_not_matter():
    one = written([long_row(1, plan="I will ask Ann.", tree=".n")])
    other = written([long_row(1, plan="I will ask [a person].", tree="")])

    assert share_people(one, other)


def test_a_straight_line_is_nobodys_own():
    line = {f"q{n}": "5" for n in range(20)}

    assert not share_people(
        written([line, long_row(1), long_row(2)]), written([line, long_row(3), long_row(4)])
    )


def test_short_forms_have_to_be_alike_by_half():
    assert share_people(short_rows(*"12345"), short_rows(*"12389"))
    assert not share_people(short_rows(*"12345"), short_rows(*"16789"))


def test_rows_without_an_answer_are_nobody():
    assert not share_people(short_rows(""), short_rows(""))


def test_an_export_and_its_near_copy_are_copies_and_two_trainings_are_not(site, now):
    first, again, other = (
        prints_of(bytes(frozen_answers(site, now, people=many, training=name).content))
        for many, name in ((8, "T1"), (9, "T1"), (8, "T2"))
    )

    assert are_copies(first, again)
    assert not are_copies(first, other)
    assert not share_people(first, other)
