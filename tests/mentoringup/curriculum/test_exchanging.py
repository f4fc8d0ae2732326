import pytest

from mentoreval.errors import InputRefusedError
from mentoringup.access.permissions import Role
from mentoringup.curriculum.domain.exchanging import (
    Becomes,
    FileKind,
    export_module,
    export_pack,
    foresee_module,
    foresee_pack,
    import_module,
    import_pack,
)
from mentoringup.curriculum.domain.library import find_pack, pack_at, texts_at
from mentoringup.curriculum.errors import ImportWasChangedError, PackIsSharedError
from mentoringup.curriculum.models import Pack
from mentoringup.curriculum.pack.archive import unpacked
from mentoringup.curriculum.pack.files import shipped_texts

pytestmark = pytest.mark.django_db

LISTENING = "modules/communication/activities/listening-in-threes.md"


@pytest.fixture
def editor(make_staff, site):
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def store(site, editor, now):
    def do(texts):
        mark = foresee_pack(site=site, texts=texts).mark
        return import_pack(site=site, texts=texts, mark=mark, actor=editor, now=now)

    return do


def own_texts() -> dict[str, str]:
    texts = dict(shipped_texts())
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open\n", "id: ours\n")
    return texts


def test_a_pack_with_an_id_of_its_own_becomes_one_of_the_site(site, other_site, store):
    foreseen = foresee_pack(site=site, texts=own_texts())

    stored = store(own_texts())

    assert (foreseen.becomes, foreseen.added) == (Becomes.NEW, len(own_texts()))
    assert (stored.site, stored.original) == (site, None)
    assert pack_at(site=site, slug="ours").id == "ours"
    assert not Pack.objects.filter(site=other_site).exists()


def test_the_same_id_again_is_its_next_version(site, store):
    store(own_texts())
    texts = own_texts()
    texts[LISTENING] = texts[LISTENING].replace("Listening in threes", "Listening in pairs")

    foreseen = foresee_pack(site=site, texts=texts)
    stored = store(texts)

    assert (foreseen.becomes, [one.path for one in foreseen.changed]) == (Becomes.NEXT, [LISTENING])
    assert stored.parts.get(path=LISTENING).version == 2


def test_a_shared_id_becomes_the_sites_adaptation_of_what_differs(site, store):
    texts = dict(shipped_texts())
    texts[LISTENING] = texts[LISTENING].replace("Listening in threes", "Listening in pairs")

    foreseen = foresee_pack(site=site, texts=texts)
    store(texts)

    assert foreseen.becomes is Becomes.ADAPTATION
    overlay = find_pack(site=site, slug="open").overlay
    assert [part.path for part in overlay.parts.all()] == [LISTENING]
    assert overlay.parts.get().base_text == shipped_texts()[LISTENING]


def test_a_shared_id_without_all_its_parts_is_refused(site):
    texts = {path: text for path, text in shipped_texts().items() if ".es." not in path}

    with pytest.raises(PackIsSharedError, match="lacks"):
        foresee_pack(site=site, texts=texts)


def test_a_broken_pack_is_refused_whole_with_file_and_line(site, store):
    texts = own_texts()
    texts[LISTENING] = texts[LISTENING].replace("kind: practice", "kind: magic")

    with pytest.raises(InputRefusedError, match=f"{LISTENING}, line 3: found 'magic'"):
        store(texts)

    assert not Pack.objects.filter(site=site).exists()


def test_an_import_that_nobody_looked_at_is_refused(site, editor, now):
    with pytest.raises(ImportWasChangedError):
        import_pack(site=site, texts=own_texts(), mark="x", actor=editor, now=now)


def test_what_is_exported_is_what_the_site_uses_and_comes_back(site, store):
    texts = dict(shipped_texts())
    texts[LISTENING] = texts[LISTENING].replace("Listening in threes", "Listening in pairs")
    store(texts)

    content = export_pack(site=site, at_site=find_pack(site=site, slug="open"))

    assert unpacked(content, name="x.zip") == texts
    assert foresee_pack(site=site, texts=texts).is_nothing


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_module_that_nobody_touched_changes_nothing(site, kind):
    at_site = find_pack(site=site, slug="open")
    content = export_module(site=site, at_site=at_site, module="communication", kind=kind)

    found = foresee_module(
        site=site, at_site=at_site, module="communication", content=content, name=f"x.{kind}"
    )

    assert (found.changed, found.not_understood, found.missing) == ((), (), ())


def test_a_module_comes_in_as_the_parts_that_differ(site, editor, now):
    at_site = find_pack(site=site, slug="open")
    content = export_module(
        site=site, at_site=at_site, module="communication", kind=FileKind.MARKDOWN
    )
    content = content.replace(b"# Activity: Listening in threes", b"# Activity: Listening in pairs")

    found = foresee_module(
        site=site, at_site=at_site, module="communication", content=content, name="x.md"
    )
    saved = import_module(
        site=site,
        at_site=at_site,
        module="communication",
        text=found.text,
        mark=found.mark,
        actor=editor,
        now=now,
    )

    assert [(part.path, part.title) for part in saved] == [(LISTENING, "Listening in pairs")]
    assert texts_at(site=site, slug="open")[LISTENING] == shipped_texts()[LISTENING].replace(
        "title: Listening in threes", "title: Listening in pairs"
    )


def test_another_module_is_refused(site):
    at_site = find_pack(site=site, slug="open")
    content = export_module(site=site, at_site=at_site, module="equity", kind=FileKind.MARKDOWN)

    with pytest.raises(InputRefusedError, match="is the module 'equity'; expected 'communication'"):
        foresee_module(
            site=site, at_site=at_site, module="communication", content=content, name="x.md"
        )
