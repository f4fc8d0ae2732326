"""The participant packet has all that participants need, and nothing that is for facilitators."""

import re
from dataclasses import replace

import pytest

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.guides.documents import tree
from mentoringup.guides.documents.markdown import to_blocks
from mentoringup.guides.documents.packet import participant_packet
from mentoringup.guides.enums import FileFormat, GuideKind
from printed_plans import TEMPLATES, curly, module_plan, request_of, template_plan

MODULES = [module.id for module in shipped_pack().modules]
EVERYONES = "early-career-investigators"


def packet(plan, **more):
    return participant_packet(request_of(plan, GuideKind.PACKET, FileFormat.PDF, **more))


def words(document) -> str:
    return curly(tree.words_of(list(document.blocks)))


def said(markdown: str) -> str:
    return curly(tree.words_of(to_blocks(markdown, first_level=3)))


def sentences(markdown: str) -> list[str]:
    """Those that are long enough to be nobody else's."""
    found = re.split(r"(?<=[.?!]) ", said(markdown))
    return [sentence for sentence in found if len(sentence) > 40]


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_of_a_commentary_or_of_what_to_say_is_in_it(module):
    taught = shipped_pack().module_by_id[module]
    told = words(packet(module_plan(module, edition=EVERYONES)))
    secret = [
        sentence
        for text in (
            *(case.commentary for case in taught.cases),
            *(activity.notes.listen for activity in taught.activities),
            *(activity.notes.wrong for activity in taught.activities),
            taught.guidance.text,
        )
        for sentence in sentences(text)
    ]

    assert [sentence for sentence in secret if sentence in told] == []


@pytest.mark.parametrize("module", MODULES)
def test_objectives_prompts_pre_work_and_follow_up_are_in_it(module):
    taught = shipped_pack().module_by_id[module]
    plan = module_plan(module, edition=EVERYONES)
    told = words(packet(plan))
    used = [taught.activity_by_id[item.activity] for _session, item in plan.items()]

    texts = [
        *(one.text for one in taught.objectives),
        taught.pre_work,
        taught.follow_up,
        *(activity.notes.participants for activity in used),
    ]

    assert [text for text in texts if said(text) not in told] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_worksheets_that_activities_use_are_in_it_with_every_field(template):
    plan = template_plan(template)
    told = words(packet(plan))
    pack = shipped_pack()
    sheets = {
        name
        for _session, item in plan.items()
        if item.activity
        for name in pack.module_by_id[item.module].activity_by_id[item.activity].worksheets
    }

    missing = [
        (name, field.id)
        for name in sheets
        for section in pack.worksheet_by_id[name].sections
        for field in section.fields
        if curly(field.label) not in told
    ]

    assert missing == []


def test_a_case_that_two_activities_propose_is_printed_once():
    plan = module_plan("communication")
    twice = plan.sessions[0]
    doubled = type(plan)(settings=plan.settings, sessions=(twice, twice))

    told = words(packet(doubled))

    assert told.count("A case:") == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_strategies_and_reading_stand_once_and_reading_is_by_module(template):
    plan = template_plan(template)
    blocks = list(packet(plan).blocks)
    titles = [tree.words_of(one) for one in tree.walk(blocks) if one["t"] == "Header"]
    taught = {item.module for _session, item in plan.items() if item.module}
    names = {strategy for name in taught for strategy in of(name).strategies}
    told = words(packet(plan))

    assert titles.count("Ways of mentoring up") == bool(names)
    assert titles.count("Further reading") == any(of(name).reading for name in taught)
    dois = {one.doi for name in taught for one in of(name).reading if one.doi}
    assert [doi for doi in dois if told.count(f"doi:{doi}") != 1] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_room_for_notes_is_where_no_worksheet_is(template):
    plan = template_plan(template)
    pack = shipped_pack()
    used = {
        (item.module, item.activity): of(item.module).activity_by_id[item.activity]
        for _session, item in plan.items()
        if item.activity
    }
    prompted = [one for one in used.values() if one.notes.participants]
    expected = sum(not one.worksheets for one in prompted)

    told = words(packet(plan))

    assert told.count("My notes") == expected + told.count("A case:")
    titles = {pack.worksheet_by_id[name].title for one in prompted for name in one.worksheets}
    assert [title for title in titles if f"Worksheet: {curly(title)}" not in told] == []


def of(module: str):
    return shipped_pack().module_by_id[module]


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_level_of_headings_is_skipped(template):
    nodes = tree.walk(list(packet(template_plan(template, mode=Mode.ONLINE)).blocks))
    levels = [node["c"][0] for node in nodes if node["t"] == "Header"]

    steps = [after - before for before, after in zip([0, *levels], levels, strict=False)]
    assert max(steps) == 1


def test_sessions_without_a_clock_are_not_yet_set():
    assert "Not yet set" in words(packet(module_plan("communication"), occasions={}))


def test_words_that_exist_in_english_only_are_marked_and_announced():
    untranslated = replace(shipped_pack(), translations={})

    told = packet(module_plan("expectations"), language="es", pack=untranslated)

    assert "Some texts don't exist in this language yet" in words(told)
    assert "en" in languages(told)


def languages(document) -> set[str]:
    return {
        value
        for node in tree.walk(list(document.blocks))
        if node["t"] in {"Div", "Span"}
        for name, value in node["c"][0][2]
        if name == "lang"
    }
