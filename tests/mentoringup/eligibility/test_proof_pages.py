"""Mail domains and sign-in attributes."""

import pytest
from django.urls import reverse

from mentoringup.audit.models import Entry
from mentoringup.eligibility.models import MailDomain, SignInAttribute


@pytest.fixture
def page(site):
    return reverse("eligibility:edit_proofs", args=[site.slug])


def domains():
    return list(MailDomain.objects.values_list("domain", flat=True))


@pytest.mark.parametrize(
    "said", ["lakeside.edu", "LAKESIDE.edu", " @lakeside.edu ", "ada@lakeside.edu", "lakeside.edu."]
)
def test_a_domain_is_stored_in_one_way(client, page, said):
    client.post(page, {"add": "domain", "domain": said})

    assert domains() == ["lakeside.edu"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "This field is required."),
        ("edu", "“edu” is no domain."),
        ("lake side.edu", "is no domain."),
        ("-x.edu", "is no domain."),
        ("*.edu", "is no domain."),
        ("https://lakeside.edu/", "is no domain."),
        ("gmail.com", "Everybody can have an address at gmail.com, so it proves nothing."),
        ("ac.uk", "Many institutions have addresses below ac.uk. Name your own."),
        ("\0.edu", ""),
        ("a" * 300 + ".edu", ""),
    ],
)
def test_a_domain_that_would_prove_nothing_is_refused(client, page, said, told, words):
    answer = client.post(page, {"add": "domain", "domain": said})

    assert answer.status_code == 422
    assert told in words(answer)
    assert domains() == []


def test_the_same_is_not_added_twice(client, page, words):
    sent = [
        {"add": "domain", "domain": "lakeside.edu"},
        {"add": "attribute", "claim": "affiliation", "value": "member"},
    ]
    for one in sent:
        client.post(page, one)

    again = [client.post(page, one) for one in sent]

    assert [one.status_code for one in again] == [422, 422]
    assert "This domain is on the list already." in words(again[0])
    assert "This attribute is on the list already." in words(again[1])


def test_what_was_added_is_removed(client, page):
    client.post(page, {"add": "domain", "domain": "lakeside.edu"})
    client.post(page, {"add": "attribute", "claim": "affiliation", "value": "member"})

    for row, kind in ((MailDomain, "domain"), (SignInAttribute, "attribute")):
        client.post(page, {"remove": f"{kind}-{row.objects.get().pk}"})

    assert (domains(), SignInAttribute.objects.count()) == ([], 0)
    assert [one.verb for one in Entry.objects.order_by("pk")] == [
        "proof.domain-added",
        "proof.attribute-added",
        "proof.domain-removed",
        "proof.attribute-removed",
    ]


def test_what_belongs_to_another_site_stays(client, page, other_site):
    theirs = MailDomain.objects.create(site=other_site, domain="hub.edu")

    client.post(page, {"remove": f"domain-{theirs.pk}"})

    assert domains() == ["hub.edu"]
