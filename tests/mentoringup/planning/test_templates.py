"""The templates that ship, on the pack that ships."""

from itertools import count

import pytest

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.planning.enums import ItemKind
from mentoringup.planning.judging import judge
from mentoringup.planning.plan import Plan, Settings
from mentoringup.planning.planner.problem import breaks_in
from mentoringup.planning.templates import Template, plan_of, shipped_templates

PACK = shipped_pack()
TEMPLATES = {one.id: one for one in shipped_templates()}


def begun(template: Template, edition: str, mode: Mode, language: str = "en") -> Plan:
    return plan_of(
        template,
        settings=Settings(pack="open", edition=edition, mode=mode, group_size=12),
        pack=PACK,
        language=language,
        ids=(f"{number:08d}" for number in count()),
    )


def test_there_are_a_taste_four_hours_eight_hours_and_six_sessions():
    assert [(one.id, one.minutes, len(one.sessions)) for one in shipped_templates()] == [
        ("taste", 60, 1),
        ("four-hours", 240, 1),
        ("eight-hours", 480, 2),
        ("six-sessions", 540, 6),
    ]


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.id)
@pytest.mark.parametrize("edition", sorted(PACK.edition_by_id))
@pytest.mark.parametrize("mode", list(Mode))
def test_every_edition_and_mode_gets_all_modules_within_the_minutes_with_breaks(
    template, edition, mode
):
    plan = begun(template, edition, mode)

    for session, given in zip(plan.sessions, template.sessions, strict=True):
        asked = [one.module for one in given.items if one.module]
        training = [one for one in session.items if one.kind is not ItemKind.BREAK]
        minutes = sum(one.minutes for one in training)
        assert [*dict.fromkeys(one.module for one in training if one.module)] == asked
        assert session.planned_minutes <= session.minutes
        assert len(session.items) - len(training) == breaks_in(minutes)


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.id)
def test_modules_are_in_the_length_that_is_meant_and_in_the_right_order(template):
    taught = [one for session in template.sessions for one in session.items if one.module]

    plan = begun(template, "postdocs-and-graduate-students", Mode.IN_PERSON)

    minutes = {
        one.module: sum(item.minutes for _, item in plan.items() if item.module == one.module)
        for one in taught
    }
    assert minutes == {
        one.module: PACK.module_by_id[one.module].minutes_in(one.length) for one in taught
    }
    for nth, one in enumerate(taught):
        later = {other.module for other in taught[nth:]}
        assert not later & {*PACK.module_by_id[one.module].builds_on}


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.id)
def test_names_and_summaries_are_in_both_languages_and_fall_back_to_english(template):
    texts = [template.names, template.summaries]
    texts += [one.titles for one in template.sessions if one.titles]
    texts += [one.titles for session in template.sessions for one in session.items if one.titles]

    assert [sorted(one) for one in texts] == [["en", "es"]] * len(texts)
    assert template.name("fr") == template.name("en") != template.name("es")
    assert template.summary("fr") == template.summary("en") != template.summary("es")


def test_sessions_of_one_module_are_called_by_it():
    plan = begun(TEMPLATES["six-sessions"], "early-career-investigators", Mode.ONLINE, "es")

    assert plan.sessions[1].title == "Alinear las expectativas"
    assert plan.sessions[0].title == PACK.translations["es"].modules["communication"].name


@pytest.mark.parametrize("edition", sorted(PACK.edition_by_id))
@pytest.mark.parametrize("template", ["four-hours", "eight-hours", "six-sessions"])
def test_whoever_comes_is_welcomed_first_and_the_training_is_closed_at_its_end(template, edition):
    plan = begun(TEMPLATES[template], edition, Mode.IN_PERSON)

    taught = [one.module for one in plan.each_item() if one.module]
    assert (taught[0], taught[-1]) == ("welcome", "closing")
    assert [one.text for one in judge(plan, pack=PACK).warnings] == []


def test_what_an_edition_does_not_have_is_passed_over():
    plan = begun(TEMPLATES["taste"], "gone", Mode.ONLINE)

    assert [one.kind for _, one in plan.items()] == [ItemKind.OWN, ItemKind.OWN]
