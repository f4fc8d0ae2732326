"""Exports of other programs become data sets, or are refused with every reason."""

from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.implementations import Audience
from mentoreval.implementations import Implementation as LibraryImplementation
from mentoreval.instruments.model import Occasion
from mentoreval.instruments.shelf import pack_content
from mentoreval.readers import read_responses
from mentoreval.readers.implementations_file import read_implementations
from mentoreval.responses import Consent, Missing
from mentoreval.simulate import simulate_cohort, write_cohort
from mentoringup.evaluation.domain.exporting import ExportKind, export_answers
from mentoringup.evaluation.domain.upload_sources import (
    questionnaire_yaml,
    questionnaires_to_choose,
)
from mentoringup.evaluation.domain.uploads import (
    UploadChangedError,
    begin_upload,
    discard,
    for_people,
    place,
    placed,
    take,
)
from mentoringup.evaluation.enums import UploadState
from mentoringup.evaluation.errors import EvaluationRefusedError, UploadIsOverError
from mentoringup.evaluation.models import DataSet, Upload
from mentoringup.evaluation.reading import instrument_of, responses_of
from mentoringup.evaluation.uploads.looking import MOST_COLUMNS, UploadedFile, table_of

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data"
EXAMPLE = ROOT / "examples" / "pre-post-workshops"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared/data is not here; it holds files that others published"
)

TWO_ITEMS = """
schema: mentoreval.instrument/1
id: two-items
version: 1.0.0
title: Two items
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  skill: [{code: 1, label: Low}, {code: 2, label: Middle}, {code: 3, label: High}]
items:
  - {id: a1, text: Listening, topic: listening, options: skill}
  - {id: a2, text: Asking, topic: asking, options: skill}
scales:
  - {id: talk, name: Talking, items: [a1, a2]}
questions:
  - {id: stage, text: Stage?, topic: stage, kind: single, options: skill}
  - {id: plan, text: Plan?, topic: plan, kind: text}
"""
TRAINING = LibraryImplementation(
    id="hill", site="Hill", audience=Audience.MENTEES, hours=4, trained=9, modules=("equity",)
)
SITE_VISIT = """
schema: mentoreval.instrument/1
id: site-visit
version: 1.0.0
title: Site visit
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  yes_no: [{code: 1, label: "Yes"}, {code: 0, label: "No"}]
  sexes: [{code: 0, label: Female}, {code: 1, label: Male}]
questions:
  - {id: has_diabetes, kind: single, role: demographic, topic: Condition, text: Is it so?,
     options: yes_no}
  - {id: sex, kind: single, role: demographic, topic: Gender, text: Gender, options: sexes}
"""


@pytest.fixture
def upload(site, coordinator, now):
    """Upload a CSV text or a file."""

    def _upload(content, *, name="answers.csv", instrument=TWO_ITEMS, dictionary=None) -> Upload:
        file = UploadedFile(
            name=name,
            content=content if isinstance(content, bytes) else content.encode(),
            dictionary_name="dictionary.csv" if dictionary else "",
            dictionary=dictionary or b"",
        )
        return begin_upload(site=site, file=file, instrument=instrument, actor=coordinator, now=now)

    return _upload


def fields_of(found) -> dict[str, str]:
    """What the page would send if nobody changed anything."""
    return {
        **found.keys,
        **{one.field: one.column for one in found.lines},
        **{f"w.{one.key}": one.value for one in found.values},
        **{one.field: one.meaning for one in found.values},
    }


PLAIN = (
    "respondent_id,consent,email,a1_before,a1_now,a2_before,a2_now,stage,plan\n"
    + "".join(f"p{n},yes,p{n}@x.org,1,3,Low,High,2,plan {n}\n" for n in range(6))
    + "p9,no,p9@x.org,,2,.n,3,,\n"
)


