"""Loading packs, storing parts, and a pack as a site uses it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoreval.errors import InputRefusedError
from mentoringup.__main__ import main
from mentoringup.audit.models import Entry
from mentoringup.curriculum.domain.library import (
    find_pack,
    pack_at,
    pack_in_use,
    packs_at,
    part_at,
    texts_at,
)
from mentoringup.curriculum.domain.storing import Original, load_pack, store_part
from mentoringup.curriculum.errors import PackIsUnknownError, PartIsUnknownError
from mentoringup.curriculum.models import Pack, Part, PartFacet, PartVersion
from mentoringup.curriculum.pack.files import shipped_pack, shipped_texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

LISTENING = "modules/communication/activities/listening-in-threes.md"
PACK_OF_OUR_OWN = {
    **shipped_texts(),
    "pack.yaml": shipped_texts()["pack.yaml"].replace("id: open", "id: own"),
}


@pytest.fixture
def adapted(library, site, now):
    """Store the site's own text of a part."""

    def do(path: str, text: str) -> Part:
        overlay, _ = Pack.objects.get_or_create(
            site=site,
            original=library,
            defaults={"slug": library.slug, "title": library.title, "loaded_at": now},
        )
        original = Original(text=shipped_texts()[path], version="1.0")
        return store_part(
            pack=overlay, path=path, text=text, actor=None, now=now, original=original
        )

    return do


def test_a_part_is_stored_with_all_that_lists_ask(library):
    part = library.parts.get(path=LISTENING)
    facets = set(part.facets.values_list("facet", "value"))

    assert (part.kind, part.module, part.key, part.language) == (
        "activity",
        "communication",
        "listening-in-threes",
        "",
    )
    assert (part.minutes, part.short_minutes, part.activity_kind) == (20, 14, "practice")
    assert part.position == 2
    assert part.title_words == " listening in threes"
    assert part.words.startswith("listening in threes name the three moves")
    assert facets == {
        ("objective", "listen"),
        ("group", "plenary"),
        ("group", "small-groups"),
    }
    assert part.versions.get().text == part.text == shipped_texts()[LISTENING]


def test_loading_twice_changes_nothing(library, now):
    def state():
        return [list(model.objects.order_by("pk").values()) for model in (Pack, Part, PartFacet)]

    before, entries = state(), Entry.objects.count()

    load_pack(texts=shipped_texts(), site=None, actor=None, now=now.replace(year=2030))

    assert state() == before
    assert PartVersion.objects.count() == library.parts.count()
    assert Entry.objects.count() == entries


def test_a_changed_text_becomes_the_next_version_and_nothing_else_does(library, now):
    text = shipped_texts()[LISTENING].replace("kind: practice", "kind: tool")
    later = now.replace(year=2030)

    load_pack(texts={**shipped_texts(), LISTENING: text}, site=None, actor=None, now=later)

    part = library.parts.get(path=LISTENING)
    assert (part.version, part.activity_kind) == (2, "tool")
    assert list(part.versions.values_list("number", flat=True)) == [2, 1]
    assert PartVersion.objects.count() == library.parts.count() + 1
    assert Pack.objects.get(pk=library.pk).loaded_at == later


def test_a_pack_of_a_site_stands_in_its_history_and_a_shared_one_in_nobodys(library, site, now):
    entries = Entry.objects.count()
    assert library.site is None

    load_pack(texts=shipped_texts(), site=site, actor=None, now=now)

    assert Entry.objects.count() == entries + 1
    latest = Entry.objects.latest("pk")
    assert (latest.site_id, latest.verb) == (site.pk, "pack.loaded")
    assert latest.detail == {
        "parts_added": len(shipped_texts()),
        "parts_changed": 0,
        "parts_removed": 0,
    }


def test_a_broken_pack_is_refused_whole(library, now):
    texts = {**shipped_texts(), LISTENING: "no front matter"}
    texts["primer.md"] = texts["primer.md"] + "\nChanged.\n"

    with pytest.raises(InputRefusedError, match=r"listening-in-threes.md, line 1"):
        load_pack(texts=texts, site=None, actor=None, now=now)

    assert library.parts.get(path="primer.md").version == 1


