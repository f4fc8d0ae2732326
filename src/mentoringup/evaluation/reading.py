"""From stored data sets to what mentoreval evaluates; numpy is loaded when it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from mentoreval.implementations import Audience, Implementation, Mode
from mentoreval.instruments.loading import parse_instrument
from mentoreval.instruments.model import Design, Instrument
from mentoringup.evaluation.domain.earlier_waves import asked_before
from mentoringup.evaluation.errors import InstrumentsDifferError, NothingToEvaluateError
from mentoringup.evaluation.linking import link
from mentoringup.evaluation.models import DataSet

if TYPE_CHECKING:
    from mentoreval.responses import Responses


def instrument_of(data_set: DataSet) -> Instrument:
    """The instrument that was answered.

    Raises:
        InstrumentsDifferError: a shipped instrument that it includes is another one today.
        InputRefusedError: its YAML can't be read.
    """
    name = f"{data_set.instrument_id}.yaml"
    instrument = parse_instrument(data_set.instrument.encode(), file=name)
    if instrument.sha256 != data_set.instrument_sha256:
        raise InstrumentsDifferError(
            gettext_noop(
                "The questionnaire of “%(name)s” includes a shipped instrument that has changed "
                "since; evaluate it with the version of the software that froze it."
            ),
            name=data_set.name,
        )
    return instrument


def responses_of(
    data_sets: Sequence[DataSet],
) -> "tuple[Responses, tuple[Implementation, ...]]":
    """The answers of one or more data sets as one, and the implementations that they are of.

    Where two data sets tell of one implementation, the one frozen last is believed.

    Raises:
        InstrumentsDifferError: they are of different instruments, or versions of one.
        NothingToEvaluateError: there is no data set, or none has an answer.
    """
    from mentoringup.evaluation.wide_columns import (  # noqa: PLC0415  loads numpy and polars
        concatenated,
        read_wide,
    )

    _check_alike(data_sets)
    filled = [one for one in data_sets if one.rows]
    if not filled:
        raise NothingToEvaluateError(gettext_noop("There is no answer in these data sets."))
    instrument = instrument_of(filled[0])
    parts = []
    for one in filled:
        content, remarks = _with_earlier_ratings(one, instrument)
        read = read_wide(content, instrument=instrument, name=f"data-set-{one.pk}.csv")
        source = replace(read.source, remarks=(*read.source.remarks, *remarks))
        parts.append(replace(read, source=source))
    in_time = sorted(data_sets, key=lambda one: (one.frozen_at, one.pk))
    known = {row["id"]: row for one in in_time for row in one.implementations}
    return concatenated(parts), tuple(map(implementation_from, known.values()))


def _with_earlier_ratings(data_set: DataSet, instrument: Instrument) -> tuple[bytes, list[str]]:
    """A follow-up's answers beside what the same people rated BEFORE; and a sentence that says so.

    The sentence is English, as all that a report says of its data.
    """
    earlier = asked_before(data_set=data_set)
    if earlier is None or instrument.design is not Design.PRE_POST:
        return bytes(data_set.content), []
    items = [item.id for item in instrument.items]
    linked = link(bytes(data_set.content), bytes(earlier.content), items=items)
    remark = (
        f"The ratings BEFORE of {linked.people} people come from “{earlier.name}” (sha256 "
        f"{earlier.sha256[:12]}), linked by the study's pseudonym."
    )
    return linked.content, [remark]


def implementation_from(row: Mapping[str, Any]) -> Implementation:
    """An implementation as it was stored with a data set."""
    return Implementation(
        id=row["id"],
        site=row["site"],
        audience=Audience(row["audience"]),
        hours=float(row["hours"]),
        country=row.get("country"),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        mode=Mode(row["mode"]) if row.get("mode") else None,
        trained=row.get("trained"),
        modules=None if row.get("modules") is None else tuple(row["modules"]),
        date=row.get("date"),
    )


def row_of(implementation: Implementation) -> dict[str, Any]:
    """The same as it is stored."""
    return {
        "id": implementation.id,
        "site": implementation.site,
        "audience": str(implementation.audience),
        "hours": implementation.hours,
        "country": implementation.country,
        "latitude": implementation.latitude,
        "longitude": implementation.longitude,
        "mode": str(implementation.mode) if implementation.mode else None,
        "trained": implementation.trained,
        "modules": None if implementation.modules is None else list(implementation.modules),
        "date": implementation.date,
    }


def _check_alike(data_sets: Sequence[DataSet]) -> None:
    """Refuse data sets of several instruments, naming each with what it asked."""
    if len({one.instrument_sha256 for one in data_sets}) > 1:
        told = ", ".join(
            f"“{one.name}” ({one.instrument_id} {one.instrument_version}, "
            f"{one.instrument_sha256[:8]})"
            for one in data_sets
        )
        raise InstrumentsDifferError(
            gettext_noop(
                "These data sets are of different questionnaires and are never mixed: %(names)s."
            ),
            names=told,
        )
