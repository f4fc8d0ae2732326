"""What a page of 13 items, rated BEFORE and NOW by seven choices each, costs to make.

    python benchmarks/survey_pages.py [--times 5000]

Prints milliseconds: making the page by its templates (once a process), and filling it with the 26
answers of one person (at every request). The goal of filling is 0.1 ms at the median.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable

import django

from mentoringup.questionnaires.form.flow import ShownPage
from mentoringup.questionnaires.form.values import (
    Choice,
    Element,
    ElementKind,
    Form,
    Layout,
    Page,
    Row,
)
from mentoringup.questionnaires.rendering.compiled import compile_page, render_page

ITEMS, CHOICES = 13, 7
_TEXT = "Agreeing with my mentor on what I am to reach, number"


def page_of_items() -> tuple[Form, ShownPage]:
    """A form with one page of ratings."""
    ratings = Element(
        id="skills",
        kind=ElementKind.RATINGS,
        text={"en": "How skilled were you BEFORE, and how skilled are you NOW?"},
        rows=tuple(
            Row(id=f"item{number:02}", text={"en": f"{_TEXT} {number}"}, topic="Goals")
            for number in range(ITEMS)
        ),
        choices=tuple(Choice(code=code, label={"en": str(code)}) for code in range(1, CHOICES + 1)),
    )
    page = Page(id="page", title={"en": "Skills"}, elements=(ratings,))
    form = Form(id="bench", title={"en": "Skills"}, languages=("en",), pages=(page,))
    return form, ShownPage(number=1, page=page, elements=(ratings,))


def milliseconds(do: Callable[[], object], times: int) -> list[float]:
    """How long each call took."""
    found = []
    for _ in range(times):
        start = time.perf_counter_ns()
        do()
        found.append((time.perf_counter_ns() - start) / 1e6)
    return found


def main() -> None:
    """Measure both, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5000)
    times = parser.parse_args().times
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoringup.config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-this-benchmark-" + "x" * 40)
    django.setup()
    form, shown = page_of_items()
    answers = dict.fromkeys(form.variables(), 4)

    def compile_it() -> object:
        return compile_page(form=form, shown=shown, layout=Layout.SIDE_BY_SIDE, language="en")

    def fill_it() -> str:
        return render_page(
            form_key="bench",
            form=form,
            shown=shown,
            layout=Layout.SIDE_BY_SIDE,
            language="en",
            answers=answers,
        )

    print(f"{ITEMS} items, {len(fill_it()):,} characters of HTML")
    for name, taken in (
        ("made by templates", milliseconds(compile_it, max(20, times // 100))),
        ("filled with answers", milliseconds(fill_it, times)),
    ):
        deciles = statistics.quantiles(taken, n=100)
        print(f"{name}: median {deciles[49]:.3f} ms, p95 {deciles[94]:.3f} ms, {len(taken)} times")


if __name__ == "__main__":
    main()
