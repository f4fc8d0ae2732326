import pytest

from mentoringup.curriculum.domain.library import packs_at
from mentoringup.curriculum.domain.searching import (
    EditionWanted,
    Wanted,
    count_by_kind,
    found_parts,
    translations_of,
)
from mentoringup.curriculum.domain.storing import Original, load_pack, store_part
from mentoringup.curriculum.enums import PartKind
from mentoringup.curriculum.indexing import folded
from mentoringup.curriculum.models import Pack, Part
from mentoringup.curriculum.pack.files import shipped_pack, shipped_texts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

LISTENING = "modules/communication/activities/listening-in-threes.md"


def found(site, **wanted) -> list[Part]:
    return list(found_parts(packs=packs_at(site=site), wanted=Wanted(**wanted)))


def titles(site, **wanted) -> list[str]:
    return [part.title for part in found(site, **wanted)]


@pytest.fixture
def adapt(library, site, now):
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two *readings*, one [paper](https://a.example/b)", "two readings one paper"),
        ("Élan, Ñandú und ﬁne Straße", "elan nandu und fine strasse"),
        ("self-efficacy: 1.5 h (e.g.)", "self efficacy 1 5 h e g"),
        ("\x00 \u202e …", ""),
        ("x" * 50, "x" * 40),
    ],
)
def test_words_are_folded_to_letters_and_digits(text, words):
    assert folded(text) == words


def test_every_word_has_to_be_there_and_may_go_on():
    words = {one.path: one.words.split() for one in Part.objects.filter(language="")}
    expected = {
        path
        for path, there in words.items()
        if path != "pack.yaml"
        and all(any(word.startswith(term) for word in there) for term in ("listen", "confid"))
    }

    site_free = found_parts(packs=_shared(), wanted=Wanted(words="Listen confid"))

    assert {part.path for part in site_free} == expected != set()


def _shared():
    from mentoringup.curriculum.domain.library import PackAtSite  # noqa: PLC0415

    return [PackAtSite(row=Pack.objects.get(site=None), overlay=None)]


def test_titles_that_say_it_come_first(site):
    listed = found(site, words="listening")

    says_it = ["listening" in part.title.lower() for part in listed]
    assert says_it[0]
    assert says_it == sorted(says_it, reverse=True)


def test_without_words_everything_comes_as_it_is_taught(site):
    listed = found(site)

    places = [part.position or 99 for part in listed]
    assert places == sorted(places)
    assert listed[0].title == shipped_pack().modules[0].name
    assert {part.kind for part in listed} == set(PartKind) - {PartKind.PACK}


@pytest.mark.parametrize("words", ["zzz", "...", "'", "%", '"a" OR b*', "a & ! b", "\\", "(", ":*"])
def test_odd_questions_find_little_and_break_nothing(site, words):
    assert len(titles(site, words=words)) < 250


def test_a_question_without_a_word_in_it_finds_nothing(site):
    assert titles(site, words="…!") == []


def test_parts_are_found_by_competency_with_the_worksheets_used_there(site):
    module = shipped_pack().module_by_id["expectations"]
    sheets = {name for one in module.activities for name in one.worksheets}

    listed = found(site, module="expectations")

    assert {part.key for part in listed if part.kind == PartKind.WORKSHEET} == sheets != set()
    assert {part.module for part in listed} == {"expectations", ""}


def test_parts_are_found_by_objective(site):
    module = shipped_pack().module_by_id["communication"]
    objective = module.objectives[0].id
    expected = {
        one.id for one in (*module.activities, *module.cases) if objective in one.objectives
    }

    listed = found(site, objective=("communication", objective))

    assert {part.key for part in listed} == expected | {"communication"}


def test_parts_are_found_by_kind_of_activity_and_minutes_in_either_form(site):
    activities = [one for module in shipped_pack().modules for one in module.activities]
    expected = sorted(
        one.title
        for one in activities
        if one.kind == "practice" and min(sum(s.short for s in one.steps), 99) <= 12
    )

    assert sorted(titles(site, activity_kind="practice", minutes=12)) == expected != []


def test_an_edition_has_its_modules_and_the_worksheets_used_there(site):
    edition = shipped_pack().edition_by_id["postdocs-and-graduate-students"]
    wanted = EditionWanted(pack="open", id=edition.id, modules=edition.modules)

    listed = found(site, edition=wanted)

    assert {part.module for part in listed} == {*edition.modules, ""}
    assert "work-life-experiment" not in {part.key for part in listed}
    assert "mentoring-map" in {part.key for part in listed}


def test_parts_are_found_in_another_language_by_its_words(site):
    listed = found(site, words="escuchar", language="es")

    spoken = translations_of(packs=packs_at(site=site), shown=listed)
    assert listed
    assert all("es" in spoken[part.pk] for part in listed)
    assert titles(site, words="escuchar") == []


def test_an_adapted_part_is_found_instead_of_the_original_and_nowhere_else(site, other_site, adapt):
    text = shipped_texts()[LISTENING].replace("title: Listening in threes", "title: Xylophones")
    adapt(LISTENING, text)

    assert titles(site, words="xylophones") == ["Xylophones"]
    assert "Listening in threes" not in titles(site)
    assert titles(other_site, words="xylophones") == []
    assert "Listening in threes" in titles(other_site)


def test_a_changed_text_is_found_by_its_new_words_alone(site, adapt):
    adapt(LISTENING, shipped_texts()[LISTENING] + "\nQuetzal.\n")
    assert titles(site, words="quetzal") == ["Listening in threes"]

    adapt(LISTENING, shipped_texts()[LISTENING] + "\nKakapo.\n")

    assert titles(site, words="quetzal") == []
    assert titles(site, words="kakapo") == ["Listening in threes"]


def test_a_removed_part_is_found_no_more(site, now):
    texts = {**shipped_texts()}
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open", "id: own")
    extra = "modules/communication/activities/quetzal.md"
    texts[extra] = texts[LISTENING].replace("title: Listening in threes", "title: Quetzal")
    load_pack(texts=texts, site=site, actor=None, now=now)
    assert titles(site, words="quetzal") == ["Quetzal"]

    load_pack(
        texts={path: text for path, text in texts.items() if path != extra},
        site=site,
        actor=None,
        now=now,
    )

    assert titles(site, words="quetzal") == []


def test_kinds_are_counted_in_their_order(site):
    listed = found_parts(packs=packs_at(site=site), wanted=Wanted(module="equity"))

    counted = count_by_kind(listed)

    assert list(counted) == ["module", "activity", "case", "worksheet", "guidance"]
    assert sum(counted.values()) == len(listed)
