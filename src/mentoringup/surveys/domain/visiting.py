"""Who comes with a link, and what the wave and her draft look like: one query for most pages."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from mentoringup.surveys import links
from mentoringup.surveys.asking import Asking, Standing, asking_of
from mentoringup.surveys.draft import Draft, answers_from_json
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.errors import (
    DraftIsUnreadableError,
    LinkIsUnknownError,
    WaveIsClosedError,
    WaveIsNotOpenYetError,
)
from mentoringup.surveys.links import DraftKeys
from mentoringup.surveys.models import Draft as DraftRow
from mentoringup.surveys.models import Invitation, Keepsake, Response, Wave
from mentoringup.surveys.sealing import unseal

_STANDING = ("state", "opens_at", "closes_at", "asked_id")
_ROWS = DraftRow.objects.order_by().values_list(
    "sealed", "revision", "page", *(f"wave__{one}" for one in _STANDING)
)
"""Asked for with every page, so what can be said of the query beforehand is said here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody with a link that was given to her.

    Attributes:
        draft: what she typed so far; None before she began, and after she sent.
        revision: of the draft; 0 where there is none.
        furthest: place of the furthest page that she saw, from 0.
    """

    token: str
    asking: Asking
    standing: Standing
    keys: DraftKeys
    draft: Draft | None = None
    revision: int = 0
    furthest: int = 0

    def must_take_answers(self, now: datetime) -> None:
        """Refuse where the wave takes none.

        Raises:
            WaveIsNotOpenYetError: it is planned.
            WaveIsClosedError: it is closed, frozen or cancelled, or its last moment is over.
        """
        if self.standing.state is WaveState.PLANNED:
            raise WaveIsNotOpenYetError
        if not self.standing.takes_answers(now):
            raise WaveIsClosedError


def visit(*, ref: str, token: str) -> Visit:
    """Let somebody in.

    Raises:
        LinkIsUnknownError: nobody was given this link.
    """
    if not links.is_token(token):
        raise LinkIsUnknownError
    keys = links.draft_keys(token, ref)
    row = next(iter(_ROWS.filter(locator=keys.locator)), None)
    if row is None:
        return _visit_without_draft(ref, token, keys)
    sealed, revision, furthest, state, opens_at, closes_at, asked_id = row
    try:
        said = unseal(keys.key, sealed, place=keys.locator)
    except DraftIsUnreadableError as error:
        raise LinkIsUnknownError from error
    return Visit(
        token=token,
        asking=asking_of(ref, asked_id),
        standing=Standing(state=WaveState(state), opens_at=opens_at, closes_at=closes_at),
        keys=keys,
        draft=Draft.from_json(said),
        revision=revision,
        furthest=furthest,
    )


def public_visit(*, ref: str) -> tuple[Asking, Standing]:
    """What the page of a public link needs.

    Raises:
        LinkIsUnknownError: no wave with a public link has this name.
    """
    asking, standing = _wave(ref)
    if not asking.is_public:
        raise LinkIsUnknownError
    return asking, standing


def sent_response(coming: Visit) -> Response | None:
    """What was sent by this link, as long as it can be found."""
    found = Response.objects.filter(locator=coming.keys.locator, wave_id=coming.asking.wave_id)
    return found.first()


def plans_kept(coming: Visit) -> list[str]:
    """The changes that she planned in an earlier wave, in her words."""
    keys = links.keepsake_keys(coming.token, coming.asking.code)
    row = Keepsake.objects.filter(locator=keys.locator).first()
    if row is None:
        return []
    try:
        said = unseal(keys.key, row.sealed, place=keys.locator)
    except DraftIsUnreadableError:
        return []
    return [str(words) for words in said["plans"].values()]


def draft_of_response(response: Response, *, language: str) -> Draft:
    """A draft that begins with what was sent, to change it."""
    return Draft(
        language=response.language or language,
        layout=response.layout,
        mark=secrets.token_hex(4),
        answers=answers_from_json(response.answers),
        consent=response.consent,
        has_met_consent=True,
    )


def with_draft(coming: Visit, draft: Draft, revision: int) -> Visit:
    """The same visit, after its draft was saved."""
    return replace(coming, draft=draft, revision=revision)


def _visit_without_draft(ref: str, token: str, keys: DraftKeys) -> Visit:
    asking, standing = _wave(ref)
    if not (_is_invited(ref, token) or _has_sent(asking, keys)):
        raise LinkIsUnknownError
    return Visit(token=token, asking=asking, standing=standing, keys=keys)


def _wave(ref: str) -> tuple[Asking, Standing]:
    row = Wave.objects.filter(ref=ref).values_list(*_STANDING).first()
    if row is None:
        raise LinkIsUnknownError
    state, opens_at, closes_at, asked_id = row
    standing = Standing(state=WaveState(state), opens_at=opens_at, closes_at=closes_at)
    return asking_of(ref, asked_id), standing


def _is_invited(ref: str, token: str) -> bool:
    if links.is_public(token):
        return False
    ticket = links.ticket_of(token, ref)
    return Invitation.objects.filter(ticket=ticket, wave__ref=ref).exists()


def _has_sent(asking: Asking, keys: DraftKeys) -> bool:
    return Response.objects.filter(locator=keys.locator, wave_id=asking.wave_id).exists()
