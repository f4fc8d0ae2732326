"""What somebody with a link can do: begin, save a page, send what she answered."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.reading import PageReading, read_page
from mentoringup.surveys import links
from mentoringup.surveys.domain.recording import count_day
from mentoringup.surveys.domain.visiting import (
    Visit,
    draft_of_response,
    public_visit,
    sent_response,
    visit,
    with_draft,
)
from mentoringup.surveys.draft import Draft, Saver
from mentoringup.surveys.enums import InvitationState
from mentoringup.surveys.errors import (
    LinkIsUnknownError,
)
from mentoringup.surveys.models import Draft as DraftRow
from mentoringup.surveys.models import Invitation, Wave
from mentoringup.surveys.sealing import seal, unseal

_AT_MOST = 40
"""How often a save is tried while other devices save at the same moment."""


class TooManyAtOnceError(Exception):
    """Other devices saved the same draft again and again; this save was not made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What came of saving a page.

    Attributes:
        coming: the visit with the draft as it is now.
        reading: of the page.
        pages: that she sees now.
        appeared: ids of elements of the page that are shown now and were not before.
    """

    coming: Visit
    reading: PageReading
    pages: tuple[ShownPage, ...]
    appeared: tuple[str, ...]


def begin(*, coming: Visit, language: str, chance: random.Random, now: datetime) -> Visit:
    """Begin or go on; what was sent before is opened again to be changed.

    Args:
        coming: whose.
        language: in which she wants to read.
        chance: draws the layout.
        now: when.

    Raises:
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    coming.must_take_answers(now)
    if coming.draft is not None:
        if coming.draft.language == language:
            return coming
        return _changed(coming, lambda draft, _: replace(draft, language=language), now=now)
    response = sent_response(coming)
    if response is None:
        layout = chance.choice(coming.asking.layouts).value
        draft = Draft(language=language, layout=layout, began=int(now.timestamp()))
    else:
        draft = replace(draft_of_response(response, language=language), language=language)
    return _create(coming, draft, is_new=response is None, now=now)


def begin_again(*, coming: Visit, language: str, now: datetime) -> Visit:
    """Begin from what was sent, where a page is still posted that was shown before the sending.

    So nothing that is typed there is lost. What was sent counts until it is sent again.

    Raises:
        LinkIsUnknownError: nothing was sent by this link, so it must be begun by a button.
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    coming.must_take_answers(now)
    response = sent_response(coming)
    if response is None:
        raise LinkIsUnknownError
    return _create(coming, draft_of_response(response, language=language), is_new=False, now=now)


def begin_public(*, ref: str, language: str, chance: random.Random, now: datetime) -> Visit:
    """Begin by a public link; the visit's token is the only way back.

    Raises:
        LinkIsUnknownError: the wave has no public link.
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    asking, standing = public_visit(ref=ref)
    token = links.public_token()
    keys = links.draft_keys(token, ref)
    coming = Visit(token=token, asking=asking, standing=standing, keys=keys)
    return begin(coming=coming, language=language, chance=chance, now=now)


def save_page(
    *,
    coming: Visit,
    place: int,
    posted: Mapping[str, Sequence[str]],
    by: Saver,
    now: datetime,
    goes_on: bool = False,
) -> SavedPage:
    """Save a page: what can be read as answers, the rest as it was typed.

    Two devices at once: each save changes its own page only, and whoever comes second saves on top
    of what the first one left.

    Args:
        coming: whose; she has begun.
        place: of the page in the form, from 1.
        posted: its fields.
        by: which showing of the page.
        now: when.
        goes_on: she goes to the next page, which is then the furthest that she has seen.

    Raises:
        LinkIsUnknownError: there is no such page for her.
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
        TooManyAtOnceError: see there.
    """
    coming.must_take_answers(now)
    if coming.draft is None:
        raise LinkIsUnknownError
    before = page_at(coming, place)
    reading = read_page(before, posted, coming.draft.language)

    def changed(draft: Draft, revision: int) -> Draft:
        return draft.with_page(place, reading, by=by, revision=revision)

    number = len(coming.asking.form.pages) if coming.asking.form else 0
    furthest = min(place, number - 1) if goes_on and not reading.faults else place - 1
    after = _changed(coming, changed, now=now, furthest=furthest)
    pages = after.asking.pages(after.draft.answers if after.draft else {})
    return SavedPage(coming=after, reading=reading, pages=pages, appeared=_appeared(before, pages))


def save_consent(*, coming: Visit, consent: bool | None, now: datetime) -> Visit:
    """Keep in the draft what she says to research; None is "not now".

    Raises:
        LinkIsUnknownError: she has not begun.
        WaveIsNotOpenYetError, WaveIsClosedError: the wave takes no answers.
    """
    coming.must_take_answers(now)
    return _changed(
        coming, lambda draft, _: replace(draft, consent=consent, has_met_consent=True), now=now
    )


