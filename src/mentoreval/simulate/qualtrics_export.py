"""The answers in the shape of a Qualtrics response export with three header rows."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentoreval.instruments.model import Item, Option, Question
from mentoreval.responses import Consent
from mentoreval.simulate.cohort import Cohort
from mentoreval.simulate.demographics import Chosen
from mentoreval.simulate.people import People, Reach, Status

_TIME_ZONE = "America/Chicago"
_ONE_COLUMN_A_CHOICE = frozenset({"gender"})
"""Multiple-choice questions exported as one column a choice; the others fill one cell."""
_CONSENT_CODES = {Consent.YES: "1", Consent.NO: "2", Consent.MISSING: ""}
_PROGRESS = {
    Reach.OPENED: 2,
    Reach.HALFWAY: 34,
    Reach.SKILLS: 48,
    Reach.RATINGS: 60,
    Reach.END: 100,
}

_TWICE = 2
"""Studied people who began, left, and answered again under the same id."""
_LATER = (20, 90)
"""Minutes between the two attempts."""
_FIRST_ATTEMPT_ITEMS = 10
"""Skills rated in the first attempt."""

_Cell = Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of the export: its three header cells, and the cell of a row of `People`.

    `early` columns are filled in an attempt that was given up.
    """

    name: str
    label: str
    key: dict[str, str]
    cell: _Cell
    early: bool = False


def response_ids(people: People) -> tuple[str, ...]:
    """ResponseId of each person, numbered by the time of answering."""
    rank = np.argsort(np.argsort(_ended(people), kind="stable"), kind="stable")
    return tuple(f"SYNTHETIC_{number + 1:04d}" for number in rank)


def response_table(cohort: Cohort) -> Iterator[Sequence[str]]:
    """Yield three header rows and one row a response, in order of recording."""
    columns = [
        *_metadata(cohort.people),
        *_consent(cohort),
        *_skills(cohort),
        *_judgments(cohort),
        *_free_text(cohort),
        *_demographics(cohort),
        *_embedded(cohort),
    ]
    yield [column.name for column in columns]
    yield [column.label for column in columns]
    yield [json.dumps(column.key, separators=(",", ":")) for column in columns]
    rows = [
        *((str(end), _whole(columns, row)) for row, end in enumerate(_ended(cohort.people))),
        *_given_up(cohort, columns),
    ]
    rows.sort(key=lambda row: row[0])
    for _, cells in rows:
        yield cells


def _whole(columns: Sequence[_Column], row: int) -> list[str]:
    return [column.cell(row) for column in columns]


def _given_up(cohort: Cohort, columns: Sequence[_Column]) -> Iterator[tuple[str, list[str]]]:
    """Yield the first attempts of people who answered again, with the time of recording."""
    people = cohort.people
    rng = np.random.default_rng([cohort.seed, len(people)])  # a stream apart from the cohort's
    able = np.flatnonzero(people.studied & (people.reach == Reach.END) & (people.straight == 0))
    for row in rng.choice(able, size=_TWICE, replace=False):
        seconds = int(rng.integers(60, 200))
        end = people.started[row] - np.timedelta64(int(rng.integers(*_LATER)), "m")
        own = {
            "StartDate": _stamp(end - np.timedelta64(seconds, "s")),
            "EndDate": _stamp(end),
            "RecordedDate": _stamp(end),
            "Progress": "20",
            "Duration (in seconds)": str(seconds),
            "Finished": "0",
        }
        yield (
            str(end),
            [
                own.get(column.name, column.cell(int(row)) if column.early else "")
                for column in columns
            ],
        )


def _ended(people: People) -> NDArray[np.datetime64]:
    ended: NDArray[np.datetime64] = people.started + people.seconds.astype("timedelta64[s]")
    return ended


def _stamp(moment: np.datetime64) -> str:
    return str(moment).replace("T", " ")


def _metadata(people: People) -> list[_Column]:
    ended, ids = _ended(people), response_ids(people)

    def column(name: str, key: str, cell: _Cell, *, zone: bool = False) -> _Column:
        place = {"timeZone": _TIME_ZONE} if zone else {}
        return _Column(name=name, label=name, key={"ImportId": key} | place, cell=cell, early=True)

    def blank(name: str, key: str) -> _Column:
        return column(name, key, lambda _: "")

    return [
        column("StartDate", "startDate", lambda row: _stamp(people.started[row]), zone=True),
        column("EndDate", "endDate", lambda row: _stamp(ended[row]), zone=True),
        column("Status", "status", lambda row: str(people.status[row])),
        # Addresses from the block that is reserved for documentation (RFC 5737).
        column("IPAddress", "ipAddress", lambda row: f"192.0.2.{row % 254 + 1}"),
        column("Progress", "progress", lambda row: str(_PROGRESS[Reach(people.reach[row])])),
        column("Duration (in seconds)", "duration", lambda row: str(people.seconds[row])),
        column("Finished", "finished", lambda row: str(int(people.reach[row] == Reach.END))),
        column("RecordedDate", "recordedDate", lambda row: _stamp(ended[row]), zone=True),
        column("ResponseId", "_recordId", lambda row: ids[row]),
        blank("RecipientLastName", "recipientLastName"),
        blank("RecipientFirstName", "recipientFirstName"),
        blank("RecipientEmail", "recipientEmail"),
        blank("ExternalReference", "externalDataReference"),
        blank("LocationLatitude", "locationLatitude"),
        blank("LocationLongitude", "locationLongitude"),
        column("DistributionChannel", "distributionChannel", lambda row: _channel(people, row)),
        column("UserLanguage", "userLanguage", lambda _: "EN"),
    ]


