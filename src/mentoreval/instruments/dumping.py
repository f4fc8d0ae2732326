"""An instrument as the YAML file that it could have been read from."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from mentoreval.errors import MentorevalError
from mentoreval.instruments.loading import load_instrument
from mentoreval.instruments.model import OVERALL, Instrument, Item, Option, Question, Scale
from mentoreval.instruments.parts import everything_asked
from mentoreval.instruments.schema import SCHEMA
from mentoreval.instruments.shelf import shipped
from mentoreval.yaml_files.writing import yaml_of


def dump_instrument(instrument: Instrument) -> str:
    """Write an instrument; loading the text gives the same instrument, hash and all.

    Raises:
        MentorevalError: it includes an instrument that is not shipped, but a file of somebody.
    """
    cores = _included(instrument)
    sets = _option_sets(instrument)
    own_scales = (scale for scale in instrument.scales if scale.source == instrument.id)
    content = {
        **_head(instrument),
        "include": [{"instrument": core.id, "version": core.version} for core in cores],
        "wording": _wordings(instrument, cores),
        "options": {name: [_option(each) for each in options] for options, name in sets.items()},
        "items": [_item(item, sets) for item in instrument.items if item.source == instrument.id],
        "scales": [_scale(scale) for scale in own_scales if scale.id != OVERALL],
        **_overall(instrument, cores),
        "questions": [
            _question(question, sets)
            for question in instrument.questions
            if question.source == instrument.id
        ],
        "published": _published(instrument, cores),
    }
    return yaml_of(_without_empty(content))


def _head(instrument: Instrument) -> dict[str, Any]:
    said = instrument.provenance
    return {
        "schema": SCHEMA,
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "language": instrument.language,
        "design": instrument.design.value,
        "aliases": list(instrument.aliases),
        "prompt": instrument.prompt,
        "provenance": {
            "wording": said.wording.value,
            "notice": said.notice,
            "licence": said.licence,
            "references": list(said.references),
            "validated": said.validated,
        },
    }


def _included(instrument: Instrument) -> list[Instrument]:
    """Load what the file itself includes; what that includes in turn comes with it."""
    for core in instrument.cores:
        if core.id not in shipped():
            raise MentorevalError(f"{instrument.id} includes {core.id}, which is a file of its own")
    cores = [load_instrument(core.id) for core in instrument.cores]
    indirect = {below.id for core in cores for below in core.cores}
    return [core for core in cores if core.id not in indirect]


def _option_sets(instrument: Instrument) -> dict[tuple[Option, ...], str]:
    """Name each list of options that the instrument itself uses."""
    things = everything_asked([instrument])
    own = [thing.options for thing in things if thing.source == instrument.id and thing.options]
    return {options: f"list{n}" for n, options in enumerate(dict.fromkeys(own), start=1)}


def _wordings(instrument: Instrument, cores: Sequence[Instrument]) -> list[dict[str, Any]]:
    """Find the sources whose words or notice are not those of the cores."""
    notices: dict[str, str] = {}
    for core in cores:
        notices |= {core.id: core.provenance.notice, **core.notices}
    original = {thing.id: thing.text for thing in everything_asked(cores)}
    texts: dict[str, dict[str, str]] = {source: {} for source in notices}
    for thing in everything_asked([instrument]):
        texts.setdefault(thing.source, {})[thing.id] = thing.text
    return [
        {"of": source, "notice": notice, "texts": texts[source]}
        for source, notice in instrument.notices.items()
        if notice != notices[source] or not texts[source].items() <= original.items()
    ]


def _overall(instrument: Instrument, cores: Iterable[Instrument]) -> dict[str, str]:
    """Say which overall scale it is, and its minimum share if it is the instrument's own."""
    overall = instrument.scale_by_id.get(OVERALL)
    if overall is None:
        return {"overall": "none"}
    if overall.source == instrument.id:
        return {"overall": "all", "minimum_share": str(overall.minimum_share)}
    owner = next(core for core in cores if core.scale_by_id.get(OVERALL) == overall)
    return {"overall": owner.id}


def _published(instrument: Instrument, cores: Sequence[Instrument]) -> list[dict[str, Any]]:
    inherited = set(chain(*(core.published for core in cores)))
    return [
        {"training": each.training, "reference": each.reference, "gains": {each.scale: each.gain}}
        for each in instrument.published
        if each not in inherited
    ]


def _option(option: Option) -> dict[str, Any]:
    return {
        "code": option.code,
        "label": option.label,
        "not_applicable": option.not_applicable,
        "favorable": option.favorable,
        "aliases": list(option.aliases),
    }


def _item(item: Item, sets: Mapping[tuple[Option, ...], str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "topic": item.topic,
        "text": item.text,
        "options": sets[item.options],
        "aliases": list(item.aliases),
    }


def _scale(scale: Scale) -> dict[str, Any]:
    return {
        "id": scale.id,
        "name": scale.name,
        "items": list(scale.items),
        "reverse": sorted(scale.reversed_items),
        "minimum_share": str(scale.minimum_share),
        "competency": scale.competency,
    }


def _question(question: Question, sets: Mapping[tuple[Option, ...], str]) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "role": question.role.value,
        "compare": question.compare,
        "topic": question.topic,
        "text": question.text,
        "options": sets.get(question.options),
        "aliases": list(question.aliases),
    }


def _without_empty(value: Any) -> Any:
    """Leave out keys that say nothing; a code 0 and a gain 0 do say something."""
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    if not isinstance(value, dict):
        return value
    kept = ((key, _without_empty(part)) for key, part in value.items())
    return {key: part for key, part in kept if part or (part == 0 and part is not False)}