def page_at(coming: Visit, place: int) -> ShownPage:
    """The page as she sees it.

    Raises:
        LinkIsUnknownError: the form has no such page, or she is not asked it.
    """
    answers = coming.draft.answers if coming.draft else {}
    for shown in coming.asking.pages(answers):
        if coming.asking.place_of(shown) == place:
            return shown
    raise LinkIsUnknownError


def stop_mails(*, ref: str, token: str) -> None:
    """Send no more mails about the survey to whoever has this link, whatever state it is in.

    Raises:
        LinkIsUnknownError: the link was sent to nobody.
    """
    invitation = invitation_of(ref=ref, token=token)
    with transaction.atomic():
        participant = invitation.participant
        participant.is_opted_out = True
        participant.save(update_fields=["is_opted_out"])
        waiting = [InvitationState.WAITING, InvitationState.INVITED]
        Invitation.objects.filter(participant=participant, state__in=waiting).update(
            state=InvitationState.STOPPED
        )


def invitation_of(*, ref: str, token: str) -> Invitation:
    """The invitation that a link came with.

    Raises:
        LinkIsUnknownError: there is none.
    """
    if not links.is_token(token) or links.is_public(token):
        raise LinkIsUnknownError
    found = Invitation.objects.filter(ticket=links.ticket_of(token, ref), wave__ref=ref)
    invitation = found.select_related("participant").first()
    if invitation is None:
        raise LinkIsUnknownError
    return invitation


def held_wave(coming: Visit) -> Wave:
    """The wave, locked until the transaction ends: nobody closes or freezes it meanwhile."""
    rows = Wave.objects.select_related("survey__site", "consent", "asked")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=coming.asking.wave_id)


# ------------------------------------------------------------------------------------- drafts


def _create(coming: Visit, draft: Draft, *, is_new: bool, now: datetime) -> Visit:
    day = coming.asking.day_of(now)
    row = DraftRow(
        locator=coming.keys.locator,
        wave_id=coming.asking.wave_id,
        sealed=_sealed(coming, draft),
        day=day,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if is_new:
                count_day(wave=Wave(pk=coming.asking.wave_id), day=day, opened=1)
    except IntegrityError:  # begun on another device at the same moment
        return visit(ref=coming.asking.ref, token=coming.token)
    return with_draft(coming, draft, 1)


def _changed(
    coming: Visit,
    change: Callable[[Draft, int], Draft],
    *,
    now: datetime,
    furthest: int = 0,
) -> Visit:
    """Change the draft as it is now, and try again where somebody else changed it meanwhile."""
    day = coming.asking.day_of(now)
    language = ""
    for _ in range(_AT_MOST):
        if coming.draft is None:  # sent on another device at this moment
            coming = begin_again(coming=coming, language=language, now=now)
        if coming.draft is None:
            raise LinkIsUnknownError
        revision, language = coming.revision + 1, coming.draft.language
        draft = change(coming.draft, revision)
        row = DraftRow.objects.filter(locator=coming.keys.locator, revision=coming.revision)
        sealed, page = _sealed(coming, draft), max(furthest, coming.furthest)
        with transaction.atomic():  # SQLite's writers take turns at transactions (ADR 15)
            saved = row.update(sealed=sealed, revision=revision, page=page, day=day)
            is_first = not coming.draft.saved and draft.saved and draft.began is not None
            if saved and is_first:
                count_day(wave=Wave(pk=coming.asking.wave_id), day=day, started=1)
        if saved:
            return replace(coming, draft=draft, revision=revision, furthest=page)
        coming = latest(coming)
    raise TooManyAtOnceError


def latest(coming: Visit) -> Visit:
    """The visit with its draft as it is stored now; without one where there is none."""
    row = DraftRow.objects.filter(locator=coming.keys.locator).first()
    if row is None:
        return replace(coming, draft=None, revision=0)
    said = unseal(coming.keys.key, row.sealed, place=coming.keys.locator)
    return replace(coming, draft=Draft.from_json(said), revision=row.revision, furthest=row.page)


def _sealed(coming: Visit, draft: Draft) -> bytes:
    return seal(coming.keys.key, draft.as_json(), place=coming.keys.locator)


def _appeared(before: ShownPage, pages: tuple[ShownPage, ...]) -> tuple[str, ...]:
    """What is new on the page; nothing where another device's answer took the page away."""
    known = {element.id for element in before.elements}
    return tuple(
        element.id
        for shown in pages
        if shown.page.id == before.page.id
        for element in shown.elements
        if element.id not in known
    )
