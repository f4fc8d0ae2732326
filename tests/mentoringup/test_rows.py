"""Rows stored by statements that are put together once."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import signals

from mentoringup import rows
from mentoringup.audit.models import Entry
from mentoringup.outbox.models import Mail
from mentoringup.registration.models import Registration

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def entry(**told) -> Entry:
    return Entry(at=NOW, verb="seat.given", thing_kind="a.seat", thing_id="1", **told)


def mail(number: int, *, key: str) -> Mail:
    message_id = f"<{number}@example.org>"
    told = {"kind": "seats", "to": "ada@example.org", "subject": "Seat", "text": "100 %s"}
    return Mail(**told, key=key, message_id=message_id, next_try_at=NOW, created_at=NOW)


def values_of(row) -> dict:
    """Of all columns but the primary key."""
    columns = row._meta.local_concrete_fields
    return {one.attname: getattr(row, one.attname) for one in columns if not one.primary_key}


@pytest.mark.parametrize("detail", [{}, {"was": ["é", None, 1.5]}])
def test_a_row_is_stored_as_save_would_store_it(detail):
    saved = entry(detail=detail)
    saved.save()

    added = rows.add(entry(detail=detail))

    assert added.pk == saved.pk + 1
    assert not added._state.adding
    assert values_of(Entry.objects.get(pk=added.pk)) == values_of(Entry.objects.get(pk=saved.pk))


def test_a_constraint_holds():
    rows.add(mail(1, key="a"))

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.add(mail(2, key="a"))

    assert Mail.objects.count() == 1


def test_rows_that_a_constraint_forbids_are_left_out_alone():
    rows.add_where_new([mail(1, key="a"), mail(2, key="a"), mail(3, key="b")])

    assert list(Mail.objects.order_by("pk").values_list("message_id", "text")) == [
        ("<1@example.org>", "100 %s"),
        ("<3@example.org>", "100 %s"),
    ]


def test_many_rows_are_one_call(django_assert_num_queries):
    with django_assert_num_queries(1):
        rows.add_where_new([mail(number, key=str(number)) for number in range(300)])

    assert Mail.objects.count() == 300


@pytest.mark.parametrize("model", [Entry, Mail, Registration])
def test_nobody_listens_to_tables_that_are_written_to_in_this_way(model):
    found = [
        one
        for signal in (signals.pre_save, signals.post_save)
        for one in signal._live_receivers(model)[0]
    ]

    assert found == []
