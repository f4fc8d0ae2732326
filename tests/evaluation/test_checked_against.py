"""The whole evaluation beside R and PSPP, on the cohort and on a published file."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
GOLDEN = PROJECT / "tests" / "golden" / "cohort"
LIBRARY_FILE = PROJECT / ".." / "shared" / "data" / "library-workshops-pre-post.csv"

Evaluated = Callable[[str], Any]

needs_library_file = pytest.mark.skipif(
    not LIBRARY_FILE.exists(), reason="the published library file is not beside the project"
)
on_both = pytest.mark.parametrize(
    "name", ["cohort", pytest.param("library", marks=needs_library_file)]
)


@pytest.fixture(scope="module")
def scripts() -> Iterator[SimpleNamespace]:
    """The scripts that made the golden numbers and the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(GOLDEN))
        import comparisons  # noqa: PLC0415  found only with the patched path
        import sources  # noqa: PLC0415
        import write_page  # noqa: PLC0415

        yield SimpleNamespace(
            comparisons=comparisons,
            write_page=write_page,
            evaluated=cache(sources.evaluated),
            export=sources.export,
        )


def stored(name: str, program: str) -> Any:
    return json.loads((GOLDEN / f"{name}-{program}.json").read_text())


@on_both
def test_the_stored_numbers_are_of_these_answers(name, scripts, tmp_path):
    responses, _ = scripts.evaluated(name)
    made_of = scripts.export(responses, tmp_path)
    assert stored(name, "r")["made_of"] == made_of, "run tests/golden/cohort/remake.py"
    assert stored(name, "pspp")["made_of"] == made_of, "run tests/golden/cohort/remake.py"


@on_both
def test_every_number_is_that_of_r(name, scripts):
    _, results = scripts.evaluated(name)
    pairs = scripts.comparisons.compared(results, stored(name, "r"), stored(name, "pspp"))
    assert [one for one in pairs if one.from_r > one.tolerance] == []


@on_both
def test_every_number_that_pspp_gives_is_ours(name, scripts):
    _, results = scripts.evaluated(name)
    pairs = scripts.comparisons.compared(results, stored(name, "r"), stored(name, "pspp"))
    digits = scripts.comparisons.PSPP_DIGITS
    assert [one for one in pairs if one.pspp is not None and one.from_pspp > digits] == []


@on_both
def test_the_profiles_say_what_the_programs_gave(name, scripts):
    _, results = scripts.evaluated(name)
    runs = scripts.comparisons.defaults(results, stored(name, "r"), stored(name, "pspp"))
    assert [
        one for one in runs if abs(one.profile.theirs - one.run) > one.tolerance * abs(one.run)
    ] == []


@needs_library_file
def test_the_page_is_what_its_script_writes(scripts):
    results = {name: scripts.evaluated(name)[1] for name in ("cohort", "library")}
    page = scripts.write_page.PAGE.read_text(encoding="utf-8")
    assert page == scripts.write_page.page(results), "run tests/golden/cohort/write_page.py"
