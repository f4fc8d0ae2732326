"""Questionnaires in from files, and out again."""

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoreval.instruments.loading import parse_instrument
from mentoreval.readers.redcap_dictionary import HEADERS
from mentoringup.audit.models import Entry
from mentoringup.questionnaires.domain import queries, writing
from mentoringup.questionnaires.domain.publishing import publish
from mentoringup.questionnaires.form.document import from_document
from mentoringup.questionnaires.form.instrument import instrument_of, yaml_of
from mentoringup.questionnaires.models import Questionnaire
from questionnaire_pages import page_text


def test_the_instrument_comes_out_as_yaml(client, address, form):
    answer = client.get(address("export_yaml"))

    read = parse_instrument(answer.content, file="x.yaml")
    assert read.sha256 == instrument_of(form).sha256
    assert 'filename="local-post.yaml"' in answer["Content-Disposition"]


def test_the_document_comes_out_as_json(client, address, form):
    answer = client.get(address("export_json"))

    assert from_document(json.loads(answer.content)) == form


def test_everything_is_on_paper_in_each_language(client, address):
    english = page_text(client.get(address("print_view")))
    spanish = page_text(client.get(address("print_view"), {"language": "es"}))

    assert "By mail" in english
    assert "Por correo" in spanish


@pytest.fixture
def own_yaml(heard, form):
    """An instrument of the site's own as a file."""
    page = replace(form.pages[-1], elements=(heard,))
    own = replace(form, id="licensed-one", cores=(), pages=(page,), languages=("en",))
    return yaml_of(own).encode()


def test_a_file_is_shown_first_and_taken_over_with_the_right_to_it(client, site, own_yaml):
    where = reverse("questionnaires:import_file", args=[site.slug])
    file = SimpleUploadedFile("ours.yaml", own_yaml)

    shown = client.post(where, {"file": file})
    sent = shown.context["form"].initial
    refused = client.post(where, sent)
    taken = client.post(where, sent | {"has_right": "on"})

    assert shown.status_code == 200
    assert "How did you hear of it?" in page_text(shown)
    assert refused.status_code == 422
    assert taken.status_code == 302
    made = queries.form_of(Questionnaire.objects.get())
    assert list(made.licensed) == ["licensed-one"]
    assert Entry.objects.filter(verb="questionnaire.taken_over").count() == 1
    assert client.get(taken["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.pdf", b"%PDF"),
        ("x.yaml", b"{"),
        ("x.yaml", b"\xff\xfe"),
        ("x.qsf", b"not json"),
        ("x.qsf", b"[]"),
        ("x.csv", b"a,b\n1,2"),
        ("x.csv", b"\x00"),
        ("x.yaml", b""),
        ("x.yaml", b"x" * 1_000_001),
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused(client, site, name, content):
    where = reverse("questionnaires:import_file", args=[site.slug])

    answer = client.post(where, {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("sent", ["", "!!!", "AAAA", "e30=" * 100])
def test_a_forged_confirmation_is_refused(client, site, sent):
    where = reverse("questionnaires:import_file", args=[site.slug])
    told = {"sent": sent, "file_name": "x.yaml", "name": "X", "has_right": "on"}

    assert client.post(where, told).status_code == 422
    assert not Questionnaire.objects.exists()


def test_a_version_of_another_questionnaire_is_not_there(client, site, row, coordinator, now):
    other = writing.copy_questionnaire(questionnaire=row, actor=coordinator, now=now)
    publish(questionnaire=other, actor=coordinator, now=now)

    where = reverse("questionnaires:compare", args=[site.slug, row.pk])
    assert client.get(where, {"from": 1, "to": 0}).status_code == 404


QSF = {
    "SurveyEntry": {"SurveyName": "Mentoring 2026", "SurveyLanguage": "EN"},
    "SurveyElements": [
        {
            "Element": "BL",
            "Payload": {
                "0": {
                    "Type": "Default",
                    "ID": "BL_1",
                    "Description": "Skills",
                    "BlockElements": [{"Type": "Question", "QuestionID": "QID1"}],
                }
            },
        },
        {"Element": "FL", "Payload": {"Flow": [{"Type": "Standard", "ID": "BL_1"}]}},
        {
            "Element": "SQ",
            "PrimaryAttribute": "QID1",
            "Payload": {
                "QuestionText": "Who sent you here?",
                "DataExportTag": "sender",
                "QuestionType": "TE",
                "Selector": "SL",
            },
        },
    ],
}


def redcap() -> bytes:
    """A data dictionary of one question."""
    cells = ["sender", "after", "", "text", "Who sent you here?"]
    rows = [HEADERS, ["record_id", "after", "", "text", "Record"], cells]
    width = len(HEADERS)
    return "\n".join(
        ",".join(f'"{cell}"' for cell in (*row, *[""] * (width - len(row)))) for row in rows
    ).encode()


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("ours.qsf", json.dumps(QSF).encode(), "Qualtrics"),
        ("ours.csv", redcap(), "REDCap"),
    ],
)
def test_surveys_of_other_tools_are_brought_in(client, site, name, content, source):
    where = reverse("questionnaires:import_file", args=[site.slug])

    shown = client.post(where, {"file": SimpleUploadedFile(name, content)})
    client.post(where, shown.context["form"].initial | {"has_right": "on"})

    assert source in page_text(shown)
    made = queries.form_of(Questionnaire.objects.get())
    assert [element.text for element in made.elements] == [{"en": "Who sent you here?"}]
