"""What the readers of other systems share: names, codes, remarks, and the form in the end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.utils.translation import gettext, gettext_noop

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.shelf import shipped
from mentoringup.questionnaires.errors import FormIsWrongError
from mentoringup.questionnaires.form.columns import RESERVED
from mentoringup.questionnaires.form.document import from_document, to_document
from mentoringup.questionnaires.form.shape import LARGEST_CODE, LONGEST_WORDS
from mentoringup.questionnaires.form.values import Choice, Form, Page, Words

_NOT_APPLICABLE = re.compile(
    r"n ?/ ?a|not applicable|does not apply|(?:i )?(?:would )?prefer not to\b.*|no aplica"
    r"|prefiero no\b.*",
    re.IGNORECASE,
)
PERSONAL = gettext_noop("“%(name)s” asks who the person is and was left out.")
"""The remark on a question for a name or an address."""
_LONGEST_NAME = 56
"""So that `_before` and `_other` still fit."""


class Imported(NamedTuple):
    """A form, and what could not be taken over as it stood in the file, a sentence each."""

    form: Form
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A form while it is read.

    Attributes:
        names: ids given so far, in lower case.
    """

    file: str
    remarks: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=lambda: set(RESERVED))

    def remark(self, sentence: str, **facts: object) -> None:
        """Keep a remark with its facts filled in, once."""
        told = sentence % facts
        if told not in self.remarks:
            self.remarks.append(told)

    def name(self, wanted: str) -> str:
        """A free id like the one wanted: our signs only, numbered where it is taken."""
        plain = re.sub(r"[^A-Za-z0-9_]+", "_", wanted).strip("_")[:_LONGEST_NAME] or "question"
        base = plain if plain[0].isalpha() else f"q{plain}"
        found, number = base, 2
        while found.lower() in self.names:
            found, number = f"{base}_{number}", number + 1
        self.names.add(found.lower())
        return found

    def choices(self, question: str, labels: Mapping[str, Words]) -> tuple[Choice, ...]:
        """Choices with their own codes where these are whole numbers, else with new ones."""
        codes = [int(code) if re.fullmatch(r"[0-9]{1,5}", code) else -1 for code in labels]
        if any(not 0 <= code <= LARGEST_CODE for code in codes) or len({*codes}) < len(codes):
            codes = list(range(1, len(codes) + 1))
            told = ", ".join(
                gettext("%(old)s is %(new)d") % {"old": old, "new": new}
                for old, new in zip(labels, codes, strict=True)
            )
            sentence = gettext("The codes of “%(question)s” are new: %(codes)s.")
            self.remark(sentence, question=question, codes=told)
        return tuple(
            Choice(code=code, label=label, not_applicable=_says_not_applicable(label))
            for code, label in zip(codes, _distinct(list(labels.values())), strict=True)
        )

    def finish(
        self, *, id_: str, title: str, languages: Sequence[str], pages: Iterable[Page]
    ) -> Imported:
        """Make the form.

        Raises:
            InputRefusedError: nothing in the file can be asked, or more than a form can hold.
        """
        kept = tuple(page for page in pages if page.elements)
        form = Form(
            id=survey_id(id_),
            title={languages[0]: short(title) or "Questionnaire"},
            languages=tuple(languages),
            pages=kept,
        )
        if not form.variables():
            what = "nothing in this file can be asked here"
            found = [Reason(file=self.file, what=each.rstrip(".")) for each in self.remarks]
            raise InputRefusedError([Reason(file=self.file, what=what), *found])
        self._check_shape(form)
        return Imported(form=form, remarks=tuple(self.remarks))

    def _check_shape(self, form: Form) -> None:
        """Refuse what no document can hold: five hundred pages, the code of no language."""
        try:
            from_document(to_document(form))
        except FormIsWrongError as error:
            reasons = [Reason(file=self.file, what=each.rstrip(".")) for each in error.faults]
            raise InputRefusedError(reasons) from error


def survey_id(wanted: str) -> str:
    """An id for a form, which is that of no shipped instrument."""
    plain = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50] or "survey"
    named = plain if plain[0].isalpha() else f"survey-{plain}"
    return f"{named}-survey" if named in shipped() or not named.endswith("survey") else named


def short(text: str) -> str:
    """A text no longer than a form allows."""
    return text[:LONGEST_WORDS]


def words(texts: Mapping[str, str]) -> Words:
    """Texts by language, without those that say nothing."""
    return {language: short(text) for language, text in texts.items() if text.strip()}


def with_conditions(pages: Iterable[Page], draft: Draft) -> list[Page]:
    """Drop conditions on what is not asked, or only later, and say so."""
    seen: set[str] = set()
    kept = []
    for page in pages:
        elements = []
        for element in page.elements:
            condition = element.show_if
            if condition is not None and condition.question not in seen:
                sentence = gettext(
                    "“%(id)s” depends on “%(question)s”, which is not asked before it; it is "
                    "always shown."
                )
                draft.remark(sentence, id=element.id, question=condition.question)
                elements.append(replace(element, show_if=None))
            else:
                elements.append(element)
            seen.update(element.variables())
        kept.append(replace(page, elements=tuple(elements)))
    return kept


def _says_not_applicable(label: Words) -> bool:
    return any(_NOT_APPLICABLE.fullmatch(text.strip(" .()")) for text in label.values())


def _distinct(labels: Sequence[Words]) -> list[Words]:
    """Number labels that read the same, so that each can be told from the others."""
    seen: dict[str, int] = {}
    found: list[Words] = []
    for label in labels:
        key = " ".join(next(iter(label.values()), "").split()).casefold()
        seen[key] = seen.get(key, 0) + 1
        number = seen[key]
        found.append({k: f"{v} ({number})" for k, v in label.items()} if number > 1 else label)
    return found
