"""Forgetting a person: everything personal goes, the row and the counts stay."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentoringup.audit.domain import record
from mentoringup.outbox.domain import empty_mails
from mentoringup.outbox.enums import MailState
from mentoringup.outbox.models import Mail
from mentoringup.people.domain.following import hold
from mentoringup.people.domain.merging import MERGED_FIELDS
from mentoringup.people.domain.queries import addresses_of, everybody_behind
from mentoringup.people.enums import MergeState, PersonState
from mentoringup.people.models import Merge, Person

ERASE_REASONS = {
    "asked": _("The person asked for it"),
    "mistake": _("Entered by mistake"),
    "retention": _("Kept long enough"),
}
"""A closed list: words of our own could hold a name, and the audit never forgets."""

KEPT_FIELDS = ("career_stage", "discipline")
"""What counts are made of; it names nobody."""

FINISHED = (MailState.SENT, MailState.DROPPED, MailState.FAILED)

type_of_forgetting = Callable[..., None]
_FORGETTINGS: list[type_of_forgetting] = []


class PersonIsNotActiveError(ValueError):
    """Only an active person can be erased: others are erased already, or part of another."""


class ErasingIsRefusedError(ValueError):
    """Something must be settled first. The text is a whole sentence for whoever asked."""


def forgets(function: type_of_forgetting) -> type_of_forgetting:
    """Have an app above this one forget what it knows, in the transaction of the erasure.

    The function takes `people` (the person and everybody merged into them), `addresses` (all of
    theirs, in lower case), `actor` (or None) and `now`; it may raise `ErasingIsRefusedError`.
    Register it from `AppConfig.ready`.
    """
    if function not in _FORGETTINGS:
        _FORGETTINGS.append(function)
    return function


def erase_person(
    *,
    person: Person,
    actor: Person | None,
    now: datetime,
    reason: str,
    site_id: int | None = None,
) -> Person:
    """Remove everything personal, in all tables. It can't be taken back.

    Career stage, discipline, units and roles held stay, without a name; persons who were merged
    into this one are emptied as well, and their merges sealed. `reason` is a key of
    `ERASE_REASONS`; `site_id` names whose staff did it, and may read about it.

    Raises:
        PersonIsNotActiveError: erased already, or merged into another person.
        ErasingIsRefusedError: an app above forbids it for now.
        KeyError: no such reason.
    """
    why = str(ERASE_REASONS[reason])
    with transaction.atomic():
        behind = everybody_behind(person=person)
        hold(people=behind, addresses=addresses_of(people=behind))
        person = Person.objects.select_for_update().get(pk=person.pk)
        if person.state != PersonState.ACTIVE:
            raise PersonIsNotActiveError(person.state)
        people = everybody_behind(person=person)
        addresses = addresses_of(people=people)
        for forget in _FORGETTINGS:
            forget(people=people, addresses=addresses, actor=actor, now=now)
        _forget_doors(people, addresses)
        _forget_mails(people, addresses, _names(people), actor=actor, now=now)
        Merge.objects.filter(Q(kept__in=people) | Q(absorbed__in=people)).update(
            state=MergeState.SEALED, journal={}
        )
        _empty(people, person)
        record(
            verb="person.erased", thing=person, actor=actor, now=now, site_id=site_id, reason=why
        )
    return person


def _names(people: Iterable[Person]) -> frozenset[str]:
    """What the persons are or were called, as a mail would say it."""
    ids = [one.pk for one in people]
    fields = ("given_name", "family_name", "display_name")
    rows = [*Person.objects.filter(pk__in=ids).values(*fields)]
    rows += Person.history.filter(id__in=ids).values(*fields)
    found = {row["display_name"] for row in rows}
    found |= {f"{row['given_name']} {row['family_name']}".strip() for row in rows}
    return frozenset(found - {""})


def _forget_doors(people: Iterable[Person], addresses: frozenset[str]) -> None:
    """Delete all ways in, and the sessions of the persons or with one of their addresses."""
    ids = {str(one.pk) for one in people}
    for model in (EmailAddress, SocialAccount, Authenticator, UserSession):
        model.objects.filter(user__in=people).delete()
    gone = []
    for session in Session.objects.iterator():
        held = session.get_decoded()
        text = str(held).lower()
        if held.get("_auth_user_id") in ids or any(address in text for address in addresses):
            gone.append(session.pk)
    Session.objects.filter(pk__in=gone).delete()


_TEXTS = ("subject", "text", "html", "calendar", "reply_to", "last_error")


def _forget_mails(
    people: Iterable[Person],
    addresses: frozenset[str],
    names: frozenset[str],
    *,
    actor: Person | None,
    now: datetime,
) -> None:
    """Delete mails to the persons; empty mails to others that name them.

    A waiting mail is dropped only for an address or a full name: a given name alone may be
    somebody else's.
    """
    theirs = Q(person__in=people)
    for address in addresses:
        theirs |= Q(to__iexact=address)
    Mail.objects.filter(theirs).delete()
    full = addresses | {name for name in names if " " in name}
    naming = _mails_with(full) | _mails_with(names - full, state__in=FINISHED)
    empty_mails(mail_ids=naming, subject=str(_("(erased with a person)")), actor=actor, now=now)


def _mails_with(words: Iterable[str], **among: Any) -> set[int]:
    """Keys of mails in which one of the words stands as a whole."""
    found: set[int] = set()
    for word in words:
        holds = Q(pk__in=[])
        for field in _TEXTS:
            holds |= Q(**{f"{field}__icontains": word})
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        for row in Mail.objects.filter(holds, **among).values("pk", *_TEXTS).iterator():
            if any(whole.search(row[field]) for field in _TEXTS):
                found.add(row["pk"])
    return found


def _empty(people: Iterable[Person], person: Person) -> None:
    """Empty the rows and drop their histories; only the person's own row becomes `erased`."""
    ids = [one.pk for one in people]
    blank = {field: "" for field in MERGED_FIELDS if field not in KEPT_FIELDS}
    Person.objects.filter(pk__in=ids).update(**blank, last_login=None)
    Person.objects.filter(pk=person.pk).update(state=PersonState.ERASED)
    Person.history.filter(id__in=ids).delete()
    person.refresh_from_db()
