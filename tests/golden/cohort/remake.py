"""Run R and PSPP on both data sets, keep what they give, and write the page anew.

Run from the project's folder, after a change to the cohort or to a scoring key:
    python tests/golden/cohort/remake.py
Needs R with the packages that compare.R names, and GNU PSPP. Without the published library file
its stored numbers stay as they are.
"""

import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from sources import LIBRARY_FILE, SOURCES, evaluated, export
from write_page import write_page

HERE = Path(__file__).parent
NUMBER = r"-?\d*\.?\d+"


def run(name: str) -> None:
    """Export one data set, ask both programs, and store their answers."""
    with tempfile.TemporaryDirectory() as folder:
        made_of = export(evaluated(name)[0], Path(folder))
        for command in (
            ("Rscript", str(HERE / "compare.R")),
            ("pspp", "compare.sps", "-o", "pspp.txt"),
        ):
            subprocess.run(command, cwd=folder, check=True)  # noqa: S603  our own scripts
        r = json.loads(Path(folder, "r.json").read_text())
        pspp = parsed(Path(folder, "pspp.txt").read_text())
    _store(f"{name}-r.json", {"made_of": made_of, **r})
    _store(f"{name}-pspp.json", {"made_of": made_of, **pspp})


def _store(file: str, found: dict[str, Any]) -> None:
    (HERE / file).write_text(json.dumps(found, indent=1) + "\n")


def parsed(text: str) -> dict[str, Any]:
    """Read PSPP's tables; each test follows a line `## kind scale ...`."""
    scales: dict[str, Any] = {}
    head, *sections = text.split("\n## ")
    for section in sections:
        title, body = section.split("\n", 1)
        kind, scale, *rest = title.split()
        found = scales.setdefault(scale, {"alpha": {}, "groups": {}})
        if kind == "alpha":
            found["alpha"][rest[0]] = _number(rf"\|\s*({NUMBER})\|\s*\d+\|", body)
        elif kind == "groups":
            variable, score = rest
            of_variable = found["groups"].setdefault(variable, {})
            of_variable[score] = {"h": _number(rf"Chi-Square \|\s*({NUMBER})\|", body)}
        elif kind == "mean":
            found[kind] = _mean(body)
        else:
            found[kind] = _rank_sums(body)
    return {"made_with": {"PSPP": re.findall(r"GNU pspp ([\d.]+\d)", head)[0]}, "scales": scales}


def _number(pattern: str, text: str) -> float:
    return float(re.findall(pattern, text)[0])


def _rank_sums(text: str) -> dict[str, float]:
    """PSPP takes before - now, so that its negative ranks are people who gained."""
    return {
        "up": _number(rf"Negative Ranks\s*\|[^|]*\|[^|]*\|\s*({NUMBER})\|", text),
        "down": _number(rf"Positive Ranks\s*\|[^|]*\|[^|]*\|\s*({NUMBER})\|", text),
        "z": _number(rf"\|Z\s*\|\s*({NUMBER})\|", text),
    }


def _mean(text: str) -> dict[str, Any]:
    first, second = re.findall(r"\|gain_mean\s*\|([^\n]*)\|\n", text)
    sd = float(first.split("|")[2])
    *_, mean, low, high = map(float, second.split("|"))
    return {"mean": mean, "sd": sd, "ci": [low, high]}


def main() -> None:
    """Remake what can be remade here."""
    for name in SOURCES:
        if name == "cohort" or LIBRARY_FILE.exists():
            run(name)
    write_page()


if __name__ == "__main__":
    main()
