import shlex
from dataclasses import replace

from mentoreval.report.prose.appendix import command
from mentoreval.results import Given, Results


def copied(block: str) -> str:
    """What a shell makes of the block: a line that ends in a backslash goes on."""
    return block.strip("~\n").replace("\\\n", " ")


def test_the_command_names_every_file_and_every_option(sample: Results) -> None:
    given = Given(
        instrument="our survey.yaml",
        crosswalk="crosswalk.yaml",
        dictionary="dictionary.csv",
        rules="rules.yaml",
        compare=("stage=Student,Postdoc, or fellow", "mode"),
        earlier=("spring.json",),
    )
    text = command(replace(sample, given=given))
    assert shlex.split(copied(text)) == [
        *("mentoreval", "evaluate", sample.input.name),
        *("--instrument", "our survey.yaml"),
        *("--crosswalk", "crosswalk.yaml"),
        *("--dictionary", "dictionary.csv"),
        *("--implementations", "implementations.csv"),
        *("--rules", "rules.yaml"),
        *("--codes", "codes.csv"),
        *("--compare", "stage=Student,Postdoc, or fellow"),
        *("--compare", "mode"),
        *("--profile", "r"),
        *("--earlier", "spring.json"),
        *("--small-cells", "5"),
        *("--seed", "1"),
        *("--output", "DIR"),
    ]


def test_results_that_nobody_told_about_files_name_the_instrument_by_its_id(
    sample: Results,
) -> None:
    assert f"    --instrument {sample.instrument.id} \\\n    --implementations" in command(sample)
