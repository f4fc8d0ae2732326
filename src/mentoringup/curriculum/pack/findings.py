"""What is not yet good about a pack that can be read: each finding with the file it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from mentoringup.curriculum.enums import Length, ModuleKind, PartKind, Speaker
from mentoringup.curriculum.pack.paths import path_of
from mentoringup.curriculum.pack.reading_grade import reading_grade, words_of
from mentoringup.curriculum.pack.values import Activity, Case, Module, Pack, Worksheet

HARDEST_FOR_PARTICIPANTS = 10.0
HARDEST_FOR_FACILITATORS = 11.0
"""Reading grades."""
FEWEST_ACTIVITIES, MOST_ACTIVITIES = 4, 7
FEWEST_CASES = 3
FEWEST_QUESTIONS = 3
SHORTEST_STORY, LONGEST_STORY = 300, 500
SHORTEST_COMMENTARY = 120
SHORTEST_GUIDANCE = 200
"""Words."""
LONGEST_ACTIVITY = 35
LONGEST_TALK = 10
"""Minutes; a talk is a run of steps in which only the facilitator speaks."""
BANDS = {Length.SHORT: (40, 50), Length.STANDARD: (75, 90), Length.LONG: (110, 125)}
FRAME_BANDS = {Length.SHORT: (10, 20), Length.STANDARD: (15, 30), Length.LONG: (25, 45)}
"""Fewest and most minutes of a length, of a competency's module and of an opening or closing."""
FEWEST_OF_FRAME = 2
"""Activities of an opening or closing."""


class Code(StrEnum):
    """What kind of finding it is."""

    READING_GRADE = "reading-grade"
    MISSING = "missing"
    MINUTES = "minutes"
    UNSERVED = "unserved"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend.

    Attributes:
        path: of the file.
        what: a sentence, in English, as all that is said of packs.
    """

    code: Code
    path: str
    what: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.path}: {self.what} ({self.code})"


def findings_of(pack: Pack) -> tuple[Finding, ...]:
    """Everything that is found, by file."""
    found = chain(
        _of_lists(pack),
        *(_of_module(pack, module) for module in pack.modules),
        *(_of_sheet(sheet) for sheet in pack.worksheets),
        _unused(pack),
    )
    return tuple(sorted(found, key=lambda one: (one.path, one.code, one.what)))


def _of_lists(pack: Pack) -> Iterator[Finding]:
    """Grade of the primer."""
    yield from _too_hard(
        pack.primer.text, path_of(PartKind.PRIMER), HARDEST_FOR_FACILITATORS, "the primer"
    )


def _of_module(pack: Pack, module: Module) -> Iterator[Finding]:
    path = path_of(PartKind.MODULE, module=module.id, key=module.id)
    for text, name in ((module.pre_work, "pre_work"), (module.follow_up, "follow_up")):
        yield from _too_hard(text, path, HARDEST_FOR_PARTICIPANTS, name)
    yield from _too_hard(module.purpose, path, HARDEST_FOR_FACILITATORS, "purpose")
    if module.kind is ModuleKind.COMPETENCY and not module.reading:
        yield Finding(code=Code.MISSING, path=path, what="names nothing to read further")
    if not module.strategies and module.kind is ModuleKind.COMPETENCY:
        yield Finding(code=Code.MISSING, path=path, what="names no strategy")
    yield from _of_guidance(module)
    for edition in pack.editions:
        if module.id in edition.modules:
            yield from _of_edition(module, edition.id, path)
    for activity in module.activities:
        yield from _of_activity(activity)
    for case in module.cases:
        yield from _of_case(case)


def _of_guidance(module: Module) -> Iterator[Finding]:
    path = path_of(PartKind.GUIDANCE, module=module.id)
    words = words_of(module.guidance.text)
    if words < SHORTEST_GUIDANCE:
        what = f"has {words} words; expected at least {SHORTEST_GUIDANCE}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    yield from _too_hard(module.guidance.text, path, HARDEST_FOR_FACILITATORS, "the guidance")


def _of_edition(module: Module, edition: str, path: str) -> Iterator[Finding]:
    """Enough to teach from, and three lengths that keep what they promise."""
    is_frame = module.kind.is_frame
    fewest = FEWEST_OF_FRAME if is_frame else FEWEST_ACTIVITIES
    activities = sum(activity.suits(edition=edition) for activity in module.activities)
    if not fewest <= activities <= MOST_ACTIVITIES:
        what = f"{edition}: {activities} activities; expected {fewest} to {MOST_ACTIVITIES}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    cases = sum(case.suits(edition=edition) for case in module.cases)
    if cases < FEWEST_CASES and not is_frame:
        what = f"{edition}: {cases} case studies; expected at least {FEWEST_CASES}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    for length, (fewest, most) in (FRAME_BANDS if is_frame else BANDS).items():
        minutes = module.minutes_in(length, edition=edition)
        if not fewest <= minutes <= most:
            what = f"{edition}: {length} takes {minutes} minutes; expected {fewest} to {most}"
            yield Finding(code=Code.MINUTES, path=path, what=what)
        yield from _of_length(module, length, edition, path)


def _of_length(module: Module, length: Length, edition: str, path: str) -> Iterator[Finding]:
    chosen = module.activities_in(length, edition=edition)
    served = {
        objective for one in chosen for objective in module.activity_by_id[one.activity].objectives
    }
    declared = module.lengths[length].unserved
    for objective in module.objectives:
        if objective.id not in served and objective.id not in declared:
            what = f"{edition}: {length} serves '{objective.id}' by no activity and does not say so"
            yield Finding(code=Code.UNSERVED, path=path, what=what)
        elif objective.id in served and objective.id in declared:
            what = f"{edition}: {length} serves '{objective.id}' and says that it doesn't"
            yield Finding(code=Code.UNSERVED, path=path, what=what)
    talk = longest_talk(
        [
            (step.minutes_in(one.form), step.speaker)
            for one in chosen
            for step in module.activity_by_id[one.activity].steps
        ]
    )
    if talk > LONGEST_TALK:
        what = f"{edition}: in {length} the facilitator speaks alone for {talk} minutes"
        yield Finding(code=Code.MINUTES, path=path, what=f"{what}; expected {LONGEST_TALK} at most")


def longest_talk(steps: list[tuple[int, Speaker]]) -> int:
    """The longest run of minutes in which only the facilitator speaks. Empty steps don't count."""
    longest = run = 0
    for minutes, speaker in steps:
        if minutes:
            run = run + minutes if speaker is Speaker.FACILITATOR else 0
            longest = max(longest, run)
    return longest


