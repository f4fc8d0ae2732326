"""What is looked at every night."""

from datetime import timedelta

import pytest

from mentoringup.access.permissions import Role
from mentoringup.jobs.periodic import NIGHTLY
from mentoringup.outbox.models import Mail
from mentoringup.training.content import AboutText
from mentoringup.training.domain.queries import page_of
from mentoringup.training.domain.series import save_about
from mentoringup.training.domain.states import publish_series, take_back_series
from mentoringup.training.jobs import check_by_night, check_live_pages, is_report_wanted
from mentoringup.training.link_asking import Answer
from mentoringup.training.models import LinkProbe, Series, Session

ALIVE = Answer(is_alive=True, words="200")
DEAD = Answer(is_alive=False, words="404")
LINK = "https://gone.example/page"


@pytest.fixture
def live(make_series, afternoon, coordinator, now):
    series = make_series(afternoon())
    about = AboutText(title="Mentoring Up", description=f"More at {LINK}.", term_id=series.term_id)
    save_about(series=series, about=about, actor=coordinator, now=now)
    assert publish_series(series=series, actor=coordinator, now=now).is_done
    return Series.objects.get()


def night(now, number=0, answer=ALIVE):
    check_live_pages(now + timedelta(days=number), asking=lambda _url: answer)


def dead_links(live, now):
    return page_of(live, language="en", now=now).dead_links


@pytest.mark.parametrize(("nights", "dead"), [(3, set()), (4, {LINK}), (5, {LINK})])
def test_a_link_is_dead_after_four_nights_without_an_answer(live, now, nights, dead):
    for number in range(nights):
        night(now, number, DEAD)

    assert dead_links(live, now) == dead


def test_one_answer_forgives_all_strikes(live, now):
    for number in range(4):
        night(now, number, DEAD)
    night(now, 5, ALIVE)

    assert dead_links(live, now) == frozenset()


def test_a_night_that_is_begun_again_counts_once(live, now):
    for _ in range(4):
        night(now, 0, DEAD)

    assert LinkProbe.objects.get().strikes == 1
    assert dead_links(live, now) == frozenset()


def test_an_address_that_left_the_page_is_forgotten(live, coordinator, now):
    night(now, 0, DEAD)
    about = AboutText(title="Mentoring Up", term_id=live.term_id)
    save_about(series=live, about=about, actor=coordinator, now=now)
    night(now, 1, DEAD)

    assert not LinkProbe.objects.exists()


def test_a_draft_is_not_asked_about(live, coordinator, now):
    take_back_series(series=live, actor=coordinator, now=now)

    night(now, 0, DEAD)

    assert not LinkProbe.objects.exists()


def test_a_dead_link_of_another_page_is_none_of_this_one(live, now):
    LinkProbe.objects.create(url="https://elsewhere.example/", strikes=9)

    assert dead_links(live, now) == frozenset()


@pytest.mark.usefixtures("live")
def test_the_coordinators_are_written_to_once_for_the_same_findings(site, make_staff, now):
    make_staff(Role.SITE_ADMIN, site)
    make_staff(Role.FACILITATOR, site)
    Session.objects.update(description="Lorem ipsum dolor sit amet")

    for number in range(3):
        night(now, number)

    mails = Mail.objects.order_by("to")
    assert [mail.to for mail in mails] == [
        "coordinator@lakeside.example",
        "site-admin@lakeside.example",
    ]
    assert "placeholder text" in mails[0].text


@pytest.mark.usefixtures("live")
def test_new_findings_are_written_about_again(now):
    Session.objects.update(description="Lorem ipsum dolor sit amet")
    night(now, 0)
    Session.objects.update(description="", title="TODO")
    night(now, 1)

    assert Mail.objects.count() == 2


@pytest.mark.usefixtures("live")
def test_a_fault_that_comes_back_is_written_about_again(now):
    for number, description in enumerate(["Lorem ipsum dolor", "All good.", "Lorem ipsum dolor"]):
        Session.objects.update(description=description)
        Series.objects.update(summary="A short and plain summary.")
        night(now, number)

    about_placeholders = [m for m in Mail.objects.all() if "placeholder text" in m.text]
    assert len(about_placeholders) == 2


@pytest.mark.usefixtures("live")
def test_a_mail_about_what_was_repaired_meanwhile_is_not_wanted(now):
    Session.objects.update(description="Lorem ipsum dolor sit amet")
    night(now, 0)
    mail = Mail.objects.get()
    wanted = is_report_wanted(mail.check_with)
    Session.objects.update(description="Better.")
    night(now, 1)

    assert (wanted, is_report_wanted(mail.check_with)) == (True, False)


@pytest.mark.usefixtures("live")
def test_sessions_that_are_over_are_done_by_night(now):
    night(now, 90)

    assert Session.objects.get().state == "done"


def test_the_night_is_registered_with_the_worker():
    assert NIGHTLY["training.checks"].enqueue == check_by_night.enqueue
