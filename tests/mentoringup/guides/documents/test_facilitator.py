"""The facilitator guide says everything that leading an item takes."""

import pytest

from mentoringup.curriculum.enums import Form, Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.facilitator import facilitator_guide
from mentoringup.guides.documents.markdown import to_blocks
from mentoringup.guides.enums import FileFormat, GuideKind
from mentoringup.planning.enums import ItemKind
from printed_plans import (
    EDITION,
    TEMPLATES,
    an_activity,
    an_item,
    curly,
    module_plan,
    plan_with,
    request_of,
    template_plan,
)

COMMUNICATION = shipped_pack().module_by_id["communication"]


def guide(plan, **more):
    return facilitator_guide(request_of(plan, GuideKind.FACILITATOR, FileFormat.PDF, **more))


def words(document) -> str:
    return curly(tree.words_of(list(document.blocks)))


def headings(document) -> list[tuple[int, str]]:
    nodes = [node for node in tree.walk(list(document.blocks)) if node["t"] == "Header"]
    return [(node["c"][0], curly(tree.words_of(node["c"][2]))) for node in nodes]


def said(markdown: str) -> str:
    return curly(tree.words_of(to_blocks(markdown, first_level=3)))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_note_of_every_activity_is_there(template):
    plan = template_plan(template)
    told = words(guide(plan))
    pack = shipped_pack()
    activities = [
        pack.module_by_id[item.module].activity_by_id[item.activity]
        for _session, item in plan.items()
        if item.activity
    ]

    missing = [
        activity.id
        for activity in activities
        for note in (
            activity.notes.say,
            activity.notes.listen,
            activity.notes.wrong,
            activity.notes.close,
        )
        if said(note) not in told
    ]

    assert missing == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_level_of_headings_is_skipped(template):
    levels = [level for level, _title in headings(guide(template_plan(template)))]

    steps = [after - before for before, after in zip([0, *levels], levels, strict=False)]
    assert max(steps) == 1


def test_guidance_of_each_module_and_the_primer_stand_at_the_end():
    told = headings(guide(module_plan("communication")))

    chapters = [title for level, title in told if level == 1]
    assert chapters[-2:] == [COMMUNICATION.guidance.title, shipped_pack().primer.title]


@pytest.mark.parametrize(
    ("mode", "is_there"), [(Mode.IN_PERSON, False), (Mode.ONLINE, True), (Mode.HYBRID, True)]
)
def test_the_online_variant_is_printed_where_somebody_is_online(mode, is_there):
    told = headings(guide(module_plan("communication", mode=mode)))

    assert ((4, "Online") in told) is is_there


@pytest.mark.parametrize(("size", "is_there"), [(16, False), (17, True)])
def test_the_variant_for_large_groups_is_printed_for_more_than_sixteen(size, is_there):
    told = headings(guide(module_plan("communication", size=size)))

    assert ((4, "With a large group") in told) is is_there


def test_the_first_case_is_printed_with_commentary_and_the_others_are_named():
    activity = COMMUNICATION.activity_by_id["case-in-small-groups"]
    suiting = [
        COMMUNICATION.case_by_id[name]
        for name in activity.cases
        if COMMUNICATION.case_by_id[name].suits(edition=EDITION)
    ]

    told = words(guide(module_plan("communication")))

    assert said(suiting[0].commentary) in told
    assert [case.title in told for case in suiting] == [True] * len(suiting)
    assert [said(case.story) in told for case in suiting] == [
        True,
        *[False] * (len(suiting) - 1),
    ]


def test_the_facilitators_own_note_stands_at_its_item():
    noted = an_item(note="Ask Ana.\nShe knows the room.")

    assert "Your note Ask Ana. She knows the room." in words(guide(plan_with(noted)))


def test_steps_are_fitted_to_the_minutes_of_the_plan():
    activity = COMMUNICATION.activity_by_id["listening-in-threes"]
    stretched = an_activity("communication", "listening-in-threes", minutes=30)

    told = words(guide(plan_with(stretched)))

    assert f"It is written for {activity.minutes_in(Form.FULL)} minutes" in told
    assert "fitted to the 30 minutes of your plan" in told


def test_steps_say_when_they_begin_by_the_clock():
    told = words(guide(plan_with(an_activity("communication", "listening-in-threes"))))

    assert "1:00 pm 3 min Everybody together (you speak) Name the three moves" in told


def test_an_activity_that_the_pack_has_no_more_says_so():
    gone = an_item(ItemKind.ACTIVITY, module="communication", activity="gone", title="Old one")

    told = guide(plan_with(gone))

    assert (3, "Old one") in headings(told)
    assert "The curriculum has this activity no more" in words(told)


def test_in_another_language_it_says_that_its_texts_are_english():
    told = words(guide(module_plan("communication"), language="es"))

    assert "The facilitator's texts of this curriculum are in English." in told


def test_no_link_leads_nowhere():
    blocks = list(guide(template_plan("eight-hours")).blocks)
    nodes = list(tree.walk(blocks))
    targets = {f"#{node['c'][1][0]}" for node in nodes if node["t"] == "Header"}

    wanted = {node["c"][2][0] for node in nodes if node["t"] == "Link"}

    assert {link for link in wanted if link.startswith("#")} <= targets
