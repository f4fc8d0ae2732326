"""Building rules in a form: steps, faults, saving, two at once, removal."""

import pytest
from django.urls import reverse

from mentoringup.audit.models import Entry
from mentoringup.eligibility.models import NamedRule, RosterEntry
from mentoringup.training.content import Admission, TierRule
from mentoringup.training.domain.series import create_series, save_admission

POSTDOCS = {"all": [{"stage": ["postdoc"]}]}


@pytest.fixture
def at(site):
    """The address of a page of the site."""

    def of(name: str, *rest: object) -> str:
        return reverse(f"eligibility:{name}", args=[site.slug, *rest])

    return of


@pytest.fixture
def series(site, coordinator, now):
    return create_series(site=site, title="Mentoring Up", actor=coordinator, now=now)


def step(client, address, sent, **more):
    """Press a button of the form: nothing is saved."""
    answer = client.post(address, {**sent, **more})
    assert answer.status_code == 200
    return answer


def test_a_rule_is_built_step_by_step_and_saved(client, at, roster, filled, words):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Trainees"], "values-top-0": ["postdoc"]}
    sent = filled(step(client, new, sent, **{"do": "add:top", "add-top": "roster"}))
    sent = filled(step(client, new, sent, **{"do": "add:top", "add-top": ""}))
    sent["values-top-1"] = [str(roster.pk)]
    asked = {"do": "add:top-2", "add-top-2": "discipline"}
    built = step(client, new, sent, **asked)
    sent = filled(built) | {"values-top-2-0": ["clinical"], "kind-top-2": ["none"]}

    answer = client.post(new, sent)

    rule = NamedRule.objects.get()
    assert answer.url == at("edit_rule", rule.pk)
    assert rule.name == "Trainees"
    assert rule.tree == {
        "all": [
            {"stage": ["postdoc"]},
            {"roster": [roster.pk]},
            {"not": {"any": [{"discipline": ["clinical"]}]}},
        ]
    }
    assert "postdocs who are on the roster “T32 trainees”, but who are not in the clinical" in (
        words(client.get(answer.url))
    )


def test_a_step_keeps_everything_that_was_typed_and_saves_nothing(client, at, filled):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Half"], "values-top-0": ["postdoc", "graduate"]}

    answer = step(client, new, sent, **{"do": "add:top", "add-top": "stage"})

    kept = filled(answer)
    assert (kept["name"], kept["values-top-0"]) == (["Half"], ["graduate", "postdoc"])
    assert kept["parts-top"] == ["2"]
    assert not NamedRule.objects.exists()


def test_a_step_can_be_taken_back(client, at, filled):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"values-top-0": ["postdoc"]}
    removed = filled(step(client, new, sent, do="remove:top-0"))

    back = filled(step(client, new, removed, do="undo"))

    assert removed["parts-top"] == ["0"]
    assert (back["parts-top"], back["values-top-0"]) == (["1"], ["postdoc"])


def test_the_words_follow_while_the_form_is_filled(client, at, filled, words):
    sent = filled(client.get(at("new_rule"))) | {"values-top-0": ["postdoc"]}

    answer = client.post(at("say_rule"), sent)

    assert (
        words(answer)
        == "It fits postdocs. That is nobody: not the one person that this site knows."
    )


def test_an_unfinished_rule_is_not_saved_and_says_where(client, at, filled, words):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Empty"]}

    answer = client.post(new, sent)

    assert answer.status_code == 422
    assert "Part 1: Choose at least one." in words(answer)
    assert '<li><a href="#top-0">Part 1: Choose at least one.</a></li>' in answer.content.decode()
    assert not NamedRule.objects.exists()


@pytest.mark.parametrize("value", ["wizard", "9" * 400, "<script>", "\0"])
def test_a_value_that_nobody_knows_is_refused(client, at, filled, value):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Odd"], "values-top-0": [value]}
    unit = sent | {"asks-top-0": ["unit"]}

    assert [client.post(new, one).status_code for one in (sent, unit)] == [422, 422]


