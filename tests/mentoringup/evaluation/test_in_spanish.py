"""What the pages of the evaluation say to somebody who reads Spanish."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from frozen_answers import frozen_answers, ready_run
from mentoringup.access.permissions import Role
from mentoringup.evaluation.domain.making_runs import make_results
from mentoringup.evaluation.enums import RunState
from mentoringup.evaluation.errors import TellsOfFewError
from mentoringup.evaluation.models import Run
from mentoringup.evaluation.options import RunOptions, to_document


@pytest.fixture
def lectora(make_staff, site, signed_in):
    browser = signed_in(make_staff(Role.EVALUATOR, site))
    browser.cookies["django_language"] = "es"
    return browser


@pytest.fixture
def data_set(site, now):
    return frozen_answers(site, now, people=8)


@pytest.fixture
def failed(site, data_set, now):
    """A run that could not be made."""

    def _failed(making=None, **options):
        document = to_document(RunOptions(**options))
        run = Run.objects.create(site=site, name="R", options=document, asked_at=now)
        run.data_sets.add(data_set)
        more = {"making": making} if making else {}
        make_results(run_id=run.pk, clock=lambda: now, **more)
        run.refresh_from_db()
        assert run.state == RunState.FAILED
        return run

    return _failed


def at(name: str, *arguments: object) -> str:
    return reverse(f"evaluation:{name}", args=["lakeside", *arguments])


def read(browser, run) -> str:
    return browser.get(at("show_run", run.pk)).content.decode()


def test_what_would_tell_of_a_few_is_refused_with_the_number_and_the_reports(lectora, failed):
    def refusing(*_given, **_more):
        raise TellsOfFewError(
            "Together with these reports it would tell what fewer than %(people)d people "
            "answered: %(names)s. Choose other data sets.",
            people=5,
            names="“AB”; “100 %”",
        )

    assert (
        "Junto con estos informes se sabría qué respondieron menos de 5 personas: “AB”; “100 %”. "
        "Elige otros conjuntos de datos."
    ) in read(lectora, failed(refusing))


def test_rules_that_leave_nobody_are_told_in_words(lectora, failed):
    run = failed(minimum_hours=400, modes=("online",), first_date="2025-01-01")

    assert (
        "no queda ninguna respuesta, o muy pocas para calcular algo. Lo que cuenta: La formación "
        "duró 400 horas o más. La formación era para personas mentorizadas. La formación se "
        "impartió en línea. La formación empezó en esta fecha o después: miércoles, 1 de enero de "
        "2025. La persona dio su consentimiento para la investigación. Elige reglas más amplias"
    ) in read(lectora, run)


def test_the_english_of_a_refusal_is_whole_too(evaluator_in_english, failed):
    run = failed(minimum_hours=1, last_date="2020-01-01")

    assert (
        "What counts: The training lasted 1 hour or longer. The training was for mentees. The "
        "training began on this day or earlier: Wed, Jan 1, 2020. The person consented to "
        "research. Choose wider rules"
    ) in read(evaluator_in_english, run)


@pytest.fixture
def evaluator_in_english(make_staff, site, signed_in):
    return signed_in(make_staff(Role.EVALUATOR, site, "eve@example.org"))


def test_findings_say_intervals_and_rules_in_spanish(lectora, site, now, data_set):
    run = ready_run(site, now, data_set)
    gain = {"kind": "gain", "name": "Overall", "counts": "8", "interval": "+0.80 to +1.08"}
    run.told["key_numbers"] = [{"value": "+0.94", **gain}]
    run.save()

    page = read(lectora, run)

    assert "intervalo del 95 % de +0.80 a +1.08" in page
    assert "<li>La formación duró 4 horas o más.</li>" in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", b"PAR1xxxx", "<li>los archivos Parquet no se suben; envía un CSV</li>"),
        ("a.csv", b"a,b\n1\n", '<li><span lang="en">a.csv, line 2: the row has 1 cell'),
    ],
)
def test_why_a_file_is_refused_is_spanish_or_marked_as_english(lectora, name, content, told):
    sent = {"file": SimpleUploadedFile(name, content), "instrument": "shipped-mca-21-mentee"}

    assert told in lectora.post(at("new_upload"), sent).content.decode()


def test_an_upload_names_its_format_parts_and_modules(lectora):
    content = b"respondent_id,consent,mca01_before,mca01_now\n" + b"p,yes,1,3\n" * 8
    file = SimpleUploadedFile("a.csv", content)
    sent = {"file": file, "instrument": "shipped-mca-21-mentee"}

    page = lectora.post(at("new_upload"), sent, follow=True).content.decode()

    for words in ("CSV ancho sencillo, 8 filas", "mca01 ANTES", "mca02 AHORA", "Alinear las"):
        assert words in page
    assert "BEFORE" not in page
