"""Whatever the format can say survives a round trip; whatever it can't is refused with a line."""

import json
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError, MentorevalError
from mentoreval.instruments.catalog import shipped
from mentoreval.instruments.dumping import dump_instrument
from mentoreval.instruments.loading import load_instrument, parse_instrument
from mentoreval.instruments.model import Instrument
from mentoreval.instruments.shelf import pack_content

TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))
TRAPS = st.sampled_from(["yes", "No", "null", "1.5", "-.5", "007", "a: b", "# x", "- y", "'", '"'])
WORDS = TEXTS | TRAPS
SHARES = st.sampled_from(["2/3", "all", "0.66", "1/2", 1, 0.8])


def unique_words(number: int) -> st.SearchStrategy[list[str]]:
    return st.lists(
        WORDS,
        min_size=number,
        max_size=number,
        unique_by=lambda word: " ".join(word.split()).casefold(),
    )


@st.composite
def option_lists(draw: st.DrawFn, *, lowest: int, highest: int) -> list[dict[str, Any]]:
    between = draw(st.sets(st.integers(lowest + 1, highest - 1), max_size=3))
    codes = [lowest, *sorted(between), highest]
    labels = draw(unique_words(len(codes) + 1))
    options = [{"code": c, "label": t} for c, t in zip(codes, labels, strict=False)]
    declined = {"code": highest + 1, "label": labels[-1], "not_applicable": True}
    return draw(st.permutations([*options, declined]))


@st.composite
def instruments(draw: st.DrawFn) -> dict[str, Any]:
    lowest, width = draw(st.integers(0, 3)), draw(st.integers(2, 9))
    options = option_lists(lowest=lowest, highest=lowest + width)
    ids = [f"item{n}" for n in range(draw(st.integers(1, 5)))]
    reverse = draw(st.sets(st.sampled_from(ids)))
    scales = []
    for number, members in enumerate(
        draw(st.lists(st.lists(st.sampled_from(ids), min_size=1, unique=True), max_size=3))
    ):
        scale = {"id": f"scale{number}", "name": draw(WORDS), "items": members}
        scales.append(
            scale | {"minimum_share": draw(SHARES), "reverse": sorted(reverse & {*members})}
        )
    content = {
        "schema": "mentoreval.instrument/1",
        "id": "made-up",
        "version": "0.1.0",
        "title": draw(WORDS),
        "language": "no",
        "design": draw(st.sampled_from(["retrospective", "pre-post"])),
        "prompt": draw(WORDS),
        "provenance": {
            "wording": draw(st.sampled_from(["project", "licensed", "public"])),
            "notice": draw(WORDS),
            "licence": draw(WORDS),
            "references": draw(st.lists(WORDS, max_size=2)),
            "validated": draw(st.booleans()),
        },
        "minimum_share": draw(SHARES),
        "items": [
            {"id": name, "topic": draw(WORDS), "text": draw(WORDS), "options": draw(options)}
            for name in ids
        ],
        "overall": draw(st.sampled_from(["all", "none"])),
        "questions": [
            {"id": "pick", "kind": "multiple", "topic": draw(WORDS), "text": draw(WORDS),
             "options": draw(options), "role": "demographic", "compare": draw(st.booleans())},
            {"id": "say", "kind": "text", "topic": draw(WORDS), "text": draw(WORDS)},
        ],
    }  # fmt: skip
    return content | ({"scales": scales} if scales else {})


def parsed(content: Any) -> Instrument:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return parse_instrument(text.encode(), file="made-up.yaml")


@settings(deadline=None)
@given(instruments())
def test_an_instrument_survives_dump_and_load(content: dict[str, Any]) -> None:
    instrument = parsed(content)
    again = parse_instrument(dump_instrument(instrument).encode(), file="again.yaml")
    assert again == instrument


@pytest.mark.parametrize("instrument_id", shipped())
def test_a_shipped_instrument_survives_dump_and_load(instrument_id: str) -> None:
    instrument = load_instrument(instrument_id)
    assert parse_instrument(dump_instrument(instrument).encode(), file="again.yaml") == instrument


def test_other_words_and_local_questions_survive_dump_and_load(without_items: str) -> None:
    text = f"""{without_items}
include: [mentoring-up-post-survey]
wording:
  - of: research-self-efficacy-draft
    notice: By permission.
    texts: {{rse1: One, rse2: Two, rse3: Three, rse4: Four, rse5: Five}}
questions: [{{id: parking, kind: text, topic: Parking, text: And parking?}}]
published: [{{training: Ours of last year, reference: A report., gains: {{overall: 0}}}}]
"""
    instrument = parse_instrument(text.encode(), file="my.yaml")
    assert parse_instrument(dump_instrument(instrument).encode(), file="again.yaml") == instrument


def test_what_includes_a_file_can_not_be_dumped(tmp_path: Any, two_items: str) -> None:
    (tmp_path / "core.yaml").write_text(two_items, encoding="utf-8")
    outer = two_items.split("options:", maxsplit=1)[0].replace("my-survey", "outer")
    (tmp_path / "outer.yaml").write_text(f"{outer}include: [core.yaml]\n", encoding="utf-8")
    with pytest.raises(MentorevalError, match="outer includes my-survey, which is a file"):
        dump_instrument(load_instrument(tmp_path / "outer.yaml"))


PACKS = {
    instrument_id: yaml.safe_load(pack_content(instrument_id)) | {"id": "copy-of-it"}
    for instrument_id in shipped()
}


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the path of every key."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    found = [(*path, key) for key, _ in entries] if isinstance(value, dict) else []
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in entries:
        if isinstance(part, dict | list):
            found += places(part, (*path, key))
    return found


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(sorted(PACKS)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(places(PACKS[name])))
    ),
    st.sampled_from(["rename", "replace"]),
)
def test_one_corrupted_key_is_refused_with_a_line(
    place: tuple[str, tuple[str | int, ...]], how: str
) -> None:
    name, (*above, key) = place
    content = deepcopy(PACKS[name])
    holder = content
    for step in above:
        holder = holder[step]
    if how == "rename":
        holder[f"{key}_x"] = holder.pop(key)
    else:
        holder[key] = {"?": None}
    with pytest.raises(InputRefusedError) as caught:
        parsed(content)
    assert all(reason.line for reason in caught.value.reasons)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(shipped()), st.integers(0, 10**6), st.binary(max_size=4), st.integers(0, 40))
def test_damaged_bytes_are_read_or_refused(
    instrument_id: str, place: int, new: bytes, gone: int
) -> None:
    content = pack_content(instrument_id)
    start = place % len(content)
    damaged = content[:start] + new + content[start + gone :]
    try:
        parse_instrument(damaged, file="damaged.yaml")
    except InputRefusedError as error:
        refused = all(reason.line for reason in error.reasons)
    else:
        refused = True
    assert refused


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_garbage_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefusedError):
        parse_instrument(content, file="garbage.yaml")
