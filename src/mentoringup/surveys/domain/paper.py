"""Forms on paper: typed in twice, compared, and then a response like any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from mentoringup.people.models import Person
from mentoringup.questionnaires.domain.queries import form_of_version
from mentoringup.questionnaires.form.flow import (
    ShownPage,
    shown_answers,
    shown_pages,
    shown_variables,
)
from mentoringup.questionnaires.form.values import Form, Layout
from mentoringup.surveys.calendar import day_in
from mentoringup.surveys.domain.closing import shuffle_responses
from mentoringup.surveys.domain.recording import record_response
from mentoringup.surveys.domain.states import hold_wave, tell
from mentoringup.surveys.enums import Origin, WaveState
from mentoringup.surveys.errors import (
    PaperFormIsGoneError,
    PaperFormIsInAnotherStateError,
    PaperNumberIsTakenError,
    WaveIsInAnotherStateError,
)
from mentoringup.surveys.models import PaperForm, Wave
from mentoringup.surveys.paper.sheet import whole_pages
from mentoringup.surveys.paper.typed import Typing, differences

TAKES_PAPER = (WaveState.OPEN, WaveState.CLOSED)
"""Paper arrives late; after the data set is made, it is too late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a wave asks on paper: every question that anybody may be asked."""

    form: Form
    pages: tuple[ShownPage, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of all answers in order."""
        return shown_variables(self.pages)


def sheet_of_wave(wave: Wave) -> Sheet:
    """The sheet.

    Raises:
        WaveIsInAnotherStateError: it was never opened, so what it asks is not fixed.
    """
    if wave.asked is None:
        raise WaveIsInAnotherStateError(wave.state)
    form = form_of_version(wave.asked)
    pages = whole_pages(
        form,
        taught=frozenset(wave.taught) or None,
        asks_untaught=wave.survey.asks_untaught,
    )
    return Sheet(form=form, pages=pages)


def paper_forms_of(wave: Wave) -> QuerySet[PaperForm]:
    """All forms of a wave that were typed in and not removed, by number."""
    rows = PaperForm.objects.filter(wave=wave, is_removed=False)
    return rows.select_related("typed_first_by", "typed_second_by")


def removed_forms_of(wave: Wave) -> QuerySet[PaperForm]:
    """Those that were removed, by number; one number may be there several times."""
    rows = PaperForm.objects.filter(wave=wave, is_removed=True)
    return rows.select_related("typed_first_by", "typed_second_by").order_by("number", "pk")


def paper_form_at(wave: Wave, number: int) -> PaperForm:
    """The form with this number.

    Raises:
        PaperFormIsGoneError: none was typed in.
    """
    found = paper_forms_of(wave).filter(number=number).first()
    if found is None:
        raise PaperFormIsGoneError(number)
    return found


def number_left(wave: Wave) -> int:
    """How many forms are typed in and not taken over; the data set is made without them."""
    return PaperForm.objects.filter(wave=wave, is_taken_over=False, is_removed=False).count()


def next_number(wave: Wave) -> int:
    """The number after the highest that was typed in."""
    highest = PaperForm.objects.filter(wave=wave).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def differences_of(form: PaperForm, *, sheet: Sheet) -> tuple[str, ...]:
    """Names of what was typed differently; empty while it was typed once."""
    if form.second is None:
        return ()
    return differences(first_of(form), second_of(form), order=sheet.variables)


def first_of(form: PaperForm) -> Typing:
    """What was typed first."""
    return Typing.read(form.first, consent=form.consent_first)


def second_of(form: PaperForm) -> Typing:
    """What was typed second."""
    return Typing.read(form.second or {}, consent=form.consent_second)


def type_first(
    *, wave: Wave, number: int, typing: Typing, actor: Person, now: datetime
) -> PaperForm:
    """Keep the first typing of a form.

    Raises:
        WaveIsInAnotherStateError: the wave takes no paper.
        PaperNumberIsTakenError: a form with this number was typed in.
    """
    with transaction.atomic():
        held = hold_wave(wave, states=TAKES_PAPER)
        form = PaperForm(
            wave=held,
            number=number,
            first=typing.document(),
            consent_first=typing.consent,
            typed_first_by=actor,
        )
        try:
            with transaction.atomic():
                form.save(force_insert=True)
        except IntegrityError as error:
            raise PaperNumberIsTakenError(number) from error
        tell("wave.paper-typed", held, actor=actor, now=now, paper_number=number)
    return form


