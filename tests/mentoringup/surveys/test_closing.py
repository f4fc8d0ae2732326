"""When people are marked as having answered, and what closing and freezing do to answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.access.permissions import Role
from mentoringup.surveys import keys
from mentoringup.surveys.domain.closing import (
    count_dropouts,
    empty_locators,
    flush_due_tickets,
    flush_tickets,
    shuffle_responses,
)
from mentoringup.surveys.domain.forgetting import destroy_key
from mentoringup.surveys.domain.waves import close_wave, freeze_wave, reopen_wave
from mentoringup.surveys.enums import InvitationState, Mode, WaveState
from mentoringup.surveys.models import Draft, Invitation, Response, SealedTicket


def asked(site, number, **more):
    emails = [f"p{one}@x.example" for one in range(number)]
    return ask_people(site, timezone.now(), emails=emails, **more)


def send(people, number):
    for token in people.tokens[:number]:
        Respondent(people, token).answer_all()


def marked(people) -> int:
    return Invitation.objects.filter(wave=people.wave, state=InvitationState.ANSWERED).count()


def test_four_who_answered_are_not_marked(site):
    people = asked(site, 12)
    send(people, 4)

    assert flush_due_tickets() == 0
    assert (marked(people), SealedTicket.objects.count()) == (0, 4)


def test_five_who_answered_are_marked_together(site):
    people = asked(site, 12)
    send(people, 5)

    assert flush_due_tickets() == 5
    assert (marked(people), SealedTicket.objects.count()) == (5, 0)
    answered = Invitation.objects.filter(ticket__isnull=False, state=InvitationState.ANSWERED)
    assert {one.participant.email for one in answered} == {f"p{n}@x.example" for n in range(5)}


def test_nobody_is_marked_as_long_as_one_to_four_others_would_be_left(site):
    people = asked(site, 6)
    send(people, 5)

    assert flush_tickets(people.wave) == 0


def test_all_are_marked_when_nobody_is_left(site):
    people = asked(site, 5)
    send(people, 5)

    assert flush_tickets(people.wave) == 5


def close(people):
    close_wave(wave=people.wave, actor=None, now=timezone.now())
    people.wave.refresh_from_db()


def freeze(people):
    freeze_wave(wave=people.wave, actor=None, now=timezone.now())


def test_two_who_answered_are_marked_at_the_freezing_only(site):
    people = asked(site, 3)
    send(people, 2)

    close(people)
    closed = (marked(people), SealedTicket.objects.count())
    freeze(people)

    assert closed == (0, 2)
    assert (marked(people), SealedTicket.objects.count()) == (2, 0)


def test_who_answers_after_a_wave_was_opened_again_is_not_marked_alone(site, make_staff):
    """Neither when it closes again nor at the freezing, where a copy from before would tell."""
    people = asked(site, 12)
    send(people, 5)
    close(people)
    assert marked(people) == 5
    later = timezone.now() + timedelta(days=5)
    actor = make_staff(Role.COORDINATOR, site)
    reopen_wave(wave=people.wave, closes_at=later, actor=actor, now=timezone.now())
    Respondent(people, people.tokens[5]).answer_all()

    close(people)
    closed = (marked(people), SealedTicket.objects.count())
    freeze(people)

    assert closed == (5, 1)
    assert (marked(people), SealedTicket.objects.count(), Response.objects.count()) == (5, 0, 6)


def test_five_more_are_marked_when_it_closes_again(site, make_staff):
    people = asked(site, 10)
    send(people, 5)
    close(people)
    later = timezone.now() + timedelta(days=5)
    actor = make_staff(Role.COORDINATOR, site)
    reopen_wave(wave=people.wave, closes_at=later, actor=actor, now=timezone.now())
    for token in people.tokens[5:]:
        Respondent(people, token).answer_all()

    close(people)

    assert (marked(people), SealedTicket.objects.count()) == (10, 0)


def test_destroying_the_key_marks_by_the_same_rule_and_leaves_nothing_sealed(site):
    people, few = asked(site, 12), asked(site, 3)
    send(people, 5)
    flush_tickets(people.wave)
    Respondent(people, people.tokens[5]).answer_all()
    send(few, 2)
    for each in (people, few):
        close(each)
        destroy_key(survey=each.survey, actor=None, now=timezone.now())

    assert (marked(people), marked(few), SealedTicket.objects.count()) == (5, 2, 0)


def test_a_confidential_wave_has_nothing_to_open(site):
    people = asked(site, 2, mode=Mode.CONFIDENTIAL)
    send(people, 2)

    assert flush_tickets(people.wave) == 0
    assert marked(people) == 2


def test_without_the_key_nobody_is_marked_and_no_answer_is_lost(site):
    people = asked(site, 6)
    send(people, 6)
    keys.destroy(people.survey.code)

    close(people)
    freeze(people)

    assert (marked(people), Response.objects.count(), SealedTicket.objects.count()) == (0, 6, 0)


def test_tickets_of_an_older_key_open_nothing_and_stop_nothing(site):
    people = asked(site, 12)
    send(people, 3)
    keys.destroy(people.survey.code)
    keys.create(people.survey.code)
    send(people, 8)  # the first three change their answers; five are new

    assert (flush_tickets(people.wave), Response.objects.count()) == (5, 8)


def test_shuffling_keeps_every_answer_and_no_id(site):
    people = asked(site, 6)
    send(people, 6)
    before = {one.locator: (one.pk, one.answers, one.consent) for one in Response.objects.all()}

    shuffle_responses(people.wave)

    after = {one.locator: (one.pk, one.answers, one.consent) for one in Response.objects.all()}
    assert {one: rest[1:] for one, rest in before.items()} == {
        one: rest[1:] for one, rest in after.items()
    }
    assert not {rest[0] for rest in before.values()} & {rest[0] for rest in after.values()}


def test_confidential_responses_stay_as_they_are(site):
    people = asked(site, 2, mode=Mode.CONFIDENTIAL)
    send(people, 2)
    before = set(Response.objects.values_list("pk", flat=True))

    shuffle_responses(people.wave)

    assert set(Response.objects.values_list("pk", flat=True)) == before


def test_dropouts_are_counted_by_the_page_they_saw_last(site):
    people = asked(site, 4)
    send(people, 1)
    for token, pages in zip(people.tokens[1:], (0, 1, 2), strict=True):
        one = Respondent(people, token)
        one.begin()
        for place in range(1, pages + 1):
            one.post_page(place)
    changing = Respondent(people, people.tokens[0])
    changing.begin()  # sent before: no dropout

    assert count_dropouts(people.wave) == {"skills": 1, "plans": 1, "time": 1}


def test_after_the_freezing_no_link_finds_an_answer(site):
    people = asked(site, 2)
    send(people, 1)
    Respondent(people, people.tokens[1]).begin()
    close_wave(wave=people.wave, actor=None, now=timezone.now())
    people.wave.refresh_from_db()
    freeze_wave(wave=people.wave, actor=None, now=timezone.now())
    ada = Respondent(people, people.tokens[0])

    assert Response.objects.get().locator is None
    assert not Draft.objects.exists()
    assert "put together for good" in ada.get().content.decode()
    assert ada.get("answers/").status_code == 404


def test_emptying_locators_touches_no_other_wave(site):
    people, others = asked(site, 1), asked(site, 1)
    send(people, 1)
    send(others, 1)

    empty_locators(people.wave)

    assert Response.objects.get(wave=people.wave).locator is None
    assert Response.objects.get(wave=others.wave).locator is not None


@pytest.mark.parametrize("seconds", [-1, 0])
def test_the_closing_moment_counts_though_no_worker_has_come_yet(site, seconds):
    people = asked(site, 1)
    one = Respondent(people, people.tokens[0])
    one.begin()
    people.set_wave(closes_at=timezone.now() + timedelta(seconds=seconds))

    assert one.post("send/").status_code == 409
    assert people.wave.state == WaveState.OPEN
