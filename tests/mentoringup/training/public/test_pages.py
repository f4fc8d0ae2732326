"""The public pages, read as a visitor reads them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from mentoringup.access.permissions import Role
from mentoringup.curriculum.domain.queries import modules_in
from mentoringup.curriculum.enums import Mode
from mentoringup.organizations.models import Term
from mentoringup.people.enums import CareerStage
from mentoringup.training.enums import RsvpRule, SeriesState, SessionState
from mentoringup.training.models import (
    CoListing,
    Contact,
    EligibleStage,
    Implementation,
    Question,
    Series,
    Session,
)

NOW = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)
LINK = "https://meet.example/secret-room"


@pytest.fixture
def make_series(site):
    def make(slug: str = "mentoring-up", *, at=site, mode=Mode.ONLINE, **fields) -> Series:
        term, _ = Term.objects.get_or_create(
            site=at,
            season="fall",
            year=2100,
            defaults={"starts_on": date(2100, 9, 20), "ends_on": date(2100, 12, 10)},
        )
        series = Series.objects.create(
            site=at,
            slug=slug,
            term=term,
            **{
                "title": f"Series {slug}",
                "summary": "Six evenings.",
                "rsvp_rule": RsvpRule.TERM_START,
                "state": SeriesState.PUBLISHED,
                "published_at": NOW,
                **fields,
            },
        )
        Implementation.objects.create(series=series, mode=mode)
        return series

    return make


@pytest.fixture
def add_session():
    def add(series: Series, slug: str = "expectations", **fields) -> Session:
        start = datetime(2100, 10, 20, 23, 0, tzinfo=UTC)
        delivery = series.implementations.get()
        session = Session.objects.create(
            implementation=delivery,
            slug=slug,
            position=delivery.sessions.count(),
            **{
                "title": "Aligning expectations",
                "state": SessionState.PUBLISHED,
                "local_date": date(2100, 10, 20),
                "local_start": time(16),
                "local_end": time(17, 30),
                "zone": "America/Los_Angeles",
                "starts_at": start,
                "ends_at": start + timedelta(minutes=90),
                "place": "Zoom",
                "link": LINK,
                **fields,
            },
        )
        session.modules.set([modules_in("en")[1].id])
        return session

    return add


def page(client, name: str, *slugs: str, **query: str) -> str:
    answer = client.get(reverse(f"training:{name}", args=slugs), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_series_page_says_who_may_come_when_and_whom_to_ask(client, make_series, add_session):
    series = make_series()
    add_session(series)
    EligibleStage.objects.create(series=series, stage=CareerStage.POSTDOC)
    Contact.objects.create(series=series, position=0, name="Lin", email="lin@lakeside.example")
    Question.objects.create(series=series, position=0, question="Is it free?", answer="Yes.")
    html = page(client, "series", "lakeside", "mentoring-up")
    assert "This series is for postdocs." in html
    assert "mailto:lin@lakeside.example" in html
    assert "Is it free?" in html
    assert "2100-10-20T" in html


@pytest.mark.parametrize("name", ["series", "session", "series_feed", "session_feed", "embed"])
def test_no_public_page_gives_the_link_of_a_meeting_away(client, make_series, add_session, name):
    add_session(make_series())
    slugs = ["lakeside", "mentoring-up"] + ["expectations"] * name.startswith("session")
    assert LINK not in page(client, name, *slugs)


@pytest.mark.parametrize("name", ["series", "series_feed", "embed"])
def test_a_draft_is_not_there_for_anybody(client, make_series, signed_in, make_person, name):
    make_series(state=SeriesState.DRAFT, published_at=None)
    address = reverse(f"training:{name}", args=["lakeside", "mentoring-up"])
    assert client.get(address).status_code == 404
    assert signed_in(make_person()).get(address).status_code == 404


def test_a_draft_session_of_a_published_series_is_not_there(client, make_series, add_session):
    series = make_series()
    add_session(series)
    add_session(series, "secret", title="Not yet", state=SessionState.DRAFT)
    assert "Not yet" not in page(client, "series", "lakeside", "mentoring-up")
    address = reverse("training:session", args=["lakeside", "mentoring-up", "secret"])
    assert client.get(address).status_code == 404


def test_a_session_without_a_date_says_so(client, make_series, add_session):
    none = dict.fromkeys(("local_date", "local_start", "local_end", "starts_at", "ends_at"), None)
    add_session(make_series(), state=SessionState.TO_BE_ANNOUNCED, **none)
    assert "Date and time to be announced" in page(client, "series", "lakeside", "mentoring-up")
    address = reverse("training:session_feed", args=["lakeside", "mentoring-up", "expectations"])
    assert client.get(address).status_code == 404


def test_a_session_that_is_over_stands_under_past(client, make_series, add_session):
    start = datetime(2020, 10, 20, 23, 0, tzinfo=UTC)
    add_session(make_series(), starts_at=start, ends_at=start + timedelta(hours=1))
    html = page(client, "series", "lakeside", "mentoring-up")
    assert "1 past session" in html
    assert "All sessions of this series are over." in html


def test_a_cancelled_series_stays_and_says_so(client, make_series, add_session):
    add_session(make_series(state=SeriesState.CANCELLED))
    assert "This series was cancelled." in page(client, "series", "lakeside", "mentoring-up")


def test_a_program_that_a_session_counts_towards_is_named(client, make_series, add_session):
    session = add_session(make_series())
    CoListing.objects.create(
        implementation=session.implementation, session=session, program="Leadership track"
    )
    html = page(client, "session", "lakeside", "mentoring-up", "expectations")
    assert "Leadership track" in html


def test_hostile_words_stay_words(client, make_series, add_session):
    add_session(
        make_series(title="<script>alert(1)</script>", description="<script>alert(2)</script>"),
        title='"><img src=x onerror=alert(3)>',
    )
    html = page(client, "series", "lakeside", "mentoring-up")
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_an_address_never_stands_in_for_a_facilitators_name(
    client, make_series, add_session, make_person
):
    series = make_series()
    add_session(series)
    nameless = make_person("hidden@lakeside.example")
    named = make_person("ada@lakeside.example", given_name="Ada", family_name="Park")
    series.implementations.get().facilitators.set([nameless, named])
    html = page(client, "series", "lakeside", "mentoring-up")
    assert "Ada Park" in html
    assert "hidden@lakeside.example" not in html


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, {"one", "two"}),
        ({"site": "lakeside"}, {"one"}),
        ({"site": "nowhere"}, set()),
        ({"mode": "in-person"}, {"two"}),
        ({"audience": "mentees"}, {"one", "two"}),
        ({"audience": "mentors"}, set()),
        ({"term": "fall-2100"}, {"one", "two"}),
        ({"term": "spring-2100"}, set()),
        ({"term": "fall-' OR 1=1"}, set()),
        ({"module": "expectations"}, {"one", "two"}),
        ({"module": "work-life"}, set()),
        ({"when": "past"}, set()),
        ({"site": "x" * 5000}, set()),
        ({"page": "99999999999999999999"}, {"one", "two"}),
        ({"page": "-1"}, {"one", "two"}),
    ],
)
def test_the_catalog_narrows(client, make_series, add_session, other_site, query, slugs):
    add_session(make_series("one"))
    add_session(make_series("two", at=other_site, mode=Mode.IN_PERSON))
    make_series("draft", state=SeriesState.DRAFT, published_at=None)
    html = page(client, "catalog", **query)
    assert {slug for slug in ("one", "two", "draft") if f"Series {slug}" in html} == slugs


def test_series_that_are_over_are_found_under_past(client, make_series, add_session):
    start = datetime(2020, 10, 20, 23, 0, tzinfo=UTC)
    add_session(make_series("old"), starts_at=start, ends_at=start + timedelta(hours=1))
    assert "Series old" not in page(client, "catalog")
    assert "Series old" in page(client, "catalog", when="past")


@pytest.mark.parametrize("count", [1, 12])
def test_the_catalog_needs_a_flat_number_of_queries(
    client, make_series, add_session, count, django_assert_max_num_queries
):
    for number in range(count):
        series = make_series(f"series-{number}")
        for session in range(3):
            add_session(series, f"session-{session}")
    with django_assert_max_num_queries(11):
        page(client, "catalog")


@pytest.mark.parametrize("count", [1, 12])
def test_a_series_page_needs_a_flat_number_of_queries(
    client, make_series, add_session, count, django_assert_max_num_queries
):
    series = make_series()
    for session in range(count):
        add_session(series, f"session-{session}")
    with django_assert_max_num_queries(20):
        page(client, "series", "lakeside", "mentoring-up")


def test_the_widget_may_be_framed_and_the_page_may_not(client, make_series, add_session):
    add_session(make_series())
    slugs = ["lakeside", "mentoring-up"]
    widget = client.get(reverse("training:embed", args=slugs))
    series = client.get(reverse("training:series", args=slugs))
    assert "frame-ancestors *" in widget.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in widget.headers
    assert "frame-ancestors 'none'" in series.headers["Content-Security-Policy"]
    assert series.headers["X-Frame-Options"] == "DENY"


def test_crawlers_are_told_of_what_is_published_alone(client, make_series, settings):
    settings.BASE_URL = "https://mentoring.example"
    make_series("one")
    make_series("draft", state=SeriesState.DRAFT, published_at=None)
    text = client.get(reverse("training:sitemap")).content.decode()
    assert "<loc>https://mentoring.example/series/lakeside/one/</loc>" in text
    assert "draft" not in text
    assert (
        "Sitemap: https://mentoring.example/sitemap.xml"
        in client.get(reverse("training:robots")).content.decode()
    )


def test_staff_see_a_draft_in_preview(make_series, make_staff, signed_in, site):
    make_series(state=SeriesState.DRAFT, published_at=None)
    client = signed_in(make_staff(Role.FACILITATOR, site))
    html = page(client, "preview", "lakeside", "mentoring-up")
    assert "This is a preview." in html


def test_the_share_page_offers_a_snippet_that_can_not_break_out(
    make_series, make_staff, signed_in, site
):
    make_series(title='"><script>alert(1)</script>')
    html = page(signed_in(make_staff(Role.COORDINATOR, site)), "share", "lakeside", "mentoring-up")
    assert "data-mentoringup" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("state", "published_at", "is_told"),
    [(SeriesState.DRAFT, None, True), (SeriesState.PUBLISHED, NOW, False)],
)
def test_the_share_page_tells_whether_the_addresses_answer_yet(
    make_series, make_staff, signed_in, site, state, published_at, is_told
):
    make_series(state=state, published_at=published_at)
    html = page(signed_in(make_staff(Role.COORDINATOR, site)), "share", "lakeside", "mentoring-up")
    assert ("The series is not published yet" in html) is is_told
