"""Limitations that fit the data at hand: each is said only where it holds."""

from mentoreval.formatting import count, count_of, interval, listed, number, percent, plural, share
from mentoreval.report.marks import paragraph, plain
from mentoreval.report.prose.methods import notices
from mentoreval.report.prose.outcomes import LOW_RELIABILITY, alphas
from mentoreval.results import Results
from mentoreval.tables.verdicts import clusters, is_retrospective, judge, people

FEW_PEOPLE = 30
"""Below this many people the report warns of a small sample."""

FEW_PAIRED = 0.8
"""Below this share of people with two ratings the report warns that the rest may differ."""

FEW_CLUSTERS = 20
"""Below this many implementations the report warns of few clusters."""


def limitations(results: Results) -> list[str]:
    """Give the limitations as list entries, the most general first."""
    entries = [
        _synthetic(results),
        _self_rated(results),
        _design(results),
        _no_comparison(results),
        _response(results),
        _paired(results),
        _clusters(results),
        _small(results),
        _wording(results),
        _reliability(results),
        _multiple(results),
        _published(results),
        _suppressed(results),
    ]
    return [entry for entry in entries if entry]


def _synthetic(results: Results) -> str:
    if not results.synthetic:
        return ""
    return (
        "**Synthetic data.** The people and answers are invented to try the program. Nothing here "
        "is a finding about any training."
    )


def _self_rated(results: Results) -> str:
    if not results.scales:
        return (
            "**Opinions.** People said what they thought of the training. What they learned, and "
            "what they do, was not measured."
        )
    return (
        "**Self-rated.** People judged their own skills. What others would see, and what people "
        "do, was not measured."
    )


def _no_comparison(results: Results) -> str:
    if not results.scales:
        return "**No comparison group.** Nobody knows what people say of another training."
    return (
        "**No comparison group.** Time, other training and repeated asking can also raise ratings."
    )


def _design(results: Results) -> str:
    if not results.scales:
        return ""
    if is_retrospective(results):
        return (
            "**Retrospective.** The time before the training was rated after it. That avoids a "
            "shift in what people understand by a skill, but memory, and the wish to have "
            "learned something, can lower the earlier rating and so raise the gain."
        )
    return (
        "**Two surveys.** What people understand by a skill can change with the training, so that "
        "the same number may mean less before than after. Only people who answered both surveys "
        "and could be joined are in the paired results."
    )


def _response(results: Results) -> str:
    pooled = results.response.pooled
    if pooled.estimate is None or pooled.numerator is None or pooled.denominator is None:
        return (
            "**Response unknown.** Without the number of people trained, nobody can tell how many "
            "did not answer."
        )
    silent = pooled.denominator - pooled.numerator
    if not silent:
        return ""
    text = (
        f"**Response.** {share(pooled)} of those trained answered; {count(silent)} did not, and "
        "they may have judged differently."
    )
    consent, analyzed = results.response.consent, people(results)
    if analyzed is not None and consent.numerator is not None and consent.denominator is not None:
        refused = consent.denominator - consent.numerator
        if refused:
            text += f" Another {count(refused)} answered without agreeing to research."
    return text


def _paired(results: Results) -> str:
    """Say it where the gains rest on a part of the people, as with lost second waves."""
    analyzed = people(results)
    most = max((s.n for s in results.scales.values() if s.n is not None), default=None)
    if most is None or not analyzed or most >= FEW_PAIRED * analyzed:
        return ""
    return (
        f"**Few pairs.** Gains rest on {percent(most / analyzed)} "
        f"({count_of(most, analyzed)}) of the people analyzed, at most. The others did not rate "
        "enough at both times; whoever answers twice may differ from whoever does not."
    )


def _clusters(results: Results) -> str:
    if not results.scales:
        return (
            "**Independence assumed.** The intervals of shares treat people as independent of each "
            "other. If people trained together answer alike, the intervals are too narrow."
        )
    groups = clusters(results)
    if groups is None:
        return (
            "**Independence assumed.** Who was trained together is not known. If people trained "
            "together answer alike, intervals are too narrow and p too small."
        )
    if groups == 1:
        return (
            "**One implementation.** Everyone was trained together, so the result can’t be carried "
            "over to another group, and no test can take the group into account."
        )
    if not judge(results).is_decidable:
        return (
            f"**Too few implementations.** With {count(groups)}, the clustered test can’t give a p "
            "below .05, whatever people answer. Its p says nothing; the gains remain a description."
        )
    correlations = [
        scale.clustered.icc
        for scale in results.scales.values()
        if scale.clustered is not None and scale.clustered.icc is not None
    ]
    if not correlations:
        return ""
    low, high = min(correlations), max(correlations)
    text = (
        f"**Clusters.** People were trained in {plural(groups, 'implementation')}; the intraclass "
        f"correlation of the gain was {interval((low, high))} over the scales. The test allows for "
        "this, plain intervals do not."
    )
    if groups < FEW_CLUSTERS:
        text += " With so few implementations, the clustered intervals are themselves uncertain."
    return text


def _small(results: Results) -> str:
    small = [
        f"“{plain(scale.name)}” ({scale.n})"
        for scale in results.scales.values()
        if scale.n is not None and scale.n < FEW_PEOPLE
    ]
    if not small:
        return ""
    return (
        f"**Few people.** These scales rest on fewer than {FEW_PEOPLE} people: {listed(small)}. "
        "Small changes would go unseen, and large ones are known only roughly."
    )


def _wording(results: Results) -> str:
    return paragraph("**Wording.**", *notices(results)) if results.instrument.notices else ""


def _reliability(results: Results) -> str:
    low = [
        f"“{plain(name)}” ({number(min(values))})"
        for name, values in alphas(results).items()
        if values and min(values) < LOW_RELIABILITY
    ]
    if not low:
        return ""
    return (
        f"**Reliability.** Cronbach’s alpha was below {number(LOW_RELIABILITY)} on an occasion for "
        f"{listed(low)}; a scale that measures roughly blurs its gain."
    )


def _multiple(results: Results) -> str:
    topics = [
        plain(question.topic.lower())
        for variable, question in results.questions.items()
        if question.kind == "multiple" and variable in results.groups
    ]
    if not topics:
        return ""
    return (
        f"**Several choices.** People could choose several options for {listed(topics)}. Those who "
        "did are in no group comparison."
    )


def _published(results: Results) -> str:
    if not results.published:
        return ""
    return (
        "**Published gains.** They come from other people, surveys and times. They give a sense of "
        "size, not a comparison of trainings."
    )


def _suppressed(results: Results) -> str:
    if not results.suppressed:
        return ""
    return (
        f"**Hidden cells.** {plural(len(results.suppressed), 'cell')} of the tables "
        f"{'is' if len(results.suppressed) == 1 else 'are'} hidden to protect people "
        "in small groups."
    )
