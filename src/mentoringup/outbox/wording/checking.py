"""Whether the words of a letter can be filled: every fault at once, in sentences."""

from collections.abc import Mapping, Sequence

from mentoringup.outbox.wording.fault_words import fault_sentence
from mentoringup.outbox.wording.placeholders import Allowed, LetterWords, faults_in


class LetterIsWrongError(Exception):
    """Placeholders of a letter are unknown, malformed or missing.

    Attributes:
        by_field: sentences by the field that they are about, "subject" or "text".
    """

    def __init__(self, by_field: Mapping[str, Sequence[str]]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(one for sentences in by_field.values() for one in sentences))
        self.by_field = by_field


def check_words(words: LetterWords, *, allowed: Allowed) -> None:
    """See that every placeholder can be filled and that none is missing.

    Raises:
        LetterIsWrongError: with every fault, in sentences.
    """
    by_field: dict[str, list[str]] = {}
    for fault in faults_in(subject=words.subject, text=words.text, allowed=allowed):
        by_field.setdefault(fault.field, []).append(fault_sentence(fault, allowed))
    if by_field:
        raise LetterIsWrongError(by_field)
