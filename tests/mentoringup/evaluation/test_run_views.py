"""The pages of runs: asking, progress with and without scripts, findings, files, texts."""

import pytest
from django.urls import reverse

from frozen_answers import FIGURE, frozen_answers, ready_run, words_question
from mentoreval.results_json import to_json
from mentoringup.access.permissions import Role
from mentoringup.evaluation.domain.making_runs import make_results
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.making import Made, evaluated
from mentoringup.evaluation.models import RedactedText, Run
from mentoringup.evaluation.options import PUBLICATION, RunOptions, from_document

FORM = {
    "name": "Spring",
    "threshold": "5",
    "minimum_hours": "4",
    "audiences": ["mentees"],
    "modes": ["in person", "online", "hybrid"],
    "research_consent": "on",
    "seed": "20220427",
    "paper": "us-letter",
}
QUESTION = words_question()


@pytest.fixture
def evaluator(make_staff, site, signed_in):
    return signed_in(make_staff(Role.EVALUATOR, site))


@pytest.fixture
def facilitator(make_staff, site, signed_in):
    """Somebody who may see findings at most."""
    return signed_in(make_staff(Role.FACILITATOR, site))


@pytest.fixture
def data_set(site, now):
    texts = tuple(f"I met Rosa Delgado {number} times" for number in range(6))
    return frozen_answers(site, now, people=8, texts=texts)


def at(name: str, *arguments: object) -> str:
    return reverse(f"evaluation:{name}", args=["lakeside", *arguments])


def waiting_run(site, now, data_set, **fields) -> Run:
    run = Run.objects.create(
        site=site,
        name="Spring",
        options={"threshold": 5},
        asked_at=now,
        **fields,
    )
    run.data_sets.add(data_set)
    return run


def test_a_site_without_anything_is_told_the_way(evaluator):
    page = evaluator.get(at("overview")).content.decode()

    assert "The way from a survey to a finding" in page


def test_the_overview_asks_as_often_with_many_runs_as_with_one(evaluator, site, now, data_set):
    ready_run(site, now, data_set)
    evaluator.get(at("overview"))
    with_one = _queries(lambda: evaluator.get(at("overview")))
    for number in range(4):
        other = frozen_answers(site, now, people=8, training=f"T{number + 2}")
        ready_run(site, now, other, name=f"Run {number}")

    assert _queries(lambda: evaluator.get(at("overview"))) == with_one


def test_the_findings_ask_as_often_with_many_past_runs_as_with_one(evaluator, site, now, data_set):
    run = ready_run(site, now, data_set)
    ready_run(site, now, frozen_answers(site, now, people=8, training="T2"))
    evaluator.get(at("show_run", run.pk))
    with_one = _queries(lambda: evaluator.get(at("show_run", run.pk)))
    for number in range(4):
        ready_run(site, now, frozen_answers(site, now, people=8, training=f"U{number}"))

    assert _queries(lambda: evaluator.get(at("show_run", run.pk))) == with_one


def _queries(call) -> int:
    from django.db import connection  # noqa: PLC0415  one helper needs it
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  the same

    with CaptureQueriesContext(connection) as found:
        assert call().status_code == 200
    return len(found)


def test_sending_the_form_asks_for_a_run_with_its_options(evaluator, data_set):
    sent = evaluator.post(
        at("start_run"),
        {**FORM, "data_sets": [data_set.pk], "threshold": str(PUBLICATION), "paper": "a4"},
    )

    run = Run.objects.get()
    assert sent.headers["Location"] == at("show_run", run.pk)
    assert (run.name, run.state) == ("Spring", RunState.WAITING)
    assert from_document(run.options) == RunOptions(threshold=PUBLICATION, paper="a4")


