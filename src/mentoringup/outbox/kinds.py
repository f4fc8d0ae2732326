"""The kinds of mail there are: how each is called, and whether it is still wanted when it is sent.

Apps register their kinds from `AppConfig.ready`, by importing the module that holds the check.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise

type_of_check = Callable[[Mapping[str, Any]], bool]
type_of_filling = Callable[[Mapping[str, Any]], Mapping[str, str]]


class KindIsTakenError(RuntimeError):
    """Two different checks were registered for one kind of mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailKind:
    """A kind of mail.

    Attributes:
        label: how staff read it, translatable; empty where only the key is known.
        is_wanted: asked with the mail's `check_with` right before sending; None means always.
        filling: asked with it too: what is sent in place of marks in the text, for what must not be
            stored even while a mail waits, such as a link that is derived from a key.
        headers: of the message, by name, with such marks in them.
    """

    label: str | Promise = ""
    is_wanted: type_of_check | None = None
    filling: type_of_filling | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


_KINDS: dict[str, MailKind] = {}


def recheck(kind: str, *, label: str | Promise = "") -> Callable[[type_of_check], type_of_check]:
    """Have the decorated function asked whether a mail of the kind is still wanted.

    A function that answers False drops the mail. Registering the same function twice is harmless.

    Raises:
        KindIsTakenError: another function answers for the kind already.
    """

    def register(is_wanted: type_of_check) -> type_of_check:
        known = _KINDS.get(kind, MailKind())
        if known.is_wanted not in {None, is_wanted}:
            raise KindIsTakenError(kind)
        _KINDS[kind] = replace(known, label=label or known.label, is_wanted=is_wanted)
        return is_wanted

    return register


def name_kind(kind: str, *, label: str | Promise) -> None:
    """Say how staff read a kind of mail, whether or not it has a check."""
    _KINDS[kind] = replace(_KINDS.get(kind, MailKind()), label=label)


def fills(
    kind: str, *, headers: Mapping[str, str] | None = None
) -> Callable[[type_of_filling], type_of_filling]:
    """Have the decorated function say what is sent in place of marks in the text of a mail.

    Marks are the `secrets` of the mail, so staff see none of them.

    Args:
        kind: of mail.
        headers: more of them for the message, by name; marks in them are filled in, too. They are
            left out where the function fills in nothing.
    """

    def register(filling: type_of_filling) -> type_of_filling:
        _KINDS[kind] = replace(_KINDS.get(kind, MailKind()), filling=filling, headers=headers or {})
        return filling

    return register


def kind_of(kind: str) -> MailKind:
    """What is registered for a kind; a kind nobody registered is always wanted."""
    return _KINDS.get(kind, MailKind())


def label_of(kind: str) -> str:
    """How staff read the kind; an unregistered kind is shown as it is stored."""
    return str(kind_of(kind).label) or kind
