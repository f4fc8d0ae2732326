"""What the documentation promises is there: pages, commands, links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoreval.cli import main

ROOT = Path(__file__).parents[1]
METHODS = ROOT / "docs" / "methods"
GUIDE = ROOT / "docs" / "guides" / "evaluator.md"
FOLDERS = ("docs", "src", "tests", "examples", "benchmarks", ".ci")
MADE = {"__pycache__", "out"}
TEXTS = {".md", ".py", ".toml", ".yaml", ".json", ".csv", ".txt", ".R", ".sps", ".lua", ".typ"}
SECTIONS = (
    "## Question",
    "## Formula",
    "## Assumptions",
    "## Missing answers",
    "## How to read it",
    "## Reference",
    "## Checked against",
)
PAGES = {
    "signed_rank": {"signed-rank"},
    "sign_flips": {"signed-rank", "clustered-signed-rank"},
    "clustered": {"clustered-signed-rank"},
    "intraclass": {"clustered-signed-rank"},
    "effect_sizes": {"rank-biserial", "dz", "net-improvement"},
    "hodges_lehmann": {"hodges-lehmann"},
    "location": {"mean-gain"},
    "confidence": {"mean-gain"},
    "multiplicity": {"holm"},
    "between_groups": {"kruskal-wallis", "dunn", "epsilon-squared"},
    "ranked_groups": {"kruskal-wallis"},
    "permutation": {"permutation"},
    "mean_differences": {"no-difference"},
    "reliability": {"cronbach-alpha", "spearman-brown"},
    "one_factor": {"omega"},
    "proportions": {"wilson"},
    "scores": {"scores"},
}
"""By module of `mentoreval.statistics`, the pages that explain it."""

COMMANDS = ("evaluate", "crosswalk", "instruments", "instruments show", "report", "simulate")
STATISTICS = sorted(set.union(*PAGES.values()) - {"scores"})


def files(suffixes: set[str]) -> Iterator[Path]:
    """Text files of the project, without what was made or installed."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in suffixes)
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if (
                path.is_file()
                and path.suffix in suffixes
                and not MADE & set(path.relative_to(ROOT).parts)
            ):
                yield path


PROSE = [page for page in files({".md"}) if "golden" not in page.parts]


def headings(text: str) -> set[str]:
    """Anchors that a page's headings make."""
    titles = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def test_every_statistic_has_its_page():
    modules = {path.stem for path in (ROOT / "src/mentoreval/statistics").glob("[!_]*.py")}
    assert modules == set(PAGES)


@pytest.mark.parametrize("page", STATISTICS)
def test_a_statistics_page_answers_the_seven_questions(page):
    text = (METHODS / f"{page}.md").read_text(encoding="utf-8")
    assert [section for section in SECTIONS if section not in text] == []


def test_every_page_of_methods_is_in_their_list():
    listed = (METHODS / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in METHODS.glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in listed} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_guide_names_every_command_and_every_option(command, capsys):
    with pytest.raises(SystemExit):
        main([*command.split(), "--help"])
    options = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}
    guide = GUIDE.read_text(encoding="utf-8")
    assert f"mentoreval {command}" in guide
    assert {option for option in options if option not in guide} == set()


def test_the_commands_are_all_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    ([a-z]+)$|^    ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE)
    words = {command.split()[0] for command in COMMANDS}
    assert {alone or first for alone, first in listed} == words


@pytest.mark.parametrize("page", PROSE, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text(encoding="utf-8"))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (
            anchor and anchor not in headings(target.read_text(encoding="utf-8"))
        ):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "benchmarks/README.md"])
def test_every_make_command_is_a_target(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", text, re.MULTILINE))
    assert {word for pair in named for word in pair if word} <= set(targets)


def test_help_lists_every_target():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    assert set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE)) == targets


def test_no_file_holds_a_path_of_somebodys_machine():
    path_of_a_machine = re.compile(r"(?<![\w.:/])/(work|root|home|Users)/[\w.-]+")
    found = {
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in files(TEXTS)
        for hit in path_of_a_machine.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()


def test_every_test_folder_mirrors_a_room_of_the_library():
    rooms = {path.name for path in (ROOT / "src/mentoreval").iterdir() if path.is_dir()}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    # The site has a folder of its own.
    assert folders - rooms - {"golden", "mentoringup", "__pycache__"} == set()
