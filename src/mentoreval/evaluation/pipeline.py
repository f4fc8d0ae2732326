"""`evaluate`: responses in, results out; every arrow of the way is one call."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

from mentoreval import __version__
from mentoreval.counts import count
from mentoreval.disclosure.protection import protect
from mentoreval.evaluation.comparisons import group_columns, group_results, parse_comparisons
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
from mentoreval.results import CodesResult, InputFile, InstrumentUsed, Results, Software

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
        progress: told the name of each step as it begins.

    Returns:
        Results that hide what is too small already.

    Raises:
        EvaluationError: no row is left, or a scale can't be computed.
        InputRefusedError: a comparison names something that isn't there.

    Cost: linear in rows and in implementations; memory of the answers plus a few columns.
    """
    tell = progress or (lambda _: None)
    rules = rules or InclusionRules()
    instrument = responses.instrument
    comparisons = parse_comparisons(compare, instrument)
    tell("checking the data")
    screened = screen(responses)
    included = include(screened.responses, implementations=implementations, rules=rules)
    response, response_checks = response_of(included)
    tell("counting")
    tables = count(
        included.consented,
        groups=group_columns(included.consented, comparisons, included.implementations),
    )
    tell("computing scales and comparing groups")
    with ThreadPoolExecutor(max_workers=1) as beside:
        comparing = beside.submit(
            group_results, tables, instrument, comparisons, seed=seed, minimum=max(5, small_cells)
        )
        scales = scale_results(tables, instrument, seed=seed, small_cells=small_cells)
        groups = comparing.result()
    questions, proportions = question_results(tables, instrument)
    source = responses.source
    tell("hiding small cells")
    return protect(
        Results(
            software=Software(
                name="mentoreval",
                version=__version__,
                libraries={name: version(name) for name in _LIBRARIES},
            ),
            input=_input(source),
            instrument=_instrument(instrument),
            implementations_file=implementations_file,
            flow=screened.flow + included.flow,
            response=response,
            scales=scales,
            groups=groups,
            proportions=proportions,
            questions=questions,
            items=item_results(tables, instrument),
            implementations=implementation_results(included, screened.responses),
            codes=codes,
            data_quality=screened.checks + included.checks + response_checks,
            suppressed=(),
            profiles=profile_numbers(tables, instrument, profiles, responses=included.consented),
            published=tuple(
                {
                    "scale": one.scale,
                    "gain": one.gain,
                    "training": one.training,
                    "reference": one.reference,
                }
                for one in instrument.published
            ),
            rules=rules.in_words(),
            seed=seed,
            small_cells=small_cells,
            synthetic=source.synthetic,
            remarks=source.remarks + tuple(map(_taken_into_account, earlier)),
        ),
        threshold=small_cells,
        earlier=earlier,
    )


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
