from collections.abc import Callable
from dataclasses import replace

from mentoreval.report.prose.limitations import limitations
from mentoreval.results import Results, ScaleResult, Share

Change = Callable[[Results, Callable[[ScaleResult], ScaleResult]], Results]


def subjects(results: Results) -> list[str]:
    """The bold words that each limitation begins with."""
    return [entry.split("**")[1].rstrip(".") for entry in limitations(results)]


def test_the_sample_has_exactly_the_limitations_that_fit_it(sample: Results) -> None:
    assert subjects(sample) == [
        "Synthetic data",
        "Self-rated",
        "Retrospective",
        "No comparison group",
        "Response",
        "Clusters",
        "Wording",
        "Several choices",
        "Published gains",
        "Hidden cells",
    ]


def test_real_data_are_not_called_synthetic(sample: Results) -> None:
    assert "Synthetic data" not in subjects(replace(sample, synthetic=False))


def test_two_surveys_have_a_limitation_of_their_own(sample: Results) -> None:
    results = replace(sample, instrument=replace(sample.instrument, design="pre-post"))
    assert "Two surveys" in subjects(results)
    assert "Retrospective" not in subjects(results)


def test_those_who_did_not_answer_are_counted(sample: Results) -> None:
    (entry,) = (text for text in limitations(sample) if text.startswith("**Response.**"))
    assert entry == (
        "**Response.** 63.8% (226/354) of those trained answered; 128 did not, and they may have "
        "judged differently. Another 43 answered without agreeing to research."
    )


def test_an_unknown_response_is_a_limitation(sample: Results) -> None:
    unknown = Share(numerator=None, denominator=None, estimate=None, ci=None)
    results = replace(sample, response=replace(sample.response, pooled=unknown))
    assert "Response unknown" in subjects(results)


def test_when_everybody_answered_nothing_is_said_of_response(sample: Results) -> None:
    everybody = Share(numerator=354, denominator=354, estimate=1.0, ci=(0.99, 1.0))
    results = replace(sample, response=replace(sample.response, pooled=everybody))
    assert "Response" not in subjects(results)


def of_people(sample: Results, every_scale: Change, n: int) -> Results:
    """The sample's 183 people, of whom `n` have a pair of ratings on every scale."""
    return every_scale(sample, lambda scale: replace(scale, n=n))


def test_a_low_share_of_pairs_is_a_limitation_with_its_counts(
    sample: Results, every_scale: Change
) -> None:
    entry = next(
        text
        for text in limitations(of_people(sample, every_scale, 40))
        if text.startswith("**Few pairs.**")
    )
    assert "Gains rest on 21.9% (40/183) of the people analyzed, at most." in entry


def test_a_high_share_of_pairs_is_none(sample: Results, every_scale: Change) -> None:
    assert "Few pairs" in subjects(of_people(sample, every_scale, 146))
    assert "Few pairs" not in subjects(of_people(sample, every_scale, 147))


def test_four_implementations_are_too_few(sample: Results, every_scale: Change) -> None:
    def few(scale: ScaleResult) -> ScaleResult:
        assert scale.clustered is not None
        return replace(scale, clusters=4, clustered=replace(scale.clustered, smallest_p=0.125))

    assert "Too few implementations" in subjects(every_scale(sample, few))


def test_one_implementation_is_a_limitation(sample: Results, every_scale: Change) -> None:
    results = every_scale(sample, lambda scale: replace(scale, clusters=1))
    assert "One implementation" in subjects(results)


def test_unknown_clusters_are_a_limitation(sample: Results, every_scale: Change) -> None:
    results = every_scale(sample, lambda scale: replace(scale, clusters=None, clustered=None))
    assert "Independence assumed" in subjects(results)


def test_small_scales_are_named_with_their_n(sample: Results) -> None:
    scales = {**sample.scales, "diversity": replace(sample.scales["diversity"], n=12)}
    entries = limitations(replace(sample, scales=scales))
    (entry,) = (one for one in entries if one.startswith("**Few people.**"))
    assert entry == (
        "**Few people.** These scales rest on fewer than 30 people: “Addressing diversity” (12). "
        "Small changes would go unseen, and large ones are known only roughly."
    )


def test_a_low_alpha_is_named(sample: Results) -> None:
    diversity = sample.scales["diversity"]
    before = replace(diversity.alpha.before, estimate=0.61)
    low = replace(diversity, alpha=replace(diversity.alpha, before=before))
    entries = limitations(replace(sample, scales={**sample.scales, "diversity": low}))
    (entry,) = (one for one in entries if one.startswith("**Reliability.**"))
    assert entry == (
        "**Reliability.** Cronbach’s alpha was below 0.70 on an occasion for “Addressing "
        "diversity” (0.61); a scale that measures roughly blurs its gain."
    )
