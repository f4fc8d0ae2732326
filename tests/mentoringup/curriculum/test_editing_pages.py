import base64
import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.curriculum.domain.adapting import Edit, save_parts
from mentoringup.curriculum.domain.library import find_pack
from mentoringup.curriculum.domain.parts import find_part
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.models import Pack, PartVersion
from mentoringup.curriculum.pack.archive import packed
from mentoringup.curriculum.pack.files import shipped_texts

pytestmark = pytest.mark.django_db

LISTENING = "modules/communication/activities/listening-in-threes.md"


@pytest.fixture
def editor(make_staff, site):
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def client(signed_in, editor):
    return signed_in(editor)


@pytest.fixture
def page(client, site):
    """Get or post a page of the pack; a form is sent as the page showed it, with what is typed."""

    def ask(name, *arguments, pack="open", **typed):
        at = [site.slug, *([pack] if pack else []), *arguments]
        address = reverse(f"curriculum:{name}", args=at)
        if not typed:
            return client.get(address)
        return client.post(address, typed)

    return ask


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form_of(response) -> dict[str, str]:
    """What the page's last form sends, without its buttons."""
    form = soup(response).find_all("form", method="post")[-1]
    fields = {
        one["name"]: one.get("value", "") for one in form.find_all("input") if one.get("name")
    }
    areas = {one["name"]: one.text.removeprefix("\n") for one in form.find_all("textarea")}
    return fields | areas


def zipped(texts) -> io.BytesIO:
    file = io.BytesIO(packed(texts, folder="x"))
    file.name = "x.zip"
    return file


def test_saving_makes_a_copy_and_shows_what_changed(page, site):
    typed = form_of(page("edit_part", LISTENING))
    typed["text"] = typed["text"].replace("Listening in threes", "Listening in pairs")

    answer = page("edit_part", LISTENING, **typed)

    history = page("part_history", LISTENING)
    assert answer.status_code == 302
    assert find_part(at_site=find_pack(site=site, slug="open"), path=LISTENING).is_adapted
    assert soup(history).find("tr", class_="added").text.endswith("title: Listening in pairs")
    assert "Adapted from Mentoring Up, open edition, 1.0" in " ".join(soup(history).text.split())


def test_lines_sent_by_a_browser_are_those_of_the_pack(page, site):
    typed = form_of(page("edit_part", LISTENING))

    page("edit_part", LISTENING, **{name: v.replace("\n", "\r\n") for name, v in typed.items()})

    assert not Pack.objects.filter(site=site).exists()


def test_a_preview_shows_scripts_as_text_and_stores_nothing(page, site):
    typed = form_of(page("edit_part", LISTENING))
    typed["text"] = typed["text"].replace(
        "Show the moves with a microphone.",
        "<script>alert(1)</script> <iframe src=x></iframe> [x](javascript:alert(1)) ![y](data:x,y)",
    )

    answer = page("edit_part", LISTENING, preview="1", **typed)

    preview = soup(answer).find(class_="preview")
    assert answer.status_code == 200
    assert not preview.find_all(["script", "iframe", "img"])
    assert not [one for one in preview.find_all("a") if "javascript" in one.get("href", "")]
    assert "<script>alert(1)</script>" in preview.text
    assert not Pack.objects.filter(site=site).exists()


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_a_text_that_breaks_references_is_refused_and_kept(page, site, button):
    typed = form_of(page("edit_part", LISTENING))
    typed["text"] = typed["text"].replace("objectives: [listen]", "objectives: [lisen]")

    answer = page("edit_part", LISTENING, **typed, **button)

    assert answer.status_code == 422
    told = " ".join(soup(answer).find(class_="error-summary").text.split())
    assert f"{LISTENING}, line 4: no objective is called 'lisen'; did you mean 'listen'?" in told
    assert form_of(answer)["text"] == typed["text"]
    assert not Pack.objects.filter(site=site).exists()


def test_a_text_of_a_megabyte_is_refused_and_kept(page):
    typed = form_of(page("edit_part", LISTENING))
    typed["text"] += "x" * 1_000_000

    answer = page("edit_part", LISTENING, **typed)

    assert answer.status_code == 422
    assert "at most 60 kB" in soup(answer).find(class_="error-summary").text
    assert form_of(answer)["text"] == typed["text"]


