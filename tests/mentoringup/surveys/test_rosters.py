"""A list of people: shown first, each person once, and nothing stored before that."""

import pytest
from allauth.account.models import EmailAddress

from mentoringup.eligibility.roster_file import RosterCantBeReadError
from mentoringup.surveys.domain.audience import add_people, stop_participant
from mentoringup.surveys.domain.rosters import preview_roster, take_roster
from mentoringup.surveys.enums import AudienceKind
from mentoringup.surveys.models import Participant
from staged_survey import BEFORE, people

pytestmark = pytest.mark.django_db

LIST = """email,name,phone
lin@lakeside.example,Lin Ortiz,1
LIN@lakeside.example,Lin again,2
ada@lakeside.example,Ada,3
max@lakeside.example,Max,4
not-an-address,Nobody,5
"""


@pytest.fixture
def survey(make_survey, coordinator):
    made = make_survey(audience=AudienceKind.ROSTER)
    add_people(survey=made, people=people("ada", "max"), actor=coordinator, now=BEFORE)
    out = Participant.objects.get(email__startswith="max")
    stop_participant(participant=out, actor=coordinator, now=BEFORE)
    return made


def test_a_list_is_shown_with_who_is_new_there_twice_wrong_and_opted_out(survey):
    preview = preview_roster(survey=survey, text=LIST)

    assert [(one.email, one.name) for one in preview.new] == [("lin@lakeside.example", "Lin Ortiz")]
    assert preview.there == ("ada@lakeside.example",)
    assert preview.opted_out == ("max@lakeside.example",)
    assert [(one.line, one.text) for one in preview.faults] == [
        (3, "This address stands in line 2 already."),
        (6, "This is no e-mail address."),
    ]
    assert preview.ignored == ("phone",)
    assert Participant.objects.count() == 2


def test_a_list_with_two_addresses_of_one_account_says_which_one_is_asked(survey, make_person):
    lin = make_person("lin@lakeside.example")
    for address in ("lin@home.example", "lin@lakeside.example"):
        EmailAddress.objects.create(user=lin, email=address, verified=True)

    preview = preview_roster(survey=survey, text="lin@lakeside.example\nlin@home.example\n")

    assert [one.email for one in preview.new] == ["lin@lakeside.example"]
    assert preview.others == (("lin@home.example", "lin@lakeside.example"),)


def test_a_list_that_is_taken_twice_adds_each_person_once(survey, coordinator):
    changes = [
        take_roster(survey=survey, text=LIST, actor=coordinator, now=BEFORE) for _ in range(2)
    ]

    assert [one.added for one in changes] == [1, 0]
    assert Participant.objects.get(email__startswith="max").is_opted_out


@pytest.mark.parametrize("text", ["", "name\nAda", "\0", "x" * 2_000_000])
def test_what_is_no_list_is_refused_in_a_sentence(survey, text):
    with pytest.raises(RosterCantBeReadError, match=r"\.$"):
        preview_roster(survey=survey, text=text)
