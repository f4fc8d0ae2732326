"""`evaluate`: responses in, results out; every arrow of the way is one call."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version

from mentoreval import __version__
from mentoreval.counts import CountTables, count
from mentoreval.disclosure.protection import protect
from mentoreval.evaluation.comparisons import (
    Comparison,
    group_columns,
    group_results,
    parse_comparisons,
)
from mentoreval.evaluation.defaults import DEFAULT_SEED, DEFAULT_SMALL_CELLS
from mentoreval.evaluation.participation import implementation_results, response_of
from mentoreval.evaluation.questions import item_results, question_results
from mentoreval.evaluation.scales import scale_results
from mentoreval.implementations import Implementation
from mentoreval.inclusion import include
from mentoreval.inclusion_rules import InclusionRules
from mentoreval.instruments.model import Instrument
from mentoreval.profiles import profile_numbers
from mentoreval.quality import screen
from mentoreval.responses import Responses, Source
from mentoreval.results import (
    CodesResult,
    Given,
    GroupScale,
    InputFile,
    InstrumentUsed,
    Results,
    ScaleResult,
    Software,
)

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""

_LIBRARIES = ("numpy", "polars", "scipy")


def evaluate(
    responses: Responses,
    *,
    implementations: Sequence[Implementation] | None = None,
    implementations_file: InputFile | None = None,
    rules: InclusionRules | None = None,
    codes: CodesResult | None = None,
    compare: Sequence[str] = (),
    profiles: Sequence[str] = (),
    seed: int = DEFAULT_SEED,
    small_cells: int = DEFAULT_SMALL_CELLS,
    earlier: Sequence[Results] = (),
    given: Given | None = None,
    progress: Progress | None = None,
) -> Results:
    """Evaluate a data set.

    Args:
        responses: all rows of a source, as a reader gives them.
        implementations: needed for response rates and for rules about implementations.
        implementations_file: what they were read from.
        rules: who is in the finding; the default rules if not given.
        codes: frequencies of consensus codes, carried into the result.
        compare: group comparisons as `VARIABLE[=LEVEL,LEVEL...]`; none compares every group
            variable of the instrument.
        profiles: programs whose numbers are to stand beside ours.
        seed: of every Monte Carlo step; stored in the result.
        small_cells: counts of people below this are hidden; 1 hides nothing.
        earlier: results that the same readers have (an earlier release, a part, a pool); what
            differs from them by fewer people is hidden too.
        given: names of the other files that were used, to repeat the evaluation; `compare` is
            added to them.
        progress: told the name of each step as it begins.

    Returns:
        Results that hide what is too small already.

    Raises:
        EvaluationError: no row is left, or a scale can't be computed.
        InputRefusedError: a comparison names something that isn't there.

    Cost: linear in rows and in implementations; memory of the answers plus a few columns.
    """
    tell = progress or (lambda _: None)
    complete = _complete(
        responses,
        implementations=implementations,
        rules=rules or InclusionRules(),
        compare=compare,
        profiles=profiles,
        seed=seed,
        small_cells=small_cells,
        tell=tell,
    )
    told = replace(
        complete,
        implementations_file=implementations_file,
        codes=codes and _worded(codes, responses.instrument),
        remarks=complete.remarks + tuple(map(_taken_into_account, earlier)),
        given=replace(given or Given(), compare=tuple(compare)),
    )
    tell("hiding small cells")
    return protect(told, threshold=small_cells, earlier=earlier)


def _complete(
    responses: Responses,
    *,
    implementations: Sequence[Implementation] | None,
    rules: InclusionRules,
    compare: Sequence[str],
    profiles: Sequence[str],
    seed: int,
    small_cells: int,
    tell: Progress,
) -> Results:
    """Compute everything that follows from the responses; nothing is hidden yet."""
    instrument, source = responses.instrument, responses.source
    comparisons = parse_comparisons(compare, instrument)
    tell("checking the data")
    screened = screen(responses)
    included = include(screened.responses, implementations=implementations, rules=rules)
    response, response_checks = response_of(included)
    tell("counting")
    columns = group_columns(included.consented, comparisons, included.implementations)
    tables = count(included.consented, groups=columns)
    tell("computing scales and comparing groups")
    scales, groups = _paired(tables, instrument, comparisons, seed=seed, small_cells=small_cells)
    questions, proportions = question_results(tables, instrument)
    return Results(
        software=_software(),
        input=_input(source),
        instrument=_instrument(instrument),
        flow=screened.flow + included.flow,
        response=response,
        scales=scales,
        groups=groups,
        proportions=proportions,
        questions=questions,
        items=item_results(tables, instrument),
        implementations=implementation_results(included, screened.responses),
        data_quality=screened.checks + included.checks + response_checks,
        suppressed=(),
        profiles=profile_numbers(tables, instrument, profiles, responses=included.consented),
        published=_published(instrument),
        rules=rules.in_words(),
        seed=seed,
        small_cells=small_cells,
        synthetic=source.synthetic,
        remarks=source.remarks,
    )


def _paired(
    tables: CountTables,
    instrument: Instrument,
    comparisons: Sequence[Comparison],
    *,
    seed: int,
    small_cells: int,
) -> tuple[dict[str, ScaleResult], dict[str, dict[str, GroupScale]]]:
    """Compute scales and group comparisons, each on a core of its own."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        comparing = beside.submit(
            group_results, tables, instrument, comparisons, seed=seed, minimum=max(5, small_cells)
        )
        scales = scale_results(tables, instrument, seed=seed, small_cells=small_cells)
        return scales, comparing.result()


def _software() -> Software:
    libraries = {name: version(name) for name in _LIBRARIES}
    return Software(name="mentoreval", version=__version__, libraries=libraries)


def _published(instrument: Instrument) -> tuple[dict[str, str | float], ...]:
    return tuple(
        {
            "scale": one.scale,
            "gain": one.gain,
            "training": one.training,
            "reference": one.reference,
        }
        for one in instrument.published
    )


def _worded(codes: CodesResult, instrument: Instrument) -> CodesResult:
    """Give the coded question its wording; a file of codes names only its id."""
    question = instrument.question_by_id.get(codes.question)
    return replace(codes, wording=question.text if question else None)


def _taken_into_account(earlier: Results) -> str:
    return (
        f"Small differences to an earlier result are hidden too (from {earlier.input.name}, "
        f"sha256 {earlier.input.sha256[:12]})."
    )


def _input(source: Source) -> InputFile:
    return InputFile(
        name=source.name, sha256=source.sha256, rows=source.rows, format=source.format.value
    )


def _instrument(instrument: Instrument) -> InstrumentUsed:
    notices = {instrument.id: instrument.provenance.notice, **instrument.notices}
    return InstrumentUsed(
        id=instrument.id,
        version=instrument.version,
        sha256=instrument.sha256,
        title=instrument.title,
        notices=notices,
        cores=tuple(
            {"id": core.id, "version": core.version, "sha256": core.sha256}
            for core in instrument.cores
        ),
        design=instrument.design.value,
    )
