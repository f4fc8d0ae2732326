"""The colors of competencies are those of the site's pages."""

import re
from pathlib import Path

import mentoringup.ui
from mentoreval.competencies import COMPETENCIES
from mentoringup.guides.documents.hues import FRAME, HUES, hue_of


def test_every_competency_has_its_hue_as_on_pages():
    tokens = Path(mentoringup.ui.__file__).parent / "static" / "ui" / "tokens.css"
    light = tokens.read_text("utf-8").split("prefers-color-scheme: dark")[0]
    said = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", light))

    assert {name: said[name] for name in COMPETENCIES} == HUES


def test_what_frames_the_training_is_gray():
    assert hue_of("welcome") == FRAME