def test_a_unit_of_another_site_is_refused(client, at, filled, other_site):
    theirs = other_site.units.create(name="Surgery")
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Theirs"]}
    sent |= {"asks-top-0": ["unit"], "values-top-0": [str(theirs.pk)]}

    assert client.post(new, sent).status_code == 422


def test_a_rule_that_fits_nobody_is_saved_with_a_warning(client, at, filled):
    new = at("new_rule")
    sent = filled(client.get(new)) | {"name": ["Postdocs"], "values-top-0": ["postdoc"]}

    answer = client.post(new, sent, follow=True)

    assert NamedRule.objects.get().tree == POSTDOCS
    assert "The rule is saved, but it fits nobody" in answer.content.decode()


def test_a_circle_is_refused_and_its_way_is_told(client, at, make_rule, filled, words):
    first = make_rule("First", POSTDOCS)
    second = make_rule("Second", {"rule": first.pk})
    sent = filled(client.get(at("edit_rule", first.pk)))
    sent |= {"asks-top-0": ["rule"], "values-top-0": [str(second.pk)]}

    answer = client.post(at("edit_rule", first.pk), sent)

    first.refresh_from_db()
    assert answer.status_code == 422
    assert "in a circle: “First” → “Second” → “First”. Take one of them out." in words(answer)
    assert first.tree == POSTDOCS


def test_a_rule_upon_a_broken_one_is_refused(client, at, make_rule, filled, words):
    broken = make_rule("Broken", {})
    sent = filled(client.get(at("new_rule"))) | {"name": ["Upon it"]}
    sent |= {"asks-top-0": ["rule"], "values-top-0": [str(broken.pk)]}

    answer = client.post(at("new_rule"), sent)

    assert answer.status_code == 422
    assert "leads to one that goes in a circle or is broken" in words(answer)


def test_a_broken_rule_can_be_opened_and_repaired(client, at, make_rule, filled):
    broken = make_rule("Broken", {"stage": ["wizard"]})
    page = at("edit_rule", broken.pk)
    listed = client.get(at("list_rules")).content.decode()
    sent = filled(
        step(client, page, filled(client.get(page)), **{"do": "add:top", "add-top": "stage"})
    )

    client.post(page, sent | {"values-top-0": ["postdoc"]})

    broken.refresh_from_db()
    assert "Fits nobody: it is broken" in listed
    assert broken.tree == {"any": [{"stage": ["postdoc"]}]}


def test_a_name_that_is_taken_is_refused(client, at, make_rule, filled, words):
    make_rule("Postdocs", POSTDOCS)
    sent = filled(client.get(at("new_rule"))) | {"name": ["POSTDOCS"], "values-top-0": ["postdoc"]}

    answer = client.post(at("new_rule"), sent)

    assert answer.status_code == 422
    assert "The site has a rule of that name." in words(answer)


def test_the_second_of_two_savers_is_told_and_loses_nothing(client, at, make_rule, filled, words):
    rule = make_rule("Postdocs", POSTDOCS)
    page = at("edit_rule", rule.pk)
    mine = filled(client.get(page)) | {"values-top-0": ["faculty"]}
    client.post(page, filled(client.get(page)) | {"values-top-0": ["graduate"]})

    conflict = client.post(page, mine)

    rule.refresh_from_db()
    assert conflict.status_code == 409
    assert "“Postdocs” now fits graduate students." in words(conflict)
    assert rule.tree == {"all": [{"stage": ["graduate"]}]}
    client.post(page, filled(conflict))
    rule.refresh_from_db()
    assert rule.tree == {"all": [{"stage": ["faculty"]}]}


def test_saving_what_is_saved_already_leaves_no_trace(client, at, make_rule, filled):
    rule = make_rule("Postdocs", POSTDOCS)
    page = at("edit_rule", rule.pk)

    client.post(page, filled(client.get(page)))

    rule.refresh_from_db()
    assert rule.version == 1
    assert not Entry.objects.exists()