def test_a_publication_about_people_who_did_not_consent_is_refused(evaluator, data_set):
    form = {**FORM, "data_sets": [data_set.pk], "threshold": str(PUBLICATION)}
    form.pop("research_consent")

    sent = evaluator.post(at("start_run"), form)

    assert sent.status_code == 422
    assert "A report for publication is about people who consented" in sent.content.decode()
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"data_sets": ["999999"]},
        {"data_sets": []},
        {"seed": "-1"},
        {"minimum_hours": "many"},
        {"compare": ["no-such-question"]},
        {"first_date": "2026-02-01", "last_date": "2026-01-01"},
        {"threshold": "1"},
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(evaluator, data_set, wrong):
    sent = evaluator.post(at("start_run"), {**FORM, "data_sets": [data_set.pk], **wrong})

    assert sent.status_code == 422
    assert 'value="Spring"' in sent.content.decode()
    assert not Run.objects.exists()


def test_a_data_set_of_another_site_can_t_be_chosen(evaluator, other_site, now, data_set):
    theirs = frozen_answers(other_site, now, people=8, training="T9")

    sent = evaluator.post(at("start_run"), {**FORM, "data_sets": [data_set.pk, theirs.pk]})

    assert sent.status_code == 422
    assert theirs.name not in evaluator.get(at("start_run")).content.decode()


def test_progress_works_without_scripts_and_answers_htmx_only_with_news(
    evaluator, site, now, data_set
):
    run = waiting_run(
        site, now, data_set, state=RunState.RUNNING, progress=40, step="Setting the PDF"
    )
    address = at("show_run", run.pk)

    page = evaluator.get(address).content.decode()
    part = evaluator.get(address, headers={"HX-Request": "true"}).content.decode()
    seen = {"HX-Request": "true", "X-Seen": "running-40-Setting the PDF"}

    assert 'Setting the PDF <span class="text-muted">40%</span>' in page
    assert "40%" in evaluator.get(at("overview")).content.decode()
    assert "Look again how far it is" in page
    assert "<html" not in part
    assert evaluator.get(address, headers=seen).status_code == 204


