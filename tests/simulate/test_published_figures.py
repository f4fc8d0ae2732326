"""Each published figure, recomputed from the files with plain Python."""

import statistics
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

SCALES = {
    "communication": [f"mca#{{}}_{n}" for n in range(1, 7)],
    "expectations": [f"mca#{{}}_{n}" for n in range(7, 12)],
    "understanding": [f"mca#{{}}_{n}" for n in range(12, 15)],
    "independence": [f"mca#{{}}_{n}" for n in range(15, 20)],
    "diversity": [f"mca#{{}}_{n}" for n in range(20, 22)],
    "professional-development": [f"mca#{{}}_{n}" for n in range(22, 27)],
    "overall": [f"mca#{{}}_{n}" for n in range(1, 27)],
    "research-self-efficacy": [f"rse#{{}}_{n}" for n in range(1, 6)],
}

Row = dict[str, str]


def gains(rows: list[Row], scale: str) -> list[tuple[str, Fraction]]:
    """Implementation and gain of everybody who rated two thirds of a scale's items twice."""
    found = []
    for row in rows:
        pairs = [
            (int(row[item.format(1)]), int(row[item.format(2)]))
            for item in SCALES[scale]
            if row[item.format(1)] and row[item.format(2)]
        ]
        if 3 * len(pairs) >= 2 * len(SCALES[scale]):
            change = sum(now - before for before, now in pairs)
            found.append((row["implementation_id"], Fraction(change, len(pairs))))
    return found


def doubled_signed_ranks(values: list[Fraction]) -> list[int]:
    """Twice the midrank of each non-zero value, with the value's sign."""
    sizes = sorted(abs(value) for value in values if value)
    first = {size: place for place, size in reversed(list(enumerate(sizes, start=1)))}
    last = {size: place for place, size in enumerate(sizes, start=1)}
    return [
        (first[abs(value)] + last[abs(value)]) * (1 if value > 0 else -1) if value else 0
        for value in values
    ]


def sign_flip_p(parts: list[int]) -> Fraction:
    """Exact two-sided p of a sum when every part's sign is a fair coin.

    The distribution is a product of (1 + x^part), held in one long integer.
    """
    sizes = [abs(part) for part in parts if part]
    width = len(sizes) + 1
    product = 1
    for size in sizes:
        product += product << (size * width)
    total, observed = sum(sizes), abs(sum(parts))
    least = (total + observed) // 2  # the sum of the positive parts that is as extreme
    # Modulo 2^width - 1, a number is the sum of its digits to the base 2^width.
    tail = (product >> (least * width)) % ((1 << width) - 1)
    return min(Fraction(1), 2 * Fraction(tail, 2 ** len(sizes)))


def percent(n: int, of: int) -> float:
    return round(100 * n / of, 1)


def test_sixty_two_implementations_lose_34_by_length_and_2_by_audience(files: Any) -> None:
    short = [one for one in files.implementations if float(one["hours"]) < 4]
    combined = [
        one
        for one in files.implementations
        if float(one["hours"]) >= 4 and one["audience"] == "mentees and mentors"
    ]
    found = (len(files.implementations), len(short), len(combined), len(files.included))
    assert found == (62, 34, 2, 26)


def test_nineteen_met_in_person_and_seven_online(files: Any) -> None:
    modes = Counter(one["mode"] for one in files.included)
    assert modes == {"in person": 19, "online": 7}


def test_they_took_place_at_fourteen_institutions_and_a_consortium(files: Any) -> None:
    sites = {one["site"] for one in files.included}
    assert (len(sites), sum("Consortium" in site for site in sites)) == (15, 1)


def test_most_groups_had_six_to_ten_people_and_the_largest_25(files: Any) -> None:
    trained = [int(one["trained"]) for one in files.included]
    usual = sum(6 <= people <= 10 for people in trained)
    assert (usual > 26 / 2, max(trained), min(trained) >= 6) == (True, 25, True)


def test_most_lasted_four_or_eight_hours(files: Any) -> None:
    hours = Counter(float(one["hours"]) for one in files.included)
    assert hours[4.0] + hours[8.0] > 26 / 2
    assert max(hours) <= 10


def test_they_ran_from_september_2015_to_august_2021_online_ones_from_2020(files: Any) -> None:
    months = sorted(one["date"][:7] for one in files.implementations)
    online = [one["date"][:4] for one in files.implementations if one["mode"] == "online"]
    assert (months[0], months[-1]) == ("2015-09", "2021-08")
    assert set(online) <= {"2020", "2021"}


def test_five_have_unknown_modules_and_six_taught_work_life(files: Any) -> None:
    taught = [one["modules"] for one in files.included]
    found = (sum(not one for one in taught), sum("work-life" in one for one in taught))
    assert found == (5, 6)


def test_354_were_trained_226_answered_and_183_consented(files: Any) -> None:
    trained = sum(int(one["trained"]) for one in files.included)
    assert (trained, len(files.answered), len(files.consented)) == (354, 226, 183)


def test_response_rates_have_the_published_mean_and_deviation(files: Any) -> None:
    answered = Counter(row["implementation_id"] for row in files.answered)
    rates = [100 * answered[one["id"]] / int(one["trained"]) for one in files.included]
    found = (round(statistics.mean(rates), 1), round(statistics.stdev(rates), 1))
    assert found == (67.6, 23.6)
    assert max(rates) <= 100


def test_the_pooled_response_rate_is_63_8(files: Any) -> None:
    trained = sum(int(one["trained"]) for one in files.included)
    assert percent(len(files.answered), trained) == 63.8


def test_every_included_implementation_has_consented_answers(files: Any) -> None:
    assert len({row["implementation_id"] for row in files.consented}) == 26


