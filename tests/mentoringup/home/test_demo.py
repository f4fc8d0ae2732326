"""The demo: its people, series, mails and report, and that it exists nowhere else."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend
from django.utils import timezone

from mentoringup.access.permissions import Role
from mentoringup.home.demo.cast import CAST, EVERYBODY
from mentoringup.home.demo.filling import fill
from mentoringup.home.demo.inbox import SHOWN, mail_received, mails_received
from mentoringup.organizations.models import Membership, Site
from mentoringup.people.models import Person
from mentoringup.training.checks.finding import Severity
from mentoringup.training.domain.checking import findings_of
from mentoringup.training.models import Series

ADDRESSES = ["/demo/", "/demo/inbox/", "/demo/inbox/20260901-170000-1.0/", "/demo/report/"]
DAYS_OF_A_YEAR = [datetime(2026, month, 15, 18, tzinfo=UTC) for month in range(1, 13)]


@pytest.fixture
def demo(db, settings, tmp_path):  # noqa: ARG001  opens the database
    settings.DEMO = True
    settings.DATA_DIR = tmp_path / "site"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mails")
    fill(now=timezone.now(), with_seats=False)
    report = tmp_path / "report"
    (report / "tables").mkdir(parents=True)
    (report / "report.html").write_text("<!doctype html><title>Finding</title>")
    (report / "tables" / "gains.csv").write_text("scale,gain\n")
    (report / "secret.key").write_text("hush")
    (tmp_path / "outside.html").write_text("hush")
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_outside_the_demo_there_is_no_such_page(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_outside_the_demo_nobody_signs_in_by_a_click(client):
    fill(now=timezone.now(), with_seats=False)
    assert client.post("/demo/sign-in/coordinator/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_there_is_somebody_for_every_role():
    assert {part.role for part in CAST} == {*Role, None}


@pytest.mark.parametrize("part", EVERYBODY, ids=lambda part: part.key)
def test_one_click_signs_in(client, demo, part):  # noqa: ARG001  it is filled
    answer = client.post(f"/demo/sign-in/{part.key}/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [("/dashboard/", 302)]
    assert answer.context["user"].email == part.email


def test_looking_at_the_button_changes_nothing(client, demo):  # noqa: ARG001  it is filled
    assert client.get("/demo/sign-in/coordinator/").status_code == 405
    assert client.post("/demo/sign-in/nobody/").status_code == 404


def test_filling_twice_changes_nothing(demo):  # noqa: ARG001  it is filled
    before = (Person.objects.count(), Series.objects.count(), Membership.objects.count())
    assert fill(now=timezone.now()) is False
    assert (Person.objects.count(), Series.objects.count(), Membership.objects.count()) == before


def test_a_database_that_holds_a_site_is_never_filled(site):
    assert fill(now=timezone.now()) is False
    assert list(Site.objects.all()) == [site]


@pytest.mark.django_db
@pytest.mark.parametrize("now", DAYS_OF_A_YEAR, ids=lambda now: f"{now:%B}")
def test_the_good_series_is_published_and_the_faulty_one_full_of_findings(now):
    fill(now=now, with_seats=False)
    good, faulty = Series.objects.filter(site__slug="lakeside").order_by("pk")
    blocking = {
        one.check for one in findings_of(series=faulty, now=now) if one.severity == Severity.BLOCK
    }
    assert (good.state, faulty.state) == ("published", "draft")
    assert [f for f in findings_of(series=good, now=now) if f.severity == Severity.BLOCK] == []
    assert len(blocking) >= 6
    sessions = good.implementations.get().sessions
    assert sessions.count() == 8
    assert sessions.filter(starts_at__gt=now, state="published").exists()
    assert sessions.filter(state="to-be-announced").count() == 1


def test_the_inbox_shows_each_mail_newest_first(client, demo):
    for number in (1, 2):
        mail.EmailMessage(
            f"Your code {number}",
            f"The code is 00{number}. https://example.org/x",
            "office@lakeside.example",
            ["ada@lakeside.example"],
            connection=EmailBackend(file_path=str(demo / "mails")),
        ).send()
    subjects = sorted(one.subject for one in mails_received(demo / "mails"))
    assert subjects == ["Your code 1", "Your code 2"]
    first = mails_received(demo / "mails")[0]
    shown = client.get(f"/demo/inbox/{first.key}/").content.decode()
    assert first.text.partition(" https")[0] in shown
    assert '<a href="https://example.org/x"' in shown
    assert first.subject in client.get("/demo/inbox/").content.decode()


def test_the_inbox_of_one_person_reaches_further_back(client, demo):
    def send(subject: str, *, to: str, number: int) -> None:
        EmailBackend(file_path=str(demo / "mails")).send_messages(
            [mail.EmailMessage(subject, "The code is 001.", "office@lakeside.example", [to])]
        )
        (sent,) = (file for file in (demo / "mails").iterdir() if not file.stem.endswith("-1"))
        sent.rename(sent.with_name(f"20260901-{number:06}-1.log"))

    send("Your code 0", to="mei@lakeside.example", number=0)
    for number in range(1, SHOWN + 1):
        send(f"Your code {number}", to="ada@lakeside.example", number=number)

    everybody = client.get("/demo/inbox/").content.decode()
    hers = client.get("/demo/inbox/?to=mei@lakeside.example").content.decode()

    assert "mei@lakeside.example" not in everybody
    assert 'href="?to=ada%40lakeside.example"' in everybody
    assert hers.count("Your code") == 1
    assert "Your code 0" in hers


@pytest.mark.parametrize("key", ["../../secret", "20260901-170000-1.0", "x", "%2e%2e"])
def test_a_mail_that_is_not_there_is_no_page(client, demo, key):
    assert mail_received(demo / "mails", key=key) is None
    assert client.get(f"/demo/inbox/{key}/").status_code == 404


def test_the_report_is_served_so_that_it_can_run_nothing(client, demo):  # noqa: ARG001  it is there
    answer = client.get("/demo/report/")
    assert b"Finding" in b"".join(answer.streaming_content)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    table = client.get("/demo/report/tables/gains.csv")
    assert b"".join(table.streaming_content) == b"scale,gain\n"


@pytest.mark.parametrize(
    "path", ["../outside.html", "%2e%2e/outside.html", "secret.key", "none.html", "tables"]
)
def test_nothing_beside_the_report_is_served(client, demo, path):  # noqa: ARG001  it is there
    assert client.get(f"/demo/report/{path}").status_code == 404


@pytest.mark.parametrize("address", ["/", "/demo/", "/demo/inbox/"])
@pytest.mark.parametrize("is_made", [True, False])
def test_pages_lead_to_the_report_only_where_it_is(client, demo, address, is_made):
    if not is_made:
        (demo / "report" / "report.html").unlink()

    page = client.get(address).content.decode()

    assert ('href="/demo/report/"' in page) is is_made
    assert "/demo/inbox/" in page
    if address == "/":
        assert ("open the evaluation of a whole cohort" in page) is is_made
