import pytest

from mentoreval.results import CodesResult, InputFile


@pytest.mark.parametrize(("question", "wording"), [("useful", "What helped?"), ("else", None)])
def test_codes_are_told_the_wording_of_their_question(run, fourteen, question, wording):
    codes = CodesResult(
        question=question,
        answers=9,
        codings=9,
        file=InputFile(name="codes.csv", sha256="", rows=9, format="codes"),
        codes=(),
    )
    assert run(fourteen, codes=codes).codes.wording == wording
