"""Codes that few answers have: no count, no example."""

from dataclasses import replace

from mentoreval.disclosure.protection import protect
from mentoreval.results import SUPPRESSED, CodeShare, CodesResult, InputFile


def codes_of(**counts):
    return CodesResult(
        question="planned",
        answers=40,
        codings=sum(counts.values()),
        file=InputFile(name="codes.csv", sha256="", rows=50, format="codes"),
        codes=tuple(
            CodeShare(
                code=code,
                label=code.title(),
                n=n,
                of=40,
                estimate=n / 40,
                ci=(0, 1),
                example=f"We {code}.",
            )
            for code, n in counts.items()
        ),
    )


def test_a_rare_code_loses_its_count_and_its_example(run):
    codes = codes_of(listen=20, plan=9, rest=2)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert {one.code: (one.n, one.example) for one in results.codes.codes} == {
        "listen": (20, "We listen."),
        "plan": (9, "We plan."),
        "rest": (None, None),
    }
    assert (results.codes.codings, results.codes.reason) == (None, SUPPRESSED)


def test_codes_known_to_have_two_answers_at_least_are_not_told_by_their_sum(run):
    codes = codes_of(listen=20, plan=9, rest=2, ask=2)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert results.codes.codings is None


def test_hidden_codes_stand_by_label_and_special_ones_stay_last(run):
    codes = codes_of(listen=20, rest=4, ask=3, other=3)
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert [one.code for one in results.codes.codes] == ["listen", "ask", "rest", "other"]


def test_codes_that_one_answer_has_are_counted_and_not_named(run):
    codes = replace(codes_of(listen=20, other=6), grouped=("Patience", "Writing"))
    results = protect(replace(run(Oak=20), codes=codes), threshold=5)
    assert results.codes.grouped == ("suppressed", "suppressed")


def test_a_code_that_one_more_answer_has_is_hidden(run):
    results = run(Oak=20)
    first = replace(results, codes=codes_of(listen=20, plan=9))
    second = replace(results, codes=codes_of(listen=21, plan=19))
    found = protect(second, threshold=5, earlier=[first]).codes
    assert {one.code: one.n for one in found.codes} == {"listen": None, "plan": 19}
