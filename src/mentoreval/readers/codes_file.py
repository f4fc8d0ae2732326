"""Read `codes.csv`, the codes that coders gave to free text, and count those of the consensus."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mentoreval.errors import EvaluationError, Reason
from mentoreval.readers.named_rows import YES_NO, Row, raise_if_any, read_named_rows, spelled
from mentoreval.results import CodeShare, CodesResult, InputFile
from mentoreval.statistics.proportions import wilson

REQUIRED = ("answer_id", "layer", "code")
OPTIONAL = ("question", "label", "text", "synthetic")

CONSENSUS = "consensus"
"""The layer that is counted where a file has several."""

OTHER = "other"
SPECIAL_CODES: Mapping[str, str] = {OTHER: "Other", "vague": "Vague", "no-change": "No change"}
"""Label by code; in tables they stand last, in this order."""

TABULATED_QUESTION = "planned_changes"
"""The question of `workshop-evaluation` that is counted where a file has several."""

FEWEST_FOR_AN_EXAMPLE = 5
"""A code that fewer answers have shows none of them."""

_LONGEST_SHOWN = 60
_NAMES_SOMEBODY = re.compile(r"@|https?:|\d{3}.?\d{4}")


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One code given to one answer in one layer; None says "looked at, and no code fits"."""

    question: str
    answer: str
    layer: str
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesFile:
    """The codings of a file, in its order.

    Attributes:
        name: file name without its folder.
        labels: words shown, by code.
        texts: words of the answer, by question and answer; empty where the file has none.
        synthetic: at least one row says of itself that it is invented.
    """

    name: str
    sha256: str
    codings: tuple[Coding, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    synthetic: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """Ids of the questions, in the file's order; "" where it names none."""
        return tuple(dict.fromkeys(one.question for one in self.codings))

    @property
    def as_input(self) -> InputFile:
        """The file as the result names it."""
        return InputFile(name=self.name, sha256=self.sha256, rows=len(self.codings), format="codes")

    def layers(self, question: str) -> tuple[str, ...]:
        """The layers in which a question was coded, in the file's order."""
        return tuple(dict.fromkeys(one.layer for one in self.codings if one.question == question))

    def codes_by_answer(self, *, question: str, layer: str) -> Mapping[str, frozenset[str]]:
        """The codes of every answer that was looked at; an empty set is "no code fits"."""
        found: dict[str, set[str]] = {}
        for one in self.codings:
            if (one.question, one.layer) == (question, layer):
                codes = found.setdefault(one.answer, set())
                if one.code is not None:
                    codes.add(one.code)
        return {answer: frozenset(codes) for answer, codes in found.items()}


def read_codes(path: Path) -> CodesFile:
    """Read a CSV file with one coding a row; a row without a code says that no code fits.

    Raises:
        InputRefusedError: with every row that can't be understood or contradicts another.
    """
    table = read_named_rows(path, required=REQUIRED, optional=OPTIONAL)
    reading = _Reading(table.file)
    codings = [reading.coding(row) for row in table.rows]
    raise_if_any(reading.reasons)
    return CodesFile(
        name=table.file,
        sha256=table.sha256,
        codings=tuple(codings),
        labels=reading.labels,
        texts=reading.texts,
        synthetic=reading.synthetic,
    )


def tabulate_codes(
    file: CodesFile, *, question: str | None = None, gather_single: bool = True
) -> CodesResult:
    """Count, for each code, the answers that carry it; of those who were looked at.

    Args:
        file: the codings.
        question: its id; None takes the file's only one, or else `TABULATED_QUESTION`.
        gather_single: count codes that only one answer has as "other". `codings` is then what
            the frequencies add up to.

    Raises:
        EvaluationError: if the question is not in the file or has several layers but no consensus.
    """
    question = _question(file, question)
    coded = file.codes_by_answer(question=question, layer=_layer(file, question))
    times = Counter(code for codes in coded.values() for code in codes)
    single = {code for code, n in times.items() if n == 1 and code not in SPECIAL_CODES}
    grouped = frozenset(single if gather_single else ())
    counted = {
        answer: frozenset(OTHER if code in grouped else code for code in codes)
        for answer, codes in coded.items()
    }
    times = Counter(code for codes in counted.values() for code in codes)
    labels = {**{code: code for code in (*times, *grouped)}, **SPECIAL_CODES, **file.labels}
    codes = sorted(times, key=lambda code: _place(code, times[code], labels[code]))
    texts = {answer: text for (asked, answer), text in file.texts.items() if asked == question}
    return CodesResult(
        question=question,
        answers=len(coded),
        codings=times.total(),
        file=file.as_input,
        codes=tuple(_share(code, labels[code], counted=counted, texts=texts) for code in codes),
        grouped=tuple(sorted((labels[code] for code in grouped), key=str.casefold)),
    )


class _Reading:
    """Reads rows one by one and holds each against those before it."""

    def __init__(self, file: str) -> None:
        self.reasons: list[Reason] = []
        self.labels: dict[str, str] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.synthetic = False
        self._file = file
        self._spellings: dict[str, str] = {}
        self._lines: dict[Coding, int] = {}
        self._first_of: dict[tuple[str, str, str], Coding] = {}

    def coding(self, row: Row) -> Coding:
        """The row as a coding; what is wrong with it goes to `reasons`."""
        for column in ("answer_id", "layer"):
            if not row.cell(column):
                self._refuse(row, column, "the cell is empty; expected a value")
        coding = Coding(
            question=row.cell("question"),
            answer=row.cell("answer_id"),
            layer=spelled(row.cell("layer")).replace(" ", "-"),
            code=self._code(row),
        )
        self._check_against_others(row, coding)
        invented = row.cell("synthetic")
        if invented and spelled(invented) not in YES_NO:
            self._refuse(row, "synthetic", f"found “{invented}”; expected yes or no")
        self.synthetic |= YES_NO.get(spelled(invented)) == "yes"
        if coding.code is not None:
            self._keep(row, "label", self.labels, coding.code)
        self._keep(row, "text", self.texts, (coding.question, coding.answer))
        return coding

    def _code(self, row: Row) -> str | None:
        text = row.cell("code")
        special = spelled(text).replace(" ", "-")
        if not text or special in SPECIAL_CODES:
            return special or None
        first = self._spellings.setdefault(spelled(text), text)
        if first != text:
            what = f"found “{text}”, which is “{first}” in a row above; expected one spelling"
            self._refuse(row, "code", what)
        return text

    def _check_against_others(self, row: Row, coding: Coding) -> None:
        line = self._lines.setdefault(coding, row.line)
        first = self._first_of.setdefault((coding.question, coding.answer, coding.layer), coding)
        if line != row.line:
            self._refuse(row, "code", f"line {line} says the same; expected it once")
        elif (first.code is None) != (coding.code is None):
            what = f"line {self._lines[first]} and this one say “no code fits” and a code at once"
            self._refuse(row, "code", what)

    def _keep(self, row: Row, column: str, kept: dict[Key, str], key: Key) -> None:
        """Keep the cell under `key`; rows of one key that have it must have the same."""
        text = row.cell(column)
        if text and kept.setdefault(key, text) != text:
            what = f"found “{_short(text)}”, but a row above has “{_short(kept[key])}” for it"
            self._refuse(row, column, what)

    def _refuse(self, row: Row, column: str, what: str) -> None:
        self.reasons.append(Reason(file=self._file, line=row.line, column=column, what=what))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _question(file: CodesFile, wanted: str | None) -> str:
    """The id of the question to count."""
    found = file.questions
    if wanted is None and len(found) == 1:
        return found[0]
    question = TABULATED_QUESTION if wanted is None else wanted
    if question not in found:
        named = ", ".join(name or "one without a name" for name in found)
        raise EvaluationError(
            f"{file.name} has no codes of the question {question}; its questions: {named}"
        )
    return question


def _layer(file: CodesFile, question: str) -> str:
    """The consensus, or the only layer there is."""
    layers = file.layers(question)
    if CONSENSUS in layers or len(layers) == 1:
        return CONSENSUS if CONSENSUS in layers else layers[0]
    raise EvaluationError(
        f"{file.name} has the layers {', '.join(layers)} but no {CONSENSUS}; expected the layer "
        f"{CONSENSUS}, or a single one, since only one coding of each answer can be counted"
    )


def _place(code: str, times: int, label: str) -> tuple[int, int, str]:
    """Frequent codes first, then by label; special codes at the end in their own order."""
    if code in SPECIAL_CODES:
        return (1, list(SPECIAL_CODES).index(code), "")
    return (0, -times, label.casefold())


def _share(
    code: str, label: str, *, counted: Mapping[str, frozenset[str]], texts: Mapping[str, str]
) -> CodeShare:
    carrying = [answer for answer, codes in counted.items() if code in codes]
    share = wilson(len(carrying), len(counted))
    if share.estimate is None or share.ci is None:
        raise EvaluationError(f"{code}: no answer was looked at")
    return CodeShare(
        code=code,
        label=label,
        n=len(carrying),
        of=len(counted),
        estimate=share.estimate,
        ci=share.ci,
        example=_example(code, carrying, counted=counted, texts=texts),
    )


def _example(
    code: str,
    carrying: Iterable[str],
    *,
    counted: Mapping[str, frozenset[str]],
    texts: Mapping[str, str],
) -> str | None:
    """A short answer about little else; none for rare or special codes, none with an address."""
    fit = [
        (len(counted[answer]), len(texts[answer]), answer)
        for answer in carrying
        if answer in texts and not _NAMES_SOMEBODY.search(texts[answer])
    ]
    if code in SPECIAL_CODES or len(fit) < FEWEST_FOR_AN_EXAMPLE:
        return None
    return texts[min(fit)[-1]]
