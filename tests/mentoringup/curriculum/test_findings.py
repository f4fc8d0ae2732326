"""The shipped pack has nothing to report, and each fault put into it is found."""

import pytest

from mentoringup.curriculum.enums import Speaker
from mentoringup.curriculum.pack import checking
from mentoringup.curriculum.pack.files import shipped_pack, shipped_texts
from mentoringup.curriculum.pack.findings import Code, findings_of, longest_talk
from mentoringup.curriculum.pack.reading import read_pack

MODULE = "modules/expectations/module.yaml"
ACTIVITY = "modules/communication/activities/listening-in-threes.md"
CASE = "modules/expectations/cases/saturdays.md"
GUIDANCE = "modules/expectations/guidance.md"
HARD = (
    "Institutional accountability considerations necessitate comprehensive organizational "
    "documentation, notwithstanding interdisciplinary administrative complications accumulating "
    "disproportionately throughout collaborative experimental infrastructures and international "
    "intercontinental telecommunication responsibilities, particularly regarding bibliographical "
    "authentication, epidemiological characterization, multidimensional operationalization, "
    "institutionalization, internationalization, interconnectedness, and compartmentalization of "
    "administrative responsibilities.\n"
)


def found_with(path: str, change) -> list[tuple[str, str]]:
    """Kinds and files of what is found after one file was changed."""
    texts = dict(shipped_texts())
    changed = change(texts[path])
    assert changed != texts[path]
    texts[path] = changed
    return [(finding.code, finding.path) for finding in findings_of(read_pack(texts))]


def test_the_shipped_pack_has_nothing_to_report():
    assert findings_of(shipped_pack()) == ()


def test_the_shipped_pack_is_what_was_promised():
    pack = shipped_pack()
    competencies = {
        edition.id: sum(not module.kind.is_frame for module in pack.modules_of(edition.id))
        for edition in pack.editions
    }
    assert competencies == {"postdocs-and-graduate-students": 6, "early-career-investigators": 7}
    assert {sheet.id for sheet in pack.worksheets} >= {
        "needs-self-assessment",
        "mentoring-map",
        "expectations-agreement",
        "communication-preferences",
        "self-efficacy-planner",
        "independence-ladder",
        "individual-development-plan",
        "work-life-experiment",
        "meeting-agenda",
        "action-plan",
    }


def test_every_module_tells_of_several_settings_and_of_mentors_who_clash():
    pack = shipped_pack()
    taught = [module for module in pack.modules if not module.kind.is_frame]
    settings = {module.id: len({case.setting for case in module.cases}) for module in taught}
    assert min(settings.values()) >= 3
    themes = {theme for module in taught for case in module.cases for theme in case.themes}
    assert "several mentors" in themes


def with_hard_story(text: str) -> str:
    return text.replace("## Questions", f"{HARD * 8}\n## Questions")


def with_story_of_two_words(text: str) -> str:
    front = text[: text.index("---", 4) + 4]
    return f"{front}Too short.\n\n## Questions{text.split('## Questions')[1]}"


def with_one_question(text: str) -> str:
    story, rest = text.split("## Questions")
    return f"{story}## Questions\n1. One?\n\n## Commentary{rest.split('## Commentary')[1]}"


def with_commentary_of_a_word(text: str) -> str:
    return f"{text.split('## Commentary', maxsplit=1)[0]}## Commentary\nShort.\n"


def with_nothing_to_read(text: str) -> str:
    before, after = text.split("reading:", 1)
    return f"{before}reading: []\nlengths:{after.split('lengths:')[1]}"


def with_short_guidance(text: str) -> str:
    lines = [line for line in text.splitlines() if line.startswith(("---", "title:", "## "))]
    return "\n".join(f"{line}\nA word." if line.startswith("## ") else line for line in lines)


