from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from mentoreval.competencies import COMPETENCIES
from mentoreval.figures.palette import (
    BEFORE,
    COMPETENCY,
    INK,
    MUTED,
    NOW,
    PUBLISHED,
    SURFACE,
    likert,
    text_on,
)

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
VISIONS = {
    "full": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(color: str) -> NDArray[np.float64]:
    channels = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(light: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = TO_XYZ @ np.clip(light, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((float(TO_XYZ[1] @ linear(c)) for c in (first, second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_competency_has_its_color() -> None:
    assert set(COMPETENCY) == set(COMPETENCIES)


@pytest.mark.parametrize("vision", VISIONS)
def test_competencies_are_told_apart_in_every_kind_of_color_vision(vision: str) -> None:
    seen = {c: lab(VISIONS[vision] @ linear(c)) for c in COMPETENCY.values()}
    nearest = min(float(np.linalg.norm(seen[a] - seen[b])) for a, b in combinations(seen, 2))
    assert nearest >= 20


@pytest.mark.parametrize("color", [BEFORE, NOW, PUBLISHED, *COMPETENCY.values()])
def test_marks_have_a_contrast_of_three_to_one(color: str) -> None:
    assert contrast(color, SURFACE) >= 3


@pytest.mark.parametrize("color", [INK, MUTED, NOW])
def test_words_have_a_contrast_of_four_and_a_half_to_one(color: str) -> None:
    assert contrast(color, SURFACE) >= 4.5


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6, 7, 10, 11])
def test_words_inside_a_bar_can_be_read_on_every_color(options: int) -> None:
    for color in likert(options):
        assert contrast(color, text_on(color)) >= 4.5


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6, 7, 10, 11])
def test_every_option_has_a_color_of_its_own(options: int) -> None:
    assert len(set(likert(options))) == options
