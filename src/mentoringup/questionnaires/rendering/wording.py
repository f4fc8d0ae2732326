"""A text as the page says it: in the respondent's language, or marked as another's."""

from dataclasses import dataclass

from django.utils.html import format_html

from mentoringup.questionnaires.form.values import Words


@dataclass(frozen=True, slots=True)
class Wording:
    """Some words.

    Attributes:
        text: as the form has it; templates escape it.
        lang: the attribute that names their language where it is not the page's; else empty.
    """

    text: str
    lang: str = ""

    def __bool__(self) -> bool:
        """Whether there are words."""
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Says words in a language, else in the form's own, else in any.

    Attributes:
        language: the respondent's.
        fallback: the language the form was written in.
    """

    language: str
    fallback: str

    def say(self, words: Words) -> Wording:
        """Choose the words, and name their language if it is another."""
        for code in (self.language, self.fallback, *words):
            if text := words.get(code):
                return Wording(text, lang_attribute(code, unless=self.language))
        return Wording("")


def lang_attribute(code: str, *, unless: str) -> str:
    """Give the attribute that names a language; empty where the page is in it anyhow."""
    return "" if code == unless else format_html(' lang="{}"', code)
