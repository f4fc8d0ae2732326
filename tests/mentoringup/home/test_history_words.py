"""Every verb that the site records has its sentence, and every sentence fits its verb."""

import ast
import re
from pathlib import Path

import pytest

import mentoringup
from mentoringup.audit import verbs
from mentoringup.organizations.enums import InvitationState
from mentoringup.training.domain.states import _VERBS
from mentoringup.training.enums import SeriesState, SessionState

SOURCE = Path(mentoringup.__file__).parent
VERB = re.compile(r"[a-z-]+\.[a-z_-]+")


def verbs_in_source() -> set[str]:
    """The constants that are given as `verb=`, or first to a function that records."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [word.value for word in call.keywords if word.arg == "verb"]
            given += call.args[:1] if name.strip("_").startswith("record") else []
            found |= {one.value for one in given if isinstance(one, ast.Constant)}
    return {verb for verb in found if isinstance(verb, str) and VERB.fullmatch(verb)}


def test_every_verb_that_is_recorded_has_a_sentence():
    made = {f"series.{_VERBS[state]}" for state in SeriesState}
    made |= {f"session.{_VERBS[state]}" for state in SessionState}
    made |= {f"invitation.{state.value}" for state in set(InvitationState) - {InvitationState.OPEN}}
    made |= {"mail.dropped", "mail.failed", "mail.tried-again"}

    assert (verbs_in_source() | made) - set(verbs._VERBS) == set()


@pytest.mark.parametrize("verb", sorted(verbs._VERBS))
def test_a_sentence_is_whole_and_asks_only_for_what_is_known(verb):
    sentence = str(verbs._VERBS[verb].sentence)

    asked = set(re.findall(r"%\((\w+)\)s", sentence))

    assert asked <= {"actor", "name", *verbs._DETAILS}
    assert sentence.endswith(".")
    assert "%" not in re.sub(r"%\(\w+\)s", "", sentence)
