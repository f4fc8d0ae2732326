"""The Spanish catalog is whole, compiled, and true to the source. Needs no gettext.

Where a test names a text: `make messages`, translate it (docs/guides/translating.md), once more.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.utils.encoding import force_str
from django.utils.translation import ngettext, override, templatize

from mentoringup.ui import django_words

SOURCE = Path(__file__).resolve().parents[2] / "src" / "mentoringup"
FILE = SOURCE / "locale" / "es" / "LC_MESSAGES" / "django.po"
CATALOG = polib.pofile(str(FILE))
ENTRIES = {(entry.msgctxt, entry.msgid): entry for entry in CATALOG}

PUBLIC = (
    "access/permissions.py",
    "curriculum/**/*.py",
    "eligibility/enums.py",
    "eligibility/words.py",
    "home/errors.py",
    "home/templates/home/dashboard.html",
    "home/templates/home/front.html",
    "home/templates/home/map.html",
    "home/templates/home/too_large.html",
    "home/views.py",
    "organizations/calendars.py",
    "organizations/domain/invitation*.py",
    "organizations/enums.py",
    "organizations/templates/organizations/open_invitation.html",
    "organizations/views/invitations.py",
    "outbox/letters.py",
    "outbox/templates/**/*.*",
    "people/**/*.html",
    "people/**/*.py",
    "people/**/*.txt",
    "questionnaires/form/reading.py",
    "questionnaires/rendering/*.py",
    "questionnaires/templates/questionnaires/elements/*.html",
    "questionnaires/templates/questionnaires/save_state.html",
    "registration/domain/answering.py",
    "registration/domain/asking.py",
    "registration/domain/draw_queries.py",
    "registration/domain/finding_again.py",
    "registration/domain/queries.py",
    "registration/domain/tier_words.py",
    "registration/enums.py",
    "registration/forms_draw.py",
    "registration/forms_rsvp.py",
    "registration/manage_page.py",
    "registration/own_seats.py",
    "registration/plan_words.py",
    "registration/public_views/*.py",
    "registration/rsvp_page.py",
    "registration/templates/registration/*.html",
    "registration/templates/registration/mail/*.*",
    "registration/templates/registration/public/*.html",
    "registration/templatetags/*.py",
    "surveys/answering/*.py",
    "surveys/domain/own_mentor.py",
    "surveys/enums.py",
    "surveys/letters/*.py",
    "surveys/paper/*.py",
    "surveys/templates/surveys/answering/*.html",
    "surveys/templates/surveys/paper/sheet.html",
    "surveys/templates/surveys/poster.html",
    "training/calendar_feed.py",
    "training/domain/catalog.py",
    "training/domain/public_queries.py",
    "training/enums.py",
    "training/forms_catalog.py",
    "training/public_page.py",
    "training/public_views/*.py",
    "training/search_data.py",
    "training/sentences.py",
    "training/templates/training/public/*.*",
    "training/templatetags/training_public.py",
    "ui/**/*.html",
    "ui/**/*.py",
)
"""Whatever a visitor or a participant can meet, mails and errors included."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]")
TAG = re.compile(r"<[^<>]*>")
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(\w+)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
LITERAL = re.compile(STRING)


def public_files() -> list[Path]:
    return sorted({path for pattern in PUBLIC for path in SOURCE.glob(pattern) if path.is_file()})


def text_of_call(name: str, words: list[str]) -> tuple[str | None, str] | None:
    """Context and msgid of a call of gettext's family; None for any other call."""
    family = name.removesuffix("_lazy").removesuffix("_noop")
    if family in {"_", "gettext", "ngettext"} and words:
        return None, words[0]
    if family in {"pgettext", "npgettext"} and len(words) > 1:
        return words[0], words[1]
    return None


def texts_of_template(source: str) -> Iterator[tuple[str | None, str]]:
    for name, arguments in CALL.findall(templatize(source)):
        words = [ast.literal_eval(one) for one in LITERAL.findall(arguments)]
        if found := text_of_call(name, words):
            yield found


