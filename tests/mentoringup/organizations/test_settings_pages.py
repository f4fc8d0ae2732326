"""A site's settings, units and logo, as people post them."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.domain.queries import site_by_slug, units_of
from mentoringup.organizations.models import Affiliation, Site
from mentoringup.organizations.pictures import MOST_BYTES
from mentoringup.training.models import Series, Tier
from tiny_pictures import jpeg, png, webp

GIVEN = {
    "name": "Office of Mentoring",
    "zone": "America/Los_Angeles",
    "language": "en",
    "contact_email": "mentoring@lakeside.example",
    "website": "",
    "calendar": "quarters",
    "version": "1",
}

ODD_NAMES = ["مكتب الإرشاد", "导师办公室 🌊", "<script>alert(1)</script>", "O’Brien & Sons “Ltd”"]


@pytest.fixture
def client(admin, signed_in) -> Client:
    return signed_in(admin)


@pytest.fixture
def uploads(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def stored(site: Site) -> dict[str, object]:
    now = site_by_slug(slug=site.slug)
    return {name: getattr(now, name) for name in GIVEN}


def test_what_is_posted_is_stored_with_one_audit_row_without_addresses(client, site, admin):
    client.post(
        "/sites/lakeside/settings/",
        GIVEN | {"name": "Mentoring Office", "contact_email": "new@lakeside.example"},
    )

    noted = Entry.objects.get(verb="site.changed")
    assert stored(site)["contact_email"] == "new@lakeside.example"
    assert (noted.actor, noted.detail) == (
        admin,
        {
            "changed": {"name": ["Office of Mentoring", "Mentoring Office"]},
            "fields": ["contact_email"],
        },
    )


def test_posting_what_is_stored_counts_no_version(client, site):
    client.post("/sites/lakeside/settings/", GIVEN)

    assert (stored(site)["version"], Entry.objects.count()) == (1, 0)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_in_any_script_are_kept_and_escaped(name, client, site):
    client.post("/sites/lakeside/settings/", GIVEN | {"name": name})

    page = client.get("/sites/lakeside/settings/").content.decode()
    assert stored(site)["name"] == name
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "two\x00parts"),
        ("zone", "Mars/Olympus"),
        ("zone", ""),
        ("zone", "../../etc/passwd"),
        ("zone", "x" * 65),
        ("language", "xx"),
        ("contact_email", "mentoring@"),
        ("contact_email", "a@b.example\nBcc: c@d.example"),
        ("contact_email", "x" * 300 + "@b.example"),
        ("website", "javascript:alert(1)"),
        ("website", "https://" + "x" * 300 + ".example"),
        ("calendar", "trimesters"),
        ("version", "-1"),
        ("version", "one"),
    ],
)
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_lost(field, value, client, site):
    page = client.post("/sites/lakeside/settings/", GIVEN | {"name": "Typed"} | {field: value})

    form = page.context["form"]
    assert (page.status_code, list(form.errors)) == (200, [field])
    assert form["name"].value() == ("Typed" if field != "name" else value)
    assert stored(site)["name"] == "Office of Mentoring"


def test_a_name_of_another_site_of_the_institution_is_told_at_its_field(client, other_site):
    page = client.post("/sites/lakeside/settings/", GIVEN | {"name": other_site.name})

    assert list(page.context["form"].errors) == ["name"]


def test_the_second_of_two_who_save_sees_both_and_can_save_again(
    client, site, make_staff, signed_in
):
    colleague = signed_in(make_staff(Role.SITE_ADMIN, site, "second@lakeside.example"))
    colleague.post("/sites/lakeside/settings/", GIVEN | {"name": "Their name"})
    posted = GIVEN | {"name": "My name", "calendar": "semesters"}

    told = client.post("/sites/lakeside/settings/", posted)
    differences = [(d.label, d.yours, d.stored) for d in told.context["differences"]]
    version = told.context["form"]["version"].value()
    again = client.post("/sites/lakeside/settings/", posted | {"version": version})

    assert differences == [
        ("Name", "My name", "Their name"),
        ("Calendar", "Semesters", "Quarters"),
    ]
    assert told.context["last_change"].by == "second@lakeside.example"
    assert (told.status_code, again.status_code) == (409, 302)
    assert (stored(site)["name"], stored(site)["version"]) == ("My name", 3)


def test_a_unit_is_added_renamed_and_removed(client, site):
    client.post("/sites/lakeside/units/", {"name": "School of Medicine"})
    (unit,) = units_of(site=site)
    address = f"/sites/lakeside/units/{unit.id}/"
    client.post(address, {"name": "Medical School", "name_before": "School of Medicine"})
    renamed = [found.name for found in units_of(site=site)]
    asked = client.get(f"{address}remove/").status_code
    client.post(f"{address}remove/")

    assert (renamed, asked, units_of(site=site)) == (["Medical School"], 200, ())
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == [
        "unit.added",
        "unit.renamed",
        "unit.removed",
    ]


@pytest.mark.parametrize("name", ["", " ", "x" * 201, "school of MEDICINE", "a\x00b"])
def test_a_unit_without_a_proper_name_of_its_own_is_refused(name, client, site):
    client.post("/sites/lakeside/units/", {"name": "School of Medicine"})

    page = client.post("/sites/lakeside/units/", {"name": name})

    assert list(page.context["form"].errors) == ["name"]
    assert len(units_of(site=site)) == 1


def test_the_second_of_two_who_rename_a_unit_is_told(client, site):
    client.post("/sites/lakeside/units/", {"name": "First"})
    address = f"/sites/lakeside/units/{units_of(site=site)[0].id}/"
    client.post(address, {"name": "Theirs", "name_before": "First"})

    told = client.post(address, {"name": "Mine", "name_before": "First"})
    between = units_of(site=site)[0].name
    client.post(
        address, {"name": "Mine", "name_before": told.context["form"]["name_before"].value()}
    )

    assert "“Theirs”" in told.content.decode()
    assert (between, units_of(site=site)[0].name) == ("Theirs", "Mine")


def test_a_unit_that_a_priority_rule_names_stays(client, site):
    unit = site.units.create(name="School of Medicine")
    series = Series.objects.create(site=site, slug="series", title="Series")
    Tier.objects.create(series=series, position=1, unit=unit)

    page = client.post(f"/sites/lakeside/units/{unit.pk}/remove/", follow=True)

    assert "priority rule" in page.content.decode()
    assert site.units.count() == 1
    assert not Entry.objects.filter(verb="unit.removed").exists()


def test_removing_a_unit_says_how_many_people_belong_to_it(client, site, make_person):
    unit = site.units.create(name="School of Medicine")
    Affiliation.objects.create(person=make_person(), unit=unit)

    page = client.get(f"/sites/lakeside/units/{unit.pk}/remove/").content.decode()

    assert "1 person belongs to it" in page


def test_the_unit_of_another_site_is_not_there(client, other_site):
    unit = other_site.units.create(name="Theirs")

    answers = [
        client.get(f"/sites/lakeside/units/{unit.pk}/").status_code,
        client.post(f"/sites/lakeside/units/{unit.pk}/remove/").status_code,
    ]

    assert (answers, other_site.units.count()) == ([404, 404], 1)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(png(), "image/png"), (jpeg(), "image/jpeg"), (webp(), "image/webp")],
)
@pytest.mark.usefixtures("uploads")
def test_a_logo_is_served_as_the_picture_it_is(content, media_type, client, site):
    upload = SimpleUploadedFile("evil.svg", content, content_type="text/html")
    client.post("/sites/lakeside/settings/logo/", {"picture": upload})
    name = site_by_slug(slug=site.slug).logo

    answer = Client().get(f"/logos/lakeside/{name}")

    assert (answer.content, answer["Content-Type"]) == (content, media_type)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG files are not taken"),
        (png() + b"<script>", "no whole PNG"),
        (png(width=2001, height=1), "2001 × 1 pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * MOST_BYTES, "at most 512 kB"),
        (b"", "empty"),
    ],
)
@pytest.mark.usefixtures("uploads")
def test_other_files_are_refused_with_a_reason(content, message, client, site):
    page = client.post(
        "/sites/lakeside/settings/logo/", {"picture": SimpleUploadedFile("logo.png", content)}
    )

    assert message in page.content.decode()
    assert site_by_slug(slug=site.slug).logo == ""


@pytest.mark.django_db(transaction=True)
def test_a_new_logo_replaces_the_file_of_the_former_one(client, site, uploads):
    for content in (png(), jpeg()):
        client.post(
            "/sites/lakeside/settings/logo/", {"picture": SimpleUploadedFile("logo", content)}
        )

    files = [path.name for path in uploads.rglob("*") if path.is_file()]
    assert files == [site_by_slug(slug=site.slug).logo]


@pytest.mark.django_db(transaction=True)
def test_a_logo_that_is_removed_is_gone(client, site, uploads):
    client.post("/sites/lakeside/settings/logo/", {"picture": SimpleUploadedFile("logo", png())})
    name = site_by_slug(slug=site.slug).logo

    client.post("/sites/lakeside/settings/logo/", {"remove": "yes"})

    assert [path for path in uploads.rglob("*") if path.is_file()] == []
    assert Client().get(f"/logos/lakeside/{name}").status_code == 404


@pytest.mark.usefixtures("uploads", "site")
@pytest.mark.parametrize("name", ["x.png", "..%2f..%2fsettings.py", "", "lakeside"])
def test_no_other_file_is_served(name):
    default_storage.save("secret.png", SimpleUploadedFile("secret.png", png()))

    assert Client().get(f"/logos/lakeside/{name}").status_code == 404