@pytest.mark.parametrize(
    ("path", "change", "codes"),
    [
        (CASE, with_hard_story, [Code.MISSING, Code.READING_GRADE]),
        (CASE, with_story_of_two_words, [Code.MISSING]),
        (CASE, with_one_question, [Code.MISSING]),
        (CASE, with_commentary_of_a_word, [Code.MISSING]),
        (MODULE, with_nothing_to_read, [Code.MISSING]),
        (GUIDANCE, with_short_guidance, [Code.MISSING]),
    ],
)
def test_a_fault_is_found_where_it_is(path, change, codes):
    assert found_with(path, change) == [(code, path) for code in codes]


def test_a_longer_step_is_found_in_every_length_that_uses_it():
    texts = shipped_texts()[ACTIVITY]
    minutes = next(line for line in texts.splitlines() if line.strip().startswith("- {minutes:"))
    longer = minutes.replace(minutes.split("minutes: ")[1].split(",")[0], "120", 1)

    found = found_with(ACTIVITY, lambda text: text.replace(minutes, longer))

    assert {code for code, _path in found} == {Code.MINUTES}
    assert {path for _code, path in found} == {ACTIVITY, "modules/communication/module.yaml"}


def test_an_objective_that_no_activity_serves_is_found_unless_it_is_said():
    pack = shipped_pack()
    module = pack.module_by_id["expectations"]
    objective = module.objectives[0].id
    texts = dict(shipped_texts())
    for path, text in shipped_texts().items():
        if path.startswith("modules/expectations/activities/") and not path.endswith(".es.md"):
            others = [one.id for one in module.objectives if one.id != objective]
            line = next(line for line in text.splitlines() if line.startswith("objectives:"))
            kept = [one for one in others if one in line] or others[:1]
            texts[path] = text.replace(line, f"objectives: [{', '.join(kept)}]")

    found = findings_of(read_pack(texts))

    assert {finding.code for finding in found} == {Code.UNSERVED}
    assert {finding.path for finding in found} == {MODULE}
    assert len(found) == 6  # three lengths, two editions


def test_what_nothing_leads_to_is_found():
    texts = dict(shipped_texts())
    texts["worksheets/spare.yaml"] = texts["worksheets/action-plan.yaml"].replace(
        "id: action-plan", "id: spare", 1
    )
    texts["modules/equity/activities/spare.md"] = texts["modules/equity/activities/making-room.md"]

    found = findings_of(read_pack(texts))

    unused = [finding.path for finding in found if finding.code == Code.UNUSED]
    assert unused == ["modules/equity/activities/spare.md", "worksheets/spare.yaml"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], 0),
        ([(5, Speaker.FACILITATOR), (6, Speaker.FACILITATOR)], 11),
        ([(5, Speaker.FACILITATOR), (1, Speaker.PARTICIPANTS), (6, Speaker.FACILITATOR)], 6),
        ([(5, Speaker.FACILITATOR), (0, Speaker.PARTICIPANTS), (6, Speaker.FACILITATOR)], 11),
    ],
)
def test_a_talk_is_a_run_of_minutes_that_nobody_interrupts(steps, expected):
    assert longest_talk(steps) == expected


def test_the_command_says_that_nothing_is_to_report(capsys):
    assert checking.main([]) == 0
    assert capsys.readouterr().out.endswith("worksheets: nothing to report.\n")


def test_the_command_names_file_and_line_of_every_fault(tmp_path, capsys):
    for path, text in shipped_texts().items():
        file = tmp_path / "a pack" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        broken = text.replace("kind: competency", "kind: competence") if path == MODULE else text
        file.write_text(broken, encoding="utf-8")

    status = checking.main([str(tmp_path / "a pack")])

    said = capsys.readouterr()
    assert (status, said.out) == (2, "")
    assert said.err.splitlines()[0] == (
        f"{MODULE}, line 2: found 'competence'; did you mean 'competency'?"
    )


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, capsys):
    assert checking.main([str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'none'}: expected a folder")
