"""Pages of data sets and uploads, as staff see them."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoringup.evaluation.domain.freezing import freeze
from mentoringup.evaluation.models import DataSet, Run, Upload
from mentoringup.surveys.domain.waves import close_wave, extend_wave, reopen_wave
from mentoringup.surveys.enums import WaveState
from mentoringup.surveys.models import PaperForm
from mentoringup.ui.dates import say_time

PLAIN = "respondent_id,consent,email,mca01_before,mca01_now\n" + "".join(
    f"p{n},yes,p{n}@x.org,1,3\n" for n in range(8)
)


@pytest.fixture
def browser(coordinator, signed_in):
    return signed_in(coordinator)


@pytest.fixture
def reader(make_staff, site, signed_in):
    return signed_in(make_staff("facilitator", site, "fay@example.org"))


@pytest.fixture
def address(site):
    def _address(name, *args):
        return reverse(f"evaluation:{name}", args=[site.slug, *args])

    return _address


@pytest.fixture
def frozen(make_wave, answer, coordinator, now):
    wave = make_wave()
    for number in range(6):
        answer(wave, {"a1_now": 3, "stage": 1, "plan": f"secret words {number}"})
    return freeze(wave=wave, actor=coordinator, now=now)


def text_of(response):
    return response.content.decode()


def pressed(browser, page):
    """What the button of a page that asks before freezing answers."""
    sent = re.search(r'name="seen" value="([^"]*)"', text_of(page))
    return browser.post(page.request["PATH_INFO"], {"seen": unescape(sent[1])})


def test_a_site_without_data_sets_is_told_how_to_get_one(browser, address):
    page = text_of(browser.get(address("list_data_sets")))

    assert "No data set yet" in page
    assert address("new_upload") in page


def test_a_wave_is_frozen_by_a_button_after_it_was_said_what_that_means(
    browser, address, make_wave, answer
):
    wave = make_wave()
    answer(wave, {"stage": 1})
    assert address("freeze_wave", wave.pk) in text_of(browser.get(address("list_data_sets")))
    asked = browser.get(address("freeze_wave", wave.pk))
    assert "it is closed first" in text_of(asked)
    assert DataSet.objects.count() == 0

    done = pressed(browser, asked)

    found = DataSet.objects.get()
    assert done.url == address("data_set", found.pk)
    assert Run.objects.get().data_sets.get() == found
    wave.refresh_from_db()
    assert wave.state == WaveState.FROZEN


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stale_tab_is_told_since_when_the_wave_is_frozen_and_led_to_its_data_set(
    browser, address, frozen, site, method
):
    ask = getattr(browser, method)
    page = ask(address("freeze_wave", frozen.wave_id), follow=True)

    since = say_time(frozen.frozen_at, None, site.zone).words
    assert page.redirect_chain == [(address("data_set", frozen.pk), 302)]
    assert f"has been frozen since {since}. Nothing was changed" in text_of(page)
    assert "its evaluation begins" not in text_of(page)
    assert (DataSet.objects.count(), Run.objects.count()) == (1, 0)


@pytest.fixture
def change(coordinator, now):
    """Close a wave or open it again, an hour after what was done before."""
    later = now

    def _change(wave, *, to):
        nonlocal later
        later += timedelta(hours=1)
        if to == "closed":
            close_wave(wave=wave, actor=coordinator, now=later)
            return later
        ends = later + timedelta(days=7)
        do = extend_wave if to == "extended" else reopen_wave
        do(wave=wave, closes_at=ends, actor=coordinator, now=later)
        return ends

    return _change


@pytest.mark.parametrize(
    ("before", "since", "says", "is_open"),
    [
        (["closed"], ["open"], "was opened again. It takes answers until {}", True),
        (["closed"], ["open", "closed"], "opened again and closed again: {}", False),
        ([], ["closed"], "this survey was closed: {}", False),
        ([], ["extended"], "It takes answers until {}", True),
    ],
)
def test_a_stale_button_says_what_became_of_the_wave_and_freezes_nothing(
    browser, address, make_wave, answer, change, site, before, since, says, is_open
):
    wave = make_wave()
    answer(wave, {"stage": 1})
    for to in before:
        change(wave, to=to)
    stale = browser.get(address("freeze_wave", wave.pk))
    moment = [change(wave, to=to) for to in since][-1]

    refused = pressed(browser, stale)

    assert refused.status_code == 409
    assert says.format(say_time(moment, None, site.zone).words) in text_of(refused)
    wave.refresh_from_db()
    assert wave.state == (WaveState.OPEN if is_open else WaveState.CLOSED)
    assert DataSet.objects.count() == 0

    assert pressed(browser, refused).url == address("data_set", DataSet.objects.get().pk)


def test_a_button_that_says_nothing_of_what_was_seen_freezes_nothing(browser, address, make_wave):
    refused = browser.post(address("freeze_wave", make_wave().pk))

    assert refused.status_code == 409
    assert DataSet.objects.count() == 0


def test_paper_that_is_not_taken_over_is_told_of_beforehand_and_counted_as_left_out(
    browser, address, make_wave, answer
):
    wave = make_wave()
    answer(wave, {"stage": 1})
    form = PaperForm.objects.create(wave=wave, number=4, first={"stage": 2})
    asked = browser.get(address("freeze_wave", wave.pk))
    assert "1 form on paper is typed in and not taken over." in text_of(asked)

    pressed(browser, asked)

    form.refresh_from_db()
    assert form.first == {}
    found = DataSet.objects.get()
    assert {"step": "paper left out", "count": 1} in found.origin["flow"]
    assert "typed in from paper and not taken over" in text_of(
        browser.get(address("data_set", found.pk))
    )


def test_a_page_of_a_data_set_shows_counts_and_no_answer(browser, address, frozen):
    page = text_of(browser.get(address("data_set", frozen.pk)))

    assert frozen.sha256 in page
    assert "6 answers, frozen" in page
    assert "secret words" not in page


def test_answers_leave_by_a_button_and_words_nobody_has_reviewed_stay(browser, address, frozen):
    csv = browser.post(address("take_answers", frozen.pk, "answers-csv"))
    sav = browser.post(address("take_answers", frozen.pk, "answers-sav"))

    assert csv["Content-Disposition"] == f'attachment; filename="data-set-{frozen.pk}.csv"'
    assert b"a1_before" in csv.content
    assert b"secret words" not in csv.content
    assert b"secret words" not in sav.content
    assert sav.content.startswith(b"$FL2")


def test_too_few_consenting_answers_stay_and_the_page_says_why(
    browser, address, make_wave, answer, coordinator, now
):
    wave = make_wave()
    answer(wave, {"stage": 1})
    found = freeze(wave=wave, actor=coordinator, now=now)

    refused = browser.post(address("take_answers", found.pk, "answers-csv"))

    assert refused.status_code == 422
    assert "Only 1 person consented" in text_of(refused)


def test_who_leads_sessions_neither_sees_data_sets_nor_takes_answers_along(reader, address, frozen):
    assert reader.get(address("data_set", frozen.pk)).status_code == 403
    assert reader.post(address("take_answers", frozen.pk, "answers-csv")).status_code == 403


@pytest.mark.parametrize("kind", ["nothing", "answers-csv"])
def test_a_file_that_is_none_of_the_questionnaire_is_not_found(browser, address, frozen, kind):
    assert browser.get(address("download_questions", frozen.pk, kind)).status_code == 404


def test_an_upload_is_placed_described_and_becomes_a_data_set(browser, address):
    sent = {
        "file": SimpleUploadedFile("ours.csv", PLAIN.encode()),
        "instrument": "shipped-mca-21-mentee",
    }
    begun = browser.post(address("new_upload"), sent)
    upload = Upload.objects.get()
    assert begun.url == address("place_columns", upload.pk)
    page = browser.get(begun.url)
    assert "tells who a person is was not read" in text_of(page)
    assert "p3@x.org" not in text_of(page)
    training = {
        "source": "typed",
        "name": "spring",
        "place": "Hill",
        "audience": "mentees",
        "hours": "6",
    }
    early = browser.post(address("finish_upload", upload.pk), training)
    assert early.status_code == 422
    assert "These parts have no column yet" in text_of(early)

    found = page.context["found"]
    fields = {**found.keys, **{one.field: one.column for one in found.lines}, "version": "1"}
    assert browser.post(address("place_columns", upload.pk), fields).status_code == 302
    done = browser.post(address("finish_upload", upload.pk), training)

    data_set = DataSet.objects.get()
    assert done.url == address("data_set", data_set.pk)
    assert (data_set.rows, data_set.implementations[0]["hours"]) == (8, 6.0)
    assert browser.get(begun.url).status_code == 404


def test_a_file_that_cannot_be_read_is_refused_on_the_page_with_its_reasons(browser, address):
    sent = {
        "file": SimpleUploadedFile("ours.csv", b"a,b\n1\n"),
        "instrument": "shipped-mca-21-mentee",
    }

    refused = browser.post(address("new_upload"), sent)

    assert refused.status_code == 422
    assert "ours.csv, line 2: the row has 1 cell; expected 2" in text_of(refused)


def test_what_a_training_needs_is_asked_for(browser, address):
    sent = {
        "file": SimpleUploadedFile("ours.csv", PLAIN.encode()),
        "instrument": "shipped-mca-21-mentee",
    }
    browser.post(address("new_upload"), sent)
    upload = Upload.objects.get()

    refused = browser.post(address("finish_upload", upload.pk), {"source": "typed", "name": "x"})

    assert refused.status_code == 422
    assert "This is needed for what you chose above." in text_of(refused)


def test_an_upload_is_forgotten_by_a_button(browser, address):
    sent = {
        "file": SimpleUploadedFile("ours.csv", PLAIN.encode()),
        "instrument": "shipped-mca-21-mentee",
    }
    browser.post(address("new_upload"), sent)
    upload = Upload.objects.get()

    browser.post(address("discard_upload", upload.pk))

    upload.refresh_from_db()
    assert (upload.state, bytes(upload.content)) == ("discarded", b"")


@pytest.mark.parametrize("sets", [1, 3])
def test_the_list_asks_the_database_as_often_whatever_is_on_it(
    browser, address, frozen, sets, django_assert_max_num_queries
):
    for number in range(sets):
        copy = DataSet.objects.get(pk=frozen.pk)
        copy.pk, copy.wave, copy.source, copy.name = None, None, "upload", f"Copy {number}"
        copy.save(force_insert=True)

    with django_assert_max_num_queries(14):
        browser.get(address("list_data_sets"))
