"""A list of people for a survey: read, shown, and taken over only then."""

from dataclasses import dataclass
from datetime import datetime

from mentoringup.eligibility.roster_file import Remark, read_roster
from mentoringup.people.models import Person
from mentoringup.surveys.asked import Asked
from mentoringup.surveys.domain.audience import Change, add_people
from mentoringup.surveys.domain.same_people import standings
from mentoringup.surveys.models import Participant, Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a list would do; nothing is stored.

    Attributes:
        new: who would be asked.
        there: who are asked already.
        opted_out: who are on the list of the survey and want no mails; they stay so.
        others: addresses of people who are asked under another one, on the list of the survey or
            in an earlier line; with that one.
        faults: lines that name nobody, or somebody twice, in sentences.
        ignored: headings of columns that are not needed.
    """

    new: tuple[Asked, ...]
    there: tuple[str, ...]
    opted_out: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    faults: tuple[Remark, ...]
    ignored: tuple[str, ...]


def preview_roster(*, survey: Survey, text: str) -> Preview:
    """Read a list; somebody who stands in it twice counts once, and is told as a fault.

    Args:
        survey: whose.
        text: CSV with a column of addresses and perhaps one of names, or an address a line.

    Raises:
        RosterCantBeReadError: it is no such list; the text is a sentence.
    """
    read = read_roster(text, units={})
    rows = Participant.objects.filter(survey=survey, is_mentor=False)
    out = {
        email.lower() for email in rows.filter(is_opted_out=True).values_list("email", flat=True)
    }
    found = standings(survey, (Asked(email=one.email, name=one.name) for one in read.entries))
    same = [one for one in found if one.under.lower() == one.asked.email.lower()]
    return Preview(
        new=tuple(one.asked for one in found if one.is_new),
        there=tuple(one.under.lower() for one in same if one.under.lower() not in out),
        opted_out=tuple(one.under.lower() for one in same if one.under.lower() in out),
        others=tuple(
            (one.asked.email, one.under) for one in found if not one.is_new and one not in same
        ),
        faults=read.faults,
        ignored=read.ignored,
    )


def take_roster(*, survey: Survey, text: str, actor: Person, now: datetime) -> Change:
    """Have the survey ask the people of a list who are not asked yet.

    Raises:
        RosterCantBeReadError: it is no such list.
    """
    new = preview_roster(survey=survey, text=text).new
    return add_people(survey=survey, people=new, actor=actor, now=now)