def _channel(people: People, row: int) -> str:
    return "preview" if people.status[row] == Status.PREVIEW else "anonymous"


def _consent(cohort: Cohort) -> list[_Column]:
    codes = cohort.people.consent
    return [
        _Column(
            name="consent",
            label="May your answers be used for research?",
            key={"ImportId": "QID1"},
            cell=lambda row: _CONSENT_CODES[Consent(codes[row])],
            early=True,
        )
    ]


def _skills(cohort: Cohort) -> list[_Column]:
    """Side by side, one block a tag (`mca`, `rse`): all BEFORE, then all NOW."""
    blocks: dict[str, list[tuple[int, Item]]] = {}
    for place, item in enumerate(cohort.instrument.items):
        blocks.setdefault(_tag(item)[0], []).append((place, item))
    return [
        _rating(cohort, place, item, number=number, occasion=occasion)
        for number, items in enumerate(blocks.values(), start=2)
        for occasion in (0, 1)
        for place, item in items
    ]


def _tag(item: Item) -> tuple[str, str]:
    """Split the export tag of an item, `mca_7`, into its block and its number."""
    block, _, number = item.aliases[0].partition("_")
    return block, number


def _rating(cohort: Cohort, place: int, item: Item, *, number: int, occasion: int) -> _Column:
    block, statement = _tag(item)
    side = f"#{occasion + 1}_{statement}"
    word = ("BEFORE the training", "NOW")[occasion]
    return _Column(
        name=f"{block}{side}",
        label=f"{cohort.instrument.prompt} - {word} - {item.text}",
        key={"ImportId": f"QID{number}{side}"},
        cell=lambda row: _code(cohort.ratings[row, place, occasion]),
        early=int(statement) <= _FIRST_ATTEMPT_ITEMS and number == 2,  # noqa: PLR2004  first block
    )


def _code(code: np.integer) -> str:
    return str(code) if code else ""


def _judgments(cohort: Cohort) -> list[_Column]:
    def cell(codes: NDArray[np.int64]) -> _Cell:
        return lambda row: _code(codes[row])

    return [
        _Column(
            name=name,
            label=cohort.instrument.question_by_id[name].text,
            key={"ImportId": f"QID{number}"},
            cell=cell(codes),
        )
        for number, (name, codes) in enumerate(cohort.judgments.items(), start=10)
    ]


def _free_text(cohort: Cohort) -> list[_Column]:
    def cell(texts: Mapping[int, str]) -> _Cell:
        return lambda row: texts.get(row, "")

    return [
        _Column(
            name=name,
            label=cohort.instrument.question_by_id[name].text,
            key={"ImportId": f"QID{number}_TEXT"},
            cell=cell(answers.texts),
        )
        for number, (name, answers) in enumerate(cohort.free_text.items(), start=20)
    ]


def _demographics(cohort: Cohort) -> list[_Column]:
    columns: list[_Column] = []
    for number, (name, chosen) in enumerate(cohort.demographics.items(), start=30):
        question = cohort.instrument.question_by_id[name]
        if name in _ONE_COLUMN_A_CHOICE:
            columns += [
                _one_choice(question, option, chosen, key=f"QID{number}")
                for option in question.options
            ]
        else:
            columns.append(_all_choices(question, chosen, key=f"QID{number}"))
    return columns


def _all_choices(question: Question, chosen: Sequence[Chosen], *, key: str) -> _Column:
    return _Column(
        name=question.id,
        label=question.text,
        key={"ImportId": key},
        cell=lambda row: ",".join(str(code) for code in chosen[row]),
    )


def _one_choice(
    question: Question, option: Option, chosen: Sequence[Chosen], *, key: str
) -> _Column:
    return _Column(
        name=f"{question.id}_{option.code}",
        label=f"{question.text} - {option.label}",
        key={"ImportId": key, "choiceId": str(option.code)},
        cell=lambda row: "1" if option.code in chosen[row] else "",
    )


def _embedded(cohort: Cohort) -> list[_Column]:
    """Embedded data: which training, and that all of this is invented.

    `synthetic` is the mark that the readers know; it stands in the other files too.
    """
    ids = [one.implementation.id for one in cohort.implementations]
    place = cohort.people.implementation

    def column(name: str, cell: _Cell) -> _Column:
        return _Column(name=name, label=name, key={"ImportId": name}, cell=cell, early=True)

    return [
        column("implementation_id", lambda row: ids[place[row]]),
        column("data_origin", lambda _: "synthetic"),
        column("synthetic", lambda _: "yes"),
    ]
