"""What comes of a sent form: rearranged, in conflict, wrong, refused, asked back, or saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from mentoringup.training.checks.finding import Finding
from mentoringup.training.domain.following import mark_of
from mentoringup.training.enums import RsvpRule
from mentoringup.training.errors import (
    ChangeIsForbiddenError,
    ConsequencesNotSeenError,
    PageWouldLieError,
    SessionNeedsItsTimeError,
    SomebodySavedFirstError,
)
from mentoringup.training.forms_parts import Difference, PartForm, as_data
from mentoringup.training.forms_rows import RowsForm, rearranged, rows_in

_TRIES = 3


class Editing(Protocol):
    """Something stored, its form, and how that is saved."""

    def form(self, data: QueryDict | None = None, *, at_least: int = 0) -> PartForm:
        """The form with what was sent (None: as stored now), with at least so many rows."""

    def unsent(self, form: PartForm) -> PartForm:
        """An unsent form that begins with what was typed into another."""

    def save(self, form: PartForm, *, agreed: str) -> None:
        """Store what a valid form holds; `agreed` is the mark of the consequences that were seen.

        Raises:
            SomebodySavedFirstError, PageWouldLieError, SessionNeedsItsTimeError,
            ChangeIsForbiddenError, ConsequencesNotSeenError: as the domain.
        """


class Answer(Enum):
    """What came of it."""

    SAVED = auto()
    REARRANGED = auto()
    WRONG = auto()
    CONFLICT = auto()
    REFUSED = auto()
    FORESEEN = auto()

    @property
    def status(self) -> int:
        """Of the page that says so."""
        return {Answer.WRONG: 422, Answer.REFUSED: 422, Answer.CONFLICT: 409}.get(self, 200)


@dataclass(kw_only=True)
class Sent:
    """A form that was sent, and what came of it.

    Attributes:
        typed: the same form with what was sent, for checks; None where nothing was.
        seen: the mark that the form carries when it is shown again.
        differences: what somebody else saved meanwhile, where that is the answer.
        findings: what would be wrong with the live page, where that is the answer.
        consequences: what saving would do to those who asked for seats, where that is the answer.
        was_asked: whether something else was agreed to before.
    """

    answer: Answer
    form: PartForm
    seen: str
    typed: PartForm | None = None
    differences: list[Difference] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    consequences: tuple[str, ...] = ()
    was_asked: bool = False

    @property
    def mark(self) -> str:
        """Of the consequences: whoever sends it back has seen them."""
        return mark_of(self.consequences)


def begun(editing: Editing) -> Sent:
    """Its form as it is stored, before anything is sent."""
    form = editing.form()
    return Sent(answer=Answer.REARRANGED, form=form, seen=form.seen())


def take(data: QueryDict, read: Callable[[], Editing]) -> Sent:
    """Do what the sent form asks for.

    Args:
        data: as sent. Beside the fields: `seen`, the mark of what the writer saw; `theirs`, names
            of fields to take from what is stored; `do`, an order about rows; `repair`, a field
            and its new value with a colon between; `agreed`, the mark of consequences that were
            seen.
        read: reads what is stored now.
    """
    for _attempt in range(_TRIES):
        editing = read()
        stored = editing.form()
        sent = _answer(data, editing, stored)
        if sent is not None:
            return sent
    return Sent(
        answer=Answer.WRONG,
        form=_with_error(editing.form(data), _("Others are saving at this moment. Try again.")),
        seen=stored.seen(),
    )


def _answer(data: QueryDict, editing: Editing, stored: PartForm) -> Sent | None:
    """What came of it; None where somebody saved in the same moment."""
    seen = stored.seen()
    if changed := _rewritten(data, stored):
        typed = editing.form(changed)
        return Sent(
            answer=Answer.REARRANGED,
            form=editing.unsent(typed),
            typed=typed,
            seen=data.get("seen", seen),
        )
    if data.get("seen", seen) != seen:
        form = editing.form(data, at_least=rows_in(stored.initial))
        if differences := form.differences():
            return Sent(
                answer=Answer.CONFLICT, form=form, typed=form, seen=seen, differences=differences
            )
    form = editing.form(_with_theirs(data, stored))
    if not form.is_valid():
        return Sent(answer=Answer.WRONG, form=form, typed=form, seen=seen)
    return _saved(editing, form, seen, agreed=data.get("agreed", ""))


def _saved(editing: Editing, form: PartForm, seen: str, *, agreed: str) -> Sent | None:
    """Save a valid form; None where somebody saved in the same moment."""
    try:
        editing.save(form, agreed=agreed)
    except SomebodySavedFirstError:
        return None
    except ConsequencesNotSeenError as error:
        return Sent(
            answer=Answer.FORESEEN,
            form=form,
            typed=form,
            seen=seen,
            consequences=error.sentences,
            was_asked=bool(agreed),
        )
    except ChangeIsForbiddenError as error:
        return Sent(answer=Answer.WRONG, form=_with_error(form, str(error)), seen=seen)
    except PageWouldLieError as error:
        return Sent(
            answer=Answer.REFUSED, form=form, typed=form, seen=seen, findings=error.findings
        )
    except SessionNeedsItsTimeError:
        text = _(
            "This session is published, so it needs its date, start and end. "
            "Say that its date is to be announced, or make it a draft, and then empty them."
        )
        return Sent(answer=Answer.WRONG, form=_with_error(form, text), seen=seen)
    return Sent(answer=Answer.SAVED, form=form, seen=seen)


def _rewritten(data: QueryDict, stored: PartForm) -> QueryDict | None:
    """What was sent, as a button about rows or a repair changes it; None for a plain save."""
    if isinstance(stored, RowsForm) and (order := data.get("do")):
        return rearranged(data, order, stored.row_fields)
    if repair := data.get("repair"):
        return with_value(data, stored, *repair.partition(":")[::2])
    return None


def with_value(data: QueryDict, form: PartForm, name: str, value: str) -> QueryDict:
    """What was sent, with a field set as a repair says; lists of ids are joined by commas."""
    changed = data.copy()
    field = form.fields.get(name)
    if isinstance(field, (forms.MultipleChoiceField, forms.TypedMultipleChoiceField)):
        changed.setlist(name, [one for one in value.split(",") if one])
    else:
        changed[name] = value
    if name == "rsvp_days_before":
        changed["rsvp_rule"] = RsvpRule.DAYS_BEFORE.value
    return changed


def _with_theirs(data: QueryDict, stored: PartForm) -> QueryDict:
    """What was sent, with the stored values of the fields that the writer gives up."""
    names = [name for name in data.getlist("theirs") if name in stored.fields or name[:1].isdigit()]
    if not names:
        return data
    merged = data.copy()
    known = as_data(stored.initial)
    for name in names:
        merged.setlist(name, known.getlist(name))
    return merged


def _with_error(form: PartForm, text: str) -> PartForm:
    form.is_valid()
    form.add_error(None, text)
    return form
