"""What happens to answers and tickets: when there are enough, at closing, and at freezing."""

import secrets
from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.surveys import keys
from mentoringup.surveys.domain.recording import renewed
from mentoringup.surveys.enums import InvitationState, Mode, WaveState
from mentoringup.surveys.errors import DraftIsUnreadableError, KeyIsGoneError
from mentoringup.surveys.models import (
    Draft,
    Invitation,
    PaperForm,
    Response,
    SealedTicket,
    Survey,
    Wave,
)
from mentoringup.surveys.sealing import seal, unseal

BATCH = 5
"""Fewest who are marked at once in an anonymous wave, or left unmarked until the freezing."""


def seal_ticket(*, survey: Survey, wave: Wave, ticket: str) -> None:
    """Note that whoever holds the ticket has answered, for the survey's key only."""
    row = SealedTicket(wave=wave)
    key = keys.derived(keys.load(survey.code), "ticket")
    row.sealed = seal(key, ticket, place=row.pk.hex)
    row.save(force_insert=True)


@transaction.atomic
def flush_tickets(wave: Wave, *, is_last: bool = False) -> int:
    """Mark those who have answered an anonymous wave, at least five in one statement.

    Nobody is marked before five can be, and never so that one to four others would be left: whoever
    answered next could be told from the few who are left. So it is when the wave closes, too, as it
    may be opened again. The last time, when nothing can be sent any more, those who are left are
    marked if they are five, or if nobody was marked before; else whoever kept a copy of the
    database could tell these few, and their seals are thrown away.

    Args:
        wave: any; in a confidential one there is nothing to do.
        is_last: whether nothing can be sent by any link from now on.

    Returns:
        How many were marked.
    """
    held = Wave.objects.select_for_update().select_related(None).get(pk=wave.pk)
    waiting = list(SealedTicket.objects.filter(wave=held))
    if not waiting or (len(waiting) < BATCH and not is_last):
        return 0
    answered = _answered(held, waiting)
    marked = 0
    if answered is not None and _may_mark(held, answered, is_last=is_last):
        marked = answered.update(state=InvitationState.ANSWERED)
        shuffle_responses(wave)
    if marked or is_last:
        SealedTicket.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return marked


def flush_due_tickets() -> int:
    """The same for every open anonymous wave; called by a worker now and then."""
    open_waves = Wave.objects.filter(state=WaveState.OPEN, mode=Mode.ANONYMOUS)
    return sum(flush_tickets(wave) for wave in open_waves.select_related("survey"))


@transaction.atomic
def shuffle_responses(wave: Wave) -> None:
    """Write all responses of an anonymous wave again: new ids, random order, one transaction."""
    if wave.mode != Mode.ANONYMOUS:
        return
    Wave.objects.select_for_update().select_related(None).get(pk=wave.pk)
    rows = list(Response.objects.filter(wave=wave))
    Response.objects.filter(wave=wave).delete()
    secrets.SystemRandom().shuffle(rows)
    Response.objects.bulk_create(renewed(rows), batch_size=200)


@transaction.atomic
def count_dropouts(wave: Wave) -> dict[str, int]:
    """By page id, how many began and did not send; stored with the wave."""
    if wave.asked is None:
        return {}
    pages = form_of_version(wave.asked).pages
    sent = Response.objects.filter(wave=wave, locator__isnull=False).values("locator")
    ended = Counter(
        Draft.objects.filter(wave=wave).exclude(locator__in=sent).values_list("page", flat=True)
    )
    wave.dropouts = {
        page.id: ended[number] for number, page in enumerate(pages) if ended.get(number)
    }
    wave.save(update_fields=["dropouts"])
    return dict(wave.dropouts)


@transaction.atomic
def empty_locators(wave: Wave) -> None:
    """Have no link find a response any more, and remove what was never sent."""
    Response.objects.filter(wave=wave).update(locator=None)
    Draft.objects.filter(wave=wave).delete()
    SealedTicket.objects.filter(wave=wave).delete()


@transaction.atomic
def empty_paper(wave: Wave) -> None:
    """Forget what was typed of forms that were not taken over; that they were typed in stays.

    Nothing stays of those that were removed.
    """
    PaperForm.objects.filter(wave=wave, is_removed=True).delete()
    left = PaperForm.objects.filter(wave=wave, is_taken_over=False)
    left.update(first={}, second=None, consent_first=None, consent_second=None)


def forget_days(wave: Wave) -> None:
    """Forget who was invited later than others: no reminder is counted from there any more."""
    Invitation.objects.filter(wave=wave).update(days_late=0)


def _answered(wave: Wave, waiting: list[SealedTicket]) -> QuerySet[Invitation] | None:
    """Invitations of those who answered and are not marked; None where the key is gone."""
    try:
        key = keys.derived(keys.load(wave.survey.code), "ticket")
    except KeyIsGoneError:
        return None
    unmarked = Invitation.objects.filter(wave=wave).exclude(state=InvitationState.ANSWERED)
    return unmarked.filter(ticket__in=_opened(key, waiting))


def _may_mark(wave: Wave, answered: QuerySet[Invitation], *, is_last: bool) -> bool:
    """Whether nobody stands out by being marked now, nor by being left unmarked."""
    invited = Invitation.objects.filter(wave=wave)
    number, marked = answered.count(), invited.filter(state=InvitationState.ANSWERED).count()
    if is_last:
        return number >= BATCH or not marked
    left = invited.count() - marked - number
    return number >= BATCH and not 0 < left < BATCH


def _opened(key: bytes, waiting: list[SealedTicket]) -> list[str]:
    tickets = []
    for row in waiting:
        try:
            tickets.append(str(unseal(key, row.sealed, place=row.pk.hex)))
        except DraftIsUnreadableError:  # made with a key that is gone
            continue
    return sorted(tickets)
