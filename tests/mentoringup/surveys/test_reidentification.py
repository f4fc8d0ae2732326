"""Six people answer an anonymous wave in a known order: no dump tells who said what."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import permutations

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from answered_wave import Respondent, add_wave, ask_people
from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.surveys import keys, links
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.closing import flush_due_tickets
from mentoringup.surveys.domain.waves import close_wave, freeze_wave
from mentoringup.surveys.enums import InvitationState, Mode, WaveKind
from mentoringup.surveys.models import (
    Draft,
    Invitation,
    Keepsake,
    PaperForm,
    Participant,
    Response,
    SealedTicket,
    Survey,
    Wave,
)
from mentoringup.ui.short_memory import ShortMemory

PEOPLE = (Participant, Invitation)
ANSWERS = (Draft, Keepsake, Response)
SHARED = {Wave, Survey}
"""What both halves hang on; the same for everybody in a wave."""

ORDER = (3, 0, 5, 1, 4, 2)
"""In which the six answer; the attacker knows it."""

Row = dict[str, object]


def tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models()} & set(
        connection.introspection.table_names()
    )


def dump(table: str) -> list[Row]:
    """All rows of a table as they lie in the file, with what a database keeps of its own."""
    hidden = (
        "rowid AS place" if connection.vendor == "sqlite" else "ctid::text AS place, xmin::text"
    )
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {hidden}, t.* FROM "{table}" t ORDER BY 1')  # noqa: S608  our names
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: _place(str(row["place"])))


def _place(place: str) -> tuple[int, ...]:
    return tuple(int(number) for number in place.strip("()").split(","))


def of(model: type[models.Model]) -> list[Row]:
    return dump(model._meta.db_table)


def values(rows: list[Row], ignored: frozenset[str] = frozenset()) -> set[str]:
    return {str(value) for row in rows for name, value in row.items() if name not in ignored}


@pytest.fixture
def six(site):
    """Six people; each answers with her own number of hours, one of them in Spanish."""
    emails = [f"p{number}@x.example" for number in range(6)]
    return ask_people(site, timezone.now(), emails=emails)


def answer_in_order(people, order=ORDER) -> None:
    for number in order:
        one = Respondent(people, people.tokens[number])
        one.begin("es" if number == 2 else "en")
        one.post_page(2, plans=1, plan=f"Plan {'x' * number * 50}")
        one.post_page(2, plans=1, plan=f"Plan {'x' * number * 50}")
        one.post_page(3, hours=str(number))
        one.post("send/")


def hours_as_they_lie() -> list[int]:
    """Whose response stands where, told by the hours; the attacker would like to know it."""
    answers = {one.pk: int(one.answers["hours"]) for one in Response.objects.all()}
    by_id = {str(key).replace("-", ""): number for key, number in answers.items()}
    return [by_id[str(row["id"]).replace("-", "")] for row in of(Response)]


# ------------------------------------------------------------------------------- the schema


def _leads_to(model: type[models.Model]) -> Iterator[type[models.Model]]:
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            yield field.related_model


def test_no_key_leads_from_one_half_of_the_schema_to_the_other():
    for half, other in ((PEOPLE, ANSWERS), (ANSWERS, PEOPLE)):
        seen, open_ = set(), list(half)
        while open_:
            model = open_.pop()
            if model in seen or model in SHARED:
                continue
            seen.add(model)
            open_ += _leads_to(model)
        assert not seen & set(other)


def test_nothing_points_at_an_answer():
    pointing = {
        model for model in apps.get_models() for to in _leads_to(model) if to in set(ANSWERS)
    }

    assert pointing == set()


def test_answers_know_no_person_and_no_account():
    people = {"participant", "person", "user", "email", "invitation", "name", "ip", "agent"}

    for model in (*ANSWERS, SealedTicket):
        names = {field.name for field in model._meta.get_fields()}
        assert not names & people
        assert "Person" not in {to.__name__ for to in _leads_to(model)}


def test_no_time_finer_than_a_day_stands_in_either_half():
    for model in (*PEOPLE, *ANSWERS, SealedTicket, PaperForm):
        kinds = {type(field) for field in model._meta.get_fields()}
        assert not kinds & {models.DateTimeField, models.TimeField}


def test_ids_of_answers_are_random_and_none_counts_upward():
    for model in (*ANSWERS, SealedTicket):
        assert not isinstance(model._meta.pk, models.AutoField)


# --------------------------------------------------------------------------- the whole dump


def test_no_value_of_the_people_stands_with_the_answers(six):
    answer_in_order(six)
    Respondent(six, six.tokens[0]).begin()  # a draft, too
    alike = frozenset({"place", "xmin", "wave_id", "survey_id"})

    people = values([row for model in PEOPLE for row in of(model)], alike)
    answers = values([row for model in (*ANSWERS, SealedTicket) for row in of(model)], alike)

    trivial = {"", "0", "1", "None", "False", "True"}
    assert people & answers - trivial == set()


@pytest.mark.parametrize("mode", list(Mode))
def test_a_mentors_row_joins_no_answer_of_her_mentee(site, mode):
    """Every mentee asks her mentor: what stands beside the mentor's address is nowhere else."""
    emails = [f"p{number}@x.example" for number in range(6)]
    people = ask_people(site, timezone.now(), mode=mode, emails=emails)
    Survey.objects.filter(pk=people.survey.pk).update(invites_mentors=True)
    add_wave(people.survey, WaveKind.MENTOR, people.wave.asked, people.now)
    ShortMemory.forget_everything()
    answer_in_order(people)
    for token in people.tokens:
        Respondent(people, token).post("mentor/", email="boss@x.example", name="Somebody")
    alike = frozenset({"place", "xmin", "wave_id", "survey_id", "mode"})

    asked = values([row for model in PEOPLE for row in of(model)], alike)
    answers = values([row for model in (*ANSWERS, SealedTicket) for row in of(model)], alike)

    trivial = {"", "0", "1", "None", "False", "True", "en", "es"}
    assert Participant.objects.filter(is_mentor=True).count() == 6
    assert asked & answers - trivial == set()
    sealed = [bytes(row["mentee_sealed"] or b"") for row in of(Participant)]
    assert not [
        one.pseudonym
        for one in Response.objects.exclude(pseudonym="")
        for each in sealed
        if one.pseudonym.encode() in each
    ]


