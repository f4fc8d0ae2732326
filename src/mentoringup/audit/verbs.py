"""How what happened is told: a whole sentence for each verb, a word for each kind of thing.

Apps register their verbs from `AppConfig.ready`. A verb nobody registered is still told, plainly.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

type_of_text = str | Promise


class VerbIsTakenError(RuntimeError):
    """One verb was told in two ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """How a verb is told.

    Attributes:
        label: for lists to choose from: "session published".
        sentence: `%(actor)s`, `%(name)s` (of the thing) and the keys of `detail`, as they are told,
            are filled in.
    """

    label: type_of_text
    sentence: type_of_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """How a kind of thing is called, and where its page is.

    Attributes:
        label: "session".
        page: address from the site's slug and the thing's id, empty for a thing that is gone; None
            where there are no pages.
        name: from the stored name to the one that is shown; None for the stored one.
    """

    label: type_of_text
    page: Callable[[str, str], str] | None = None
    name: Callable[[str], type_of_text] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What happened, in the reader's language.

    Attributes:
        details: keys of `detail` that the text already tells.
    """

    text: str
    details: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How a key of `detail` is told.

    Attributes:
        label: "role".
        text: from the stored value to its text; None for the value as it is.
        is_person: the value is the primary key of a person, whose name of today is shown.
    """

    label: type_of_text
    text: Callable[[Any], type_of_text] | None = None
    is_person: bool = False


_VERBS: dict[str, Verb] = {}
_THINGS: dict[str, Thing] = {}
_DETAILS: dict[str, Detail] = {}


def name_verb(verb: str, *, label: type_of_text, sentence: type_of_text) -> None:
    """Say how a verb is told: `sentence=_("%(actor)s published the session “%(name)s”.")`.

    Raises:
        VerbIsTakenError: it is told differently already.
    """
    told = Verb(label=label, sentence=sentence)
    if _VERBS.setdefault(verb, told) != told:
        raise VerbIsTakenError(verb)


def name_thing(
    kind: str,
    *,
    label: type_of_text,
    page: Callable[[str, str], str] | None = None,
    name: Callable[[str], type_of_text] | None = None,
) -> None:
    """Say how a kind of thing (`app.model`) and a thing of it are called, and where its page is."""
    _THINGS[kind] = Thing(label=label, page=page, name=name)


def name_detail(
    key: str,
    *,
    label: type_of_text,
    text: Callable[[Any], type_of_text] | None = None,
    is_person: bool = False,
) -> None:
    """Say how a key of `detail` is told, whatever the verb."""
    _DETAILS[key] = Detail(label=label, text=text, is_person=is_person)


def detail_of(key: str) -> Detail | None:
    """How a key of `detail` is told, or None where nobody said."""
    return _DETAILS.get(key)


def label_of_verb(verb: str) -> str:
    """The verb for a list to choose from; an unknown one as it is stored."""
    return str(_VERBS[verb].label) if verb in _VERBS else verb


def label_of_thing(kind: str) -> str:
    """How the kind of thing is called: as registered, else as its model says, else as stored."""
    if kind in _THINGS:
        return str(_THINGS[kind].label)
    try:
        return str(apps.get_model(kind)._meta.verbose_name)  # noqa: SLF001  Django's model API
    except (LookupError, ValueError):  # a table of an older version
        return kind


def name_of_thing(kind: str, name: str) -> str:
    """The thing's stored name as it is shown."""
    shown = _THINGS[kind].name if kind in _THINGS else None
    return str(shown(name)) if shown and name else name


def page_of_thing(kind: str, *, site_slug: str, thing_id: str) -> str:
    """Address of the thing's page, or empty where it has none."""
    page = _THINGS[kind].page if kind in _THINGS else None
    return page(site_slug, thing_id) if page else ""


def sentence_of(
    verb: str, *, actor: str, name: str, thing: str, detail: Mapping[str, str]
) -> Sentence:
    """What happened, as a whole sentence in the reader's language.

    An unknown verb, or one whose sentence asks for a detail that the row lacks, is told plainly.
    """
    told = _VERBS.get(verb)
    if told is not None:
        template = str(told.sentence)
        try:
            text = template % {**detail, "actor": actor, "name": name}
        except (KeyError, TypeError, ValueError):  # a detail is missing or of another type
            pass
        else:
            used = frozenset(key for key in detail if f"%({key})" in template)
            return Sentence(text=text, details=used)
    plain = _("%(actor)s: %(verb)s, %(thing)s.") % {"actor": actor, "verb": verb, "thing": thing}
    return Sentence(text=plain, details=frozenset())
