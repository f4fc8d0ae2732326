"""What docs/guides/draws.md tells people to run does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mentoringup.registration import drawing

GUIDE = Path(__file__).parents[4] / "docs" / "guides" / "draws.md"


def block(language: str) -> str:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[0]


@pytest.mark.parametrize(("language", "command"), [("sh", ["sh"]), ("python", [sys.executable])])
def test_its_lines_print_what_it_says(language, command):
    said = subprocess.run(  # noqa: S603  what the guide tells people to run
        command, input=block(language), capture_output=True, text=True, check=True
    )

    assert said.stdout == block("text")


def test_what_it_says_is_what_the_site_draws():
    commitment, *order = block("text").split()

    assert commitment == drawing.commitment_of("5f" * 32)
    assert tuple(map(int, order)) == drawing.draw([3, 5, 12, 20, 21], seed="5f" * 32)