def test_no_part_of_any_link_stands_anywhere_but_its_hashes_in_its_own_half(six):
    answer_in_order(six)
    said = {table: " ".join(values(dump(table))) for table in tables()}
    mine = {Invitation._meta.db_table}

    for token in six.tokens:
        assert not [table for table, text in said.items() if token in text]
        ticket = links.ticket_of(token, six.ref)
        locator = links.locator_of(token, six.ref)
        assert {table for table, text in said.items() if ticket in text} == mine
        assert {table for table, text in said.items() if locator in text} == {
            Response._meta.db_table
        }


def test_nonces_lead_nowhere_without_the_key(six):
    answer_in_order(six)
    locators = set(Response.objects.values_list("locator", flat=True))
    everything = {value for table in tables() for value in values(dump(table))}

    for participant in Participant.objects.all():
        guesses = {
            links.locator_of(links.token_for(guess[:32].ljust(32, "0").encode(), nonce), six.ref)
            for guess in everything
            for nonce in [participant.nonce]
        }
        assert not guesses & locators


def test_no_equal_value_tells_one_person(six):
    """Language, size, day, layout: whatever differs among people differs not among answers."""
    Participant.objects.filter(email="p2@x.example").update(language="es")
    Invitation.objects.filter(participant__email="p2@x.example").update(days_late=7)
    answer_in_order(six)
    rows = of(Response)

    for column in ("language", "day", "layout", "origin", "mode", "pseudonym", "about", "asked_id"):
        assert len({str(row[column]) for row in rows}) == 1
    assert {len(bytes(row["sealed"])) for row in of(Keepsake)} == {12 + 1024 + 16}
    assert {len(bytes(row["sealed"])) for row in of(SealedTicket)} == {12 + 1024 + 16}


def test_order_tells_nothing_while_the_wave_is_open(site):
    """The known order is met no more often than any other, before any worker or closing."""
    met: Counter[int] = Counter()
    for _ in range(8):
        people = ask_people(
            site, timezone.now(), emails=[f"p{n}@x.example" for n in range(6)], consents=False
        )
        Response.objects.all().delete()
        answer_in_order(people)
        met[sum(a == b for a, b in zip(hours_as_they_lie(), ORDER, strict=True))] += 1

    # By chance one of six stands right; six of six eight times would be one in 720^8.
    assert met[6] < 4
    assert sum(right * often for right, often in met.items()) / 8 < 4


