"""The pages of the library: search, filters, every kind of part, languages, editions compared."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.curriculum.comparing import Side, compare
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.enums import Form, Group, Length
from mentoringup.curriculum.models import Part
from mentoringup.curriculum.pack.files import shipped_pack, shipped_texts
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.curriculum.timeline import activity_in_time, length_in_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

ALL_KINDS = {"module", "activity", "case", "worksheet", "guidance", "strategies", "primer"}


@pytest.fixture
def client(make_staff, site, signed_in):
    return signed_in(make_staff(Role.FACILITATOR, site))


@pytest.fixture
def at(site):
    def of(name: str, *rest: str) -> str:
        return reverse(f"curriculum:{name}", args=[site.slug, *rest])

    return of


def titles(answer) -> list[str]:
    assert answer.status_code == 200
    return [row.title for row in answer.context["rows"]]


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_the_library_lists_everything_with_numbers_by_kind(client, at):
    answer = client.get(at("browse"))

    numbers = {tab.value: tab.number for tab in answer.context["tabs"]}
    assert set(numbers) == ALL_KINDS | {""}
    assert numbers[""] == Part.objects.filter(language="").exclude(kind="pack").count()
    assert len(titles(answer)) == 30


def test_a_kind_is_chosen_by_a_link_that_keeps_the_question(client, at):
    answer = client.get(at("browse"), {"words": "listen", "kind": "case", "page": "1"})

    html = answer.content.decode()
    assert {row.part.kind for row in answer.context["rows"]} == {"case"}
    assert '<a href="?words=listen&amp;kind=activity">' in html
    assert 'name="kind" value="case"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nonsense"},
        {"minutes": "-1"},
        {"edition": "open:nothing"},
        {"objective": "communication"},
        {"language": "xx"},
        {"page": "zzz"},
        {"module": "\x00"},
    ],
)
def test_what_is_not_to_choose_from_is_left_out(client, at, query):
    assert titles(client.get(at("browse"), query)) == titles(client.get(at("browse")))


def test_filters_work_together(client, at):
    asked = {
        "module": "communication",
        "minutes": "15",
        "activity_kind": "practice",
        "group": "small-groups",
        "mode": "online",
        "edition": "open:early-career-investigators",
        "language": "es",
    }

    assert titles(client.get(at("browse"), asked)) == ["Escuchar en grupos de tres"]


def test_nothing_found_says_what_to_do(client, at):
    answer = client.get(at("browse"), {"words": "zzzz"})

    assert titles(answer) == []
    assert "Nothing fits" in answer.content.decode()
    assert f'href="{at("browse")}"' in answer.content.decode()


def test_the_list_takes_the_same_queries_with_few_and_many_parts(client, at, site, now):
    one = queries_of(client, at("browse") + "?words=listening&kind=activity")
    many = queries_of(client, at("browse"))
    texts = {**shipped_texts()}
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open", "id: own")
    load_pack(texts=texts, site=site, actor=None, now=now)

    assert one == many == queries_of(client, at("browse"))


def test_two_curricula_can_be_told_apart(client, at, site, now):
    texts = {**shipped_texts()}
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open", "id: own")
    load_pack(texts=texts, site=site, actor=None, now=now)

    answer = client.get(at("browse"), {"pack": "own", "kind": "module"})

    assert len(titles(answer)) == 9
    assert all("/packs/own/" in row.url for row in answer.context["rows"])


def is_walked(address: str) -> bool:
    """Whether to look there: every kind of page, but of the modules only one with all its parts."""
    name = address.partition("modules/")[2]
    return not name or name in {"equity/", "equity"} or name.startswith("communication")


def test_every_part_of_a_module_has_a_page_and_every_link_on_it_leads_somewhere(client, at):
    todo, seen = [at("browse"), at("show_pack", "open")], set()
    while todo:
        address = todo.pop()
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        found = re.findall(r'href="(/sites/lakeside/curriculum/packs/[^"?#]*)', str(answer.content))
        todo += [one for one in dict.fromkeys(found) if one not in seen and one not in todo]
        todo = [one for one in todo if is_walked(one)]

    kinds = ("primer", "strategies", "modules/equity", "worksheets/mentoring-map")
    assert all(any(f"/packs/open/{kind}/" in one for one in seen) for kind in kinds)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("show_pack", ["nothing"]),
        ("show_module", ["open", "nothing"]),
        ("show_activity", ["open", "communication", "nothing"]),
        ("show_activity", ["open", "equity", "listening-in-threes"]),
        ("show_case", ["open", "communication", "nothing"]),
        ("show_worksheet", ["open", "nothing"]),
    ],
)
def test_what_is_not_there_is_not_found(client, at, name, rest):
    assert client.get(at(name, *rest)).status_code == 404


def test_what_participants_read_is_shown_in_their_language(client, at):
    activity = client.get(
        at("show_activity", "open", "communication", "listening-in-threes"), {"language": "es"}
    ).content.decode()
    sheet = client.get(at("show_worksheet", "open", "mentoring-map"), {"language": "es"})

    assert "<h3>Escuchar en grupos de tres</h3>" in activity
    assert sheet.context["is_translated"]
    unknown = client.get(at("show_worksheet", "open", "mentoring-map"), {"language": "xx"})
    assert not unknown.context["is_translated"]


def test_the_commentary_stands_apart_from_the_story(client, at):
    html = client.get(at("show_case", "open", "communication", "not-there-yet")).content.decode()

    case = shipped_pack().module_by_id["communication"].case_by_id["not-there-yet"]
    assert case.commentary.split()[0] not in html.split("<details")[0].split("paper")[0]
    before, after = html.split("Commentary, for the facilitator alone")
    assert "Questions" in before
    assert "Questions" not in after


def test_pages_of_parts_take_the_same_few_queries(client, at):
    pages = [
        at("show_module", "open", "communication"),
        at("show_activity", "open", "communication", "listening-in-threes"),
        at("show_worksheet", "open", "mentoring-map"),
    ]

    assert {queries_of(client, page) for page in pages} == {7}


def test_a_broken_pack_is_told_and_nothing_else_breaks(client, at, library):
    library.parts.filter(path="primer.md").update(text="nothing", digest="0" * 64)

    answer = client.get(at("show_pack", "open"))

    assert answer.status_code == 503
    assert "primer.md, line 1" in answer.content.decode()
    assert client.get(at("browse")).status_code == 200
    assert client.get(at("compare")).status_code == 200


def test_markup_in_an_adapted_text_is_shown_not_run(client, at, library):
    path = "modules/communication/activities/listening-in-threes.md"
    part = library.parts.get(path=path)
    part.text = part.text.replace("## Online\n", "## Online\n<script>alert(1)</script>\n")
    part.digest = "1" * 64
    part.save()

    html = client.get(
        at("show_activity", "open", "communication", "listening-in-threes")
    ).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_minutes_of_a_length_follow_one_another_without_a_gap():
    module = shipped_pack().module_by_id["equity"]

    for length in Length:
        timed = length_in_time(module, length)
        assert timed.minutes == module.minutes_in(length)
        assert [step.start for step in timed.steps[1:]] == [step.end for step in timed.steps[:-1]]
        assert sum(minutes for _group, minutes in timed.by_group) == timed.minutes


def test_steps_that_the_short_form_leaves_out_are_not_in_its_time():
    activity = next(
        one
        for module in shipped_pack().modules
        for one in module.activities
        if any(step.short == 0 for step in one.steps)
    )

    timed = activity_in_time(activity, Form.SHORT, start=7)

    assert len(timed.steps) == sum(step.short > 0 for step in activity.steps)
    assert (timed.start, timed.end) == (7, 7 + activity.minutes_in(Form.SHORT))
    assert {group for group, _minutes in timed.by_group} <= set(Group)


def test_editions_are_compared_by_what_differs(client, at):
    pack = shipped_pack()
    left, right = (Side(pack=pack, edition=edition) for edition in pack.editions)

    compared = {one.id: one for one in compare(left, right)}

    assert compared["work-life"].left is None
    assert compared["welcome"].is_same
    cases = compared["communication"].cases
    assert {(one.title, one.is_left, one.is_right) for one in cases} == {
        ("Not there yet", True, False),
        ("Ten minutes before clinic", False, True),
    }
    html = client.get(at("compare")).content.decode()
    assert "Only Mentoring Up for early-career investigators teaches it." in html


def test_an_edition_compared_with_itself_differs_in_nothing(client, at):
    same = "open:early-career-investigators"

    html = client.get(at("compare"), {"left": same, "right": same}).content.decode()

    assert "Nothing: both teach the same." in html


def test_the_same_activity_with_another_text_is_told():
    texts = {**shipped_texts()}
    path = "modules/communication/activities/listening-in-threes.md"
    texts[path] = texts[path].replace("minutes: 12", "minutes: 13")
    other = read_pack(texts)
    edition = "early-career-investigators"
    sides = [
        Side(pack=pack, edition=pack.edition_by_id[edition]) for pack in (shipped_pack(), other)
    ]

    compared = {one.id: one for one in compare(*sides)}

    (activity,) = compared["communication"].activities
    assert (activity.is_left, activity.is_right) == (True, True)
    assert not compared["communication"].is_same