def test_an_earlier_version_is_put_into_the_form_and_saved(client, at, make_rule, filled, words):
    rule = make_rule("Postdocs", POSTDOCS)
    page = at("edit_rule", rule.pk)
    changed = {"name": ["Professors"], "values-top-0": ["faculty"]}
    client.post(page, filled(client.get(page)) | changed)

    listed, shown = client.get(page), client.get(page, {"version": "1"})
    client.post(page, filled(shown))

    rule.refresh_from_db()
    assert "Put version 1 back" in words(listed)
    assert "“Postdocs” fitted postdocs." in words(listed)
    assert "Version 1 stands in the form, as it was." in words(shown)
    assert (rule.name, rule.tree, rule.version) == ("Postdocs", POSTDOCS, 3)
    assert "Put version 2 back" in words(client.get(page))


def test_looking_at_an_earlier_version_saves_nothing(client, at, make_rule, filled):
    rule = make_rule("Postdocs", POSTDOCS)
    page = at("edit_rule", rule.pk)
    client.post(page, filled(client.get(page)) | {"values-top-0": ["faculty"]})

    client.get(page, {"version": "1"})

    rule.refresh_from_db()
    assert (rule.version, rule.tree) == (2, {"all": [{"stage": ["faculty"]}]})


@pytest.mark.parametrize("version", ["0", "1", "9", "-1", "x", "9" * 400])
def test_a_version_that_is_not_an_earlier_one_is_not_found(client, at, make_rule, version):
    rule = make_rule("Postdocs", POSTDOCS)

    assert client.get(at("edit_rule", rule.pk), {"version": version}).status_code == 404


def test_a_version_that_names_what_is_gone_is_refused(client, at, make_rule, roster, filled):
    rule = make_rule("Trainees", {"all": [{"roster": [roster.pk]}]})
    page = at("edit_rule", rule.pk)
    client.post(
        page, filled(client.get(page)) | {"asks-top-0": ["stage"], "values-top-0": ["postdoc"]}
    )
    roster.delete()

    refused = client.post(page, filled(client.get(page, {"version": "1"})))

    rule.refresh_from_db()
    assert refused.status_code == 422
    assert rule.tree == {"all": [{"stage": ["postdoc"]}]}


def test_a_rule_that_is_used_is_not_removed_and_says_where(
    client, at, make_rule, series, coordinator, now, words
):
    rule = make_rule("Postdocs", POSTDOCS)
    make_rule("Upon it", {"rule": rule.pk})
    admission = Admission(tiers=(TierRule(rule_id=rule.pk),))
    save_admission(series=series, admission=admission, actor=coordinator, now=now)

    answer = client.post(at("remove_rule", rule.pk))

    assert answer.status_code == 422
    assert "is used by the rule “Upon it” and the series “Mentoring Up”" in words(answer)
    assert NamedRule.objects.count() == 2


def test_a_rule_that_nothing_uses_is_removed(client, at, make_rule):
    rule = make_rule("Postdocs", POSTDOCS)

    answer = client.post(at("remove_rule", rule.pk))

    assert answer.url == at("list_rules")
    assert not NamedRule.objects.exists()
    assert Entry.objects.get().verb == "rule.removed"


def test_the_list_counts_whom_each_rule_fits(client, at, make_rule, roster, words):
    RosterEntry.objects.create(roster=roster, email="lin@x.example", stage="postdoc")
    make_rule("Postdocs", POSTDOCS)

    assert "Postdocs postdocs 1 No series" in words(client.get(at("list_rules")))


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_is_read_in_a_flat_number_of_queries(
    client, at, make_rule, roster, count, django_assert_max_num_queries
):
    for number in range(count):
        make_rule(f"Rule {number}", {"roster": [roster.pk]})
        RosterEntry.objects.create(roster=roster, email=f"p{number}@x.example")

    with django_assert_max_num_queries(23):
        client.get(at("list_rules"))
