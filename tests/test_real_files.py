"""Files that others published, through the whole command; numbers worked out apart from it.

The files stay where they are; without them these tests are skipped.
"""

import csv
import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from scipy import stats

from mentoreval.cli import main

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared" / "data"
EXAMPLE = ROOT / "examples" / "pre-post-workshops"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared/data is not here; it holds files that others published"
)

CONFIDENCE = ("agree_coding", "agree_answers", "agree_learning", "agree_workdata")
ATTITUDE = ("agree_accessdata", "agree_doanalysis", "agree_efficientdata")
SCALES = {
    "confidence": (CONFIDENCE, 3),
    "attitude": (ATTITUDE, 2),
    "overall": ((*CONFIDENCE, *ATTITUDE), 5),
}
SITE_VISIT = """\
schema: mentoreval.instrument/1
id: site-visit
version: 1.0.0
title: Site visit
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  yes_no: [{code: 1, label: "Yes"}, {code: 0, label: "No"}]
  sexes: [{code: 0, label: Female}, {code: 1, label: Male}]
  open: [{code: 0, label: Not open}, {code: 1, label: Undecided}, {code: 2, label: Very open}]
questions:
  - {id: has_diabetes, kind: single, role: demographic, topic: Condition, text: Is it so?,
     options: yes_no}
  - {id: sex, kind: single, role: demographic, topic: Gender, text: Gender, options: sexes}
  - {id: pmq3, kind: single, role: evaluation, topic: Talking, text: Would you?, options: yes_no}
  - {id: pmq4, kind: single, role: evaluation, topic: Testing, text: How open?, options: open}
"""
TWO_QUESTIONS = """\
schema: mentoreval.instrument/1
id: two-questions
version: 1.0.0
title: Two questions
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  three: [{code: 1, label: One}, {code: 2, label: Two}, {code: 3, label: Three}]
questions:
  - {id: choice, kind: single, topic: Choice, text: This is a multiple choice question.,
     options: three}
  - {id: words, kind: text, topic: Words, text: This is a free text question.}
"""


def evaluated(folder, *arguments):
    assert main(["evaluate", *map(str, arguments), "--output", str(folder), "--results-only"]) == 0
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


# Pre and post surveys of a library's workshops: two waves, joined by a key.


@pytest.fixture(scope="module")
def workshops(tmp_path_factory):
    return evaluated(
        tmp_path_factory.mktemp("workshops"),
        SHARED / "library-workshops-pre-post.csv",
        *("--instrument", EXAMPLE / "instrument.yaml"),
        *("--crosswalk", EXAMPLE / "crosswalk.yaml"),
        *("--small-cells", 1),
    )