def _of_activity(activity: Activity) -> Iterator[Finding]:
    path = path_of(PartKind.ACTIVITY, module=activity.module, key=activity.id)
    minutes = sum(step.minutes for step in activity.steps)
    if minutes > LONGEST_ACTIVITY:
        what = f"takes {minutes} minutes; expected {LONGEST_ACTIVITY} at most"
        yield Finding(code=Code.MINUTES, path=path, what=what)
    notes = activity.notes
    told = (notes.say, notes.listen, notes.wrong, notes.close, notes.online, notes.large)
    yield from _too_hard("\n\n".join(told), path, HARDEST_FOR_FACILITATORS, "the notes")
    yield from _too_hard(
        notes.participants, path, HARDEST_FOR_PARTICIPANTS, "what participants read"
    )


def _of_case(case: Case) -> Iterator[Finding]:
    path = path_of(PartKind.CASE, module=case.module, key=case.id)
    story, commentary = words_of(case.story), words_of(case.commentary)
    questions = sum(line.lstrip()[:1].isdigit() for line in case.questions.splitlines())
    if not SHORTEST_STORY <= story <= LONGEST_STORY:
        what = f"the story has {story} words; expected {SHORTEST_STORY} to {LONGEST_STORY}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    if commentary < SHORTEST_COMMENTARY:
        what = f"the commentary has {commentary} words; expected at least {SHORTEST_COMMENTARY}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    if questions < FEWEST_QUESTIONS:
        what = f"has {questions} numbered questions; expected at least {FEWEST_QUESTIONS}"
        yield Finding(code=Code.MISSING, path=path, what=what)
    yield from _too_hard(case.story, path, HARDEST_FOR_PARTICIPANTS, "the story")
    yield from _too_hard(case.commentary, path, HARDEST_FOR_FACILITATORS, "the commentary")


def _of_sheet(sheet: Worksheet) -> Iterator[Finding]:
    path = path_of(PartKind.WORKSHEET, key=sheet.id)
    texts = [f"{sheet.purpose}\n\n{sheet.privacy}"]
    texts += [section.intro for section in sheet.sections]
    texts += [field.hint for section in sheet.sections for field in section.fields]
    yield from _too_hard(
        "\n\n".join(texts), path, HARDEST_FOR_PARTICIPANTS, "what participants read"
    )


def _unused(pack: Pack) -> Iterator[Finding]:
    """Parts that nothing leads to."""
    activities = [one for module in pack.modules for one in module.activities]
    sheets = {name for activity in activities for name in activity.worksheets}
    for sheet in pack.worksheets:
        if sheet.id not in sheets:
            path = path_of(PartKind.WORKSHEET, key=sheet.id)
            yield Finding(code=Code.UNUSED, path=path, what="no activity uses this worksheet")
    strategies = {name for module in pack.modules for name in module.strategies}
    for strategy in pack.strategies:
        if strategy.id not in strategies:
            what = f"no module names '{strategy.id}'"
            yield Finding(code=Code.UNUSED, path=path_of(PartKind.STRATEGIES), what=what)
    taught = {name for edition in pack.editions for name in edition.modules}
    for module in pack.modules:
        in_lengths = {
            one.activity for length in module.lengths.values() for one in length.activities
        }
        for activity in module.activities:
            if activity.id not in in_lengths:
                path = path_of(PartKind.ACTIVITY, module=module.id, key=activity.id)
                yield Finding(code=Code.UNUSED, path=path, what="is in no length of its module")
        if module.id not in taught:
            path = path_of(PartKind.MODULE, module=module.id, key=module.id)
            yield Finding(code=Code.UNUSED, path=path, what="no edition teaches this module")


def _too_hard(text: str, path: str, hardest: float, name: str) -> Iterator[Finding]:
    grade = reading_grade(text)
    if grade is not None and grade > hardest:
        what = f"{name} reads at grade {grade:.1f}; expected at most {hardest:.0f}"
        yield Finding(code=Code.READING_GRADE, path=path, what=what)