def test_a_plain_table_becomes_a_data_set_with_the_same_answers(upload, coordinator, now):
    found = take(upload=upload(PLAIN), implementations=[TRAINING], actor=coordinator, now=now)

    responses, (implementation,) = responses_of([DataSet.objects.get(pk=found.pk)])
    order = [responses.respondent.to_list().index(key) for key in ("p0", "p9")]
    assert (found.rows, found.consented) == (7, 6)
    assert implementation == TRAINING
    assert responses.ratings["a1", Occasion.BEFORE][order].tolist() == [1, Missing.UNANSWERED]
    assert responses.ratings["a2", Occasion.BEFORE][order].tolist() == [1, Missing.NOT_SHOWN]
    assert responses.ratings["a2", Occasion.NOW][order].tolist() == [3, 3]
    assert responses.consent[order].tolist() == [Consent.YES, Consent.NO]
    assert [responses.texts["plan"][one] for one in order] == ["plan 0", None]
    assert found.origin["dropped_columns"] == ["email"]
    assert b"@x.org" not in bytes(found.content)


def test_the_file_itself_is_forgotten_once_it_is_a_data_set(upload, coordinator, now):
    begun = upload(PLAIN)

    found = take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)

    begun.refresh_from_db()
    assert (begun.state, bytes(begun.content), begun.data_set) == (UploadState.TAKEN, b"", found)
    with pytest.raises(UploadIsOverError):
        take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)


def test_a_discarded_upload_is_forgotten(upload, coordinator, now):
    begun = upload(PLAIN)

    discard(upload=begun, actor=coordinator, now=now)

    begun.refresh_from_db()
    assert (begun.state, bytes(begun.content)) == (UploadState.DISCARDED, b"")
    with pytest.raises(UploadIsOverError):
        discard(upload=begun, actor=coordinator, now=now)


def test_columns_are_placed_by_hand_and_their_values_given_a_meaning(upload, coordinator, now):
    begun = upload(
        "who,one,two,three,four\n" + "p1,tief,hoch,tief,hoch\n" * 5 + "p2,NA,tief,hoch,hoch\n",
        instrument=TWO_ITEMS,
    )
    before = placed(begun)
    assert before.unplaced[:2] == ("a1 BEFORE", "a1 NOW")
    sent = fields_of(before) | {
        "k.respondent": "who",
        "r.a1.before": "one",
        "r.a1.now": "two",
        "r.a2.before": "three",
        "r.a2.now": "four",
    }

    assert place(upload=begun, sent=sent, version=1) == []
    begun.refresh_from_db()
    halfway = placed(begun)
    meaning = {"tief": "1", "hoch": "3", "NA": "unanswered"}
    assert {one.value for one in halfway.values} == set(meaning)
    assert halfway.preview is None
    told = fields_of(halfway) | {one.field: meaning[one.value] for one in halfway.values}
    assert place(upload=begun, sent=told, version=2) == []

    begun.refresh_from_db()
    assert placed(begun).reasons == ()
    found = take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)
    responses, _ = responses_of([found])
    at = responses.respondent.to_list().index("p2")
    assert responses.ratings["a1", Occasion.BEFORE][at] == Missing.UNANSWERED
    assert responses.ratings["a1", Occasion.NOW][at] == 1
    assert responses.choices["stage"][at] == Missing.NOT_SHOWN


def test_what_is_wrong_with_the_columns_is_said_and_nothing_is_stored(upload):
    begun = upload(PLAIN)
    sent = fields_of(placed(begun)) | {
        "r.a1.before": "nowhere",
        "r.a1.now": "a2_now",
        "q.plan": "email",
        "k.consent_no": "",
    }

    faults = place(upload=begun, sent=sent, version=1)

    assert faults == [
        "a1 BEFORE: the file has no column “nowhere”.",
        "plan: the column “email” tells who a person is; it was not read.",
        "The column “a2_now” stands for several parts: a1 NOW, a2 NOW.",
        "Say which values of the column of consent mean yes, and which mean no.",
    ]
    begun.refresh_from_db()
    assert begun.version == 1


