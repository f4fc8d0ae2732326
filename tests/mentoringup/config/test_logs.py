"""What is logged, and what never is."""

import io
import json
import logging

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.config.logs import JsonLines, ReadableLines, without_addresses, without_paths
from mentoringup.people.models import Person

ADDRESS = "rosalind.quill@lakeside.example"
SECRETS = (ADDRESS, "rosalind", "Quill", "203.0.113.9", "2001:db8::17", "tell-nobody")


@pytest.fixture
def lines():
    """Everything that is logged, as production would write it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(without_paths)
    root = logging.getLogger()
    named = [logging.getLogger(name) for name in ("", "django", "mentoringup", "django.request")]
    levels = [logger.level for logger in named]
    root.addHandler(handler)
    for logger in named:
        logger.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    for logger, level in zip(named, levels, strict=True):
        logger.setLevel(level)


def logged(formatter: logging.Formatter, message: str, *arguments, **facts) -> str:
    record = logging.makeLogRecord(
        {"msg": message, "args": arguments, "levelname": "INFO", **facts}
    )
    return formatter.format(record)


def raised(error: Exception) -> tuple:
    """What `sys.exc_info` tells of it."""
    with pytest.raises(type(error)) as caught:
        raise error
    return (caught.type, caught.value, caught.tb)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("mail to ada@lakeside.example failed", "mail to [address] failed"),
        ("Key (email)=(ada@lakeside.example) exists", "Key (email)=([address]) exists"),
        ("from 203.0.113.9 port 4", "from [machine] port 4"),
        ("from 2001:db8::17 again", "from [machine] again"),
        ("GET /account/?code=123456 done", "GET /account/?… done"),
        ("Version 5.2.1 at 12:30:15", "Version 5.2.1 at 12:30:15"),
    ],
)
def test_addresses_are_cut_out_of_every_text(text, cleaned):
    assert without_addresses(text) == cleaned


def test_only_known_facts_stand_beside_the_text():
    line = json.loads(logged(JsonLines(), "Job done", job="17", person="Ada"))
    assert (line["text"], line["job"], "person" in line) == ("Job done", "17", False)


def test_of_an_exception_the_class_and_the_places_are_told_but_not_its_text():
    whole = raised(IntegrityError(f"Key (email)=({ADDRESS}) already exists for tell-nobody"))
    line = logged(JsonLines(), "failed", exc_info=whole)
    assert json.loads(line)["exception"] == "IntegrityError"
    assert "test_logs.py" in json.loads(line)["at_code"][0]
    assert [secret for secret in SECRETS if secret in line] == []


def test_developers_read_the_whole_exception_without_addresses():
    whole = raised(ValueError(f"no such person: {ADDRESS}"))
    text = logged(ReadableLines(), "failed", exc_info=whole)
    assert text.endswith("ValueError: no such person: [address]")


@pytest.mark.django_db
def test_a_request_is_one_line_with_its_route_and_the_id_of_the_answer(client, lines):
    answer = client.get("/health?token=tell-nobody", HTTP_X_REQUEST_ID="from-the-proxy-1")
    (line,) = [one for one in lines() if one["logger"] == "mentoringup.requests"]
    assert answer.headers["X-Request-ID"] == line["request"] == "from-the-proxy-1"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/health", 503)


def test_an_id_that_a_visitor_made_up_is_not_taken(client):
    answer = client.get("/no-such-page/", HTTP_X_REQUEST_ID="<script>")
    assert len(answer.headers["X-Request-ID"]) == 32


@pytest.mark.django_db
def test_a_person_who_signs_in_and_out_and_posts_forms_is_nowhere_in_the_logs(
    site, make_staff, lines
):
    person = make_staff(Role.SITE_ADMIN, site, ADDRESS)
    Person.objects.filter(pk=person.pk).update(given_name="Rosalind", family_name="Quill")
    visitor = Client(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="2001:db8::17")
    visitor.get(f"/account/login/?next=/dashboard/&email={ADDRESS}")
    visitor.post("/account/login/", {"login": ADDRESS})
    visitor.post("/account/login/", {"login": "no address at all, tell-nobody"})
    visitor.post("/account/login/code/confirm/", {"code": "tell-nobody"})
    visitor.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    visitor.get("/dashboard/")
    visitor.get(f"/sites/{site.slug}/?search={ADDRESS}")
    visitor.get(f"/sites/{ADDRESS}/")
    visitor.get("/invitations/tell-nobody/")
    visitor.post(f"/sites/{site.slug}/team/invite/", {"email": ADDRESS, "role": "coder"})
    visitor.post("/account/logout/")
    Client(enforce_csrf_checks=True).post("/account/login/", {"login": ADDRESS})
    logging.getLogger("django.request").warning("Not Found: %s", f"/people/{ADDRESS}/")
    text = json.dumps(lines(), ensure_ascii=False)
    assert len(lines()) >= 10
    assert [secret for secret in SECRETS if secret.casefold() in text.casefold()] == []
    assert all(one.to for one in mail.outbox)


@pytest.mark.django_db
def test_a_health_check_that_finds_no_worker_is_not_logged_as_an_error(lines):
    answer = Client().get("/health")
    assert (answer.status_code, [line["level"] for line in lines()]) == (503, ["info"])
