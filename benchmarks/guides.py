"""How long each document of a plan takes, and what pandoc alone would take for the same words.

`guides.py [--repeats N]`: makes every kind in every format for each template that ships, and in the
same run gives the very same document to pandoc with its own defaults: no template of ours, no
filter, no tags, no fonts of ours. For PDF that is pandoc's Typst route with its own template. The
ratio to it is what can be compared between machines. The goal is 5 seconds a document.

Needs no database: documents are made from a plan and a pack.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pypandoc
import typst
from django.utils.translation import override

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.files import shipped_pack
from mentoringup.curriculum.pack.values import Pack
from mentoringup.guides.documents.request import GuideRequest
from mentoringup.guides.documents.writing import write_document
from mentoringup.guides.enums import FORMATS_OF, FileFormat, GuideKind
from mentoringup.guides.making import make
from mentoringup.guides.printing.drawing import put_drawings
from mentoringup.planning.ids import new_ids
from mentoringup.planning.plan import Plan, Settings
from mentoringup.planning.templates import Template, plan_of, shipped_templates

GOAL = 5.0
ENVIRONMENT = {
    "DEBUG": "yes",
    "DATABASE_URL": "sqlite://:memory:",
    "DJANGO_SETTINGS_MODULE": "mentoringup.config.settings",
}
"""For the words of documents, which Django translates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Medians over the repeats, in seconds, and the size of the file in kB.

    Attributes:
        cpu: processor time of ours, on all cores and with pandoc's.
    """

    ours: float
    cpu: float
    plain: float
    size: int

    @property
    def ratio(self) -> float:
        """Ours to pandoc alone."""
        return self.ours / self.plain


def main() -> int:
    """Measure everything, print a table, and end with 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=3)
    repeats = parser.parse_args().repeats
    os.environ.update(ENVIRONMENT)
    django.setup()
    pack = shipped_pack()
    load = os.getloadavg()[0]
    version = pypandoc.get_pandoc_version()
    print(f"load before: {load:.1f} on {os.cpu_count()} cores; pandoc {version}")
    print(
        f"{'template':20}{'document':13}{'format':8}{'ours':>8}{'cpu':>8}{'plain':>8}{'ratio':>7}{'kB':>8}"
    )
    slowest = 0.0
    for template in shipped_templates():
        name, plan = template.id, begun(template, pack)
        for kind, formats in FORMATS_OF.items():
            for file in formats:
                request = GuideRequest(
                    plan=plan, pack=pack, name=name, site="Measured", kind=kind, format=file
                )
                cost = cost_of(request, repeats)
                slowest = max(slowest, cost.ours)
                print(
                    f"{name:20}{kind.value:13}{file.value:8}{cost.ours:8.2f}{cost.cpu:8.2f}"
                    f"{cost.plain:8.2f}{cost.ratio:7.2f}{cost.size:8}",
                    flush=True,
                )
    print(f"slowest: {slowest:.2f} s; the goal is {GOAL:.0f} s")
    return 0 if slowest <= GOAL else 1


def begun(template: Template, pack: Pack) -> Plan:
    """The plan that a template begins, for the first edition, in a room of twelve."""
    settings = Settings(
        pack=pack.id, edition=pack.editions[0].id, mode=Mode.IN_PERSON, group_size=12
    )
    return plan_of(template, settings=settings, pack=pack, language="en", ids=new_ids())


def cost_of(request: GuideRequest, repeats: int) -> Cost:
    """Ours and pandoc alone, by turns."""
    ours, cpu, plain, size = [], [], [], 0
    with TemporaryDirectory() as place:
        folder = Path(place)
        tree = tree_of(request, folder)
        for _repeat in range(repeats):
            before = processor_time()
            ours.append(seconds(lambda: make(request, progress=lambda _percent, _step: None)))
            cpu.append(processor_time() - before)
            plain.append(seconds(lambda: print_plainly(tree, request.format, request.kind, folder)))
        size = len(make(request, progress=lambda _percent, _step: None).content) // 1000
    return Cost(
        ours=statistics.median(ours),
        cpu=statistics.median(cpu),
        plain=statistics.median(plain),
        size=size,
    )


def tree_of(request: GuideRequest, folder: Path) -> str:
    """The document as pandoc reads it, with its drawings in the folder."""
    with override(request.language):
        document = write_document(request)
    put_drawings(document.blocks, folder=folder, middle="Me")
    return document.tree


def print_plainly(tree: str, file: FileFormat, kind: GuideKind, folder: Path) -> None:
    """The same document by pandoc's own defaults."""
    target = "typst" if file is FileFormat.PDF else file.value
    if file is FileFormat.HTML and kind is GuideKind.SLIDES:
        target = "slidy"
    made = folder / f"plain.{target}"
    subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            "--from=json",
            f"--to={target}",
            "--standalone",
            f"--output={made}",
        ],
        input=tree,
        encoding="utf-8",
        cwd=folder,
        capture_output=True,
        check=True,
    )
    if file is FileFormat.PDF:
        typst.compile(str(made), root=str(folder))


def processor_time() -> float:
    """Seconds of this process and of what it started and waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