def test_the_second_of_two_editors_sees_both_texts_and_loses_nothing(page, site):
    mine = form_of(page("edit_part", LISTENING))
    theirs = dict(mine)
    theirs["text"] = theirs["text"].replace("kind: practice", "kind: discussion")
    mine["text"] = mine["text"].replace("Listening in threes", "Listening in pairs")
    page("edit_part", LISTENING, **theirs)

    answer = page("edit_part", LISTENING, **mine)

    lines = [
        row.find_all("td")[-1].text for row in soup(answer).select(".diff .removed, .diff .added")
    ]
    assert answer.status_code == 409
    assert lines == [
        "title: Listening in threes",
        "kind: discussion",
        "title: Listening in pairs",
        "kind: practice",
    ]
    again = form_of(answer)
    assert again["text"] == mine["text"]
    assert page("edit_part", LISTENING, **again).status_code == 302
    assert PartVersion.objects.filter(part__pack__site=site).count() == 2


def test_an_earlier_version_can_be_used_again(page):
    for title in ("pairs", "rows"):
        typed = form_of(page("edit_part", LISTENING))
        typed["text"] = typed["text"].replace("Listening in threes", f"Listening in {title}")
        typed["text"] = typed["text"].replace("Listening in pairs", f"Listening in {title}")
        page("edit_part", LISTENING, **typed)
    address = page("part_history", LISTENING).wsgi_request.path

    shown = page("part_history", LISTENING).client.get(f"{address}?version=1")
    answer = page("restore_part", LISTENING, **form_of(shown))

    assert answer.status_code == 302
    assert "Listening in pairs" in soup(page("part_history", LISTENING)).h1.text


@pytest.mark.parametrize("version", ["99", "x", "²", "9" * 40, "-1"])
def test_odd_versions_are_passed_over(page, version):
    address = page("part_history", LISTENING).wsgi_request.path

    assert (
        page("part_history", LISTENING).client.get(address, {"version": version}).status_code == 200
    )


@pytest.fixture
def updated(site, editor, now):
    """A part that the site adapted, and whose original has moved on, once in the same place."""
    at_site = find_pack(site=site, slug="open")
    old = shipped_texts()[LISTENING]
    text = old.replace("kind: practice", "kind: discussion")
    seen = find_part(at_site=at_site, path=LISTENING).current.digest
    edits = [Edit(path=LISTENING, text=text, seen=seen)]
    save_parts(site=site, at_site=at_site, edits=edits, actor=editor, now=now)
    new = old.replace("kind: practice", "kind: reflection").replace("a microphone", "a drum")
    load_pack(texts={**shipped_texts(), LISTENING: new}, site=None, actor=None, now=now)


@pytest.mark.usefixtures("updated")
def test_what_only_the_original_changed_is_ticked_and_conflicts_are_not(page):
    shown = page("update_part", LISTENING)

    ticked = {one["value"]: one.has_attr("checked") for one in soup(shown).select("[name=piece]")}

    assert ticked == {"front:kind": False, "section:With a large group": True}
    assert "The original has changed" in soup(page("list_adapted")).find("table").text


@pytest.mark.usefixtures("updated")
def test_ticked_pieces_are_taken_over(page, site):
    typed = {**form_of(page("update_part", LISTENING)), "piece": ["section:With a large group"]}

    answer = page("update_part", LISTENING, **typed)

    part = find_part(at_site=find_pack(site=site, slug="open"), path=LISTENING)
    assert answer.status_code == 302
    assert "kind: discussion" in part.own.text
    assert "a drum" in part.own.text
    assert not part.has_update


@pytest.mark.usefixtures("updated")
def test_the_original_is_used_again_after_it_was_asked(page, site):
    answer = page("give_part_back", LISTENING, **form_of(page("give_part_back", LISTENING)))

    assert answer.status_code == 302
    assert not find_part(at_site=find_pack(site=site, slug="open"), path=LISTENING).is_adapted


def test_a_zip_is_shown_first_and_stored_once_confirmed(page, site):
    texts = dict(shipped_texts())
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open\n", "id: ours\n")

    shown = page("import_pack", pack="", file=zipped(texts))
    stored_before = Pack.objects.filter(site=site).count()
    answer = page("import_pack", pack="", confirm="1", **form_of(shown))

    assert (shown.status_code, stored_before, answer.status_code) == (200, 0, 302)
    assert Pack.objects.get(site=site).slug == "ours"


