"""Choosing rules in a series, and trying them on people."""

import pytest
from django.urls import reverse

from mentoringup.audit.models import Entry
from mentoringup.eligibility.models import NamedRule, Roster, RosterEntry
from mentoringup.organizations.models import Affiliation, Unit
from mentoringup.training.content import Admission, TierRule
from mentoringup.training.domain.series import save_admission
from mentoringup.training.models import Series


@pytest.fixture
def roster(site):
    roster = Roster.objects.create(site=site, name="T32 trainees")
    RosterEntry.objects.create(roster=roster, email="lin@x.example", name="Lin", stage="postdoc")
    RosterEntry.objects.create(roster=roster, email="bea@x.example", stage="faculty")
    return roster


@pytest.fixture
def rule(site, roster):
    return NamedRule.objects.create(site=site, name="Trainees", tree={"roster": [roster.pk]})


@pytest.fixture
def _with_rules(series, rule, coordinator, now):
    admission = Admission(stages=("postdoc", "graduate"), tiers=(TierRule(rule_id=rule.pk),))
    save_admission(series=series, admission=admission, actor=coordinator, now=now)


def test_rules_are_chosen_in_the_form_of_who_may_come(client, address, series, rule, filled):
    page = address("edit_part", "admission")
    sent = filled(client.get(page)) | {"rule": [str(rule.pk)], "do": ["add"]}
    sent = filled(client.post(page, sent)) | {"0-rule": [str(rule.pk)]}

    client.post(page, sent)

    stored = Series.objects.get(pk=series.pk)
    assert stored.eligible_rule_id == rule.pk
    assert list(stored.tiers.values_list("rule_id", flat=True)) == [rule.pk]


@pytest.mark.usefixtures("rule")
def test_a_rule_that_nobody_knows_is_refused(client, address, filled):
    page = address("edit_part", "admission")
    sent = filled(client.get(page)) | {"rule": ["999999"]}

    assert client.post(page, sent).status_code == 422


@pytest.mark.usefixtures("_with_rules")
def test_the_public_page_tells_the_rule_in_words(client, site, series, words):
    page = words(client.get(reverse("training:preview", args=[site.slug, series.slug])))

    assert "First priority: people who are on the roster “T32 trainees” (Trainees)." in page


@pytest.mark.usefixtures("_with_rules")
def test_the_rule_tells_which_series_uses_it(client, site, series, rule, words):
    page = words(client.get(reverse("eligibility:edit_rule", args=[site.slug, rule.pk])))

    assert f"the series “{series.title}”" in page


@pytest.mark.usefixtures("_with_rules")
def test_pasted_lines_are_tried_and_nothing_is_stored(client, address, words):
    before = Entry.objects.count()
    lines = (
        "email,stage\nlin@x.example,Postdoc\nada@x.example,Graduate student\ncy@x.example,\nno\n"
    )

    answer = client.post(address("try_rules"), {"whom": "lines", "lines": lines})

    told = words(answer)
    assert "lin@x.example Postdoc a roster of the site First priority" in told
    assert "ada@x.example Graduate student nothing yet After all groups" in told
    assert (
        "cy@x.example stage unknown nothing yet May not come The series is only for graduate "
        "students or postdocs."
    ) in told
    assert "5 no This is no e-mail address." in told
    assert Entry.objects.count() == before


@pytest.mark.usefixtures("_with_rules")
def test_a_roster_is_tried(client, address, roster, words):
    answer = client.post(address("try_rules"), {"whom": "roster", "roster": roster.pk})

    told = words(answer)
    assert "Lin (lin@x.example) Postdoc a roster of the site First priority" in told
    assert "bea@x.example Faculty a roster of the site May not come" in told


@pytest.mark.usefixtures("_with_rules")
def test_the_people_of_the_site_are_tried(client, address, site, make_person, words):
    lin = make_person("lin@x.example", given_name="Lin", career_stage="postdoc")
    Affiliation.objects.create(
        person=lin, unit=Unit.objects.create(site=site, name="School of Medicine")
    )

    told = words(client.post(address("try_rules"), {"whom": "site"}))

    assert "Lin (lin@x.example) Postdoc" in told


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"whom": "everybody"},
        {"whom": "lines", "lines": " \n"},
        {"whom": "lines", "lines": "name\nAda\n"},
        {"whom": "roster"},
        {"whom": "roster", "roster": "999999"},
    ],
)
@pytest.mark.usefixtures("_with_rules")
def test_what_can_not_be_tried_is_told(client, address, sent):
    assert client.post(address("try_rules"), sent).status_code == 422


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.usefixtures("_with_rules")
def test_many_people_are_tried_in_a_flat_number_of_queries(
    client, address, roster, count, django_assert_max_num_queries
):
    for number in range(count):
        RosterEntry.objects.create(roster=roster, email=f"p{number}@x.example")

    with django_assert_max_num_queries(45):
        client.post(address("try_rules"), {"whom": "roster", "roster": roster.pk})
