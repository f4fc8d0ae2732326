"""Every pair of colors that pages put together can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

from mentoreval.figures.palette import BEFORE, COMPETENCY, NOW
from mentoringup import ui

TOKENS = (Path(ui.__file__).parent / "static/ui/tokens.css").read_text(encoding="utf-8")

TEXT = [
    *(
        (word, ground)
        for word in ("ink", "muted", "primary", "error")
        for ground in ("paper", "surface")
    ),
    *(
        ("ink", "sunk"),
        ("muted", "sunk"),
        ("on-primary", "primary"),
        ("on-primary", "primary-hover"),
    ),
    *(("on-error", "error"), ("on-error", "error-hover"), ("primary", "primary-wash")),
    *(("accent-ink", "accent-wash"), ("error", "error-wash"), ("done-ink", "done-wash")),
    *(
        ("ink", "accent-wash"),
        ("primary-hover", "paper"),
        ("primary", "sunk"),
        ("muted", "accent-wash"),
    ),
]
COMPETENCIES = (
    *("communication", "expectations", "equity", "self-efficacy", "independence"),
    *("professional-development", "work-life"),
)
MARKS = [
    (mark, ground)
    for mark in ("edge", "before", "now", "done", "accent-mark", *COMPETENCIES)
    for ground in ("paper", "surface")
]


def _palettes():
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", TOKENS, re.DOTALL)[:2]
    read = {
        scheme: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))
        for scheme, text in (("light", light), ("dark", dark))
    }
    return {"light": read["light"], "dark": read["light"] | read["dark"]}


PALETTES = _palettes()


def _luminance(color):
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(scheme, one, other):
    low, high = sorted(_luminance(PALETTES[scheme][name]) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), TEXT)
def test_text_can_be_read(scheme, word, ground):
    assert _contrast(scheme, word, ground) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_a_mark_can_be_seen(scheme, mark, ground):
    assert _contrast(scheme, mark, ground) >= 3


def test_the_hues_on_paper_are_those_of_the_figures():
    light = PALETTES["light"]
    assert {name: light[name] for name in COMPETENCY} == dict(COMPETENCY)
    assert (light["before"], light["now"]) == (BEFORE, NOW)


def test_dark_gives_every_color_its_own():
    light, dark = (set(re.findall(r"--([a-z-]+): #", part)) for part in TOKENS.split("@media")[:2])
    assert dark == light