def test_a_part_that_is_gone_is_removed_with_its_versions(site, now):
    pack = load_pack(texts=PACK_OF_OUR_OWN, site=site, actor=None, now=now)
    spanish = LISTENING.replace(".md", ".es.md")
    fewer = {path: text for path, text in PACK_OF_OUR_OWN.items() if path != spanish}

    load_pack(texts=fewer, site=site, actor=None, now=now)

    assert set(pack.parts.values_list("path", flat=True)) == set(fewer)
    assert not PartVersion.objects.filter(part__pack=pack, part__path=spanish).exists()


def test_a_site_sees_shared_packs_and_its_own(site, other_site, now):
    load_pack(texts=PACK_OF_OUR_OWN, site=site, actor=None, now=now)

    assert [one.slug for one in packs_at(site=site)] == ["open", "own"]
    assert [one.slug for one in packs_at(site=other_site)] == ["open"]
    with pytest.raises(PackIsUnknownError):
        pack_at(site=other_site, slug="own")


def test_a_site_reads_what_it_adapted_and_the_rest_of_the_original(site, other_site, adapted):
    text = shipped_texts()[LISTENING].replace("title: Listening in threes", "title: Three ears")
    adapted(LISTENING, text)

    ours = pack_at(site=site, slug="open").module_by_id["communication"]
    theirs = pack_at(site=other_site, slug="open").module_by_id["communication"]

    assert ours.activity_by_id["listening-in-threes"].title == "Three ears"
    assert theirs == shipped_pack().module_by_id["communication"]
    assert texts_at(site=site, slug="open") == {**shipped_texts(), LISTENING: text}


def test_an_adapted_part_has_the_place_of_its_module_and_knows_its_original(site, adapted):
    stored = adapted(LISTENING, shipped_texts()[LISTENING] + "\nMore.\n")

    found = part_at(at_site=find_pack(site=site, slug="open"), path=LISTENING)
    assert found == stored
    assert (found.position, found.base_version) == (2, "1.0")
    assert found.base_text == shipped_texts()[LISTENING]
    with pytest.raises(PartIsUnknownError):
        part_at(at_site=find_pack(site=site, slug="open"), path="nothing.md")


def test_adapted_parts_that_no_longer_fit_are_left_aside(site, library, adapted):
    text = shipped_texts()[LISTENING].replace("objectives: [listen]", "objectives: [ask]")
    assert text != shipped_texts()[LISTENING]
    adapted(LISTENING, text.replace("[ask]", "[remote]"))
    broken = text.replace("[ask]", "[gone]")
    Part.objects.filter(pack__original=library).update(text=broken, digest="0" * 64)

    use = pack_in_use(at_site=find_pack(site=site, slug="open"))

    assert use.pack == shipped_pack()
    assert [reason.file for reason in use.left_aside] == [LISTENING]


def test_a_pack_is_put_together_with_two_queries_and_with_three_when_it_changed(site, adapted):
    pack_at(site=site, slug="open")
    with CaptureQueriesContext(connection) as again:
        pack_at(site=site, slug="open")
    adapted(LISTENING, shipped_texts()[LISTENING] + "\nMore.\n")
    with CaptureQueriesContext(connection) as changed:
        pack_at(site=site, slug="open")

    assert (len(again), len(changed)) == (2, 3)


def test_the_command_loads_a_folder_for_a_site_and_refuses_what_is_broken(site, tmp_path, capsys):
    for path, text in PACK_OF_OUR_OWN.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    call_command("curriculum", "load", str(tmp_path), "--site", site.slug)

    assert f"{len(PACK_OF_OUR_OWN)} parts" in capsys.readouterr().out
    assert Pack.objects.get(slug="own").site == site
    (tmp_path / LISTENING).write_text("nothing")
    with pytest.raises(CommandError, match=r"listening-in-threes\.md, line 1"):
        call_command("curriculum", "load", str(tmp_path))
    with pytest.raises(CommandError, match="no site"):
        call_command("curriculum", "load", str(tmp_path), "--site", "nowhere")


def test_the_command_does_not_let_a_folder_stand_in_for_the_shipped_pack(tmp_path):
    for path, text in shipped_texts().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    with pytest.raises(CommandError, match="belongs to the pack that ships"):
        call_command("curriculum", "load", str(tmp_path))


@pytest.mark.parametrize("given", [[], ["--help"], ["-h"]])
def test_the_help_names_every_subcommand_without_a_site(given, capsys, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    assert main(["curriculum", *given]) == 0

    told = capsys.readouterr().out
    assert "check" in told
    assert "load" in told
