"""The shipped instruments against the facts of the field."""

from collections.abc import Iterable, Mapping

import pytest

from mentoreval.competencies import COMPETENCIES
from mentoreval.instruments.catalog import listing, shipped
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import OVERALL, Instrument, QuestionKind, Role, Wording

PINNED = {
    "mca-21-mentee": (
        "1.0.0",
        "bf332bc0559f85e83a292522bc883cf4118dbde129353d4cad6cd698aa813fff",
    ),
    "mca-26-mentee": (
        "1.0.0",
        "0d259e7550a800dc77d4867cce589bfde9e0246a4e77bf3d25a3a03e19dde8ca",
    ),
    "mentoring-up-post-survey": (
        "1.0.0",
        "f5306057c9912d69783ced3a19157a1b3bd0827c5f84b2b7ac17aac341c23da4",
    ),
    "participant-demographics": (
        "1.0.0",
        "c96b6a782e452649f2caca482195430252413398fc4a9a6e8b4e6561cab2c9d5",
    ),
    "research-self-efficacy-draft": (
        "1.0.0",
        "a16e08a0e912985c2d99357d0986ac6a331bebd8f05c266b2a236a301fe371ca",
    ),
    "workshop-evaluation": (
        "1.0.0",
        "e39af6b17a23e5d9e93f4db29e4e1fe7035fbabddcef26524dedb36e3e0f7448",
    ),
}
"""Version and hash of each. A changed hash needs a new version, and a line in the changelog."""


def numbers(items: Iterable[str]) -> list[int]:
    return [int(item.removeprefix("mca")) for item in items]


def keys(instrument: Instrument) -> dict[str, list[int]]:
    return {s.id: numbers(s.items) for s in instrument.scales if s.id != OVERALL}


def test_no_shipped_instrument_changes_without_a_new_version() -> None:
    found = {i.id: (i.version, i.sha256) for i in map(load_instrument, shipped())}
    assert found == PINNED


def test_the_key_of_the_26_items_is_the_published_one() -> None:
    assert keys(load_instrument("mca-26-mentee")) == {
        "communication": [1, 2, 3, 4, 5, 6],
        "expectations": [7, 8, 9, 10, 11],
        "understanding": [12, 13, 14],
        "independence": [15, 16, 17, 18, 19],
        "diversity": [20, 21],
        "professional-development": [22, 23, 24, 25, 26],
    }


def test_the_key_of_the_21_items_is_the_published_one() -> None:
    assert keys(load_instrument("mca-21-mentee")) == {
        "communication": [1, 2, 3, 4],
        "expectations": [7, 8, 13, 14],
        "understanding": [10, 11, 12],
        "independence": [17, 18, 19],
        "diversity": [9, 20, 21],
        "professional-development": [22, 23, 24, 26],
    }


@pytest.mark.parametrize("instrument_id", ["mca-26-mentee", "mca-21-mentee"])
def test_overall_is_the_mean_of_all_items(instrument_id: str) -> None:
    instrument = load_instrument(instrument_id)
    assert instrument.scale_by_id[OVERALL].items == tuple(item.id for item in instrument.items)


def test_items_of_both_versions_have_one_number_and_one_wording() -> None:
    long, short = map(load_instrument, ("mca-26-mentee", "mca-21-mentee"))
    wording = {item.id: (item.topic, item.text, item.aliases) for item in long.items}
    assert {item.id: (item.topic, item.text, item.aliases) for item in short.items}.items() <= (
        wording.items()
    )


def test_skills_are_rated_from_1_to_7_with_three_named_points() -> None:
    rated = [load_instrument("mentoring-up-post-survey").items[n].options for n in (0, 26)]
    anchors = {1: "Not at all skilled", 4: "Moderately skilled", 7: "Extremely skilled"}
    expected = [(code, anchors.get(code, str(code))) for code in range(1, 8)]
    assert [[(o.code, o.label) for o in options] for options in rated] == [expected, expected]


def test_export_names_of_a_side_by_side_question_are_known() -> None:
    items = load_instrument("mentoring-up-post-survey").items
    mca, rse = [f"mca_{n}" for n in range(1, 27)], [f"rse_{n}" for n in range(1, 6)]
    assert [item.aliases[0] for item in items] == [*mca, *rse]


