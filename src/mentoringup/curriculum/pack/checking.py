"""`mentoringup curriculum check PACK`: for authors, who need no site and no database."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.pack.files import read_folder, shipped_texts
from mentoringup.curriculum.pack.findings import findings_of
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.curriculum.pack.values import Pack


def main(arguments: Sequence[str]) -> int:
    """Check a pack: 0 nothing to report, 1 findings, 2 it can't be read."""
    parser = ArgumentParser(
        prog="mentoringup curriculum check",
        description="Say what is wrong with a curriculum pack, with file and line.",
    )
    parser.add_argument(
        "pack", nargs="?", type=Path, help="the pack's folder; without it the one that ships"
    )
    folder: Path | None = parser.parse_args(arguments).pack
    try:
        pack = read_pack(shipped_texts() if folder is None else read_folder(folder))
    except InputRefusedError as error:
        sys.stderr.write(f"{error}\n")
        sys.stderr.write(f"{len(error.reasons)} faults; the pack can't be read.\n")
        return 2
    found = findings_of(pack)
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(f"{_contents(pack)}: {len(found) or 'nothing'} to report.\n")
    return 1 if found else 0


def _contents(pack: Pack) -> str:
    activities = sum(len(module.activities) for module in pack.modules)
    cases = sum(len(module.cases) for module in pack.modules)
    return (
        f"{pack.titles['en']} {pack.version}: {len(pack.modules)} modules, {activities} activities,"
        f" {cases} cases, {len(pack.worksheets)} worksheets"
    )
