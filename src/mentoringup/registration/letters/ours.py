"""Our own letters by language, and which language a letter is written in."""

from collections.abc import Mapping
from types import MappingProxyType

from mentoringup.outbox.wording.languages import first_known
from mentoringup.registration.letters.english import ENGLISH
from mentoringup.registration.letters.spanish import SPANISH
from mentoringup.registration.letters.words import Language

LANGUAGES: Mapping[str, Language] = MappingProxyType({one.code: one for one in (ENGLISH, SPANISH)})
"""Languages that letters are written in, by code."""


def language_of(*wanted: str) -> Language:
    """The first of the wanted languages that we write in, a regional one by its main code."""
    return first_known(LANGUAGES, wanted) or ENGLISH
