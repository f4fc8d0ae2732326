"""Rows of the history as people read them."""

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mentoringup.audit import verbs
from mentoringup.audit.domain import name_detail, name_thing, name_verb, record
from mentoringup.audit.domain.queries import history_of_site, lines_of
from mentoringup.audit.telling import Change, HistoryLine
from mentoringup.audit.verbs import VerbIsTakenError, label_of_thing, label_of_verb, page_of_thing


@pytest.fixture(autouse=True)
def _own_words(monkeypatch) -> None:
    """What a test registers is gone after it."""
    for words in ("_VERBS", "_THINGS", "_DETAILS"):
        monkeypatch.setattr(verbs, words, {})


@pytest.fixture
def told(site, now):
    """Record something at the site, and read it."""

    def tell(verb="seat.given", thing=None, **given) -> HistoryLine:
        with transaction.atomic():
            record(
                **{"verb": verb, "thing": thing or site, "actor": None, "now": now, "site_id": 7}
                | given
            )
        return lines_of(history_of_site(site_id=7))[0]

    return tell


def test_a_registered_verb_is_told_in_its_own_sentence(told, make_person):
    name_verb(
        "seat.given", label="seat given", sentence=_("%(actor)s gave %(count)s seats at %(name)s.")
    )
    ada = make_person(display_name="Ada")

    assert told(actor=ada, name="Lakeside", detail={"count": 3}).sentence == (
        "Ada gave 3 seats at Lakeside."
    )


def test_an_unknown_verb_is_told_plainly(told):
    assert told(name="Lakeside").sentence == "The site itself: seat.given, site “Lakeside”."


@pytest.mark.parametrize("sentence", ["%(count)s seats", "%(name)", "100 % %(name)s", "%(name)d"])
def test_a_sentence_that_does_not_fit_its_row_is_told_plainly(told, sentence):
    name_verb("seat.given", label="seat given", sentence=sentence)

    assert told(name="Lakeside").sentence == "The site itself: seat.given, site “Lakeside”."


def test_a_verb_is_told_in_one_way(told):  # noqa: ARG001  opens the database
    name_verb("seat.given", label="seat given", sentence="A seat.")
    name_verb("seat.given", label="seat given", sentence="A seat.")

    with pytest.raises(VerbIsTakenError, match=r"seat\.given"):
        name_verb("seat.given", label="seat given", sentence="Another.")


def test_a_person_is_told_by_the_name_of_today(told, make_person):
    name_verb("person.met", label="met", sentence="%(actor)s met %(name)s and %(friend)s.")
    name_detail("friend", label="friend", is_person=True)
    ada, eve = make_person(display_name="Ada"), make_person("eve@lakeside.example")
    told("person.met", ada, actor=ada, detail={"friend": eve.pk})
    eve.display_name = "Eve"
    eve.save()

    line = lines_of(history_of_site(site_id=7))[0]

    assert (line.sentence, line.thing, line.facts) == (
        "Ada met Ada and Eve.",
        "person “Ada”",
        (),
    )


def test_a_thing_without_a_name_is_told_by_its_number(told, site):
    assert told().thing == f"site number {site.pk}"


def test_changes_and_details_are_told_in_the_words_of_the_form(told):
    name_detail("role", label="role", text={"coordinator": "Coordinator"}.__getitem__)
    name_verb("seat.given", label="seat given", sentence="%(actor)s gave %(count)s seats.")

    line = told(
        detail={
            "changed": {"zone": ["UTC", "Asia/Tokyo"], "website": [None, True]},
            "fields": ["zone", "contact_email"],
            "role": "coordinator",
            "count": 3,
            "days_left": [1, 2.5],
        }
    )

    assert line.changes == (
        Change(field="Website", old="", new="yes"),
        Change(field="Time zone", old="UTC", new="Asia/Tokyo"),
    )
    assert line.facts == (
        ("Days left", "1, 2.5"),
        ("Fields", "Time zone, Contact e-mail"),
        ("Role", "Coordinator"),
    )


@pytest.mark.parametrize(
    "detail", [{"changed": 3}, {"changed": {"zone": "UTC"}}, {"changed": {"zone": [1]}}]
)
def test_a_detail_of_another_shape_breaks_no_page(told, detail):
    assert told(detail=detail).changes == ()


def test_a_value_that_has_no_word_any_more_is_told_as_it_was_stored(told):
    name_detail("role", label="role", text={}.__getitem__)

    assert told(detail={"role": "wizard"}).facts == (("Role", "wizard"),)


def test_words_for_verbs_and_things_are_looked_up_or_shown_as_stored():
    name_verb("seat.given", label="seat given", sentence="A seat.")
    name_thing("a.seat", label="seat", page=lambda slug, pk: f"/{slug}/{pk}/")

    assert (label_of_verb("seat.given"), label_of_verb("seat.lost")) == ("seat given", "seat.lost")
    assert [
        label_of_thing(kind) for kind in ("a.seat", "organizations.site", "b.c", "nonsense")
    ] == [
        "seat",
        "site",
        "b.c",
        "nonsense",
    ]
    assert (
        page_of_thing("a.seat", site_slug="s", thing_id="4"),
        page_of_thing("organizations.site", site_slug="s", thing_id="4"),
    ) == ("/s/4/", "")


def test_the_history_speaks_the_readers_language(told):
    name_verb("seat.given", label="seat given", sentence=_("Yes"))

    with override("es"):
        assert told().sentence == "Sí"
