"""The answers behind the scales: items one by one, checks of the data, exclusions, places."""

from mentoreval.competencies import COMPETENCIES
from mentoreval.results import ImplementationResult, ItemResult, Results
from mentoreval.tables.model import Cell, Column, Kind, Table, explain_absences, present
from mentoreval.tables.scales import OCCASIONS


def items_table(results: Results) -> Table | None:
    """Means and missing answers of every paired item."""
    if not results.items:
        return None
    kinds = tuple(dict.fromkeys(kind for item in results.items.values() for kind in item.missing))
    table = Table(
        id="items",
        title="Items",
        caption="Means of all who answered on that occasion; paired: people who answered on both.",
        columns=(
            Column(name="Item", kind=Kind.TEXT),
            Column(name="Topic", kind=Kind.TEXT),
            Column(name="Paired", kind=Kind.COUNT),
            Column(name="BEFORE", unit="mean"),
            Column(name="NOW", unit="mean"),
            *(Column(name=_missing_name(kind), kind=Kind.COUNT) for kind in kinds),
            Column(name="Wording", kind=Kind.TEXT, printed=False),
        ),
        rows=tuple(
            (
                item_id,
                item.topic,
                present(item.n_paired, item.reason),
                present(item.mean_before, item.reason),
                present(item.mean_now, item.reason),
                *(_missing(item, kind) for kind in kinds),
                item.text,
            )
            for item_id, item in results.items.items()
        ),
    )
    return explain_absences(table, results)


def _missing(item: ItemResult, kind: str) -> Cell:
    """Nobody, unless the item as a whole is hidden."""
    return present(item.missing.get(kind, None if item.reason else 0), item.reason)


def _missing_name(kind: str) -> str:
    """Turn `unanswered_before` into `Unanswered BEFORE`."""
    what, _, occasion = kind.rpartition("_")
    if occasion not in OCCASIONS:
        return kind.replace("_", " ").capitalize()
    return f"{what.replace('_', ' ').capitalize()} {OCCASIONS[occasion]}"


def item_options_table(results: Results) -> Table | None:
    """People by item, occasion and option, the unused options too."""
    if not results.items:
        return None
    table = Table(
        id="items-options",
        title="Answers to every item",
        caption="People by option; all options of the instrument are listed.",
        columns=(
            Column(name="Item", kind=Kind.TEXT),
            Column(name="Topic", kind=Kind.TEXT),
            Column(name="Occasion", kind=Kind.TEXT),
            Column(name="Code", kind=Kind.TEXT),
            Column(name="Option", kind=Kind.TEXT),
            Column(name="People", kind=Kind.COUNT),
        ),
        rows=tuple(
            (item_id, item.topic, shown, code, label, _people(item, occasion, code))
            for item_id, item in results.items.items()
            for occasion, shown in OCCASIONS.items()
            for code, label in item.options.items()
        ),
        grouped=True,
    )
    return explain_absences(table, results)


def _people(item: ItemResult, occasion: str, code: str) -> Cell:
    counts = item.before if occasion == "before" else item.now
    return present(counts.get(code, None if item.reason else 0), item.reason)


def data_quality_table(results: Results) -> Table | None:
    """What was looked for in the data, what was found, what was done."""
    if not results.data_quality:
        return None
    table = Table(
        id="data-quality",
        title="Checks of the data",
        caption="Rows that each check found, and what was done with them.",
        columns=(
            Column(name="Check", kind=Kind.TEXT),
            Column(name="Found", kind=Kind.COUNT),
            Column(name="What was done", kind=Kind.TEXT),
        ),
        rows=tuple(
            (c.title or c.check, present(c.count, c.reason), c.detail) for c in results.data_quality
        ),
    )
    return explain_absences(table, results)


def flow_table(results: Results) -> Table | None:
    """How many left at each step, and how many went on."""
    if not results.flow:
        return None
    return Table(
        id="flow",
        title="Flow of exclusions",
        caption="Each step starts from those who remained at the step above, unit by unit.",
        columns=(
            Column(name="Unit", kind=Kind.TEXT),
            Column(name="Step", kind=Kind.TEXT),
            Column(name="Excluded", kind=Kind.COUNT),
            Column(name="Remaining", kind=Kind.COUNT),
        ),
        rows=tuple((f.unit, f.step, f.excluded, f.remaining) for f in results.flow),
        grouped=True,
    )


def implementations_table(results: Results) -> Table | None:
    """Every implementation that was reported, included or not; None without a file of them."""
    if not results.implementations:
        return None
    table = Table(
        id="implementations",
        title="Implementations",
        caption="As reported in the file of implementations; people as far as they may be shown.",
        columns=(
            Column(name="Implementation", kind=Kind.TEXT),
            Column(name="Site", kind=Kind.TEXT),
            Column(name="Date", kind=Kind.TEXT),
            Column(name="Mode", kind=Kind.TEXT),
            Column(name="Audience", kind=Kind.TEXT),
            Column(name="Length", unit="hours", digits=1),
            Column(name="Trained", kind=Kind.COUNT),
            Column(name="Answered", kind=Kind.COUNT),
            Column(name="Consented", kind=Kind.COUNT),
            Column(name="Included", kind=Kind.TEXT),
            Column(name="Modules", kind=Kind.TEXT, printed=False),
            Column(name="Country", kind=Kind.TEXT, printed=False),
            Column(name="Latitude", printed=False),
            Column(name="Longitude", printed=False),
        ),
        rows=tuple(_implementation_row(one) for one in results.implementations),
    )
    return explain_absences(table, results)


def _implementation_row(one: ImplementationResult) -> tuple[Cell, ...]:
    why = one.reason or "not known"
    return (
        one.id,
        one.site,
        one.date or "unknown",
        one.mode or "unknown",
        one.audience,
        one.hours,
        present(one.trained, why),
        present(one.answered, why),
        present(one.consented, why),
        "yes" if one.included else f"no: {one.excluded_because or 'reason unknown'}",
        modules_in_words(one.modules),
        one.country,
        one.latitude,
        one.longitude,
    )


def modules_in_words(modules: tuple[str, ...] | None) -> str:
    """Name the modules taught; unknown is not none."""
    if modules is None:
        return "unknown"
    return "; ".join(COMPETENCIES.get(module, module) for module in modules) or "none"


def profiles_table(results: Results) -> Table | None:
    """What other programs give on the same data; None unless a profile was asked for."""
    rows: list[tuple[Cell, ...]] = []
    for profile, by_scale in results.profiles.items():
        for scale_id, numbers in by_scale.items():
            scale = results.scales.get(scale_id)
            rows += [
                (
                    profile,
                    scale.name if scale else scale_id,
                    entry.statistic,
                    present(entry.ours),
                    present(entry.theirs),
                    entry.why,
                )
                for entry in numbers
            ]
    if not rows:
        return None
    table = Table(
        id="profiles",
        title="The same numbers as other programs give them",
        caption="Where two numbers differ, the last column says why.",
        columns=(
            Column(name="Program", kind=Kind.TEXT),
            Column(name="Scale", kind=Kind.TEXT),
            Column(name="Statistic", kind=Kind.TEXT),
            Column(name="Here", kind=Kind.ANY_SIZE),
            Column(name="There", kind=Kind.ANY_SIZE),
            Column(name="Why they differ", kind=Kind.TEXT),
        ),
        rows=tuple(rows),
        grouped=True,
    )
    return explain_absences(table, results)
