"""The first page: who answered, what changed by how much, how sure that is."""

from collections.abc import Iterable

from mentoreval.formatting import (
    count,
    interval,
    listed,
    number,
    p_value,
    plural,
    share,
    signed,
)
from mentoreval.report.marks import block, bullets, joined, paragraph, plain
from mentoreval.report.prose.outcomes import evaluation
from mentoreval.results import SUPPRESSED, Results, ScaleResult
from mentoreval.tables.verdicts import (
    Verdicts,
    clusters,
    is_retrospective,
    judge,
    nature,
    people,
)

KICKER = "Evaluation report"
HEADING = "In one minute"


def title(results: Results) -> str:
    """Name what the report is about."""
    return (
        "Ratings before and after the training" if results.scales else "Answers after the training"
    )


def subtitle(results: Results) -> str:
    """Name the survey, the people and the implementations."""
    survey = results.instrument.title.rstrip(".")
    analyzed, groups = people(results), clusters(results)
    if analyzed is None:
        return f"{survey}."
    whom = plural(analyzed, "person", "people")
    if groups is None:
        return f"{survey}. {whom}."
    return f"{survey}. {whom} in {plural(groups, 'implementation')}."


def headline(results: Results) -> str:
    """Say the finding in one sentence, no stronger than the tests."""
    if not results.scales:
        return "The survey asked for no ratings before and after, so it can’t show a change."
    verdicts = judge(results)
    total, rose, fell = len(verdicts.measured), len(verdicts.rose), len(verdicts.fell)
    if not total:
        return "These answers can’t show whether ratings changed."
    if not verdicts.is_decidable:
        groups = plural(clusters(results) or 0, "implementation")
        return f"With {groups} no test can decide; the gains below are a description."
    if total in (rose, fell):
        direction = "higher" if rose else "lower"
        return f"People rated themselves {direction} {_later(results)}, on {_all_of(total)}."
    if not rose and not fell:
        return f"The answers do not show a clear change on {_any_of(total)}."
    return _mixed(rose, fell, total)


def _mixed(rose: int, fell: int, total: int) -> str:
    moved = listed([f"{n} {verb} clearly" for n, verb in ((rose, "rose"), (fell, "fell")) if n])
    if rose + fell == total:
        return f"Of {total} scales, {moved}."
    return f"Of {total} scales, {moved}; for {total - rose - fell} the answers do not settle it."


def _later(results: Results) -> str:
    return "now than before the training" if is_retrospective(results) else "after the training"


def _all_of(total: int) -> str:
    return {1: "the one scale", 2: "both scales"}.get(total, f"all {total} scales")


def _any_of(total: int) -> str:
    return {1: "the one scale", 2: "either scale"}.get(total, f"any of the {total} scales")


def key_figures(results: Results) -> str:
    """Give the few numbers a director keeps in mind, as a list of cards."""
    verdicts = judge(results)
    cards = []
    pooled, analyzed = results.response.pooled, people(results)
    if pooled.estimate is not None:
        rate, counts = share(pooled).split(" ", 1)
        cards.append(f"**{rate}** of those trained answered {counts}")
    if analyzed is not None:
        cards.append(f"**{count(analyzed)}** {_card_of_people(analyzed, results)}")
    main = verdicts.overall or next(iter(verdicts.measured.values()), None)
    if main is not None:
        cards.append(
            f"**{signed(main.gain.mean)}** points, mean gain on “{plain(main.name)}” "
            f"(95% interval {_gain_interval(main)})"
        )
    if verdicts.measured and verdicts.is_decidable:
        cards.append(
            f"**{len(verdicts.rose)} of {len(verdicts.measured)}** scales rose clearly "
            "(corrected p below .05)"
        )
    return block("key-figures", bullets(cards)) if cards else ""


def _card_of_people(analyzed: int, results: Results) -> str:
    groups = clusters(results)
    noun = "person’s answers are" if analyzed == 1 else "people’s answers are"
    if groups is None:
        return f"{noun} analyzed"
    return f"{noun} analyzed, from {plural(groups, 'implementation')}"


def _gain_interval(scale: ScaleResult) -> str:
    """Give the interval that knows the implementations; where there is none, the t interval."""
    gain = scale.gain
    return interval(gain.ci_clustered or gain.ci, show=signed, reason=gain.reason)


def who(results: Results) -> str:
    """Say who was trained, answered, agreed, and is analyzed."""
    response, analyzed = results.response, people(results)
    trained = "How many people were trained is not known here, so there is no response rate."
    if response.pooled.estimate is not None:
        trained = (
            f"Of {plural(response.pooled.denominator or 0, 'person', 'people')} trained, "
            f"{share(response.pooled)} answered the survey."
        )
    agreed = (
        f"Of those who answered, {share(response.consent)} agreed to the use of their answers for "
        "research."
    )
    about = (
        f"The results below are about {plural(analyzed or 0, 'person', 'people')}"
        f"{_in_groups(results)}."
    )
    return paragraph(
        "**Who answered.**",
        trained,
        agreed if response.consent.estimate is not None else "",
        about if analyzed is not None else "",
        _paired(results, analyzed),
    )


def _paired(results: Results, analyzed: int | None) -> str:
    """Say it where fewer people could be compared than are analyzed, as with lost second waves."""
    most = max((s.n for s in results.scales.values() if s.n is not None), default=None)
    if most is None or analyzed is None or most >= analyzed:
        return ""
    return (
        "Change is measured on those with enough answers at both times: at most "
        f"{plural(most, 'person', 'people')} on a scale."
    )


def _in_groups(results: Results) -> str:
    groups = clusters(results)
    return "" if groups is None else f" in {plural(groups, 'implementation')}"