def texts_of_module(source: str) -> Iterator[tuple[str | None, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            texts = [one for one in words if isinstance(one, str)]
            if found := text_of_call(node.func.id, texts):
                yield found


def texts_of(path: Path) -> set[tuple[str | None, str]]:
    source = path.read_text(encoding="utf-8")
    found = texts_of_module(source) if path.suffix == ".py" else texts_of_template(source)
    return set(found)


def forms_of(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each English form with its Spanish one."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    singular, plural = entry.msgstr_plural[0], entry.msgstr_plural[1]
    return [(entry.msgid, singular), (entry.msgid_plural, plural)]


def test_texts_are_found_in_every_kind_of_call_and_tag():
    template = """{% load i18n %}{% translate "one" %}{% translate 'two' context "place" %}text
    {% blocktranslate trimmed with a=b %}
      three {{ a }}
    {% endblocktranslate %}
    {% blocktranslate count n=x %}four{% plural %}fours{% endblocktranslate %}
    """
    module = 'a = _("one")\nb = pgettext("place", "two")\nc = ngettext_lazy("four", "fours", "n")'

    assert set(texts_of_template(template)) == {
        (None, "one"),
        ("place", "two"),
        (None, "three %(a)s"),
        (None, "four"),
    }
    assert set(texts_of_module(module)) == {(None, "one"), ("place", "two"), (None, "four")}


def test_every_pattern_of_the_public_list_names_a_file():
    assert [pattern for pattern in PUBLIC if not any(SOURCE.glob(pattern))] == []


def test_whatever_a_visitor_or_participant_can_meet_has_its_spanish():
    missing = {
        f"{path.relative_to(SOURCE)}: {text}"
        for path in public_files()
        for context, text in texts_of(path)
        if (context, text) not in ENTRIES or not ENTRIES[context, text].translated()
    }

    assert missing == set()


def test_nothing_is_fuzzy_or_obsolete():
    assert [entry.msgid for entry in CATALOG if entry.fuzzy or entry.obsolete] == []


def test_the_compiled_catalog_is_that_of_the_source():
    assert FILE.with_suffix(".mo").read_bytes() == CATALOG.to_binary()


def test_a_translation_has_the_placeholders_of_its_text():
    wrong = [
        (spanish, english)
        for entry in CATALOG.translated_entries()
        for english, spanish in forms_of(entry)
        if Counter(PLACEHOLDER.findall(english)) != Counter(PLACEHOLDER.findall(spanish))
    ]

    assert wrong == []


def test_a_translation_has_the_tags_and_the_edges_of_its_text():
    wrong = [
        spanish
        for entry in CATALOG.translated_entries()
        for english, spanish in forms_of(entry)
        if TAG.findall(english) != TAG.findall(spanish)
        or english.startswith("\n") != spanish.startswith("\n")
        or english.endswith("\n") != spanish.endswith("\n")
    ]

    assert wrong == []


def test_a_translation_has_a_form_for_one_and_a_form_for_many():
    forms = {
        len(entry.msgstr_plural) for entry in CATALOG.translated_entries() if entry.msgid_plural
    }

    assert (CATALOG.metadata["Plural-Forms"], forms) == ("nplurals=2; plural=(n != 1);", {2})


def test_the_catalog_tells_files_but_no_lines_machines_or_days():
    places = {place for entry in CATALOG for place in entry.occurrences}

    assert {line for _, line in places} == {""}
    assert sorted(name for name, _ in places if not (SOURCE / name).is_file()) == []
    assert [field for field in CATALOG.metadata if "Date" in field] == []


def test_spanish_speaks_to_readers_as_friends():
    formal = re.compile(
        r"\b(usted(?:es)?|introduzca|asegúrese|escoja|seleccione|haga clic)\b", re.IGNORECASE
    )

    assert [
        entry.msgid for entry in CATALOG if formal.search(" ".join(s for _, s in forms_of(entry)))
    ] == []


def test_the_words_that_we_take_from_django_are_those_of_django():
    path = Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    theirs = {entry.msgid for entry in polib.pofile(str(path))}
    ours = {text for _, text in texts_of(Path(force_str(django_words.__file__)))}

    assert sorted(ours - theirs) == []


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 sesiones"), (1, "1 sesión"), (2, "2 sesiones")]
)
def test_spanish_counts_as_spaniards_do(count, words):
    with override("es"):
        told = ngettext("%(n)s session", "%(n)s sessions", count) % {"n": count}

    assert told == words


@pytest.mark.django_db
def test_a_form_says_in_our_spanish_what_django_finds_wrong(client):
    page = client.post(
        "/account/login/", {"login": "nobody"}, headers={"accept-language": "es"}
    ).text

    assert ("Escribe una dirección de correo válida." in page, "Introduzca" in page) == (
        True,
        False,
    )
