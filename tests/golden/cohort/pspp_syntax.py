"""What PSPP is asked: an instrument's scoring key in PSPP's language.

PSPP scores the answers by itself, twice: in whole numbers over a common denominator, in which
ties are ties, and as decimal means, as an analyst would.
"""

import math
from collections.abc import Sequence

from mentoreval.instruments.model import Instrument, Occasion, Scale

_TESTS = """SELECT IF answered >= {minimum}.
COMPUTE before = before_sum * {unit} / answered.
COMPUTE now = now_sum * {unit} / answered.
COMPUTE before_mean = before_sum / answered.
COMPUTE now_mean = now_sum / answered.
COMPUTE gain = now - before.
COMPUTE gain_mean = now_mean - before_mean.
ECHO '## signed_rank {scale}'.
NPAR TESTS /WILCOXON=before WITH now (PAIRED).
ECHO '## signed_rank_of_decimals {scale}'.
NPAR TESTS /WILCOXON=before_mean WITH now_mean (PAIRED).
ECHO '## mean {scale}'.
T-TEST /TESTVAL=0 /VARIABLES=gain_mean.
"""

_GROUPS = """AUTORECODE VARIABLES=g{number} INTO level{number}.
SORT CASES BY level{number}.
AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=level{number} /people{number}=N.
TEMPORARY.
SELECT IF g{number} <> '' AND people{number} >= 5.
ECHO '## groups {scale} {variable} {score}'.
NPAR TESTS /KRUSKAL-WALLIS={score} BY level{number} (1, 99).
"""


def pspp_syntax(instrument: Instrument) -> str:
    """Give the whole syntax file; it reads answers.csv from the working folder.

    PSPP's names hold no hyphen, so items are numbered in the instrument's order.
    """
    place = {item.id: f"i{number}" for number, item in enumerate(instrument.items, start=1)}
    variables = [question.id for question in instrument.group_variables]
    lines = ["* Made by sources.py; run in the folder of answers.csv.", "SHOW VERSION."]
    lines += ["SET FORMAT=F20.10.", *_reading(list(place.values()), len(variables))]
    for scale in instrument.scales:
        for occasion in Occasion:
            items = [f"{place[item]}_{occasion}" for item in scale.items]
            lines += [
                f"ECHO '## alpha {scale.id} {occasion}'.",
                "RELIABILITY /VARIABLES=" + "\n  ".join(items) + " /MODEL=ALPHA.",
            ]
    for scale in instrument.scales:
        if scale.reversed_items:
            raise ValueError(f"{scale.id}: this syntax knows no reverse-keyed items")
        items = [place[item] for item in scale.items]
        lines += [*_reading(list(place.values()), len(variables)), *_sums(items)]
        lines.append(
            _TESTS.format(
                scale=scale.id, minimum=scale.minimum_answered(), unit=_common_denominator(scale)
            )
        )
        for number, variable in enumerate(variables, start=1):
            recoded, tested = _GROUPS.split("TEMPORARY.", 1)
            lines.append(recoded.format(number=number))
            lines += [
                ("TEMPORARY." + tested).format(
                    scale=scale.id, variable=variable, number=number, score=score
                )
                for score in ("before", "now", "gain")
            ]
    return "\n".join(lines) + "\n"


def _common_denominator(scale: Scale) -> int:
    return math.lcm(*range(scale.minimum_answered(), len(scale.items) + 1))


def _reading(items: Sequence[str], groups: int) -> list[str]:
    return [
        "GET DATA /TYPE=TXT /FILE='answers.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=','",
        "  /QUALIFIER='\"' /FIRSTCASE=2 /VARIABLES=implementation F8.0",
        *(f"  g{number} A40" for number in range(1, groups + 1)),
        *(f"  {item}_before F8.0 {item}_now F8.0" for item in items),
        "  .",
    ]


def _sums(items: Sequence[str]) -> list[str]:
    """Sums over the items answered on both occasions."""
    return [
        "COMPUTE answered = 0.",
        "COMPUTE before_sum = 0.",
        "COMPUTE now_sum = 0.",
        "DO REPEAT b = " + "\n    ".join(f"{item}_before" for item in items),
        "  / n = " + "\n    ".join(f"{item}_now" for item in items) + ".",
        "  DO IF NOT MISSING(b) AND NOT MISSING(n).",
        "    COMPUTE answered = answered + 1.",
        "    COMPUTE before_sum = before_sum + b.",
        "    COMPUTE now_sum = now_sum + n.",
        "  END IF.",
        "END REPEAT.",
    ]
