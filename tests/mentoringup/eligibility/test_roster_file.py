"""Rosters as offices have them: tables of any kind, with faults in any line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoringup.eligibility.roster_change import change_of
from mentoringup.eligibility.roster_file import (
    MOST_BYTES,
    Entry,
    RosterCantBeReadError,
    read_roster,
    text_of,
)

UNITS = {"School of Medicine": 3}
ADA = Entry(
    email="ada@lakeside.example",
    name="Ada Pérez",
    stage="graduate",
    discipline="biosciences",
    unit_id=3,
)
TABLE = (
    "email,name,stage,discipline,unit\n"
    "ada@lakeside.example,Ada Pérez,Graduate student,Biosciences,School of Medicine\n"
)


def read(text):
    return read_roster(text, units=UNITS)


def told(remarks):
    return [(one.line, one.found, one.text) for one in remarks]


def test_a_table_is_read():
    assert read(TABLE).entries == (ADA,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_are_parted_by_what_the_file_uses(delimiter):
    assert read(TABLE.replace(",", delimiter)).entries == (ADA,)


def test_columns_may_stand_in_any_order_and_have_other_names():
    text = (
        "Department;Last name;E-Mail Address;Career_Stage;Phone;First Name;Field\n"
        "school of medicine;Pérez;Ada@Lakeside.example;GRADUATE;1;Ada;biosciences\n"
    )

    found = read(text)

    assert found.entries == (ADA,)
    assert found.ignored == ("Phone",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_file_may_be_in_any_usual_encoding(encoding):
    assert read(text_of(TABLE.encode(encoding))).entries == (ADA,)


def test_utf_16_is_read_in_both_orders_of_bytes():
    orders = (b"\xff\xfe" + TABLE.encode("utf-16-le"), b"\xfe\xff" + TABLE.encode("utf-16-be"))

    assert [read(text_of(one)).entries for one in orders] == [(ADA,), (ADA,)]


def test_plain_lines_of_addresses_are_enough():
    found = read("ada@lakeside.example\n\n  LIN@lakeside.example \n")

    assert [one.email for one in found.entries] == ["ada@lakeside.example", "lin@lakeside.example"]
    assert found.columns == ()


def test_broken_lines_are_told_one_by_one_and_give_no_entry():
    found = read(
        "email,name\n"
        "ada@lakeside.example,Ada\n"
        "not an address,Bea\n"
        ",Cy\n"
        "ADA@lakeside.example,Again\n"
        "\n"
        "dee@lakeside.example,Dee\n"
        "eve@localhost,Eve\n"
    )

    assert [one.email for one in found.entries] == ["ada@lakeside.example", "dee@lakeside.example"]
    assert told(found.faults) == [
        (3, "not an address", "This is no e-mail address."),
        (4, "Cy", "There is no address in this line."),
        (5, "ADA@lakeside.example", "This address stands in line 2 already."),
        (8, "eve@localhost", "This is no e-mail address."),
    ]


def test_what_a_line_loses_is_told():
    found = read(
        "email,stage,discipline,unit\nada@lakeside.example,Wizard,Alchemy,School of Magic\n"
    )

    assert found.entries == (Entry(email="ada@lakeside.example"),)
    assert told(found.notes) == [
        (2, "Wizard", "This is no career stage that we know; the line is taken without it."),
        (2, "Alchemy", "This is no discipline that we know; the line is taken without it."),
        (2, "School of Magic", "The site has no unit of this name; the line is taken without it."),
    ]


def test_a_quote_that_is_never_closed_swallows_no_other_line():
    found = read('email,name\nada@lakeside.example,"Ada\nlin@lakeside.example,Lin\n')

    assert [one.email for one in found.entries] == ["ada@lakeside.example", "lin@lakeside.example"]


def test_a_name_that_is_too_long_is_cut_and_told():
    found = read(f"email,name\nada@lakeside.example,{'A' * 300}\n")

    assert len(found.entries[0].name) == 200
    assert [one.line for one in found.notes] == [2]


def test_an_address_that_is_too_long_is_none():
    found = read(f"email\n{'a' * 260}@lakeside.example\n")

    assert [one.text for one in found.faults] == ["This is no e-mail address."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no line in it. One address a line is enough."),
        ("\n \n,,\n", "There is no line in it. One address a line is enough."),
        (
            "Name,Phone\nAda,1\n",
            (
                "No column of addresses was found. The headings are “Name”, “Phone”; one of them "
                "should be “email”."
            ),
        ),
        ("a@b.example\n" * 20_001, "There are 20001 lines in it; at most 20000 are read."),
        (
            "PK\x03\x04\0\0",
            "That is no text file. Save the table as CSV in your spreadsheet program.",
        ),
        (
            "a" * (MOST_BYTES + 1),
            "The roster is larger than 1024 kB. Leave out columns that aren't needed.",
        ),
    ],
)
def test_what_is_no_roster_is_refused_with_what_was_found(text, words):
    with pytest.raises(RosterCantBeReadError) as refused:
        read(text)

    assert str(refused.value) == words


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        found = read(text_of(content))
    except RosterCantBeReadError:
        return
    assert len({one.email for one in found.entries}) == len(found.entries)


@given(st.text(max_size=400))
def test_every_line_gives_an_entry_or_a_fault(text):
    try:
        found = read(f"email,name\n{text}")
    except RosterCantBeReadError:
        return
    lines = [one.line for one in found.faults]
    assert len(set(lines)) == len(lines)
    assert all(one.email == one.email.casefold() for one in found.entries)


EMAILS = st.sampled_from([f"{name}@lakeside.example" for name in "abcdef"])
ENTRIES = st.builds(
    Entry,
    email=EMAILS,
    name=st.sampled_from(["", "Ada", "=1+1", "-Lee", "'Neill", "A, B"]),
    stage=st.sampled_from(["", "postdoc"]),
    unit_id=st.sampled_from([None, 3]),
)
ROSTERS = st.lists(ENTRIES, max_size=5, unique_by=lambda one: one.email)


def by_email(entries):
    return {one.email: one for one in entries}


@given(ROSTERS, ROSTERS)
def test_replacing_leaves_exactly_what_was_sent(before, sent):
    change = change_of(by_email(before), sent, replaces=True)

    assert change.after == by_email(sent)
    assert len(change.added) + len(change.changed) + change.same == len(sent)


@given(ROSTERS, ROSTERS)
def test_adding_takes_nobody_off(before, sent):
    change = change_of(by_email(before), sent, replaces=False)

    assert change.after.keys() == {one.email for one in (*before, *sent)}
    assert change.removed == ()


@given(ROSTERS, ROSTERS, st.booleans())
def test_doing_it_twice_does_nothing_more(before, sent, replaces):
    once = change_of(by_email(before), sent, replaces=replaces)
    twice = change_of(once.after, sent, replaces=replaces)

    assert (twice.added, twice.changed, twice.removed) == ((), (), ())


@given(ROSTERS, ROSTERS, ROSTERS, st.booleans())
def test_changes_with_the_same_mark_do_the_same(one, other, sent, replaces):
    first = change_of(by_email(one), sent, replaces=replaces)
    second = change_of(by_email(other), sent, replaces=replaces)

    if first.mark == second.mark:
        assert (first.after, first.removed) == (second.after, second.removed)


def test_an_empty_cell_keeps_what_is_stored():
    change = change_of(by_email([ADA]), [Entry(email=ADA.email, stage="postdoc")], replaces=False)

    assert change.after[ADA.email].name == "Ada Pérez"
    assert change.after[ADA.email].stage == "postdoc"


@given(ROSTERS)
def test_a_table_with_guarded_cells_is_read_as_it_was(entries):
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["email", "name", "stage", "unit"])
    for one in entries:
        name = f"'{one.name}" if one.name.startswith(("=", "-")) else one.name
        unit = "School of Medicine" if one.unit_id else ""
        writer.writerow([one.email, name, one.stage, unit])

    if entries:
        assert read(file.getvalue()).entries == tuple(entries)
