"""A form on paper that was removed by mistake is put back."""

import pytest
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from answered_wave import ask_people
from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.surveys.domain.paper import (
    number_left,
    paper_forms_of,
    remove_form,
    restore_form,
    type_first,
    type_second,
)
from mentoringup.surveys.domain.waves import close_wave, freeze_wave
from mentoringup.surveys.enums import Mode
from mentoringup.surveys.errors import (
    PaperFormIsGoneError,
    PaperNumberIsTakenError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import PaperForm, Response
from mentoringup.surveys.paper.typed import Typing

pytestmark = pytest.mark.django_db

TYPING = Typing(answers={"hours": "3"}, consent=True, language="en")


@pytest.fixture
def people(site):
    return ask_people(site, timezone.now(), mode=Mode.CONFIDENTIAL)


@pytest.fixture
def actor(make_staff, site):
    return make_staff(Role.COORDINATOR, site, "typist@lakeside.example")


@pytest.fixture
def client(signed_in, actor):
    return signed_in(actor)


@pytest.fixture
def typed(people, actor):
    """Type form 7 in once."""

    def type_it() -> PaperForm:
        return type_first(wave=people.wave, number=7, typing=TYPING, actor=actor, now=people.now)

    return type_it


@pytest.fixture
def removed(people, actor, typed) -> PaperForm:
    form = typed()
    remove_form(form=form, actor=actor, now=people.now)
    form.refresh_from_db()
    return form


def page(name: str, people, *more: int) -> str:
    return reverse(f"surveys:{name}", args=["lakeside", people.wave.pk, *more])


def test_a_removed_form_is_on_no_list_and_its_paper_can_be_typed_in_anew(
    people, actor, removed, typed
):
    assert (number_left(people.wave), list(paper_forms_of(people.wave))) == (0, [])
    with pytest.raises(PaperFormIsGoneError):
        remove_form(form=removed, actor=actor, now=people.now)
    with pytest.raises(PaperFormIsGoneError):
        type_second(form=removed, typing=TYPING, actor=actor, now=people.now)

    anew = typed()

    assert list(paper_forms_of(people.wave)) == [anew]


def test_it_is_put_back_as_it_was_typed_and_can_be_taken_over(people, actor, removed):
    back = restore_form(form=removed, actor=actor, now=people.now)

    assert (back.number, back.first, back.consent_first) == (7, TYPING.document(), True)
    entry = Entry.objects.get(verb="wave.paper-restored")
    assert (entry.actor, entry.detail["paper_number"]) == (actor, 7)
    type_second(form=back, typing=TYPING, actor=actor, now=people.now)
    assert Response.objects.get().answers == {"hours": "3"}


def test_it_is_put_back_once(people, actor, removed):
    restore_form(form=removed, actor=actor, now=people.now)

    with pytest.raises(PaperFormIsGoneError):
        restore_form(form=removed, actor=actor, now=people.now)


def test_where_the_paper_was_typed_in_anew_it_does_not_come_back_beside_it(
    people, actor, removed, typed
):
    anew = typed()
    with pytest.raises(PaperNumberIsTakenError):
        restore_form(form=removed, actor=actor, now=people.now)

    remove_form(form=anew, actor=actor, now=people.now)
    restore_form(form=removed, actor=actor, now=people.now)

    assert list(paper_forms_of(people.wave)) == [removed]


def test_nothing_of_it_stays_when_the_data_set_is_made(people, actor, removed):
    close_wave(wave=people.wave, actor=actor, now=people.now)
    freeze_wave(wave=people.wave, actor=actor, now=people.now)

    assert not PaperForm.objects.filter(Q(pk=removed.pk) | Q(is_removed=True)).exists()
    with pytest.raises(WaveIsInAnotherStateError):
        restore_form(form=removed, actor=actor, now=people.now)


def test_a_form_is_removed_after_a_question_and_put_back_with_a_button(client, people, typed):
    form = typed()
    assert "can be put back" in client.get(page("remove_paper", people, 7)).content.decode()
    assert paper_forms_of(people.wave).exists()

    gone = client.post(page("remove_paper", people, 7), follow=True).content.decode()
    back = client.post(page("restore_paper", people, form.pk), follow=True).content.decode()

    assert "You can put it back below." in gone
    assert f'action="{page("restore_paper", people, form.pk)}"' in gone
    assert "What was typed of form 7 is back." in back
    assert "removed form" not in back
    assert paper_forms_of(people.wave).get() == form


def test_the_page_says_why_a_form_does_not_come_back(client, people, removed, typed):
    typed()

    said = client.post(page("restore_paper", people, removed.pk), follow=True).content.decode()

    assert "Form 7 was typed in anew meanwhile. Remove that typing first." in said
    assert client.post(page("restore_paper", people, 999_999)).status_code == 404