def test_career_stages_are_those_of_table_1(files: Any) -> None:
    chosen = Counter(
        code for row in files.consented for code in row["career_stage"].split(",") if code
    )
    # By code of the instrument: assistant professor, graduate student, postdoc, scientist,
    # medical student, clinical fellow, lecturer, clinical instructor, assistant dean, other.
    counts = [45, 43, 35, 14, 9, 7, 4, 3, 2, 9]
    assert chosen == {str(code): n for code, n in enumerate(counts, start=1)}
    assert chosen.total() == 171


def test_races_and_ethnicities_are_those_of_table_1(files: Any) -> None:
    chosen = Counter(
        code for row in files.consented for code in row["race_ethnicity"].split(",") if code
    )
    # White, Asian, Hispanic, Black, American Indian, (Native Hawaiian, 6: nobody), other.
    assert chosen == {"1": 86, "2": 39, "3": 18, "4": 11, "5": 1, "7": 8}
    assert chosen.total() == 163


def test_genders_are_those_of_table_1(files: Any) -> None:
    columns = ("gender_1", "gender_2", "gender_3", "gender_99")
    counts = [sum(row[column] == "1" for row in files.consented) for column in columns]
    assert (counts, sum(counts)) == ([82, 67, 1, 1], 151)


def test_some_people_choose_two_options_and_some_none(files: Any) -> None:
    sizes = Counter(len(row["career_stage"].split(",")) for row in files.consented)
    blank = sum(not row["career_stage"] for row in files.consented)
    assert (sizes[2], blank) == (7, 19)


@pytest.mark.parametrize(
    ("question", "favorable", "share"),
    [
        ("facilitator_effectiveness", {"4", "5"}, 89.6),
        ("valuable_use_of_time", {"1"}, 87.9),
        ("would_recommend", {"1"}, 80.9),
        ("made_or_plans_changes", {"1"}, 77.0),
    ],
)
def test_shares_are_those_of_table_2(
    files: Any, question: str, favorable: set[str], share: float
) -> None:
    answers = [row[question] for row in files.consented if row[question]]
    assert percent(sum(answer in favorable for answer in answers), len(answers)) == share


def test_codes_are_those_of_table_3(files: Any) -> None:
    coded = files.coded("planned_changes")
    times = Counter(code for codes in coded.values() for code in codes)
    named = {code: n for code, n in times.items() if n > 1}
    assert named == {
        "effective-communication": 29,
        "mentoring-up": 26,
        "aligning-expectations": 25,
        "meeting-management": 21,
        "resources-and-tools": 15,
        "career-development": 10,
        "mentor-network": 7,
        "self-efficacy": 5,
        "soliciting-feedback": 2,
        "work-life": 2,
        "delegating": 2,
        "cultural-awareness": 2,
        "vague": 6,
        "no-change": 5,
    }
    assert (len(times) - len(named), times.total(), len(coded)) == (10, 167, 124)


def test_ten_answers_have_a_code_of_their_own(files: Any) -> None:
    coded = files.coded("planned_changes")
    times = Counter(code for codes in coded.values() for code in codes)
    single = [sum(times[code] == 1 for code in codes) for codes in coded.values()]
    assert Counter(single) == {0: 114, 1: 10}


def test_coded_answers_are_exactly_the_consented_ones(files: Any) -> None:
    for question in ("planned_changes", "most_useful", "to_improve"):
        written = {row["ResponseId"]: row[question] for row in files.consented if row[question]}
        coded = {
            one["answer_id"]: one["text"] for one in files.codes if one["question"] == question
        }
        assert coded == written


def test_what_was_most_useful_is_as_published(files: Any) -> None:
    coded = files.coded("most_useful")
    times = Counter(code for codes in coded.values() for code in codes)
    names = ("near-peer-discussion", "competencies", "cases-and-activities", "tools-and-resources")
    assert ([times[name] for name in names], len(coded)) == ([44, 27, 25, 19], 127)


def test_what_to_improve_is_first_of_all_the_length(files: Any) -> None:
    coded = files.coded("to_improve")
    times = Counter(code for codes in coded.values() for code in codes)
    assert (times.most_common(1), len(coded)) == ([("length", 23)], 119)


@pytest.mark.parametrize(
    ("scale", "published"),
    [("communication", 0.75), ("expectations", 1.06), ("professional-development", 0.61)],
)
def test_mean_gains_are_the_published_ones(files: Any, scale: str, published: float) -> None:
    found = [gain for _, gain in gains(files.consented, scale)]
    assert abs(float(sum(found) / len(found)) - published) < 0.002


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_gains_between_a_half_and_one_and_a_tenth(files: Any, scale: str) -> None:
    found = [gain for _, gain in gains(files.consented, scale)]
    assert 0.5 < sum(found) / len(found) < 1.1


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_is_below_001_in_the_exact_signed_rank_test(files: Any, scale: str) -> None:
    ranks = doubled_signed_ranks([gain for _, gain in gains(files.consented, scale)])
    assert sign_flip_p(ranks) < Fraction(1, 1000)


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_is_below_001_when_implementations_are_flipped(files: Any, scale: str) -> None:
    people = gains(files.consented, scale)
    sums: Counter[str] = Counter()
    ranks = doubled_signed_ranks([gain for _, gain in people])
    for (implementation, _), rank in zip(people, ranks, strict=True):
        sums[implementation] += rank
    assert sign_flip_p(list(sums.values())) < Fraction(1, 1000)


def test_the_exact_p_of_three_gains_is_a_quarter() -> None:
    assert sign_flip_p([2, 4, 6]) == Fraction(1, 4)
