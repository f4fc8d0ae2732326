"""Printing in the browser: one click, how far it is, the file, and nothing of another site."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.guides.enums import FORMATS_OF, FileFormat, GuideKind
from mentoringup.guides.models import Guide
from mentoringup.organizations.models import Institution
from mentoringup.planning.models import Plan, PlanRevision


@pytest.fixture
def at(site, stored):
    """The address of a page of the plan."""

    def of(name: str, *rest: object) -> str:
        return reverse(f"guides:{name}", args=[site.slug, stored.row.pk, *rest])

    return of


def broken(_request, *, progress):
    raise RuntimeError(progress)


def forms_asked() -> list[tuple[str, ...]]:
    rows = Guide.objects.order_by("pk")
    return list(rows.values_list("kind", "format", "paper", "is_large", "language"))


def test_one_click_asks_for_a_document_in_the_usual_form(client, at):
    answer = client.post(at("ask"), {"kind": "packet"})

    guide = Guide.objects.get()
    assert answer.url == at("show_guides", (guide.pk,))
    assert forms_asked() == [("packet", "pdf", "us-letter", False, "en")]


def test_all_of_it_is_four_documents_on_one_page(client, at, words):
    answer = client.post(at("ask"), {"kind": "all"})

    numbers = tuple(Guide.objects.order_by("pk").values_list("pk", flat=True))
    assert answer.url == at("show_guides", numbers)
    assert [(kind, file) for kind, file, *_ in forms_asked()] == [
        (kind.value, FORMATS_OF[kind][0].value) for kind in GuideKind
    ]
    assert words(client.get(answer.url)).count("Waiting for its turn") == 4


@pytest.mark.parametrize(
    ("country", "paper"),
    [("US", "us-letter"), ("CA", "us-letter"), ("DE", "a4"), ("", "us-letter")],
)
def test_the_paper_is_that_of_the_country(client, at, country, paper):
    Institution.objects.update(country=country)

    client.post(at("ask"), {"kind": "agenda"})

    assert Guide.objects.get().paper == paper


def test_the_next_click_is_as_the_last_choice(client, at):
    chosen = {"chosen": "on", "paper": "a4", "is_large": "on", "language": "es"}
    client.post(at("ask"), chosen | {"kind": "packet", "format_packet": "docx"})

    client.post(at("ask"), {"kind": "all"})

    assert forms_asked() == [
        ("packet", "docx", "a4", True, "es"),
        ("facilitator", "pdf", "a4", True, "es"),
        ("slides", "pptx", "a4", False, "es"),
        ("agenda", "pdf", "a4", True, "es"),
    ]


def test_slides_in_between_leave_the_choice_of_large_print(client, at):
    chosen = {"chosen": "on", "paper": "a4", "is_large": "on", "language": "es"}
    client.post(at("ask"), chosen | {"kind": "packet"})
    client.post(at("ask"), chosen | {"kind": "slides"})

    client.post(at("ask"), {"kind": "agenda"})

    asked = {(kind, is_large) for kind, _format, _paper, is_large, _language in forms_asked()}
    assert asked == {("packet", True), ("slides", False), ("agenda", True)}


def test_the_form_says_that_slides_have_no_large_print(client, at, words):
    assert "Slides are large as they are." in words(client.get(at("print_plan")))


def test_the_form_is_filled_with_the_last_choice(client, at):
    chosen = {"chosen": "on", "paper": "a4", "language": "es", "format_packet": "docx"}
    client.post(at("ask"), chosen | {"kind": "packet"})

    page = BeautifulSoup(client.get(at("print_plan")).content, "html.parser")

    assert page.select_one("[name=paper][checked]")["value"] == "a4"
    assert page.select_one("[name=language] [selected]")["value"] == "es"
    assert page.select_one("[name=format_packet] [selected]")["value"] == "docx"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "poem"},
        {"kind": "slides", "chosen": "on", "format_slides": "docx"},
        {"kind": "packet", "chosen": "on", "paper": "a3"},
        {"kind": "packet", "chosen": "on", "language": "tlh"},
        {"kind": "pac\0ket"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(client, at, sent):
    answer = client.post(at("ask"), sent)

    assert (answer.status_code, Guide.objects.count()) == (422, 0)


def test_the_page_looks_by_itself_until_everything_is_made(client, at, ask, make, words):
    guide = ask()
    address = at("show_guides", (guide.pk,))
    waiting = client.get(address)

    make(guide)
    ready = client.get(address)

    part = BeautifulSoup(waiting.content, "html.parser").find(id="guides")
    assert (part["hx-get"], part["hx-trigger"]) == (address, "every 1s")
    assert part.find("a", string="Look again how far it is")["href"] == address
    assert "hx-get" not in ready.content.decode().partition('id="guides"')[2]
    assert "Ready: revision 1" in words(ready)


def test_a_part_that_says_nothing_new_is_not_sent(client, at, ask):
    guide = ask()
    address = at("show_guides", (guide.pk,))
    page = BeautifulSoup(client.get(address).content, "html.parser")
    mark = re.search(r'"X-Seen": "(.*)"', page.find(id="guides")["hx-headers"])[1]
    asking = {"HX-Request": "true", "X-Seen": mark}

    same = client.get(address, headers=asking)
    Guide.objects.update(state="working", progress=40, step="Setting the pages")
    other = client.get(address, headers=asking)

    assert (same.status_code, other.status_code) == (204, 200)
    assert "Setting the pages" in other.content.decode()
    assert "<html" not in other.content.decode()


def test_the_part_that_ends_the_waiting_tells_those_who_listen(client, at, ask, make):
    guide = make(ask())

    part = client.get(at("show_guides", (guide.pk,)), headers={"HX-Request": "true"})

    told = BeautifulSoup(part.content, "html.parser").find(attrs={"hx-swap-oob": True})
    assert told.get_text() == "Everything is ready to be downloaded."


def test_a_step_is_told_in_the_readers_language(client, at, ask):
    guide = ask()
    Guide.objects.update(state="working", step="Download")  # a text that is surely translated
    client.cookies["django_language"] = "es"

    page = BeautifulSoup(client.get(at("show_guides", (guide.pk,))).content, "html.parser")

    assert page.find(id=f"guide-{guide.pk}-label").get_text(" ").split()[0] == "Descargar"


def test_a_failure_says_what_happened_and_what_to_do(client, at, ask, make, words):
    guide = make(ask(), broken)
    page = client.get(at("show_guides", (guide.pk,)))
    told = words(page)

    form = BeautifulSoup(page.content, "html.parser").select("main form")[-1]
    again = client.post(form["action"], {one["name"]: one["value"] for one in form("input")})

    assert "It could not be made. Something went wrong on our side" in told
    assert "The plan is untouched. Try again" in told
    assert again.url == at("show_guides", (guide.pk,))
    assert Guide.objects.get().state == "waiting"


def test_a_plan_lists_what_was_made_of_it(client, at, ask, make, revise, words):
    make(ask())
    before = words(client.get(at("print_plan")))
    stored = revise()
    after = client.get(at("print_plan"))

    form = BeautifulSoup(after.content, "html.parser").select(".made form")[0]
    client.post(form["action"], {one["name"]: one["value"] for one in form("input")})

    assert "Facilitator guide PDF · Letter" in before
    assert "changed since" not in before
    assert "Made from revision 1; the plan has changed since." in words(after)
    assert Guide.objects.latest("pk").revision == stored.row.revision
    assert "1 earlier file" in words(client.get(at("print_plan")))


def test_a_changed_library_is_told_beside_the_file(client, at, ask, make, pack, words):
    make(ask())
    pack.parts.filter(path="primer.md").update(digest="0" * 64)

    assert "The library, the dates or the name have changed" in words(client.get(at("print_plan")))


def test_what_is_there_already_is_said(client, at, ask, make, words):
    make(ask())

    answer = client.post(at("ask"), {"kind": "facilitator"}, follow=True)

    assert "It was made already, and nothing has changed since" in words(answer)
    assert Guide.objects.count() == 1


def test_a_file_is_handed_over_as_what_it_is(client, at, ask, make):
    guide = make(ask())

    answer = client.get(at("download", guide.pk))

    assert answer.content == b"facilitator of 60 minutes"
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"guia-60.pdf\"; filename*=UTF-8''gu%C3%ADa-60.pdf"
    )


def test_a_web_page_is_a_download_in_a_sandbox(client, at, ask, make, wish):
    guide = make(ask(replace(wish, format=FileFormat.HTML)))

    answer = client.get(at("download", guide.pk))

    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_that_the_browser_has_is_not_sent_again(client, at, ask, make):
    guide = make(ask())
    first = client.get(at("download", guide.pk))

    again = client.get(at("download", guide.pk), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_there_is_no_file_before_it_is_made(client, at, ask):
    assert client.get(at("download", ask().pk)).status_code == 404


@pytest.mark.parametrize("name", ["show_guides", "download"])
def test_a_document_of_another_plan_is_not_there(client, site, stored, at, ask, make, now, name):
    guide = make(ask())
    other = Plan.objects.create(
        site=site, name="Other", document=stored.row.document, created_at=now, changed_at=now
    )
    rest = (guide.pk,) if name == "show_guides" else guide.pk

    own = client.get(at(name, rest))
    forged = client.get(reverse(f"guides:{name}", args=[site.slug, other.pk, rest]))

    assert (own.status_code, forged.status_code) == (200, 404)


def test_whoever_only_reads_downloads_but_does_not_ask(make_staff, signed_in, site, at, ask, make):
    reader = signed_in(make_staff(Role.EVALUATOR, site))
    guide = make(ask())

    page = BeautifulSoup(reader.get(at("print_plan")).content, "html.parser")

    assert page.select("main form") == []
    assert reader.get(at("download", guide.pk)).status_code == 200
    assert reader.post(at("ask"), {"kind": "packet"}).status_code == 403


def test_names_of_plans_are_text(client, at, ask):
    Plan.objects.update(name="<script>alert(1)</script>")
    guide = ask()

    pages = [client.get(at("print_plan")), client.get(at("show_guides", (guide.pk,)))]

    assert not [page for page in pages if b"<script>alert" in page.content]


@pytest.mark.parametrize("documents", [1, 6])
def test_both_pages_ask_the_database_as_often_for_one_document_as_for_many(
    client, at, stored, documents, django_assert_num_queries, now
):
    for revision in range(1, documents + 1):
        Guide.objects.create(
            plan=stored.row,
            revision=revision,
            kind="packet",
            format="pdf",
            language="en",
            asked_at=now,
        )
    numbers = tuple(Guide.objects.values_list("pk", flat=True))
    client.get(at("print_plan"))

    with django_assert_num_queries(12):
        client.get(at("print_plan"))
    with django_assert_num_queries(10):
        client.get(at("show_guides", numbers))
    assert PlanRevision.objects.count() == 1
