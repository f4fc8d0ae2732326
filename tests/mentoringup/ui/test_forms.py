"""Forms tell everybody the same: labels, help and faults are tied to their fields."""

import pytest
from bs4 import BeautifulSoup
from django import forms

from mentoringup.ui.showcase import EveryField
from mentoringup.ui.widgets import DateInput, DateTimeInput, TimeInput, ZoneSelect
from mentoringup.ui.zones import zone_names


def _soup(form):
    return BeautifulSoup(str(form), "html.parser")


@pytest.fixture
def wrong():
    return _soup(EveryField({"title": "", "email": "no address", "stage": "emperor"}))


def test_every_control_has_a_label_or_a_legend():
    soup = _soup(EveryField())
    for control in soup.select("input:not([type=hidden]), select, textarea"):
        assert len(soup.select(f'label[for="{control["id"]}"]')) == 1
    assert [one.get_text(strip=True) for one in soup.select("fieldset > legend")] == [
        "Career stage",
        "Who may come",
    ]


def test_help_and_fault_describe_the_field(wrong):
    field = wrong.select_one("#id_title")
    assert field["aria-describedby"] == "id_title_helptext id_title_error"
    assert field["aria-invalid"] == "true"
    assert wrong.select_one("#id_title_error").get_text(strip=True) == "This field is required."
    assert wrong.select_one("#id_title_helptext").get_text() == "As it stands on the page."


def test_a_fieldset_is_described_as_a_whole(wrong):
    fieldset = wrong.select_one("fieldset#id_stage")
    assert fieldset["aria-describedby"] == "id_stage_helptext id_stage_error"


def test_the_summary_is_first_takes_the_focus_and_leads_to_every_fault(wrong):
    summary = wrong.select_one("*")
    assert summary["class"] == ["error-summary"]
    assert (summary["tabindex"], summary.has_attr("autofocus")) == ("-1", True)
    targets = [one["href"] for one in summary.select("a")]
    assert len(targets) == 8
    assert [len(wrong.select(target)) for target in targets] == [1] * 8


def test_faults_of_hidden_fields_and_of_the_whole_form_are_said_in_the_summary():
    class Hidden(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self):
            raise forms.ValidationError("Somebody else saved this page.")

    summary = _soup(Hidden({})).select_one(".error-summary")
    assert [one.get_text() for one in summary.select("li")] == [
        "Somebody else saved this page.",
        "This field is required.",
    ]


def test_the_summary_counts_faults_where_one_field_has_several():
    form = forms.Form({})
    form.full_clean()
    form.fields["rows"] = forms.CharField()
    for fault in ("Row 1 is empty.", "Row 2 is empty.", "Row 4 is empty."):
        form.add_error("rows", fault)

    summary = _soup(form).select_one(".error-summary")

    assert summary.h2.get_text() == "3 things need your attention"
    assert len(summary.select("li")) == 3


def test_a_form_without_faults_has_no_summary():
    assert _soup(EveryField()).select(".error-summary") == []


def test_what_may_be_left_out_says_so():
    soup = _soup(EveryField())
    optional = [one.find_parent("label")["for"] for one in soup.select("label .optional")]
    assert optional == ["id_seats", "id_opens", "id_text", "id_logo"]


def test_an_id_stands_once_a_page(wrong):
    ids = [one["id"] for one in wrong.select("[id]")]
    assert len(ids) == len(set(ids))


def test_hostile_values_come_back_as_text():
    soup = _soup(EveryField({"title": '"><script>alert(1)</script>', "text": "</textarea><b>"}))
    assert soup.select("script, b") == []
    assert soup.select_one("#id_title")["value"] == '"><script>alert(1)</script>'


def test_browsers_get_dates_in_their_own_format_in_every_language():
    class Dates(forms.Form):
        on = forms.DateField(widget=DateInput)
        at = forms.TimeField(widget=TimeInput)
        opens = forms.DateTimeField(widget=DateTimeInput)

    form = Dates({"on": "2026-10-19", "at": "16:00", "opens": "2026-10-01T09:00"})
    assert form.is_valid()
    soup = _soup(Dates(initial=form.cleaned_data))
    assert [(one["type"], one["value"]) for one in soup.select("input")] == [
        ("date", "2026-10-19"),
        ("time", "16:00"),
        ("datetime-local", "2026-10-01T09:00"),
    ]


def test_the_list_of_zones_holds_each_zone_once():
    values = [
        one["value"]
        for one in BeautifulSoup(ZoneSelect().render("z", ""), "html.parser").select("option")
    ]
    assert sorted(values) == sorted(["", *zone_names()])


def test_a_stored_file_can_be_seen_replaced_and_taken_away():
    class Stored:
        url = "/uploads/logo.png"

        def __str__(self):
            return "logo.png"

    class Logo(forms.Form):
        logo = forms.FileField(required=False, initial=Stored())

    soup = _soup(Logo())
    assert soup.select_one("a")["href"] == "/uploads/logo.png"
    assert soup.select_one("label[for='logo-clear_id']").get_text() == "Clear"
    assert soup.select_one("input[type=file]")["id"] == "id_logo"
