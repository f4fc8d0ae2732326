"""`make demo`: the main job on a fresh machine, once for all these tests."""

import contextlib
import io
import json

import pytest

from mentoreval.demo import main


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The status, the output folder (its name has blanks), and the lines that were said."""
    folder = tmp_path_factory.mktemp("demo") / "a checkout with blanks" / "demo"
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = main(["--seed", "2024", "--output", str(folder)])
    return status, folder, said.getvalue().splitlines()


def test_it_ends_with_the_path_of_a_report_that_is_there(demo):
    status, folder, lines = demo
    report = folder / "report" / "report.html"
    assert status == 0
    assert lines[-1].startswith("Done in ")
    assert lines[-1].endswith(f"Open {report}")
    assert report.is_file()


def test_it_prints_the_five_most_telling_numbers_of_the_cohort(demo):
    _, _, lines = demo
    begins = lines.index("Mentoring Up, survey after the training: responses.csv")
    assert lines[begins + 1].startswith("These people are synthetic")
    response, used, gain, sure, improved = lines[begins + 2 : begins + 7]
    assert response.split(maxsplit=1) == ["Response", "63.8% (226/354)"]
    assert used.endswith("183 responses")
    assert gain.startswith("  Gain, Overall       +")
    assert sure.endswith("p < .001, 26 implementations as units")
    assert improved.startswith("  Improved ")


def test_the_result_holds_the_published_figures_of_the_cohort(demo):
    results = json.loads((demo[1] / "report" / "results.json").read_text(encoding="utf-8"))
    scales = results["scales"]
    gains = {name: round(scale["gain"]["mean"], 2) for name, scale in scales.items()}
    rates = results["response"]["per_implementation"]
    left = {step["step"]: step["remaining"] for step in results["flow"]}
    assert (gains["communication"], gains["expectations"], gains["professional-development"]) == (
        0.75,
        1.06,
        0.61,
    )
    assert all(scale["p_holm"] < 0.001 for scale in scales.values())
    assert (round(rates["mean"] * 100, 1), round(rates["sd"] * 100, 1), rates["n"]) == (
        67.6,
        23.6,
        26,
    )
    assert (left["for others than mentees"], left["no consent to research"]) == (26, 183)
    assert results["synthetic"] is True


def test_every_text_made_of_the_cohort_says_that_it_is_synthetic(demo):
    _, folder, _ = demo
    texts = [
        *(folder / "cohort").iterdir(),
        *(folder / "report" / "tables").iterdir(),
        *(folder / "report" / "figures").iterdir(),
        folder / "report" / "report.html",
    ]
    assert [path.name for path in texts if "synthetic" not in path.read_text("utf-8").lower()] == []


def test_a_file_of_another_shape_is_evaluated_too(demo):
    results = json.loads((demo[1] / "pre-post" / "results.json").read_text(encoding="utf-8"))
    assert results["instrument"]["design"] == "pre-post"
    assert results["scales"]["overall"]["n"] > 0


def test_the_folders_hold_everything_that_the_front_page_promises(demo):
    _, folder, _ = demo
    for name in ("report", "pre-post"):
        assert {path.name for path in (folder / name).iterdir()} == {
            *("report.html", "report.pdf", "report.docx", "results.json"),
            *("tables", "figures"),
        }