def test_a_confirmed_zip_that_nobody_looked_at_is_shown_again(page, site):
    texts = dict(shipped_texts())
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open\n", "id: ours\n")
    sent = base64.b64encode(packed(texts, folder="x")).decode()

    answer = page("import_pack", pack="", confirm="1", sent=sent, mark="0" * 24)

    assert answer.status_code == 409
    assert not Pack.objects.filter(site=site).exists()


@pytest.mark.parametrize("sent", ["", "%%%", "aGVsbG8="])
def test_a_broken_confirmation_is_asked_again(page, sent):
    answer = page("import_pack", pack="", confirm="1", sent=sent, mark="x")

    assert answer.status_code == 422


def test_a_broken_pack_is_refused_with_file_and_line(page, site):
    texts = dict(shipped_texts())
    texts["pack.yaml"] = texts["pack.yaml"].replace("id: open\n", "id: ours\n")
    texts[LISTENING] = texts[LISTENING].replace("kind: practice", "kind: magic")

    answer = page("import_pack", pack="", file=zipped(texts))

    told = " ".join(soup(answer).find(class_="error-summary").text.split())
    assert answer.status_code == 422
    assert f"{LISTENING}, line 3: found 'magic'" in told
    assert not Pack.objects.filter(site=site).exists()


def test_a_zip_that_leads_outside_is_refused(page):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../evil.md", "x")
    file.seek(0)
    file.name = "x.zip"

    answer = page("import_pack", pack="", file=file)

    assert answer.status_code == 422
    assert "../evil.md: the name leads outside" in soup(answer).text


def test_a_file_that_is_too_large_is_refused(page):
    file = io.BytesIO(b"x" * 1_300_000)
    file.name = "x.zip"

    answer = page("import_pack", pack="", file=file)

    assert answer.status_code == 422
    assert "at most 1250 kB" in soup(answer).find(class_="error-summary").text


def test_a_module_is_shown_first_and_stored_once_confirmed(page, site):
    content = page("export_module", "communication", "md").content
    file = io.BytesIO(content.replace(b"Activity: Listening in threes", b"Activity: In pairs"))
    file.name = "communication.md"

    shown = page("exchange_module", "communication", file=file)
    stored_before = Pack.objects.filter(site=site).count()
    answer = page("exchange_module", "communication", confirm="1", **form_of(shown))

    assert (shown.status_code, stored_before, answer.status_code) == (200, 0, 302)
    part = find_part(at_site=find_pack(site=site, slug="open"), path=LISTENING)
    assert part.own.text == shipped_texts()[LISTENING].replace(
        "title: Listening in threes", "title: In pairs"
    )


def test_a_module_that_does_not_fit_can_not_be_confirmed(page):
    content = page("export_module", "communication", "md").content
    file = io.BytesIO(content.replace(b"| kind | practice |", b"| kind | magic |"))
    file.name = "communication.md"

    answer = page("exchange_module", "communication", file=file)

    assert answer.status_code == 422
    assert "found 'magic'" in soup(answer).find(class_="error-summary").text
    assert not soup(answer).find("button", attrs={"name": "confirm"})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("edit_part", ["../../etc/passwd"]),
        ("edit_part", ["modules/communication/activities/none.md"]),
        ("part_history", ["pack.yml"]),
        ("exchange_module", ["nothing"]),
        ("export_module", ["communication", "exe"]),
    ],
)
def test_what_is_not_there_is_not_found(page, name, arguments):
    assert page(name, *arguments).status_code == 404


def test_a_facilitator_reads_and_does_not_edit(signed_in, make_staff, site):
    client = signed_in(make_staff(Role.FACILITATOR, site))
    at = [site.slug, "open", LISTENING]

    read = client.get(reverse("curriculum:part_history", args=at))
    edit = client.get(reverse("curriculum:edit_part", args=at))

    assert (read.status_code, edit.status_code) == (200, 403)
    assert "edit_part" not in str(soup(read))
    assert not soup(read).find("a", string="Edit")
