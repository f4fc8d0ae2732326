"""How a response is stored, whoever brings it: a browser, a paper form, the demo."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from mentoringup.questionnaires.form.values import Answer
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.enums import Mode, Origin
from mentoringup.surveys.errors import WaveIsNotOpenYetError
from mentoringup.surveys.models import Response, Wave, WaveDay

MIXED = 10
"""How many rows of an anonymous wave are written again, in random order, with every new one."""


@transaction.atomic
def record_response(
    *,
    wave: Wave,
    answers: Mapping[str, Answer],
    shown: Sequence[str],
    layout: str,
    language: str,
    consent: bool | None,
    origin: Origin,
    day: date,
    locator: str | None = None,
    pseudonym: str = "",
    about: str = "",
) -> Response:
    """Store what somebody sent, and count it on its day.

    What is sent by the same link again, or under the same pseudonym, takes the place of what was
    sent before and counts once. In an anonymous wave the day is that of the wave's opening and the
    language is not kept: both, with a reminder that went out or the language of an invitation,
    could lead to one person. `WaveDay` counts the true day.

    Args:
        wave: locked from here to the end of the transaction.
        answers: by variable; only of what was shown.
        shown: ids of elements that were asked.
        layout: in which BEFORE and NOW stood.
        language: in which it was read.
        consent: to research, by the text of the wave; not kept where that asks for none.
        origin: online, or paper.
        day: on which it came, at the site.
        locator: of the link; None on paper.
        pseudonym: confidential mode: of the person. What is sent by the same link again keeps the
            one it has: she may have become one with somebody who answered, too.
        about: confidential mode, of a mentor: the mentee's pseudonym.

    Raises:
        WaveIsNotOpenYetError: the wave was never opened, so nobody was asked anything.
    """
    if wave.asked is None:
        raise WaveIsNotOpenYetError
    Wave.objects.select_for_update(no_key=True).order_by().get(pk=wave.pk)
    is_anonymous = wave.mode == Mode.ANONYMOUS
    text = wave.consent
    consent = consent if text is not None else None
    earlier = _earlier(wave, locator, "" if is_anonymous else pseudonym, about, origin)
    if earlier is not None and earlier.locator == locator:
        pseudonym = earlier.pseudonym or pseudonym
    response = Response(
        wave=wave,
        mode=wave.mode,
        origin=origin,
        locator=locator,
        pseudonym="" if is_anonymous else pseudonym,
        about="" if is_anonymous else about,
        asked=wave.asked,
        instrument_sha256=wave.asked.instrument_sha256,
        layout=layout,
        language="" if is_anonymous else language,
        answers={name: _stored(answer) for name, answer in answers.items()},
        shown=list(shown),
        consent=consent,
        consent_text=text if consent is not None else None,
        day=_day(wave, day) if earlier is None else earlier.day,
    )
    write_mixed(wave, response, earlier)
    before = 0 if earlier is None else int(earlier.consent is True)
    count_day(
        wave=wave,
        day=day,
        finished=int(earlier is None),
        consented=int(consent is True) - before,
    )
    return response


def write_mixed(wave: Wave, response: Response, earlier: Response | None = None) -> None:
    """Write a response in the place of an earlier one.

    In an anonymous wave a few others, chosen by chance, are written again with it, with new ids and
    in random order, so that nobody can tell by the order of rows which of them came last. The wave
    is locked by whoever calls: two who wrote the same others again would double them.
    """
    others: list[Response] = []
    if wave.mode == Mode.ANONYMOUS:
        rest = Response.objects.filter(wave=wave)
        if earlier is not None:
            rest = rest.exclude(pk=earlier.pk)
        ids = list(rest.values_list("pk", flat=True))
        chance = secrets.SystemRandom()
        drawn = chance.sample(ids, min(MIXED - 1, len(ids)))
        others = list(Response.objects.filter(pk__in=drawn))
        Response.objects.filter(pk__in=drawn).delete()
        others.append(response)
        chance.shuffle(others)
    if earlier is not None:
        Response.objects.filter(pk=earlier.pk).delete()
    Response.objects.bulk_create(renewed(others) if others else [response])


def renewed(responses: list[Response]) -> list[Response]:
    """The same responses, with new random ids, as rows to be written."""
    for response in responses:
        response.pk = Response._meta.pk.get_default()  # noqa: SLF001  Django's documented model API
        response._state.adding = True  # noqa: SLF001  as Django documents for copies
    return responses


def count_day(
    *,
    wave: Wave,
    day: date,
    opened: int = 0,
    started: int = 0,
    finished: int = 0,
    consented: int = 0,
) -> None:
    """Add to what people did on a day of a wave."""
    steps = {"opened": opened, "started": started, "finished": finished, "consented": consented}
    added = {name: F(name) + number for name, number in steps.items() if number}
    if not added:
        return
    row = WaveDay.objects.filter(wave=wave, day=day)
    if not row.update(**added):
        WaveDay.objects.bulk_create([WaveDay(wave=wave, day=day)], ignore_conflicts=True)
        row.update(**added)


def _earlier(
    wave: Wave, locator: str | None, pseudonym: str, about: str, origin: Origin
) -> Response | None:
    sent = Response.objects.filter(wave=wave)
    if locator is not None and (found := sent.filter(locator=locator).first()):
        return found
    if pseudonym and origin is Origin.ONLINE:
        return sent.filter(pseudonym=pseudonym, about=about, origin=origin).first()
    return None


def _day(wave: Wave, day: date) -> date:
    if wave.mode == Mode.ANONYMOUS and wave.opens_at is not None:
        return day_in(wave.opens_at, wave.survey.site.zone)
    return day


def _stored(answer: Answer) -> int | str | list[int]:
    return list(answer) if isinstance(answer, tuple) else answer
