"""What we have to say in one language: whole letters, and the sentences that are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentoringup.outbox.wording.placeholders import LetterWords
from mentoringup.surveys.enums import Mode, SurveyLetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An invented person and training, with which editors see a letter filled."""

    name: str
    training: str
    mentee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Everything in one language.

    Attributes:
        code: "en".
        name: of the language, in itself.
        letters: whole letters.
        button: the words of the button that leads to the survey.
        privacy: what `{privacy}` stands for, by mode.
        nameless: whom a letter greets that knows no name.
        somebody: the mentee of a mentor where her name is not known any more.
        contact: has {name} and {email}.
        example: for previews.
    """

    code: str
    name: str
    letters: Mapping[SurveyLetterKind, LetterWords]
    button: str
    privacy: Mapping[Mode, str]
    nameless: str
    somebody: str
    contact: str
    example: Example
