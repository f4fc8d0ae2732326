from datetime import date

import pytest

from mentoringup.audit.models import Entry
from mentoringup.organizations.calendars import propose_year
from mentoringup.organizations.domain.queries import site_by_slug, terms_of
from mentoringup.organizations.domain.terms import save_academic_year
from mentoringup.organizations.enums import CalendarKind, Season
from mentoringup.organizations.errors import (
    RefusedError,
    SomebodyWasFasterError,
    TermIsInUseError,
    TermsOverlapError,
)
from mentoringup.organizations.values import SeasonDates
from mentoringup.training.models import Series

FALL = SeasonDates(season=Season.FALL, starts_on=date(2026, 9, 21), ends_on=date(2026, 12, 11))
WINTER = SeasonDates(season=Season.WINTER, starts_on=date(2027, 1, 4), ends_on=date(2027, 3, 19))


@pytest.fixture
def save(site, admin, now):
    def save_year(first_year, *seasons):
        current = site_by_slug(slug=site.slug)
        return save_academic_year(
            site=current,
            first_year=first_year,
            seasons=seasons,
            version=current.version,
            actor=admin,
            now=now,
        )

    return save_year


def test_saved_terms_are_the_calendar(save, site):
    save(2026, FALL, WINTER)

    names = [(term.name, term.starts_on) for term in terms_of(site=site)]
    assert names == [("Fall 2026", FALL.starts_on), ("Winter 2027", WINTER.starts_on)]


def test_a_season_that_is_left_out_goes_and_other_years_stay(save, site):
    save(2026, FALL, WINTER)
    save(
        2025,
        SeasonDates(season=Season.FALL, starts_on=date(2025, 9, 22), ends_on=date(2025, 12, 12)),
    )

    save(2026, WINTER)

    assert [term.name for term in terms_of(site=site)] == ["Fall 2025", "Winter 2027"]


def test_new_dates_keep_the_term_and_what_belongs_to_it(save):
    (before,) = save(2026, FALL)

    (after,) = save(
        2026, SeasonDates(season=Season.FALL, starts_on=date(2026, 9, 28), ends_on=FALL.ends_on)
    )

    assert (after.id, after.starts_on) == (before.id, date(2026, 9, 28))


def test_saving_the_same_again_writes_nothing(save, site):
    save(2026, FALL)

    save(2026, FALL)

    assert Entry.objects.filter(verb="site.terms_changed").count() == 1
    assert site_by_slug(slug=site.slug).version == 2


def test_terms_that_share_a_day_are_refused_also_across_years(save, site):
    summer = SeasonDates(season=Season.SUMMER, starts_on=date(2026, 6, 22), ends_on=FALL.starts_on)
    save(2025, summer)

    with pytest.raises(TermsOverlapError, match=r"^Summer 2026 ends on Mon, Sep 21, 2026, when"):
        save(2026, FALL)

    assert [term.name for term in terms_of(site=site)] == ["Summer 2026"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 11), date(2026, 9, 21)),
        (date(2026, 9, 21), date(2026, 9, 21)),
        (date(2016, 9, 21), date(2016, 12, 11)),
        (date(2036, 9, 21), date(2036, 12, 11)),
    ],
)
def test_impossible_dates_are_refused(first, last, save):
    with pytest.raises(RefusedError, match=r"^Fall 2026 "):
        save(2026, SeasonDates(season=Season.FALL, starts_on=first, ends_on=last))


def test_a_term_that_a_series_belongs_to_stays(save, site):
    (fall,) = save(2026, FALL)
    Series.objects.create(site=site, slug="series", title="Series", term_id=fall.id)

    with pytest.raises(TermIsInUseError):
        save(2026, WINTER)

    assert [term.name for term in terms_of(site=site)] == ["Fall 2026"]


