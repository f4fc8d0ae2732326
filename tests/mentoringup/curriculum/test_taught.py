from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoringup.curriculum.domain.queries import edition_modules, editions_in, modules_in
from mentoringup.curriculum.domain.taught import load_taught
from mentoringup.curriculum.models import Edition, ModuleText
from mentoringup.curriculum.pack.files import shipped_pack

pytestmark = pytest.mark.django_db

CORE = (
    "communication",
    "expectations",
    "equity",
    "self-efficacy",
    "independence",
    "professional-development",
)


def test_the_seven_competencies_are_there_after_migration():
    found = [(module.id, module.is_core) for module in modules_in("en")]

    assert found == [(module, True) for module in CORE] + [("work-life", False)]


def test_the_postdoc_edition_has_six_modules_and_that_for_investigators_seven():
    found = {edition.slug: edition.modules for edition in editions_in("en")}

    assert found == {
        "postdocs-and-graduate-students": CORE,
        "early-career-investigators": (*CORE, "work-life"),
    }


def test_every_module_has_as_many_objectives_in_both_languages():
    in_english, in_spanish = modules_in("en"), modules_in("es")

    counts = [len(module.objectives) for module in in_english]

    assert counts == [len(module.objectives) for module in in_spanish]
    assert min(counts) >= 3


def test_a_language_without_words_gets_the_english_ones():
    assert [m.language for m in modules_in("es-mx")] == ["es"] * 7
    assert [m.language for m in modules_in("fr")] == ["en"] * 7


def test_an_edition_gives_its_modules_in_their_order():
    edition = Edition.objects.get(slug="early-career-investigators")

    by_row = edition_modules(edition, "es")
    by_key = edition_modules(edition.pk, "es")

    assert [module.name for module in by_row][-1] == "Mejorar la integración de trabajo y vida"
    assert by_row == by_key


def test_loading_twice_changes_nothing():
    before = (modules_in("en"), modules_in("es"), editions_in("en"), ModuleText.objects.count())

    load_taught(pack=shipped_pack())

    after = (modules_in("en"), modules_in("es"), editions_in("en"), ModuleText.objects.count())
    assert after == before


def test_modules_that_change_places_keep_their_identity():
    pack = shipped_pack()
    turned = replace(pack, modules=tuple(reversed(pack.modules)))

    load_taught(pack=turned)

    assert [module.id for module in modules_in("en")] == ["work-life", *reversed(CORE)]
    assert {m.id: m.name for m in modules_in("en")} == {
        m.id: m.name for m in pack.modules if m.id in (*CORE, "work-life")
    }


def test_reading_modules_takes_two_queries_however_many_there_are():
    with CaptureQueriesContext(connection) as few:
        edition_modules(Edition.objects.values_list("pk", flat=True)[0], "en")
    with CaptureQueriesContext(connection) as all_of_them:
        modules_in("en")

    assert len(few) - 1 == len(all_of_them) == 2


@pytest.mark.django_db(transaction=True)
def test_migrating_the_curriculum_away_and_back_brings_it_back():
    call_command("migrate", "delivery", "zero", verbosity=0)
    call_command("migrate", "training", "zero", verbosity=0)
    call_command("migrate", "curriculum", "zero", verbosity=0)

    call_command("migrate", verbosity=0)

    assert len(modules_in("en")) == 7
