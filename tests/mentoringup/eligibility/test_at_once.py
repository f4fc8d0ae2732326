"""Two coordinators at the same moment: no circle, no lost save, no rule without its roster."""

from threading import Barrier

from mentoringup.eligibility.domain.rosters import fill_roster, foresee_upload, remove_roster
from mentoringup.eligibility.domain.rules import add_rule, save_rule
from mentoringup.eligibility.enums import Fact
from mentoringup.eligibility.models import NamedRule, Roster, RosterEntry
from mentoringup.eligibility.roster_file import Entry
from mentoringup.eligibility.rules import Named, OneOf, circles_in, parse

POSTDOCS = {"stage": ["postdoc"]}


def test_two_who_would_close_a_circle_together_do_not(at_once, make_rule, coordinator, now):
    first, second = make_rule("First", POSTDOCS), make_rule("Second", POSTDOCS)

    def naming(rule: NamedRule, other: NamedRule):
        def save(barrier: Barrier) -> None:
            barrier.wait()
            save_rule(
                rule=rule,
                name=rule.name,
                says=Named(other.pk),
                version=1,
                actor=coordinator,
                now=now,
            )

        return save

    outcome = at_once([naming(first, second), naming(second, first)])

    assert outcome == {"done": 1, "RuleGoesInACircleError": 1}
    stored = {one.pk: parse(one.tree) for one in NamedRule.objects.all()}
    assert circles_in(stored) == ()


def test_without_the_lock_two_would_close_it(at_once, make_rule):
    first, second = make_rule("First", POSTDOCS), make_rule("Second", POSTDOCS)

    def naming(rule: NamedRule, other: NamedRule):
        def save(barrier: Barrier) -> None:
            stored = {one.pk: parse(one.tree) for one in NamedRule.objects.all()}
            is_safe = circles_in({**stored, rule.pk: Named(other.pk)}) == ()
            barrier.wait()  # both have looked, neither has written
            if is_safe:
                NamedRule.objects.filter(pk=rule.pk).update(tree={"rule": other.pk})

        return save

    at_once([naming(first, second), naming(second, first)])

    stored = {one.pk: parse(one.tree) for one in NamedRule.objects.all()}
    assert circles_in(stored) == ((first.pk, second.pk, first.pk),)


def test_of_two_savers_of_a_rule_one_is_told(at_once, make_rule, coordinator, now):
    rule = make_rule("Postdocs", POSTDOCS)

    def saying(stage: str):
        def save(barrier: Barrier) -> None:
            barrier.wait()
            save_rule(
                rule=rule,
                name=rule.name,
                says=OneOf(Fact.STAGE, (stage,)),
                version=1,
                actor=coordinator,
                now=now,
            )

        return save

    outcome = at_once([saying("graduate"), saying("faculty")])

    rule.refresh_from_db()
    assert outcome == {"done": 1, "SomebodyWasFasterError": 1}
    assert rule.version == 2


def test_a_roster_is_removed_or_asked_for_but_not_both(at_once, site, roster, coordinator, now):
    def ask(barrier: Barrier) -> None:
        barrier.wait()
        rule = OneOf(Fact.ROSTER, (roster.pk,))
        add_rule(site=site, name="Trainees", rule=rule, actor=coordinator, now=now)

    def remove(barrier: Barrier) -> None:
        barrier.wait()
        remove_roster(roster=roster, actor=coordinator, now=now)

    outcome = at_once([ask, remove])

    assert outcome["done"] == 1
    assert NamedRule.objects.exists() == Roster.objects.exists()


def test_an_upload_that_is_confirmed_twice_at_once_is_done_once(at_once, roster, coordinator, now):
    entries = [Entry(email="ada@lakeside.example")]
    mark = foresee_upload(roster=roster, entries=entries, replaces=False).mark

    def confirm(barrier: Barrier) -> None:
        barrier.wait()
        fill_roster(
            roster=roster,
            entries=entries,
            replaces=False,
            mark=mark,
            actor=coordinator,
            now=now,
        )

    assert at_once([confirm] * 2) == {"done": 1, "RosterWasChangedError": 1}
    assert RosterEntry.objects.count() == 1
