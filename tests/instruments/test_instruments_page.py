"""The documentation of the format against the format."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.catalog import shipped
from mentoreval.instruments.loading import parse_instrument

PAGE = (Path(__file__).parents[2] / "docs" / "instruments.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def keys(schema: Any) -> set[str]:
    """Collect the keys that the schema knows, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(keys, schema.values()))


@pytest.mark.parametrize("number", range(3))
def test_every_example_of_the_page_loads(number: int) -> None:
    assert parse_instrument(EXAMPLES[number].encode(), file="example.yaml").version == "1.0.0"


def test_no_example_is_left_untested() -> None:
    assert len(EXAMPLES) == 3


def test_every_key_of_the_format_is_on_the_page() -> None:
    text = files("mentoreval.instruments").joinpath("instrument.schema.json").read_text("utf-8")
    known = keys(json.loads(text)) - {"properties"}
    assert [key for key in sorted(known) if f"`{key}`" not in PAGE and f"{key}:" not in PAGE] == []


def test_every_shipped_instrument_is_on_the_page() -> None:
    assert [name for name in shipped() if f"`{name}`" not in PAGE] == []


def test_the_message_on_the_page_is_the_one_a_person_gets() -> None:
    misspelt = EXAMPLES[0].replace("label: Not sure", "lable: Not sure")
    with pytest.raises(InputRefusedError) as caught:
        parse_instrument(misspelt.encode(), file="poster-day.yaml")
    assert f"`{caught.value}`" in PAGE
