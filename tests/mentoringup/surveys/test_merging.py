"""Two persons who turn out to be one, and are both asked by a survey."""

import pytest
from django.utils import timezone

from answered_wave import Respondent, ask_people
from mentoringup.outbox.models import Mail
from mentoringup.people.domain import merge_persons, undo_merge
from mentoringup.people.domain.merging import preview_merge
from mentoringup.surveys import keys
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain.audience import add_people
from mentoringup.surveys.domain.reminding import remind_once_more, remind_some
from mentoringup.surveys.enums import InvitationState, Mode
from mentoringup.surveys.models import Invitation, Participant, Response
from mentoringup.surveys.pseudonyms import pseudonym_of

pytestmark = pytest.mark.django_db

ADA, TWIN = "ada@lakeside.example", "twin@lakeside.example"
S = InvitationState


@pytest.fixture
def ada(make_person):
    return make_person(ADA)


@pytest.fixture
def twin(make_person):
    return make_person(TWIN)


@pytest.fixture
def people(site, ada, twin):
    made = ask_people(site, timezone.now(), mode=Mode.CONFIDENTIAL, emails=(ADA, TWIN))
    for person, email in ((ada, ADA), (twin, TWIN)):
        Participant.objects.filter(email=email).update(person=person)
    return made


def states() -> dict[str, str]:
    return dict(Invitation.objects.values_list("participant__email", "state"))


def written_to(people) -> set[str]:
    """Who gets the next reminder."""
    remind_once_more(wave=people.wave)
    remind_some(wave_id=people.wave.pk, now=people.now)
    return set(Mail.objects.values_list("to", flat=True))


def merge(people, keep, absorb):
    return merge_persons(keep=keep, absorb=absorb, choices={}, actor=None, now=people.now)


def test_the_person_that_is_kept_goes_on_being_asked_and_gets_one_mail(people, ada, twin):
    merge(people, ada, twin)

    assert states() == {ADA: S.INVITED, TWIN: S.STOPPED}
    assert written_to(people) == {ADA}
    assert set(Participant.objects.values_list("person", flat=True)) == {ada.pk}


def test_whoever_of_the_two_answered_stays_and_both_links_work(people, ada, twin):
    Respondent(people, people.tokens[1]).answer_all()

    merge(people, ada, twin)

    assert states() == {ADA: S.STOPPED, TWIN: S.ANSWERED}
    assert written_to(people) == set()
    assert Respondent(people, people.tokens[0]).get().status_code == 200
    assert Response.objects.count() == 1


def test_if_one_of_the_two_wanted_no_mails_neither_gets_one(people, ada, twin):
    Participant.objects.filter(email=TWIN).update(is_opted_out=True)

    merge(people, ada, twin)

    assert written_to(people) == set()


def test_a_third_one_who_is_merged_later_leaves_one_who_is_asked(people, ada, twin, make_person):
    merge(people, ada, twin)
    third = make_person("third@lakeside.example")
    people.invite("third@lakeside.example")
    Participant.objects.filter(email="third@lakeside.example").update(person=third)

    merge(people, third, ada)

    assert written_to(people) == {"third@lakeside.example"}


def test_the_preview_stops_nobody(people, ada, twin):
    preview_merge(keep=ada, absorb=twin, now=people.now)

    assert set(states().values()) == {S.INVITED}


def test_undoing_a_merge_parts_them_and_does_not_write_twice(people, ada, twin):
    merged = merge(people, ada, twin)

    undo_merge(merge=merged, actor=None, now=people.now)

    persons = dict(Participant.objects.values_list("email", "person"))
    assert persons == {ADA: ada.pk, TWIN: twin.pk}
    assert written_to(people) == {ADA}


def test_whoever_is_asked_by_one_survey_only_goes_on_being_asked(people, ada, twin):
    Participant.objects.filter(email=TWIN).delete()

    merge(people, twin, ada)

    assert written_to(people) == {ADA}
    asked = Asked(email=TWIN, name="Twin", person=twin)
    change = add_people(survey=people.survey, people=[asked], actor=None, now=people.now)
    assert change.added == 0


def pseudonyms(people) -> list[str]:
    return list(Response.objects.filter(wave=people.wave).values_list("pseudonym", flat=True))


@pytest.mark.parametrize("answered", [0, 1])
@pytest.mark.parametrize("later", [0, 1])
def test_answers_from_before_and_after_a_merge_stay_under_one_pseudonym(
    people, ada, twin, answered, later
):
    Respondent(people, people.tokens[answered]).answer_all()
    merge(people, ada, twin)

    follow_up = people.follow_up()
    Respondent(follow_up, follow_up.tokens[later]).answer_all()

    assert pseudonyms(follow_up) == pseudonyms(people)


def test_who_is_asked_under_her_former_account_alone_keeps_her_pseudonym(people, ada, twin):
    Participant.objects.filter(email=ADA).delete()
    Respondent(people, people.tokens[1]).answer_all()
    merge(people, ada, twin)

    follow_up = people.follow_up()
    Respondent(follow_up, follow_up.tokens[1]).answer_all()

    assert pseudonyms(follow_up) == pseudonyms(people)


def test_a_third_one_who_is_merged_later_takes_over_the_same_pseudonym(
    people, ada, twin, make_person
):
    Respondent(people, people.tokens[1]).answer_all()
    merge(people, ada, twin)
    third = make_person("third@lakeside.example")
    people.invite("third@lakeside.example")
    Participant.objects.filter(email="third@lakeside.example").update(person=third)
    merge(people, third, ada)

    follow_up = people.follow_up()
    Respondent(follow_up, follow_up.tokens[2]).answer_all()

    assert pseudonyms(follow_up) == pseudonyms(people)


def test_both_links_of_a_merged_person_count_once_in_a_wave(people, ada, twin):
    merge(people, ada, twin)

    for token in people.tokens:
        Respondent(people, token).answer_all()

    assert len(pseudonyms(people)) == 1


@pytest.mark.parametrize("answered", [0, 1])
def test_undoing_a_merge_gives_each_her_own_pseudonym_again(people, ada, twin, answered):
    Respondent(people, people.tokens[answered]).answer_all()
    before = pseudonyms(people)
    merged = merge(people, ada, twin)
    undo_merge(merge=merged, actor=None, now=people.now)

    follow_up = people.follow_up()
    for token in follow_up.tokens:
        Respondent(follow_up, token).answer_all()

    assert len(set(pseudonyms(follow_up))) == 2
    own = Participant.objects.get(email=(ADA, TWIN)[answered])
    assert pseudonym_of(keys.load(people.survey.code), own) == before[0]


def test_in_an_anonymous_survey_a_merge_notes_nothing_about_pseudonyms(site, ada, twin):
    asked = ask_people(site, timezone.now(), emails=(ADA, TWIN))
    for person, email in ((ada, ADA), (twin, TWIN)):
        Participant.objects.filter(email=email).update(person=person)

    merge(asked, ada, twin)

    assert set(Participant.objects.values_list("known_as", "lead")) == {(None, 0)}


def test_where_both_had_answered_each_link_goes_on_changing_its_own_answers(people, ada, twin):
    for token in people.tokens:
        Respondent(people, token).answer_all()
    before = sorted(pseudonyms(people))
    merge(people, ada, twin)

    for token in people.tokens:
        Respondent(people, token).answer_all(hours="9")

    assert sorted(pseudonyms(people)) == before
    assert [one.answers["hours"] for one in Response.objects.all()] == ["9", "9"]