def test_two_who_place_columns_at_once_are_told(upload):
    begun = upload(PLAIN)
    sent = fields_of(placed(begun))
    place(upload=begun, sent=sent, version=1)

    with pytest.raises(UploadChangedError):
        place(upload=begun, sent=sent, version=1)


def test_small_counts_are_hidden_also_against_subtraction(upload):
    preview = placed(upload(PLAIN)).preview

    assert dict(preview.parts) == {
        "a1 BEFORE": "all but fewer than 5",
        "a1 NOW": "7",
        "a2 BEFORE": "all but fewer than 5",
        "a2 NOW": "7",
        "stage": "all but fewer than 5",
        "plan": "all but fewer than 5",
    }
    assert preview.consented == "all but fewer than 5"


def test_what_somebody_typed_is_never_listed_as_a_value(upload):
    table = "a1_before,a1_now,a2_before,a2_now,stage\n" + "".join(
        f"1,2,3,1,I am person {n}\n" for n in range(40)
    )

    found = placed(upload(table))

    assert found.values == []
    assert len(found.reasons) > 1


def test_answers_of_several_trainings_need_the_list_to_fit(upload, coordinator, now):
    other = LibraryImplementation(id="dale", site="Dale", audience=Audience.MENTORS, hours=2)
    table = PLAIN.replace("consent,", "implementation_id,consent,", 1).replace(",yes,", ",b1,yes,")
    table = table.replace("p9,no", "p9,b2,no")

    with pytest.raises(EvaluationRefusedError, match=r"b1, b2"):
        take(upload=upload(table), implementations=[TRAINING, other], actor=coordinator, now=now)
    with pytest.raises(EvaluationRefusedError, match="No column tells"):
        take(upload=upload(PLAIN), implementations=[TRAINING, other], actor=coordinator, now=now)

    assert DataSet.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\x00\x01\x02", "zero"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 40, "expected a survey export"),
        ("a.csv", b"a,b\n1\n1,2,3\n", "cell"),
        ("a.parquet", b"PAR1xxxx", "Parquet"),
        ("../../etc/passwd", b"a,a\n1,2\n", "stands 2 times"),
        ("a.sav", b"$FL2xxxx", ""),
    ],
)
def test_a_file_that_is_none_is_refused_with_reasons_and_not_kept(upload, name, content, told):
    with pytest.raises(InputRefusedError) as refused:
        upload(content, name=name)

    assert told in " ".join(for_people(refused.value))
    assert "--" not in " ".join(for_people(refused.value))
    assert Upload.objects.count() == 0


@needs_shared
def test_a_real_redcap_export_needs_its_dictionary_and_is_then_read(upload, coordinator, now):
    records = (SHARED / "redcap-survey-export.csv").read_bytes()
    dictionary = (SHARED / "redcap-survey-dictionary.csv").read_bytes()
    with pytest.raises(InputRefusedError) as refused:
        upload(records, instrument=SITE_VISIT)
    assert "data dictionary" in for_people(refused.value)[0]

    begun = upload(records, instrument=SITE_VISIT, dictionary=dictionary)
    found = placed(begun)

    assert found.format == "REDCap records"
    assert {"email", "first_name", "last_name", "address"} <= set(found.dropped)
    assert place(upload=begun, sent=fields_of(found), version=1) == []
    begun.refresh_from_db()
    made = take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)
    assert b"aaa@bbb.com" not in bytes(made.content)


@needs_shared
def test_a_real_qualtrics_export_is_read_and_its_personal_columns_named(upload):
    begun = upload((SHARED / "qualtrics-export-sample.csv").read_bytes())

    found = placed(begun)

    assert found.format == "Qualtrics CSV"
    assert {"RecipientEmail", "IPAddress", "LocationLatitude"} <= set(found.dropped)
    assert "a1 BEFORE" in found.unplaced


