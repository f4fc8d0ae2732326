"""Reads of the history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from mentoringup.audit.models import Entry
from mentoringup.audit.telling import HistoryLine, name_of_system, names_of_persons, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader is looking for; an empty value means everything.

    Attributes:
        verb: `noun.done`.
        actor_id: a person; 0 for what the site itself did.
        kind: `app.model`.
        words: part of the thing's name.
    """

    verb: str = ""
    actor_id: int | None = None
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be looked for at a site: only what occurs in its history.

    Attributes:
        verbs: as stored.
        actors: id and name; id 0 is the site itself.
        kinds: as stored.
    """

    verbs: tuple[str, ...]
    actors: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...]


def history_of_site(*, site_id: int, wanted: Wanted | None = None) -> QuerySet[Entry]:
    """What happened at a site, newest first."""
    wanted = wanted or Wanted()
    entries = Entry.objects.filter(site_id=site_id).select_related("actor")
    if wanted.verb:
        entries = entries.filter(verb=wanted.verb)
    if wanted.actor_id is not None:
        entries = entries.filter(actor_id=wanted.actor_id or None)
    if wanted.kind:
        entries = entries.filter(thing_kind=wanted.kind)
    if wanted.words:
        entries = entries.filter(thing_name__icontains=wanted.words)
    return entries


def history_of_thing(*, site_id: int | None, kind: str, thing_id: str) -> QuerySet[Entry]:
    """What happened to one thing, as far as the site may know, newest first."""
    entries = Entry.objects.filter(site_id=site_id, thing_kind=kind, thing_id=thing_id)
    return entries.select_related("actor")


def kind_of_thing(thing: models.Model) -> str:
    """The `app.model` under which things of its table are recorded."""
    return thing._meta.label_lower  # noqa: SLF001  Django's documented model API


def choices_of_site(*, site_id: int) -> Choices:
    """The verbs, people and kinds that occur in a site's history."""
    entries = Entry.objects.filter(site_id=site_id).order_by()
    actor_ids = set(entries.values_list("actor_id", flat=True).distinct())
    actors = {int(pk): name for pk, name in names_of_persons(filter(None, actor_ids)).items()}
    if None in actor_ids:
        actors[0] = name_of_system()
    return Choices(
        verbs=tuple(entries.values_list("verb", flat=True).distinct().order_by("verb")),
        actors=tuple(sorted(actors.items(), key=lambda pair: pair[1].casefold())),
        kinds=tuple(entries.values_list("thing_kind", flat=True).distinct().order_by("thing_kind")),
    )


def lines_of(entries: Iterable[Entry]) -> list[HistoryLine]:
    """The entries as told to a reader. One more query, where persons are among the things."""
    return tell(list(entries))


def all_lines(entries: QuerySet[Entry], *, at_once: int = 500) -> Iterator[HistoryLine]:
    """The same for a history of any length, block by block."""
    block: list[Entry] = []
    for entry in entries.iterator(chunk_size=at_once):
        block.append(entry)
        if len(block) == at_once:
            yield from tell(block)
            block = []
    yield from tell(block)
