"""How the demo speaks: as the site does."""

import re
from pathlib import Path

from mentoringup.home.demo import story_of_surveys as story


def test_the_demo_s_survey_speaks_to_friends_in_spanish():
    said = Path(story.__file__).read_text(encoding="utf-8")

    assert "tus respuestas" in said
    assert not re.findall(
        r"\b(?:usted|le pedimos|puede cambiar|si acepta,|ha pedido)\b", said, re.IGNORECASE
    )