def test_our_words_are_never_passed_off_as_validated() -> None:
    found = [load_instrument(entry.id).provenance for entry in listing()]
    assert {(said.wording, said.validated) for said in found} == {(Wording.PROJECT, False)}


@pytest.mark.parametrize("instrument_id", ["mca-26-mentee", "mca-21-mentee"])
def test_the_notice_says_that_the_words_are_not_the_validated_text(instrument_id: str) -> None:
    notice = load_instrument(instrument_id).provenance.notice
    assert notice.startswith("Project wording, not the validated text.")


def test_the_draft_says_that_it_is_unvalidated() -> None:
    notice = load_instrument("research-self-efficacy-draft").provenance.notice
    assert notice.startswith("Project wording, unvalidated.")


def test_the_published_gains_of_two_trainings_stand_beside_ours() -> None:
    trainings: dict[str, Mapping[str, float]] = {}
    for each in load_instrument("mca-26-mentee").published:
        trainings[each.training] = {**trainings.get(each.training, {}), each.scale: each.gain}
    assert list(trainings.values()) == [
        {"communication": 0.53, "expectations": 0.45, "professional-development": 0.37},
        {"communication": 0.75, "expectations": 1.06, "professional-development": 0.61},
    ]


@pytest.mark.parametrize("instrument_id", shipped())
def test_scales_measure_competencies_that_are_taught(instrument_id: str) -> None:
    measured = {scale.competency for scale in load_instrument(instrument_id).scales}
    assert measured - {None} <= COMPETENCIES.keys()


def test_gains_of_one_version_do_not_stand_beside_another() -> None:
    assert load_instrument("mca-21-mentee").published == ()


def test_the_evaluation_asks_what_the_published_table_shows() -> None:
    questions = load_instrument("workshop-evaluation").question_by_id
    favorable = {
        name: [option.label for option in question.options if option.favorable]
        for name, question in questions.items()
        if question.kind is QuestionKind.SINGLE
    }
    assert favorable == {
        "facilitator_effectiveness": ["Effective", "Very effective"],
        "valuable_use_of_time": ["Yes"],
        "would_recommend": ["Yes"],
        "made_or_plans_changes": ["Yes"],
    }


def test_three_questions_are_answered_in_words() -> None:
    questions = load_instrument("workshop-evaluation").questions
    open_ended = [question.id for question in questions if question.kind is QuestionKind.TEXT]
    assert open_ended == ["planned_changes", "most_useful", "to_improve"]


def test_yes_is_1_and_no_is_2() -> None:
    options = load_instrument("workshop-evaluation").question_by_id["would_recommend"].options
    assert [(option.code, option.label) for option in options] == [(1, "Yes"), (2, "No")]


def test_demographics_are_multiple_choice_and_can_be_declined() -> None:
    questions = load_instrument("participant-demographics").questions
    assert [(q.id, q.kind, q.role, q.options[-1].label) for q in questions] == [
        (name, QuestionKind.MULTIPLE, Role.DEMOGRAPHIC, "Prefer not to report")
        for name in ("career_stage", "race_ethnicity", "gender")
    ]


def test_declining_to_tell_the_gender_is_an_answer_as_in_the_published_table() -> None:
    questions = load_instrument("participant-demographics").questions
    assert [question.options[-1].not_applicable for question in questions] == [True, True, False]


def test_groups_are_compared_by_career_stage() -> None:
    survey = load_instrument("mentoring-up-post-survey")
    assert [question.id for question in survey.group_variables] == ["career_stage"]


def test_the_post_survey_holds_all_of_the_others() -> None:
    survey = load_instrument("mentoring-up-post-survey")
    parts = [load_instrument(core.id) for core in survey.cores]
    assert survey.items == tuple(item for part in parts for item in part.items)
    assert survey.questions == tuple(question for part in parts for question in part.questions)


def test_the_overall_scale_of_the_post_survey_is_the_competency_assessment() -> None:
    survey, core = map(load_instrument, ("mentoring-up-post-survey", "mca-26-mentee"))
    assert survey.scale_by_id[OVERALL] == core.scale_by_id[OVERALL]