def test_the_second_of_two_who_save_is_told(site, admin, now, save):
    save(2026, FALL)

    with pytest.raises(SomebodyWasFasterError):
        save_academic_year(site=site, first_year=2026, seasons=[], version=1, actor=admin, now=now)

    assert [term.name for term in terms_of(site=site)] == ["Fall 2026"]


def dates(**fields):
    """What a browser posts for the form of a year; seasons left out are open."""
    empty = {f"{s.value}_{end}": "" for s in Season for end in ("starts_on", "ends_on")}
    return empty | fields


FALL_POSTED = {"fall_starts_on": "2026-09-21", "fall_ends_on": "2026-12-11"}


def test_a_year_without_terms_begins_with_a_proposal_that_is_not_saved(site, admin, signed_in):
    page = signed_in(admin).get(f"/sites/{site.slug}/terms/2026/")

    proposed = {
        f"{t.season.value}_starts_on": t.starts_on
        for t in propose_year(CalendarKind.QUARTERS, 2026)
    }
    shown = {name: page.context["form"][name].value() for name in proposed}
    assert (shown, terms_of(site=site)) == (proposed, ())


def test_the_page_tells_which_days_are_in_no_term(site, admin, signed_in, save):
    save(2026, FALL, WINTER)

    page = signed_in(admin).get(f"/sites/{site.slug}/terms/").content.decode()

    assert "Days in no term" in page
    assert "Dec 12, 2026" in page
    assert "Jan 3, 2027" in page


def test_a_posted_year_is_saved(site, admin, signed_in):
    signed_in(admin).post(f"/sites/{site.slug}/terms/2026/", dates(version="1", **FALL_POSTED))

    assert [(t.starts_on, t.ends_on) for t in terms_of(site=site)] == [
        (FALL.starts_on, FALL.ends_on)
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"fall_ends_on": ""}, "Say the last day as well"),
        ({"fall_starts_on": ""}, "Say the first day as well"),
        ({"fall_starts_on": "2026-02-30"}, "Enter a valid date"),
        ({"fall_starts_on": "<script>"}, "Enter a valid date"),
        ({"fall_ends_on": "2026-09-20"}, "must come after the first"),
        ({"winter_starts_on": "2026-12-01", "winter_ends_on": "2027-03-01"}, "has begun"),
        ({"fall_starts_on": "0001-01-01"}, "outside the academic year"),
        ({"version": ""}, "required"),
        ({"version": "99999999999999999999"}, "less than"),
        ({"version": "🌊"}, "whole number"),
    ],
)
def test_wrong_dates_get_a_message_and_nothing_is_saved(wrong, message, site, admin, signed_in):
    posted = dates(version="1", **FALL_POSTED) | wrong

    page = signed_in(admin).post(f"/sites/{site.slug}/terms/2026/", posted)

    assert (page.status_code, terms_of(site=site)) == (200, ())
    assert message in page.content.decode()


def test_two_who_edit_a_year_at_once_both_keep_what_they_typed(site, admin, signed_in, save):
    save(2026, FALL)
    posted = dates(version="1", fall_starts_on="2026-09-28", fall_ends_on="2026-12-11")
    client, address = signed_in(admin), f"/sites/{site.slug}/terms/2026/"

    told = client.post(address, posted)
    differences = told.context["differences"]
    again = client.post(address, posted | {"version": told.context["form"]["version"].value()})

    assert (told.status_code, again.status_code) == (409, 302)
    assert [(d.label, d.yours, d.stored) for d in differences] == [
        ("Fall 2026: first day", "Mon, Sep 28, 2026", "Mon, Sep 21, 2026")
    ]
    assert terms_of(site=site)[0].starts_on == date(2026, 9, 28)


@pytest.mark.parametrize("year", ["1", "1989", "2101", "99999"])
def test_years_beyond_reason_have_no_page(year, site, admin, signed_in):
    assert signed_in(admin).get(f"/sites/{site.slug}/terms/{year}/").status_code == 404