def changed(results: Results) -> str:
    """Say what rose, fell or stayed unclear, by how much; nothing for a survey without scales."""
    if not results.scales:
        return ""
    verdicts = judge(results)
    if not verdicts.measured:
        reasons = sorted({_why(scale) for scale in verdicts.missing.values()})
        return f"**What changed.** No scale can be shown: {plain('; '.join(reasons))}."
    return paragraph(
        "**What changed.**", *_overall(verdicts, results), _range(verdicts), _missing(verdicts)
    )


def _why(scale: ScaleResult) -> str:
    reason = scale.reason or scale.gain.reason or "too few answers"
    return "hidden to protect people in a small group" if reason == SUPPRESSED else reason


def _overall(verdicts: Verdicts, results: Results) -> tuple[str, ...]:
    scale = verdicts.overall
    if scale is None or scale.n is None:
        return ()
    later = "now" if is_retrospective(results) else "after it"
    means = (
        f"On “{plain(scale.name)}” the mean rating was {number(scale.before.mean)} before the "
        f"training and {number(scale.now.mean)} {later}: {signed(scale.gain.mean)} points "
        f"({nature(results)})."
    )
    if scale.improved is None or scale.unchanged is None or scale.worsened is None:
        return (means,)
    heads = (
        f"Of {plural(scale.n, 'person', 'people')}, {count(scale.improved)} rated themselves "
        f"higher, {count(scale.unchanged)} the same, and {count(scale.worsened)} lower."
    )
    return (means, heads)


def _range(verdicts: Verdicts) -> str:
    by_gain = sorted(verdicts.measured.values(), key=lambda scale: scale.gain.mean or 0.0)
    low, high = by_gain[0], by_gain[-1]
    if len(by_gain) == 1:
        return f"The mean gain on “{plain(low.name)}” was {signed(low.gain.mean)} points."
    return (
        f"Mean gains ran from {signed(low.gain.mean)} points on “{plain(low.name)}” to "
        f"{signed(high.gain.mean)} on “{plain(high.name)}”."
    )


def _missing(verdicts: Verdicts) -> str:
    names = listed([f"“{plain(scale.name)}”" for scale in verdicts.missing.values()])
    return f"Not measured, or hidden to protect people: {names}." if names else ""


def how_sure(results: Results) -> str:
    """Say what the tests allow one to believe."""
    verdicts = judge(results)
    if not verdicts.measured:
        return ""
    return paragraph("**How sure.**", _tested_how(results), *_tested_what(verdicts, results))


def _tested_how(results: Results) -> str:
    groups = clusters(results)
    if groups is None:
        return (
            "Who was trained together is not known, so the test treats people as independent of "
            "each other; if they are not, p is too small."
        )
    if groups == 1:
        return (
            "All answers come from one implementation, so nobody can tell what the training did "
            "from what this group did; the test treats people as independent of each other."
        )
    return (
        "People who are trained together may answer alike, so the test moves each of the "
        f"{plural(groups, 'implementation')} as a whole, not each person."
    )


def _tested_what(verdicts: Verdicts, results: Results) -> tuple[str, ...]:
    if not verdicts.is_decidable:
        groups = plural(clusters(results) or 0, "implementation")
        text = (
            f"With {groups}, no answers at all could have given a p below .05: p decides nothing."
        )
        return (text,)
    return (_clear(verdicts), _unclear(verdicts))


def _clear(verdicts: Verdicts) -> str:
    clear = {**verdicts.rose, **verdicts.fell}
    if not clear:
        return ""
    which = "the clear change" if len(clear) == 1 else f"the {len(clear)} clear changes"
    return (
        f"Chance alone hardly explains {which} ({_p_at_most(clear.values())}, corrected for "
        "testing several scales)."
    )


def _p_at_most(scales: Iterable[ScaleResult]) -> str:
    worst = max(scale.p_holm for scale in scales if scale.p_holm is not None)
    text = p_value(worst)
    return f"p {text}" if text.startswith("<") else f"p at most {text}"


def _unclear(verdicts: Verdicts) -> str:
    if not verdicts.unclear:
        return ""
    found = [scale.p_holm for scale in verdicts.unclear.values() if scale.p_holm is not None]
    least = f" (corrected p at least {p_value(min(found))})" if found else ""
    which = listed([f"“{plain(scale.name)}”" for scale in verdicts.unclear.values()])
    if len(verdicts.unclear) == len(verdicts.measured):
        which = "any of the differences"
    return (
        f"Chance alone may explain {which}{least}; the intervals in the table show which sizes of "
        "change fit the answers."
    )


def caution(results: Results) -> str:
    """Say what the design can't show, whatever the numbers."""
    if not results.scales:
        return (
            "**What this can’t show.** People said what they thought of the training; their skills "
            "were neither rated nor measured, and there was no comparison group."
        )
    if is_retrospective(results):
        return (
            "**What this can’t show.** People rated themselves, and they rated both moments after "
            "the training; there was no comparison group. The gains are what people see in "
            "themselves, not a measure of what they do, and not proof of what caused it."
        )
    return (
        "**What this can’t show.** People rated themselves, and there was no comparison group. The "
        "gains are what people see in themselves, not a measure of what they do, and not proof of "
        "what caused it."
    )


def _judged(results: Results) -> str:
    sentence = evaluation(results)
    return f"**How people judged the training.** {sentence}" if sentence else ""


def glance(results: Results) -> str:
    """Head the small table of the first page."""
    return f"**Mean ratings and gains** ({nature(results)}; intervals at 95%)"


def first_page(results: Results, *, table: str) -> str:
    """Give the body of the first page; `table` is the small one, as Markdown."""
    return joined(
        [
            block("lead", headline(results)),
            key_figures(results),
            who(results),
            changed(results),
            table,
            how_sure(results),
            _judged(results),
            caution(results),
        ]
    )
