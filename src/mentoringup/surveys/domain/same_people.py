"""Who of those to be asked is asked already: by address, and by the account behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentoringup.outbox.domain import is_address
from mentoringup.people.domain.queries import people_by_address
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.models import Participant, Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Somebody to be asked, and whether they are already.

    Attributes:
        asked: with their account, where one has verified the address.
        under: the address under which they are asked, on the list of the survey or earlier among
            those to be asked; empty for somebody new.
    """

    asked: Asked
    under: str

    @property
    def is_new(self) -> bool:
        """Whether nobody asks them yet."""
        return not self.under


def standings(survey: Survey, people: Iterable[Asked]) -> list[Standing]:
    """Each address once, in order; what is no address is left out. Two queries.

    Two addresses are one person where an account has verified both, or comes with both. Whoever
    were asked twice would count twice in the findings.
    """
    wanted = [one for one in people if is_address(one.email)]
    listed = Participant.objects.filter(survey=survey, is_mentor=False).order_by("pk")
    there = list(listed.values_list("email", "person"))
    addresses = [one.email for one in wanted] + [email for email, _person in there]
    accounts = people_by_address(addresses=addresses)
    seen: dict[str | int, str] = {}
    for email, person_id in there:
        owner = accounts.get(email.lower())
        _note(seen, email, person_id or (owner.pk if owner else None), under=email)
    found: dict[str, Standing] = {}
    for one in wanted:
        key = one.email.lower()
        if key in found:
            continue
        person = one.person or accounts.get(key)
        under = seen.get(key) or (seen.get(person.pk, "") if person else "")
        found[key] = Standing(asked=replace(one, person=person), under=under)
        _note(seen, one.email, person.pk if person else None, under=under or one.email)
    return list(found.values())


def _note(seen: dict[str | int, str], email: str, account: int | None, *, under: str) -> None:
    """Keep by address and by account under which address somebody is asked."""
    seen.setdefault(email.lower(), under)
    if account is not None:
        seen.setdefault(account, under)
