from dataclasses import replace

from mentoreval.report.prose.checklists import FOR_AUTHORS, cherries, strobe
from mentoreval.results import Results, Share
from mentoreval.tables.model import Table


def answers(table: Table) -> dict[str, str]:
    return {str(item): str(answer) for item, answer in table.rows}


def test_cherries_answers_what_the_run_knows(sample: Results) -> None:
    found = answers(cherries(sample))
    assert found["Participation rate"] == "63.8% (226/354) of those trained answered."
    assert found["Informed consent"] == (
        "Asked; 81.0% (183/226) of those who answered agreed to research use."
    )
    assert (
        found["Duplicate entries"]
        == "Same respondent twice: 2. The latest complete response was kept."
    )


def test_cherries_leaves_to_the_authors_what_the_run_cannot_know(sample: Results) -> None:
    found = answers(cherries(sample))
    assert found["Ethics approval"] == FOR_AUTHORS
    assert found["Incentives"] == FOR_AUTHORS


def test_an_unknown_participation_rate_is_for_the_authors(sample: Results) -> None:
    unknown = Share(numerator=None, denominator=None, estimate=None, ci=None)
    results = replace(sample, response=replace(sample.response, pooled=unknown))
    assert answers(cherries(results))["Participation rate"] == FOR_AUTHORS


def test_strobe_has_its_22_items(sample: Results) -> None:
    numbers = [item.split()[0] for item in answers(strobe(sample))]
    assert numbers == [str(n) for n in range(1, 23)]


def test_strobe_gives_the_headline_as_key_result(sample: Results) -> None:
    assert answers(strobe(sample))["18 Key results"] == (
        "People rated themselves higher now than before the training, on all 7 scales."
    )
