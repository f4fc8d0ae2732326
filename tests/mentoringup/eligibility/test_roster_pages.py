"""Rosters in the browser: looked at before they are stored, all or nothing, exported, removed."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoringup.audit.models import Entry
from mentoringup.eligibility.domain.rosters import fill_roster, foresee_upload
from mentoringup.eligibility.models import Roster, RosterEntry
from mentoringup.eligibility.roster_file import Entry as OnRoster
from mentoringup.people.domain import erase_person

ADA, LIN = "ada@lakeside.example", "lin@lakeside.example"
FAULTY = f"email,name\n{ADA},Ada\nbroken,Bea\n{ADA},Twice\n{LIN},Lin\n"


@pytest.fixture
def at(site, roster):
    """The address of a page of the roster."""

    def of(name: str, *rest: object) -> str:
        return reverse(f"eligibility:{name}", args=[site.slug, roster.pk, *rest])

    return of


@pytest.fixture
def upload(client, at, filled):
    """Send lines, look at what would happen, and confirm it as the page is filled."""

    def send(lines: str, *, mode: str = "add", **more):
        preview = client.post(at("upload_roster"), {"lines": lines, "mode": mode})
        sent = filled(preview, form_id="")
        return client.post(at("upload_roster"), {**sent, "confirm": "", **more})

    return send


def addresses():
    return list(RosterEntry.objects.values_list("email", flat=True))


def test_nothing_is_stored_before_it_is_confirmed(client, at, words):
    answer = client.post(at("upload_roster"), {"lines": f"{ADA}\n", "mode": "add"})

    assert "1 person is added." in words(answer)
    assert addresses() == []


def test_a_confirmed_upload_is_stored_whole(upload, at, unit):
    answer = upload(
        f"email,name,stage,discipline,unit\n{ADA},Ada,Postdoc,Biosciences,{unit.name}\n{LIN},Lin\n"
    )

    assert answer.url == at("show_roster")
    assert list(RosterEntry.objects.values_list("email", "name", "stage", "unit_id")) == [
        (ADA, "Ada", "postdoc", unit.pk),
        (LIN, "Lin", "", None),
    ]


def test_a_file_is_read_as_lines_are(client, at, words):
    file = SimpleUploadedFile("people.csv", f"E-mail;Name\r\n{ADA};Adá\r\n".encode("utf-16"))

    answer = client.post(at("upload_roster"), {"file": file, "mode": "add"})

    assert f"{ADA} Adá" in words(answer)


def test_broken_lines_keep_everything_out_until_they_are_left_out(upload, words):
    refused = upload(FAULTY)

    assert refused.status_code == 422
    assert "Tick that the broken lines are left out" in words(refused)
    assert "3 broken This is no e-mail address." in words(refused)
    assert f"4 {ADA} This address stands in line 2 already." in words(refused)
    assert addresses() == []


def test_broken_lines_can_be_left_out(upload):
    upload(FAULTY, leave_out="on")

    assert addresses() == [ADA, LIN]


def test_replacing_says_who_is_taken_off(client, at, roster, words, filled):
    RosterEntry.objects.create(roster=roster, email=ADA)
    preview = client.post(at("upload_roster"), {"lines": LIN, "mode": "replace"})

    client.post(at("upload_roster"), {**filled(preview, form_id=""), "confirm": ""})

    assert "1 person is added. 1 person is taken off." in words(preview)
    assert addresses() == [LIN]


def test_a_roster_that_was_changed_meanwhile_is_shown_again(client, at, roster, filled, words):
    preview = client.post(at("upload_roster"), {"lines": LIN, "mode": "replace"})
    RosterEntry.objects.create(roster=roster, email=ADA)

    answer = client.post(at("upload_roster"), {**filled(preview, form_id=""), "confirm": ""})

    assert answer.status_code == 422
    assert "The roster was changed meanwhile." in words(answer)
    assert addresses() == [ADA]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"mode": "add"}, "Choose a file, or paste lines."),
        ({"mode": "add", "lines": "name\nAda\n"}, "No column of addresses was found."),
        ({"mode": "all", "lines": ADA}, "all is not one of"),
        ({"confirm": "", "lines": "", "mode": "add"}, "There is no line in it."),
        ({"confirm": "", "lines": "@\nbroken\n", "mode": "add"}, "No line of it gives an address"),
        ({"confirm": "", "lines": ADA, "mode": "add", "mark": "x" * 99}, "was changed meanwhile"),
    ],
)
def test_an_upload_that_makes_no_sense_is_refused(client, at, sent, told, words):
    answer = client.post(at("upload_roster"), sent)

    assert answer.status_code == 422
    assert told in words(answer)
    assert addresses() == []


def test_a_file_that_is_no_text_is_refused(client, at, words):
    file = SimpleUploadedFile("people.xlsx", b"PK\x03\x04\x14\x00\x00\x00")

    answer = client.post(at("upload_roster"), {"file": file, "mode": "add"})

    assert answer.status_code == 422
    assert "That is no text file." in words(answer)


def test_what_looks_like_html_is_shown_as_text(client, at):
    lines = f"email,name\n{ADA},<script>alert(1)</script>\n"

    answer = client.post(at("upload_roster"), {"lines": lines, "mode": "add"})

    assert "<script>alert" not in answer.content.decode()


def test_an_export_runs_nothing_and_can_be_uploaded_again(client, at, roster, upload, unit):
    for email, name in [(ADA, "=HYPERLINK(1)"), ("+1@lakeside.example", "-Lee"), (LIN, "Lin, A.")]:
        RosterEntry.objects.create(
            roster=roster, email=email, name=name, stage="postdoc", unit=unit
        )
    before = list(RosterEntry.objects.values("email", "name", "stage", "unit"))

    text = b"".join(client.get(at("export_roster"))).decode("utf-8-sig")
    RosterEntry.objects.all().delete()
    upload(text, mode="replace")

    rows = list(csv.reader(io.StringIO(text)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert list(RosterEntry.objects.values("email", "name", "stage", "unit")) == before


def test_an_upload_names_nobody_in_the_history(upload):
    upload(f"email,name\n{ADA},Ada Park\n")

    entry = Entry.objects.get(verb="roster.filled")
    assert entry.detail == {"people_added": 1, "people_changed": 0, "people_removed": 0}
    assert "ada" not in json.dumps([entry.thing_name, entry.detail]).lower()


def test_one_person_is_taken_off(client, at, roster):
    ada = RosterEntry.objects.create(roster=roster, email=ADA)

    client.post(at("remove_roster_entry", ada.pk))
    again = client.post(at("remove_roster_entry", ada.pk))

    assert addresses() == []
    assert again.url == at("show_roster")


def test_people_of_another_roster_are_out_of_reach(client, at, site):
    other = Roster.objects.create(site=site, name="Others")
    lin = RosterEntry.objects.create(roster=other, email=LIN)

    client.post(at("remove_roster_entry", lin.pk))

    assert addresses() == [LIN]


def test_people_are_found_by_address_and_name(client, at, roster, words):
    RosterEntry.objects.create(roster=roster, email=ADA, name="Ada Park")
    RosterEntry.objects.create(roster=roster, email=LIN, name="Lin Ortiz")

    found = [words(client.get(at("show_roster"), {"search": text})) for text in ("park", LIN, "\0")]

    assert [(ADA in one, LIN in one) for one in found] == [
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize("count", [1, 40])
def test_a_roster_is_read_in_a_flat_number_of_queries(
    client, at, roster, unit, count, django_assert_max_num_queries
):
    for number in range(count):
        RosterEntry.objects.create(roster=roster, email=f"p{number}@x.example", unit=unit)

    with django_assert_max_num_queries(12):
        client.get(at("show_roster"))


def test_a_roster_that_a_rule_asks_for_is_not_removed(client, at, roster, make_rule, words):
    make_rule("Trainees", {"not": {"roster": [roster.pk]}})

    answer = client.post(at("remove_roster"))

    assert answer.status_code == 422
    assert "Rules ask for this roster: “Trainees”. Change them first." in words(answer)
    assert Roster.objects.exists()


def test_a_roster_is_removed_with_its_people(client, at, roster):
    RosterEntry.objects.create(roster=roster, email=ADA)

    client.post(at("remove_roster"))

    assert not Roster.objects.exists()
    assert Entry.objects.get(verb="roster.removed").detail == {"people_removed": 1}


def test_a_roster_is_begun_renamed_and_told_apart(client, at, site):
    rosters = reverse("eligibility:list_rosters", args=[site.slug])

    taken = client.post(rosters, {"name": "t32 TRAINEES"})
    client.post(rosters, {"name": "Alumni"})
    renamed = client.post(at("edit_roster"), {"name": "alumni", "proves": "on"})
    client.post(at("edit_roster"), {"name": "Trainees"})

    assert [taken.status_code, renamed.status_code] == [422, 422]
    assert list(Roster.objects.values_list("name", "proves")) == [
        ("Alumni", False),
        ("Trainees", False),
    ]


def test_whoever_is_erased_leaves_all_rosters(roster, make_person, now):
    ada = make_person(ADA)
    for email in (ADA, LIN):
        RosterEntry.objects.create(roster=roster, email=email, name="Somebody")

    erase_person(person=ada, actor=None, now=now, reason="asked")

    assert addresses() == [LIN]


def test_a_large_roster_is_written_in_few_queries(
    roster, coordinator, now, django_assert_max_num_queries
):
    entries = [OnRoster(email=f"p{number}@x.example") for number in range(1_500)]
    mark = foresee_upload(roster=roster, entries=entries, replaces=True).mark

    with django_assert_max_num_queries(20):
        fill_roster(
            roster=roster,
            entries=entries,
            replaces=True,
            mark=mark,
            actor=coordinator,
            now=now,
        )

    assert RosterEntry.objects.count() == 1_500
