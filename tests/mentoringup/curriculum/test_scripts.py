"""What facilitators say aloud: nothing contradicts the day, and nothing is promised in vain."""

import re

import pytest

from mentoringup.curriculum.pack.files import shipped_pack

ACTIVITIES = {
    f"{module.id}/{activity.id}": (module, activity)
    for module in shipped_pack().modules
    for activity in module.activities
}
GREETING = re.compile(r"^> Welcome\b", re.MULTILINE)
FIRST = "If this is the first activity of the day:\n\n> Welcome"
PROMISE = re.compile(
    r"\b(stays here|stories stay here|stays in (the|this) room|hear in this room)\b", re.IGNORECASE
)
LIMIT = re.compile(r"\b(duty to report|have to (pass|report)|must pass it on)\b")


@pytest.mark.parametrize("name", ACTIVITIES)
def test_only_the_opening_greets_without_asking_whether_the_day_begins(name):
    module, activity = ACTIVITIES[name]
    said = activity.notes.say

    assert module.id == "welcome" or len(GREETING.findall(said)) == said.count(FIRST)
    assert "Welcome. Today" not in said


@pytest.mark.parametrize("name", ACTIVITIES)
def test_who_promises_that_things_stay_in_the_room_says_the_limit(name):
    notes = ACTIVITIES[name][1].notes
    told = " ".join(f"{notes.say}\n{notes.close}".replace("\n> ", " ").split())

    assert not PROMISE.search(told) or LIMIT.search(told)