def test_order_tells_nothing_after_closing(six):
    answer_in_order(six)
    now = timezone.now()
    before = {str(row["id"]) for row in of(Response)}

    close_wave(wave=six.wave, actor=None, now=now)

    rows = of(Response)
    assert not before & {str(row["id"]) for row in rows}
    if connection.vendor == "postgresql":
        assert len({row["xmin"] for row in rows}) == 1
    ids = [str(row["id"]) for row in rows]
    assert hours_as_they_lie() in [list(one) for one in permutations(range(6))]
    assert len(set(ids)) == 6


def test_orders_of_ids_and_places_differ_from_closing_to_closing(site):
    seen = set()
    for _ in range(6):
        people = ask_people(
            site, timezone.now(), emails=[f"p{n}@x.example" for n in range(6)], consents=False
        )
        Response.objects.all().delete()
        answer_in_order(people)
        close_wave(wave=people.wave, actor=None, now=timezone.now())
        seen.add(tuple(hours_as_they_lie()))

    assert len(seen) > 1


def test_marks_of_who_answered_tell_no_order(six):
    answer_in_order(six)
    close_wave(wave=six.wave, actor=None, now=timezone.now())

    rows = of(Invitation)
    assert {row["state"] for row in rows} == {"answered"}
    if connection.vendor == "postgresql":
        assert len({row["xmin"] for row in rows}) == 1


def test_the_only_one_who_was_reminded_can_not_be_told_by_the_day(site):
    """Five answer before a reminder and one after it: the answers don't say which one."""
    people = ask_people(
        site, timezone.now(), emails=[f"p{number}@x.example" for number in range(6)]
    )
    answer_in_order(people, ORDER[:5])
    assert flush_due_tickets() == 0  # one would be left over, and stand out
    Invitation.objects.exclude(state=InvitationState.ANSWERED).update(reminders_due=1, reminders=1)
    answer_in_order(people, ORDER[5:])

    assert Invitation.objects.filter(reminders=1).count() == 6
    assert set(Response.objects.values_list("day", flat=True)) == {
        day_in(people.wave.opens_at, site.zone)
    }


def test_with_four_answers_nobody_is_marked_whatever_table_one_looks_at(six):
    def rest() -> dict[str, list[Row]]:
        half = {model._meta.db_table for model in (*ANSWERS, SealedTicket)}
        counted = {"surveys_waveday", "surveys_waveminutes"}
        return {table: dump(table) for table in tables() - half - counted}

    before = rest()
    answer_in_order(six, ORDER[:4])
    flush_due_tickets()

    assert rest() == before


def test_neither_history_nor_outbox_knows_that_somebody_answered(six):
    mails, entries = Mail.objects.count(), Entry.objects.count()

    answer_in_order(six)

    assert (Mail.objects.count(), Entry.objects.count()) == (mails, entries)


def test_after_the_freezing_even_the_links_and_the_key_find_nothing(six):
    answer_in_order(six)
    close_wave(wave=six.wave, actor=None, now=timezone.now())
    six.wave.refresh_from_db()
    freeze_wave(wave=six.wave, actor=None, now=timezone.now())

    assert keys.exists(six.survey.code)
    assert set(Response.objects.values_list("locator", flat=True)) == {None}
    assert not Draft.objects.exists()


def test_who_has_the_key_file_too_can_match_until_the_freezing(six):
    """The honest side of the page in the docs: the key is what stands between."""
    answer_in_order(six)
    key = keys.load(six.survey.code)

    for number, participant in enumerate(Participant.objects.order_by("email")):
        locator = links.locator_of(links.token_for(key, participant.nonce), six.ref)
        assert Response.objects.get(locator=locator).answers["hours"] == str(number)


def test_drafts_are_unreadable_without_the_link(six):
    one = Respondent(six, six.tokens[0])
    one.begin()
    one.post_page(3, hours="42")
    sealed = bytes(one.draft().sealed)

    assert b"hours" not in sealed
    assert b"42" not in sealed or len(sealed) == 12 + 1024 + 16
    assert isinstance(one.draft().day, date)
    assert not isinstance(one.draft().day, datetime)


def test_a_confidential_wave_keeps_pseudonyms_that_nothing_in_the_database_explains(site):
    people = ask_people(
        site, timezone.now(), mode=Mode.CONFIDENTIAL, emails=["ada@x.example", "eve@x.example"]
    )
    answer_in_order(people, (0, 1))
    pseudonyms = {one.pseudonym for one in Response.objects.all()}
    said = {table: " ".join(values(dump(table))) for table in tables() - {Response._meta.db_table}}

    assert len(pseudonyms) == 2
    assert not [table for table, text in said.items() for one in pseudonyms if one in text]
