"""From rows to what a reader reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mentoringup.audit.models import Entry
from mentoringup.audit.verbs import detail_of, label_of_thing, name_of_thing, sentence_of

CHANGED = "changed"
"""The key of `detail` that holds old and new values."""

FIELDS = "fields"
"""The key of `detail` that lists fields of the thing by their names in the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field that got another value; `old` and `new` are texts, empty for nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One row of the history, told.

    Attributes:
        sentence: who did what, whole and translated.
        actor: who; "The site itself" where nobody did.
        thing: the kind of thing and its name: "series “Mentoring Up”".
        kind, thing_id: for the address of the thing's history.
        facts: details that the sentence does not tell, label and text.
    """

    at: datetime
    sentence: str
    actor: str
    verb: str
    thing: str
    kind: str
    thing_id: str
    reason: str
    changes: tuple[Change, ...]
    facts: tuple[tuple[str, str], ...]


def tell(entries: Sequence[Entry]) -> list[HistoryLine]:
    """Tell the rows; one query for the names of persons who are not the actors."""
    names = names_of_persons(pk for entry in entries for pk in _persons_in(entry))
    return [_line(entry, names) for entry in entries]


def names_of_persons(ids: Iterable[int]) -> dict[str, str]:
    """Names as they are today, by primary key as text: nobody's name stays in the history."""
    wanted = set(ids)
    if not wanted:
        return {}
    persons = get_user_model()._default_manager.filter(pk__in=wanted)  # noqa: SLF001  documented
    return {str(person.pk): str(person) for person in persons}


def name_of_system() -> str:
    """Who acts where no person does."""
    return _("The site itself")


def _person_kind() -> str:
    return get_user_model()._meta.label_lower  # noqa: SLF001  Django's documented model API


def _persons_in(entry: Entry) -> Iterator[int]:
    """Primary keys of the persons whom the row is about, besides its actor."""
    if entry.thing_kind == _person_kind() and entry.thing_id.isdecimal():
        yield int(entry.thing_id)
    for key, value in entry.detail.items():
        detail = detail_of(key)
        if detail is not None and detail.is_person and isinstance(value, int):
            yield value


def _line(entry: Entry, names: Mapping[str, str]) -> HistoryLine:
    is_person = entry.thing_kind == _person_kind()
    own_name = (
        names.get(entry.thing_id, "")
        if is_person
        else name_of_thing(entry.thing_kind, entry.thing_name)
    )
    name = own_name or _("number %(number)s") % {"number": entry.thing_id}
    thing = _("%(kind)s “%(name)s”") if own_name else _("%(kind)s %(name)s")
    thing_text = thing % {"kind": label_of_thing(entry.thing_kind), "name": name}
    actor = str(entry.actor) if entry.actor else name_of_system()
    told = {
        key: _told(entry.thing_kind, key, value, names)
        for key, value in sorted(entry.detail.items())  # databases order keys differently
        if key != CHANGED
    }
    sentence = sentence_of(entry.verb, actor=actor, name=name, thing=thing_text, detail=told)
    return HistoryLine(
        at=entry.at,
        sentence=sentence.text,
        actor=actor,
        verb=entry.verb,
        thing=thing_text,
        kind=entry.thing_kind,
        thing_id=entry.thing_id,
        reason=entry.reason,
        changes=_changes(entry, names),
        facts=tuple(
            (_label_of_detail(entry.thing_kind, key), text)
            for key, text in told.items()
            if key not in sentence.details
        ),
    )


def _changes(entry: Entry, names: Mapping[str, str]) -> tuple[Change, ...]:
    changed = entry.detail.get(CHANGED)
    if not isinstance(changed, dict):
        return ()
    pairs = [(field, pair) for field, pair in sorted(changed.items()) if isinstance(pair, list)]
    return tuple(
        Change(
            field=_label_of_detail(entry.thing_kind, field),
            old=_told(entry.thing_kind, field, pair[0], names),
            new=_told(entry.thing_kind, field, pair[1], names),
        )
        for field, pair in pairs
        if len(pair) == len(("old", "new"))
    )


def _told(kind: str, key: str, value: Any, names: Mapping[str, str]) -> str:
    """The value of a detail as people read it."""
    detail = detail_of(key)
    if key == FIELDS and isinstance(value, list):
        return ", ".join(_label_of_field(kind, str(field)) for field in value)
    if detail is None:
        return _text(value)
    if detail.is_person:
        return names.get(str(value), "") or _("number %(number)s") % {"number": value}
    if detail.text is None:
        return _text(value)
    try:
        return str(detail.text(value))
    except (KeyError, TypeError, ValueError):  # a value of an older version
        return _text(value)


def _label_of_detail(kind: str, key: str) -> str:
    detail = detail_of(key)
    return str(capfirst(str(detail.label))) if detail else _label_of_field(kind, key)


def _label_of_field(kind: str, field: str) -> str:
    """The field as its form calls it, or its name with spaces."""
    try:
        found = apps.get_model(kind)._meta.get_field(field)  # noqa: SLF001  documented
        return str(capfirst(str(getattr(found, "verbose_name", field))))
    except (LookupError, ValueError, FieldDoesNotExist):  # a detail that is no field
        return str(capfirst(field.replace("_", " ").replace("-", " ")))


def _text(value: Any) -> str:
    """A JSON value as people write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(part)}" for key, part in value.items())
    return str(value)