def type_second(*, form: PaperForm, typing: Typing, actor: Person, now: datetime) -> PaperForm:
    """Keep the second typing; where it says what the first one says, the form is taken over.

    Raises:
        WaveIsInAnotherStateError: the wave takes no paper any more.
        PaperFormIsGoneError: it was removed.
        PaperFormIsInAnotherStateError: somebody else has typed it a second time.
    """
    with transaction.atomic():
        wave, held = _hold(form)
        if held.second is not None or held.is_taken_over:
            raise PaperFormIsInAnotherStateError
        held.second = typing.document()
        held.consent_second = typing.consent
        held.typed_second_by = actor
        held.save(update_fields=["second", "consent_second", "typed_second_by"])
        tell("wave.paper-typed", wave, actor=actor, now=now, paper_number=held.number)
        if not differences_of(held, sheet=sheet_of_wave(wave)):
            _take_over(wave, held, first_of(held), actor=actor, now=now)
    return held


def settle(
    *, form: PaperForm, settled: Typing, names: Sequence[str], actor: Person, now: datetime
) -> PaperForm:
    """Take a form over whose differences somebody settled by looking at the paper again.

    Args:
        form: typed twice.
        settled: the answers that count at the places that differ; others are as typed.
        names: the places that were settled.
        actor: who settled them.
        now: when.

    Raises:
        WaveIsInAnotherStateError: the wave takes no paper any more.
        PaperFormIsGoneError: it was removed.
        PaperFormIsInAnotherStateError: it is taken over already, or differs elsewhere by now.
    """
    with transaction.atomic():
        wave, held = _hold(form)
        if held.second is None or held.is_taken_over:
            raise PaperFormIsInAnotherStateError
        if set(differences_of(held, sheet=sheet_of_wave(wave))) != set(names):
            raise PaperFormIsInAnotherStateError
        _take_over(wave, held, settled, actor=actor, now=now)
    return held


def remove_form(*, form: PaperForm, actor: Person, now: datetime) -> None:
    """Take a typed form off the list; the paper can be typed in anew, or `restore_form` undoes it.

    Raises:
        WaveIsInAnotherStateError: the wave takes no paper any more.
        PaperFormIsGoneError: somebody removed it before.
        PaperFormIsInAnotherStateError: it is taken over, and nothing leads to its response.
    """
    with transaction.atomic():
        wave, held = _hold(form)
        if held.is_taken_over:
            raise PaperFormIsInAnotherStateError
        held.is_removed = True
        held.save(update_fields=["is_removed"])
        tell("wave.paper-removed", wave, actor=actor, now=now, paper_number=held.number)


def restore_form(*, form: PaperForm, actor: Person, now: datetime) -> PaperForm:
    """Put a removed form back, with everything that was typed of it.

    Raises:
        WaveIsInAnotherStateError: the wave takes no paper any more.
        PaperFormIsGoneError: somebody put it back before.
        PaperNumberIsTakenError: the paper was typed in anew meanwhile.
    """
    with transaction.atomic():
        wave, held = _hold(form, is_removed=True)
        if paper_forms_of(wave).filter(number=held.number).exists():
            raise PaperNumberIsTakenError(held.number)
        held.is_removed = False
        held.save(update_fields=["is_removed"])
        tell("wave.paper-restored", wave, actor=actor, now=now, paper_number=held.number)
    return held


def _hold(form: PaperForm, *, is_removed: bool = False) -> tuple[Wave, PaperForm]:
    """The wave and the form as they are now; all who type for one survey wait for each other."""
    wave = hold_wave(form.wave, states=TAKES_PAPER)
    held = PaperForm.objects.filter(pk=form.pk, is_removed=is_removed).first()
    if held is None:
        raise PaperFormIsGoneError(form.number)
    held.wave = wave
    return wave, held


def _take_over(
    wave: Wave, form: PaperForm, typing: Typing, *, actor: Person, now: datetime
) -> None:
    """Have the answers count, and empty both typings: nothing leads from the paper to them."""
    sheet = sheet_of_wave(wave)
    pages = shown_pages(
        sheet.form,
        typing.answers,
        taught=frozenset(wave.taught) or None,
        asks_untaught=wave.survey.asks_untaught,
    )
    record_response(
        wave=wave,
        answers=shown_answers(pages, typing.answers),
        shown=[element.id for page in pages for element in page.elements],
        layout=Layout.SIDE_BY_SIDE,
        language=typing.language,
        consent=typing.consent,
        origin=Origin.PAPER,
        day=day_in(now, wave.survey.site.zone),
    )
    if wave.state == WaveState.CLOSED:
        shuffle_responses(wave)
    form.first, form.second = {}, None
    form.consent_first = form.consent_second = None
    form.is_taken_over = True
    form.save(update_fields=["first", "second", "consent_first", "consent_second", "is_taken_over"])
    tell("wave.paper-taken-over", wave, actor=actor, now=now, paper_number=form.number)
