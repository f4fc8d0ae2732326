"""The appendix: how to make the same report again, other programs' numbers, references."""

import shlex
from pathlib import Path

import yaml

from mentoreval.formatting import plural
from mentoreval.report.marks import bullets, code_block, plain
from mentoreval.report.prose.methods import group_tests
from mentoreval.results import InputFile, Results

_REFERENCES = Path(__file__).with_name("references.yaml")


def reproduction(results: Results) -> str:
    """Give every file with its hash, every version, and the seed."""
    files = [results.input]
    if results.implementations_file is not None:
        files.append(results.implementations_file)
    if results.codes is not None:
        files.append(results.codes.file)
    used, tool = results.instrument, results.software
    entries = [
        *(_file(file) for file in files),
        f"Instrument `{used.id}`, version {plain(used.version)}, SHA-256 `{used.sha256}`",
        *(
            f"It includes `{core['id']}`, version {plain(core['version'])}, SHA-256 "
            f"`{core['sha256']}`"
            for core in used.cores
        ),
        (
            f"Program {plain(tool.name)} {plain(tool.version)}, seed {results.seed}, small cells "
            f"under {results.small_cells}, result file of schema `{results.schema}`"
        ),
    ]
    if tool.libraries:
        versions = [f"{plain(name)} {plain(version)}" for name, version in tool.libraries.items()]
        entries.append(f"Libraries: {', '.join(versions)}")
    return bullets(entries)


def _file(file: InputFile) -> str:
    return (
        f"`{plain_code(file.name)}`: {plain(file.format)}, {plural(file.rows, 'row')}, SHA-256 "
        f"`{file.sha256}`"
    )


def plain_code(text: str) -> str:
    """Make a text fit between backticks."""
    return " ".join(text.replace("`", "'").split())


def command(results: Results) -> str:
    """Give the command that makes these results: a block, quoted for a shell, a line an option."""
    given, codes = results.given, results.codes
    file = results.implementations_file
    options = [
        ("--instrument", given.instrument or results.instrument.id),
        ("--crosswalk", given.crosswalk),
        ("--dictionary", given.dictionary),
        ("--implementations", file.name if file else None),
        ("--rules", given.rules),
        ("--codes", codes.file.name if codes else None),
        *(("--compare", wish) for wish in given.compare),
        *(("--profile", name) for name in results.profiles),
        *(("--earlier", name) for name in given.earlier),
        ("--small-cells", str(results.small_cells)),
        ("--seed", str(results.seed)),
        ("--output", "DIR"),
    ]
    lines = [["mentoreval", "evaluate", results.input.name]]
    lines += [[name, value] for name, value in options if value is not None]
    return code_block(" \\\n    ".join(shlex.join(line) for line in lines))


def notices(results: Results) -> list[str]:
    """Give the notice of every instrument in full, as list entries."""
    return [f"`{source}`: {plain(text)}" for source, text in results.instrument.notices.items()]


def hidden(results: Results) -> str:
    """Explain what is hidden, without a hint at which cells were small."""
    if not results.suppressed:
        return "No cell is hidden."
    tables = sorted({cell.table for cell in results.suppressed})
    verb = "is" if len(results.suppressed) == 1 else "are"
    where = ", ".join(f"`{plain_code(table)}`" for table in tables)
    return (
        f"{plural(len(results.suppressed), 'cell')} {verb} hidden, in {where}. Some hold fewer "
        f"than {results.small_cells} people; others would let a reader work out one that does. The "
        "report does not say which is which."
    )


def profiles(results: Results) -> str:
    """Introduce the table of other programs' numbers."""
    return (
        "Other programs follow other conventions. The table sets their numbers beside ours and "
        "says why they differ."
        if results.profiles
        else ""
    )


def references(results: Results) -> list[str]:
    """Give the sources of the methods that were used."""
    purposes = {"every report"}
    if any(scale.signed_rank is not None for scale in results.scales.values()):
        purposes.add("change")
    if group_tests(results):
        purposes.add("groups")
    sources = yaml.safe_load(_REFERENCES.read_text(encoding="utf-8"))
    return [source["text"] for source in sources if source["for"] in purposes]