@needs_shared
def test_the_real_workshops_are_read_once_na_has_a_meaning(upload, coordinator, now):
    instrument = (EXAMPLE / "instrument.yaml").read_text(encoding="utf-8")
    path = SHARED / "library-workshops-pre-post.csv"
    begun = upload(path.read_bytes(), instrument=instrument)
    wanted = {
        "access": "accessdata",
        "coding": "coding",
        "answers": "answers",
        "learning": "learning",
        "work-data": "workdata",
        "analysis": "doanalysis",
        "efficiency": "efficientdata",
    }
    sent = fields_of(placed(begun)) | {
        f"r.{item}.{occasion}": f"agree_{column}.{when}"
        for item, column in wanted.items()
        for occasion, when in (("before", "pre"), ("now", "post"))
    }
    sent |= {"k.respondent": "join_key", "k.implementation": "", "q.occupation": "occupation.pre"}
    assert place(upload=begun, sent=sent, version=1) == []
    begun.refresh_from_db()
    told = fields_of(placed(begun))
    told |= {one.field: "unanswered" for one in placed(begun).values if one.value == "NA"}
    assert place(upload=begun, sent=told, version=2) == []
    begun.refresh_from_db()

    made = take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)

    expected = read_responses(
        path, instrument=instrument_of(made), crosswalk=EXAMPLE / "crosswalk.yaml"
    )
    responses, _ = responses_of([made])
    for key, codes in expected.ratings.items():
        assert sorted(responses.ratings[key].tolist()) == sorted(codes.tolist())


def test_the_calibrated_cohort_is_uploaded_with_its_list_of_trainings(
    upload, coordinator, now, tmp_path
):
    write_cohort(simulate_cohort(seed=6), tmp_path)
    trainings = read_implementations(tmp_path / "implementations.csv").implementations
    begun = upload(
        (tmp_path / "responses.csv").read_bytes(),
        name="responses.csv",
        instrument=pack_content("mentoring-up-post-survey").decode(),
    )

    made = take(upload=begun, implementations=trainings, actor=coordinator, now=now)

    expected = read_responses(tmp_path / "responses.csv", instrument=instrument_of(made))
    responses, implementations = responses_of([made])
    assert len(implementations) == len(trainings)
    assert responses.source.synthetic
    for key, codes in expected.where(expected.kind == 0).ratings.items():
        assert sorted(responses.ratings[key].tolist()) == sorted(codes.tolist())


def test_shipped_questionnaires_and_the_sites_own_can_be_chosen(site, make_wave):
    wave = make_wave()

    choices = dict(questionnaires_to_choose(site=site))

    assert choices[f"version-{wave.asked_id}"] == "Small 1"
    assert "id: small-form" in questionnaire_yaml(site=site, key=f"version-{wave.asked_id}")
    assert "id: mca-21-mentee" in questionnaire_yaml(site=site, key="shipped-mca-21-mentee")
    assert questionnaire_yaml(site=site, key="shipped-../x") == ""


def test_an_spss_file_of_too_many_cells_is_refused_before_it_is_read(
    upload, coordinator, now, monkeypatch
):
    from mentoringup.evaluation.uploads import looking  # noqa: PLC0415  its limit is lowered here

    begun = upload(PLAIN)
    made = take(upload=begun, implementations=[TRAINING], actor=coordinator, now=now)
    file = export_answers(
        data_set=made, kind=ExportKind.ANSWERS_SAV, actor=coordinator, now=now
    ).content
    assert placed(upload(file, name="answers.sav")).rows == 6
    monkeypatch.setattr(looking, "MOST_CELLS", 10)

    with pytest.raises(InputRefusedError, match="more than 10 cells"):
        upload(file, name="answers.sav")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_with_thousands_of_columns_is_refused_before_it_is_read(sign):
    names = sign.join(f"q{number}" for number in range(MOST_COLUMNS + 1))
    file = UploadedFile(name="wide.csv", content=f"{names}\n".encode())

    with pytest.raises(InputRefusedError, match="3,000 columns"):
        table_of(file)
