"""The people of a site, as its staff see, correct, merge and erase them."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from mentoringup.access.permissions import Role
from mentoringup.audit.models import Entry
from mentoringup.organizations.models import Affiliation, Membership, Site, Unit
from mentoringup.outbox.models import Mail
from mentoringup.people.domain.profile import mark_of
from mentoringup.people.enums import MergeState, PersonState
from mentoringup.people.models import Merge, Person

PEOPLE = "/sites/lakeside/people/"


@pytest.fixture
def unit(site) -> Unit:
    return Unit.objects.create(site=site, name="Biology")


@pytest.fixture
def member(make_person, unit):
    """Make a person of the site."""

    def make(email: str, **fields) -> Person:
        person = make_person(email, **fields)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        Affiliation.objects.create(person=person, unit=unit)
        return person

    return make


@pytest.fixture
def ada(member) -> Person:
    return member("ada@lakeside.example", given_name="Ada", family_name="Lovelace")


@pytest.fixture
def twin(member) -> Person:
    return member("ada@home.example", given_name="A.", family_name="Lovelace")


@pytest.fixture
def coordinator(make_staff, site) -> Person:
    return make_staff(Role.COORDINATOR, site)


@pytest.fixture
def client(coordinator, signed_in) -> Client:
    return signed_in(coordinator)


def names(page: str) -> list[str]:
    return [person for person in ("Ada Lovelace", "Bob", "Eve") if f">{person}</a>" in page]


@pytest.mark.usefixtures("ada")
def test_the_list_holds_people_of_the_site_and_nobody_else(
    client, member, make_person, other_site, now
):
    member("bob@lakeside.example", display_name="Bob")
    eve = make_person("eve@elsewhere.example", display_name="Eve")
    Membership.objects.create(person=eve, site=other_site, role=Role.CODER, granted_at=now)

    assert names(client.get(PEOPLE).content.decode()) == ["Ada Lovelace", "Bob"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("lovelace ada", ["Ada Lovelace"]),
        ("LAKESIDE.example", ["Ada Lovelace", "Bob"]),
        ("ada@second.example", ["Ada Lovelace"]),
        ("nobody", []),
        ("x" * 201, []),
        ("%", []),
        ("\x00", []),
    ],
)
def test_all_words_of_a_search_must_fit(client, ada, member, search, found):
    member("bob@lakeside.example", display_name="Bob")
    EmailAddress.objects.create(user=ada, email="ada@second.example", verified=True)

    assert names(client.get(PEOPLE, {"search": search}).content.decode()) == found


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_database_as_often_for_thirty_as_for_one(
    client, member, site, now, django_assert_num_queries, count
):
    for number in range(count):
        person = member(f"p{number}@lakeside.example")
        Membership.objects.create(person=person, site=site, role=Role.CODER, granted_at=now)
    client.get(PEOPLE)

    with django_assert_num_queries(8):
        client.get(PEOPLE)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.SITE_ADMIN, 200),
        (Role.COORDINATOR, 200),
        (Role.FACILITATOR, 403),
        (Role.EVALUATOR, 403),
        (Role.CODER, 403),
        (None, 404),
    ],
)
def test_who_may_see_people(make_staff, make_person, signed_in, site, ada, role, status):
    person = make_staff(role, site) if role else make_person("stranger@x.example")

    assert signed_in(person).get(f"{PEOPLE}{ada.pk}/").status_code == status


def test_a_visitor_is_sent_to_sign_in(ada):
    assert Client().get(f"{PEOPLE}{ada.pk}/").url.startswith("/account/login/")


@pytest.mark.parametrize("page", ["", "edit/", "merge/", "erase/"])
def test_a_person_of_another_site_is_not_there(client, make_person, other_site, now, page):
    eve = make_person("eve@elsewhere.example")
    Membership.objects.create(person=eve, site=other_site, role=Role.CODER, granted_at=now)

    assert client.get(f"{PEOPLE}{eve.pk}/{page}").status_code == 404


def test_staff_correct_a_profile_and_units_but_never_addresses(client, ada, site):
    chemistry = Unit.objects.create(site=site, name="Chemistry")
    said = {"given_name": "Augusta", "units": [chemistry.pk], "email": "evil@x.example"}

    client.post(f"{PEOPLE}{ada.pk}/edit/", said)

    ada.refresh_from_db()
    verbs = Entry.objects.filter(site_id=site.pk).order_by("id").values_list("verb", flat=True)
    assert (
        ada.given_name,
        ada.email,
        list(ada.affiliations.values_list("unit__name", flat=True)),
        list(verbs),
    ) == (
        "Augusta",
        "ada@lakeside.example",
        ["Chemistry"],
        ["person.changed", "person.units-changed"],
    )


def test_the_second_of_two_who_correct_at_once_is_told_and_loses_nothing(client, ada, unit):
    seen = mark_of(ada)
    said = {"given_name": "First", "units": [unit.pk], "seen": seen}
    client.post(f"{PEOPLE}{ada.pk}/edit/", said)

    late = client.post(f"{PEOPLE}{ada.pk}/edit/", said | {"given_name": "Second", "units": []})

    ada.refresh_from_db()
    page = late.content.decode()
    assert (
        ada.given_name,
        ada.affiliations.count(),
        'value="Second"' in page,
        mark_of(ada) in page,
    ) == (
        "First",
        1,
        True,
        True,
    )


def test_a_unit_of_another_site_is_no_choice(client, ada, other_site):
    foreign = Unit.objects.create(site=other_site, name="Foreign")

    answer = client.post(f"{PEOPLE}{ada.pk}/edit/", {"units": [foreign.pk]})

    assert (answer.status_code, ada.affiliations.get().unit.name) == (422, "Biology")


def test_looking_at_a_merge_changes_nothing(client, ada, twin):
    page = client.get(f"{PEOPLE}{ada.pk}/merge/{twin.pk}/").content.decode()

    twin.refresh_from_db()
    assert (twin.state, Merge.objects.count(), "Which values go on" in page) == (
        PersonState.ACTIVE,
        0,
        True,
    )


def test_a_merge_asks_for_each_field_and_tells_both_addresses(client, ada, twin, coordinator):
    client.post(f"{PEOPLE}{ada.pk}/merge/{twin.pk}/", {"email": "keep", "given_name": "absorb"})

    ada.refresh_from_db()
    merge = Merge.objects.get()
    assert (
        ada.given_name,
        ada.email,
        merge.merged_by,
        sorted(Mail.objects.filter(kind="person.merged").values_list("to", flat=True)),
    ) == ("A.", "ada@lakeside.example", coordinator, ["ada@home.example", "ada@lakeside.example"])


def test_a_field_that_was_not_chosen_is_asked_for(client, ada, twin):
    answer = client.post(f"{PEOPLE}{ada.pk}/merge/{twin.pk}/", {"email": "keep"})

    assert (answer.status_code, Merge.objects.count()) == (422, 0)


def test_a_merge_is_taken_back_on_its_page(client, ada, twin):
    client.post(f"{PEOPLE}{ada.pk}/merge/{twin.pk}/", {"email": "keep", "given_name": "keep"})
    merge = Merge.objects.get()
    asked = client.get(f"{PEOPLE}merges/{merge.pk}/undo/").content.decode()

    client.post(f"{PEOPLE}merges/{merge.pk}/undo/")

    twin.refresh_from_db()
    merge.refresh_from_db()
    assert (twin.state, merge.state, "Take the merge back?" in asked) == (
        PersonState.ACTIVE,
        MergeState.UNDONE,
        True,
    )


def give_role(person: Person, role: Role, site: Site | None, now) -> None:
    Membership.objects.create(person=person, site=site, role=role, granted_at=now)


@pytest.mark.parametrize("way", ["keep", "absorb"])
@pytest.mark.parametrize("held", ["site-admin", "network-admin", "elsewhere", "unit elsewhere"])
def test_nobody_gains_rights_by_merging(client, ada, twin, site, other_site, now, held, way):
    if held == "unit elsewhere":
        Affiliation.objects.create(
            person=twin, unit=Unit.objects.create(site=other_site, name="Foreign")
        )
    else:
        places = {"site-admin": site, "network-admin": None, "elsewhere": other_site}
        role = Role.CODER if held == "elsewhere" else Role(held)
        give_role(twin, role, places[held], now)
    pair = (ada, twin) if way == "keep" else (twin, ada)

    answer = client.post(
        f"{PEOPLE}{pair[0].pk}/merge/{pair[1].pk}/", {"email": "keep", "given_name": "keep"}
    )

    assert (answer.status_code, Merge.objects.count()) == (409, 0)


def test_nobody_merges_somebody_into_their_own_account(client, ada, coordinator):
    answer = client.post(f"{PEOPLE}{coordinator.pk}/merge/{ada.pk}/", {"email": "keep"})

    assert (answer.status_code, Merge.objects.count()) == (409, 0)


def test_staff_erase_a_person_and_say_why(client, ada, site):
    careless = client.post(f"{PEOPLE}{ada.pk}/erase/", {"reason": "asked"})
    done = client.post(f"{PEOPLE}{ada.pk}/erase/", {"reason": "asked", "understood": "on"})

    ada.refresh_from_db()
    entry = Entry.objects.get(verb="person.erased")
    assert (careless.status_code, done.status_code, ada.state, entry.site_id) == (
        422,
        302,
        PersonState.ERASED,
        site.pk,
    )


def test_staff_do_not_erase_somebody_with_more_rights(client, ada, site, now):
    give_role(ada, Role.SITE_ADMIN, site, now)

    answer = client.post(f"{PEOPLE}{ada.pk}/erase/", {"reason": "asked", "understood": "on"})

    ada.refresh_from_db()
    assert (answer.status_code, ada.state) == (409, PersonState.ACTIVE)
