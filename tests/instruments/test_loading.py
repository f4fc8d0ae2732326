from pathlib import Path

import pytest

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.catalog import shipped
from mentoreval.instruments.loading import load_instrument, parse_instrument


def refusal(reference: str | Path) -> str:
    with pytest.raises(InputRefusedError) as caught:
        load_instrument(reference)
    return str(caught.value)


@pytest.mark.parametrize("instrument_id", shipped())
def test_every_shipped_instrument_loads_by_its_id(instrument_id: str) -> None:
    assert load_instrument(instrument_id).id == instrument_id


def test_a_file_loads_by_its_path(tmp_path: Path, two_items: str) -> None:
    path = tmp_path / "my survey.yaml"
    path.write_text(two_items, encoding="utf-8")
    assert load_instrument(path).id == load_instrument(str(path)).id == "my-survey"


def test_an_unknown_id_names_the_nearest_one() -> None:
    assert refusal("mca-26-mentees") == (
        "there is no shipped instrument 'mca-26-mentees' and no such file; "
        "did you mean 'mca-26-mentee'?"
    )


def test_a_missing_file_is_named_as_the_user_wrote_it() -> None:
    expected = "surveys/none.yaml: the file can't be read: No such file or directory"
    assert refusal("surveys/none.yaml") == expected


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert refusal(folder) == f"{folder}: the file can't be read: Is a directory"


def test_garbage_of_50_megabytes_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "garbage.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    expected = f"{path}: has more than 1,000,000 bytes; expected a text of some pages"
    assert refusal(path) == expected


def test_a_file_can_include_another_file_of_its_folder(
    tmp_path: Path, two_items: str, without_items: str
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "core.yaml").write_text(two_items, encoding="utf-8")
    outer = without_items.replace("my-survey", "outer") + "include: [parts/core.yaml]\n"
    (tmp_path / "outer.yaml").write_text(outer, encoding="utf-8")
    core = load_instrument(tmp_path / "parts" / "core.yaml")
    instrument = load_instrument(tmp_path / "outer.yaml")
    assert (instrument.items, instrument.cores[0].sha256) == (core.items, core.sha256)


def test_faults_of_an_included_file_name_that_file(
    tmp_path: Path, two_items: str, without_items: str
) -> None:
    core = tmp_path / "core.yaml"
    core.write_text(two_items.replace("title:", "titel:"), encoding="utf-8")
    outer = tmp_path / "outer.yaml"
    text = without_items.replace("my-survey", "outer") + "include: [core.yaml, mca]\n"
    outer.write_text(text, encoding="utf-8")
    lines = refusal(outer).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{core}, line 4",
        f"{outer}, line 7",
    ]


def test_files_that_include_each_other_are_refused(tmp_path: Path, without_items: str) -> None:
    for own, other in (("a", "b"), ("b", "a")):
        text = without_items.replace("my-survey", own) + f"include: [{other}.yaml]\n"
        (tmp_path / f"{own}.yaml").write_text(text, encoding="utf-8")
    assert refusal(tmp_path / "a.yaml") == (
        f"{tmp_path / 'b.yaml'}, line 7: 'a.yaml' includes this file, so it can't be included here"
    )


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path, without_items: str) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    path = tmp_path / "my.yaml"
    path.write_text(f"{without_items}include: [loop.yaml]\n", encoding="utf-8")
    assert refusal(path).startswith(f"{tmp_path / 'loop.yaml'}: the file can't be read: ")


def test_a_name_with_a_control_character_is_refused(tmp_path: Path, without_items: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(f'{without_items}include: ["a\\0.yaml"]\n', encoding="utf-8")
    assert refusal(path).startswith(f"{path}, line 7: found 'a\\x00.yaml'; expected the id of")


@pytest.mark.parametrize("name", ["../core.yaml", "/core.yaml"])
def test_a_file_elsewhere_is_not_included(tmp_path: Path, without_items: str, name: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(f"{without_items}include: [{name}]\n", encoding="utf-8")
    expected = f"found '{name}'; expected a file in the folder of this one or below it"
    assert refusal(path) == f"{path}, line 7: {expected}"


def test_content_without_a_folder_includes_no_files(without_items: str) -> None:
    with pytest.raises(InputRefusedError, match=r"there is no shipped instrument 'core\.yaml'"):
        parse_instrument(f"{without_items}include: [core.yaml]\n".encode(), file="my.yaml")


def test_another_version_of_a_core_is_refused(without_items: str) -> None:
    text = f"{without_items}include: [{{instrument: mca-26-mentee, version: 0.9.0}}]\n"
    with pytest.raises(InputRefusedError, match=r"line 7: asks for mca-26-mentee 0\.9\.0; it is"):
        parse_instrument(text.encode(), file="my.yaml")


def test_a_file_can_not_include_its_own_id(tmp_path: Path, two_items: str) -> None:
    (tmp_path / "core.yaml").write_text(two_items, encoding="utf-8")
    path = tmp_path / "my.yaml"
    path.write_text(f"{two_items}include: [core.yaml]\n", encoding="utf-8")
    expected = f"{path}, line 14: includes an instrument that has its own id, 'my-survey'"
    assert refusal(path) == expected


def test_the_id_of_a_shipped_instrument_is_taken(two_items: str) -> None:
    text = two_items.replace("my-survey", "workshop-evaluation")
    with pytest.raises(InputRefusedError, match="line 2: 'workshop-evaluation' is a shipped"):
        parse_instrument(text.encode(), file="my.yaml")
