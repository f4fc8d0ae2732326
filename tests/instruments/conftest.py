from collections.abc import Callable

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.loading import parse_instrument

TWO_ITEMS = """\
schema: mentoreval.instrument/1
id: my-survey
version: 1.0.0
title: My survey
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
options:
  agree: [{code: 1, label: No}, {code: 2, label: Maybe}, {code: 3, label: Yes}]
items:
  - {id: plan, topic: Planning, text: I plan my work, options: agree}
  - {id: drift, topic: Drifting, text: I lose track, options: agree}
scales:
  - {id: focus, name: Focus, items: [plan, drift], reverse: [drift]}
"""

WITHOUT_ITEMS = """\
schema: mentoreval.instrument/1
id: my-survey
version: 1.0.0
title: My survey
language: en
provenance: {wording: project, notice: Ours., licence: MIT}
"""


@pytest.fixture
def two_items() -> str:
    return TWO_ITEMS


@pytest.fixture
def without_items() -> str:
    return WITHOUT_ITEMS


@pytest.fixture
def refused() -> Callable[[str | bytes], list[str]]:
    """Give the reasons why a text is refused, each as `line: what`."""

    def reasons(text: str | bytes) -> list[str]:
        content = text.encode() if isinstance(text, str) else text
        with pytest.raises(InputRefusedError) as caught:
            parse_instrument(content, file="my.yaml")
        return [f"{reason.line}: {reason.what}" for reason in caught.value.reasons]

    return reasons