def test_htmx_is_told_to_load_the_page_once_the_findings_are_there(evaluator, site, now, data_set):
    run = ready_run(site, now, data_set)

    answer = evaluator.get(at("show_run", run.pk), headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")


def test_a_faulty_run_says_why_and_can_be_begun_again(evaluator, site, now, data_set):
    run = waiting_run(
        site, now, data_set, state=RunState.FAILED, fault="By these rules no answer is left."
    )

    page = evaluator.get(at("show_run", run.pk)).content.decode()
    evaluator.post(at("begin_run_again", run.pk))

    assert "By these rules no answer is left." in page
    assert Run.objects.get(pk=run.pk).state == RunState.WAITING


def test_the_findings_say_the_sentence_first_with_numbers_drawings_and_what_is_missing(
    evaluator, site, now, data_set
):
    page = evaluator.get(at("show_run", ready_run(site, now, data_set).pk)).content.decode()

    said = [
        "People rated themselves higher now",
        "80.0%",
        "8/10 people; 95% interval 49.0% to 94.3%",
        "Who answered.",
        "needs two implementations, found 1",
        "<title>Every scale rose</title>",
        "ab" * 32,
    ]
    places = [page.find(text) for text in said]
    assert min(places) > 0
    assert places == sorted(places)


def test_the_site_s_past_stands_beside_it_but_no_other_version(evaluator, site, now, data_set):
    run = ready_run(site, now, data_set)
    ready_run(site, now, frozen_answers(site, now, people=8, training="T2"), name="Last year")
    other = ready_run(site, now, data_set, name="Another questionnaire")
    other.data_sets.clear()

    page = evaluator.get(at("show_run", run.pk)).content.decode()

    assert "Last year" in page
    assert "Another questionnaire" not in page


def test_answers_are_for_evaluators_and_reports_for_all_who_may_see_findings(
    evaluator, site, now, data_set, make_staff, signed_in
):
    run = ready_run(site, now, data_set)
    answers = run.files.get(kind="answers-csv").pk
    viewers = [role for role in Role if role is not Role.EVALUATOR]
    for role in viewers:
        client = signed_in(make_staff(role, site)) if not role.startswith("network") else None
        if client is not None:
            may_see = client.get(at("show_run", run.pk)).status_code == 200
            may_run = client.get(at("start_run")).status_code == 200
            got = client.get(at("download_run_file", run.pk, answers)).status_code
            assert got == (200 if may_run else 404 if may_see else 403), role

    got = evaluator.get(at("download_run_file", run.pk, answers))
    assert got.content == b"respondent_id\r\n"
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_living_figure_runs_in_a_place_of_its_own(evaluator, site, now, data_set):
    run = ready_run(site, now, data_set)

    answer = evaluator.get(at("live_figure", run.pk, FIGURE))

    assert f":has(#{FIGURE})" in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none';")
    assert "same-origin" not in policy
    assert evaluator.get(at("live_figure", run.pk, "figure-none")).status_code == 404


def test_answers_in_words_are_marked_reviewed_and_only_then_seen_by_others(
    evaluator, make_staff, signed_in, site, data_set
):
    address = at("show_texts", data_set.pk, QUESTION)
    coordinator = signed_in(make_staff(Role.COORDINATOR, site))

    page = evaluator.get(address).content.decode()
    sent = evaluator.post(
        at("review_text", data_set.pk, QUESTION), {"number": "1", "text": "I met [name]"}
    )
    evaluator.post(
        at("review_text", data_set.pk, QUESTION), {"number": "2", "text": "x", "keep_back": "yes"}
    )

    assert page.count("<mark>Rosa Delgado</mark>") == 6
    assert page.count("I met [name] ") == 6
    assert sent.headers["Location"] == f"{address}?page=1#text-1"
    assert list(RedactedText.objects.values_list("number", "text")) == [
        (1, "I met [name]"),
        (2, ""),
    ]
    theirs = coordinator.get(address)
    if theirs.status_code == 200 and b"<textarea" not in theirs.content:
        assert b"Rosa" not in theirs.content


@pytest.mark.parametrize("number", ["0", "7", "one", "-1", "99999999999999999999", ""])
def test_an_answer_that_is_not_there_is_not_found(evaluator, data_set, number):
    sent = evaluator.post(at("review_text", data_set.pk, QUESTION), {"number": number, "text": "x"})

    assert sent.status_code == 404


def test_an_export_before_its_time_is_refused_in_a_sentence(evaluator, data_set):
    sent = evaluator.post(at("download_texts", data_set.pk, QUESTION))

    assert sent.status_code == 422
    assert "so there is no file yet." in sent.content.decode()


def test_a_question_with_few_answers_shows_none(evaluator, site, now):
    data_set = frozen_answers(site, now, people=8, training="T5", texts=("secret words",) * 4)

    listed = evaluator.get(at("list_texts", data_set.pk)).content.decode()
    page = evaluator.get(at("show_texts", data_set.pk, QUESTION)).content.decode()

    assert "Fewer than 5 answers, so none is shown." in listed
    assert "secret words" not in listed + page


def hiding_nothing(data_sets, options, _earlier, *, progress, **_named) -> Made:
    """A maker that does not hear what readers have already."""
    found = evaluated(
        data_sets, from_document(options), [], progress=lambda step: progress(50, step)
    )
    return Made(results=to_json(found), sha256="0" * 64, told={}, files=())


def test_who_asked_is_told_which_reports_together_would_give_a_few_people_away(
    evaluator, site, now
):
    few, some, many = (
        frozen_answers(site, now, people=people, training=name)
        for name, people in (("A", 3), ("B", 20), ("C", 15))
    )
    for name, *data_sets in (("AB", few, some), ("BC", some, many), ("C", many)):
        chosen = {"name": name, "data_sets": [one.pk for one in data_sets]}
        evaluator.post(at("start_run"), {**FORM, **chosen})
        make_results(run_id=Run.objects.latest("pk").pk, clock=lambda: now, making=hiding_nothing)
    run = Run.objects.latest("pk")

    page = evaluator.get(at("show_run", run.pk)).content.decode()

    assert (run.name, run.state, run.results) == ("C", RunState.FAILED, None)
    assert (
        "Together with these reports it would tell what fewer than 5 people answered: "
        "“AB”; “BC”. Choose other data sets."
    ) in page
    assert run.files.count() == 0