@pytest.fixture(scope="module")
def people():
    """One row a key, the fullest, of equally full ones the last; those without an answer left."""
    with (SHARED / "library-workshops-pre-post.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [f"{item}.{when}" for item in (*CONFIDENCE, *ATTITUDE) for when in ("pre", "post")]

    def answered(row):
        return sum(row[column] != "NA" for column in (*columns, "occupation.pre"))

    best = {}
    for row in rows:
        if answered(row) >= answered(best.get(row["join_key"], row)):
            best[row["join_key"]] = row
    return len(rows), len(best), [row for row in best.values() if answered(row)]


def gains(rows, items, needed):
    """Exact gains and the workshop of each, of those who answered enough items twice."""
    found = []
    for row in rows:
        pairs = [(row[f"{item}.pre"], row[f"{item}.post"]) for item in items]
        differences = [int(post) - int(pre) for pre, post in pairs if "NA" not in (pre, post)]
        if len(differences) >= needed:
            found.append((Fraction(sum(differences), len(differences)), row["workshop"]))
    return found


def signed_ranks(values):
    """Twice the signed midranks of integers in proportion to the gains, zeros left out."""
    unit = math.lcm(*(value.denominator for value in values))
    whole = [int(value * unit) for value in values if value]
    ranks = stats.rankdata([abs(number) for number in whole])
    return [
        int(2 * rank) * (1 if number > 0 else -1) for rank, number in zip(ranks, whole, strict=True)
    ]


def exact_p(amounts):
    """Share of all sign patterns that are as extreme, by adding one amount after the other."""
    totals = Counter({0: 1})
    for amount in map(abs, amounts):
        grown = Counter()
        for total, ways in totals.items():
            grown[total + amount] += ways
            grown[total - amount] += ways
        totals = grown
    extreme = sum(ways for total, ways in totals.items() if abs(total) >= abs(sum(amounts)))
    return float(Fraction(extreme, 2 ** len(amounts)))


@pytest.fixture(params=SCALES)
def both(request, workshops, people):
    """A scale as evaluated, and its gains by workshop as worked out here."""
    items, needed = SCALES[request.param]
    return workshops["scales"][request.param], gains(people[2], items, needed)


def test_the_flow_is_343_rows_283_people_and_279_with_an_answer(workshops, people):
    flow = [step["remaining"] for step in workshops["flow"]]
    assert flow == [343, 343, 283, 279]
    assert (people[0], people[1], len(people[2])) == (343, 283, 279)


def test_each_scale_has_the_people_who_answered_twice(both):
    scale, found = both
    assert (scale["n"], scale["clusters"]) == (len(found), len({place for _, place in found}))


def test_directions_and_the_mean_gain_are_exact(both):
    scale, found = both
    values = [value for value, _ in found]
    assert (scale["improved"], scale["unchanged"], scale["worsened"]) == (
        sum(value > 0 for value in values),
        sum(value == 0 for value in values),
        sum(value < 0 for value in values),
    )
    assert scale["gain"]["mean"] == float(sum(values) / len(values))


def test_rank_sums_and_the_exact_p(both):
    scale, found = both
    ranks = signed_ranks([value for value, _ in found])
    test = scale["signed_rank"]
    assert (test["n_nonzero"], test["w_plus"], test["w_minus"]) == (
        len(ranks),
        sum(rank for rank in ranks if rank > 0) / 2,
        -sum(rank for rank in ranks if rank < 0) / 2,
    )
    assert test["p_exact"] == pytest.approx(exact_p(ranks), rel=1e-12)


def test_the_normal_p_is_scipys_on_exact_integers(both):
    scale, found = both
    unit = math.lcm(*(value.denominator for value, _ in found))
    whole = [int(value * unit) for value, _ in found]
    theirs = stats.wilcoxon(whole, zero_method="wilcox", correction=False, method="asymptotic")
    assert scale["signed_rank"]["p_normal"] == pytest.approx(theirs.pvalue, rel=1e-12)


def test_the_clustered_p_flips_whole_workshops(both):
    scale, found = both
    changed = [(value, place) for value, place in found if value]
    sums = Counter()
    for rank, (_, place) in zip(signed_ranks([value for value, _ in found]), changed, strict=True):
        sums[place] += rank
    amounts = [total for total in sums.values() if total]
    assert scale["clustered"]["p"] == pytest.approx(exact_p(amounts), rel=1e-12)
    assert scale["clustered"]["method"].startswith(f"exact, all 2^{len(amounts)} ")


def test_it_is_told_that_many_answered_in_one_wave_only(workshops, people):
    counts = {one["check"]: one["count"] for one in workshops["data_quality"]}
    items = (*CONFIDENCE, *ATTITUDE)
    waves = [
        tuple(any(row[f"{item}.{when}"] != "NA" for item in items) for when in ("pre", "post"))
        for row in people[2]
    ]
    assert (counts["single_waves_before"], counts["single_waves_after"]) == (
        sum(pre and not post for pre, post in waves),
        sum(post and not pre for pre, post in waves),
    )


def test_occupations_joined_by_commas_are_told_apart(workshops, people):
    staff = workshops["proportions"]["occupation"]["Administrative staff"]
    cells = [row["occupation.pre"] for row in people[2]]
    assert staff["n"] == sum("Admin Staff" in cell.split(",") for cell in cells)
    assert staff["of"] == sum(cell != "NA" for cell in cells)


# A Qualtrics export with labels in German.


@pytest.fixture(scope="module")
def qualtrics(tmp_path_factory):
    folder = tmp_path_factory.mktemp("qualtrics")
    (folder / "survey.yaml").write_text(TWO_QUESTIONS, encoding="utf-8")
    return evaluated(
        folder / "output",
        SHARED / "qualtrics-export-sample.csv",
        *("--instrument", folder / "survey.yaml", "--small-cells", 1),
    )


def test_the_qualtrics_sample_is_recognized_and_read(qualtrics):
    chosen = {label: one["n"] for label, one in qualtrics["proportions"]["choice"].items()}
    assert (qualtrics["input"]["format"], qualtrics["input"]["rows"]) == ("Qualtrics CSV", 1)
    assert chosen == {"One": 0, "Two": 1, "Three": 0}


def test_places_and_addresses_of_the_qualtrics_sample_are_left_unread(qualtrics):
    (check,) = [one for one in qualtrics["data_quality"] if one["check"] == "personal_columns"]
    assert check["detail"] == (
        "IPAddress, RecipientLastName, RecipientFirstName, RecipientEmail, LocationLatitude, "
        "LocationLongitude"
    )
    assert not {"192.0.2.1", "47.115097045898"} & set(json.dumps(qualtrics).split('"'))


# A REDCap export with its dictionary.


@pytest.fixture(scope="module")
def redcap(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redcap")
    (folder / "survey.yaml").write_text(SITE_VISIT, encoding="utf-8")
    return evaluated(
        folder / "output",
        SHARED / "redcap-survey-export.csv",
        *("--dictionary", SHARED / "redcap-survey-dictionary.csv"),
        *("--instrument", folder / "survey.yaml", "--small-cells", 1),
    )


def test_the_redcap_sample_is_read_through_its_dictionary(redcap):
    assert (redcap["input"]["format"], redcap["input"]["rows"]) == ("REDCap records", 2)
    # Two people, of whom one consented: the one who said yes.
    assert {name: one["n"] for name, one in redcap["proportions"]["has_diabetes"].items()} == {
        "Yes": 1,
        "No": 0,
    }
    assert redcap["response"]["consent"]["estimate"] == 0.5


def test_questions_that_nobody_answered_have_a_reason(redcap):
    option = redcap["proportions"]["pmq4"]["Very open"]
    assert (option["n"], option["of"], option["reason"]) == (0, 0, "nobody to count")


def test_identifiers_of_the_redcap_sample_are_left_unread(redcap):
    (check,) = [one for one in redcap["data_quality"] if one["check"] == "personal_columns"]
    assert {"email", "first_name", "last_name", "address", "telephone_1"} <= set(
        check["detail"].split(", ")
    )
    assert "bbb.com" not in json.dumps(redcap)


def test_records_without_their_dictionary_are_refused(tmp_path, capsys):
    path = SHARED / "redcap-survey-export.csv"
    survey = tmp_path / "survey.yaml"
    survey.write_text(SITE_VISIT, encoding="utf-8")
    status = main(["evaluate", str(path), f"--instrument={survey}", f"--output={tmp_path / 'x'}"])
    assert status == 1
    assert capsys.readouterr().err == (
        "redcap-survey-export.csv, line 1: these are REDCap records; give their data dictionary "
        "too, with --dictionary\n"
    )


def test_a_dictionary_is_no_export(tmp_path, capsys):
    path = SHARED / "redcap-survey-dictionary.csv"
    status = main(
        ["evaluate", str(path), "--instrument=mca-26-mentee", f"--output={tmp_path / 'x'}"]
    )
    assert status == 1
    assert "this is a REDCap data dictionary" in capsys.readouterr().err
