"""What follows when a rule with a name changes: done with the change, or refused.

Apps above this one register what they know of those who asked.

**Order of locks**, in PostgreSQL: the row of the site, what names its rules, the rule, and then
what lies below. Whoever saves what names a rule locks that first and then the rule, too. So all
that could name one is held before the rule is, and nothing comes to name it meanwhile.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from mentoringup.eligibility.errors import RuleIsBoundError
from mentoringup.organizations.models import Site
from mentoringup.people.models import Person


class RuleFollower(Protocol):
    """What an app above does about other rules. A module with these functions is one."""

    def hold_namers(self, site: Site) -> None:
        """Lock whatever names rules of the site, or could; the site is locked."""

    def forbid_rules(self, rule_ids: Collection[int], *, now: datetime) -> str:
        """Why these can't say something else, in whole sentences, or empty. Nothing is written."""

    def follow_rules(
        self, rule_ids: Collection[int], *, actor: Person | None, now: datetime
    ) -> Sequence[str]:
        """Do what follows, after everything is written; what that was, in whole sentences."""


_FOLLOWERS: list[RuleFollower] = []


def follows_rules(follower: RuleFollower) -> RuleFollower:
    """Have an app above this one follow other rules. Register it in `AppConfig.ready`."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)
    return follower


def hold_namers(site: Site) -> None:
    """Let whatever names rules of the site be locked, before any rule is."""
    for follower in _FOLLOWERS:
        follower.hold_namers(site)


def agree_on_rules(rule_ids: Collection[int], *, now: datetime) -> None:
    """Make sure that these rules may say something else.

    Raises:
        RuleIsBoundError: they can't.
    """
    refusals = (follower.forbid_rules(rule_ids, now=now) for follower in _FOLLOWERS)
    if words := next(filter(None, refusals), ""):
        raise RuleIsBoundError(words)


def follow_rules(
    rule_ids: Collection[int], *, actor: Person | None, now: datetime
) -> tuple[str, ...]:
    """Let what follows from other rules be done; what that was, in whole sentences."""
    return tuple(
        sentence
        for follower in _FOLLOWERS
        for sentence in follower.follow_rules(rule_ids, actor=actor, now=now)
    )
