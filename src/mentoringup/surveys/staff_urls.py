"""Addresses for staff: setting surveys up, whom they ask, letters and consent texts."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.surveys.views import consents, letters, of_series, people, setting_up, waves

_SURVEYS = "sites/<slug:site_slug>/surveys/"
_SURVEY = f"{_SURVEYS}<int:survey_id>/"
_WAVE = f"{_SURVEYS}waves/<int:wave_id>/"
_LETTER = f"{_SURVEYS}letters/<slug:kind>/<slug:language>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_SURVEYS, setting_up.list_surveys, name="list_surveys"),
    path(
        "sites/<slug:site_slug>/series/<slug:series_slug>/survey/",
        of_series.survey_of_series,
        name="survey_of_series",
    ),
    path(f"{_SURVEYS}by-hand/", setting_up.end_habit, name="end_habit"),
    path(
        f"{_SURVEYS}turn-on/<int:implementation_id>/",
        setting_up.turn_on_survey,
        name="turn_on_survey",
    ),
    path(_SURVEY, setting_up.show_survey, name="show_survey"),
    path(f"{_SURVEY}settings/", setting_up.edit_survey, name="edit_survey"),
    path(f"{_SURVEY}turn-off/", setting_up.turn_off_survey, name="turn_off_survey"),
    path(f"{_SURVEY}for-all/", setting_up.keep_as_habit, name="keep_as_habit"),
    path(f"{_SURVEY}people/", people.list_people, name="list_people"),
    path(f"{_SURVEY}people/upload/", people.upload_people, name="upload_people"),
    path(
        f"{_SURVEY}people/<int:participant_id>/remove/", people.remove_person, name="remove_person"
    ),
    path(f"{_SURVEY}people/<int:participant_id>/stop/", people.stop_person, name="stop_person"),
    path(f"{_WAVE}edit/", waves.edit_wave, name="edit_wave"),
    path(f"{_WAVE}open/", waves.open_wave_now, name="open_wave_now"),
    path(f"{_WAVE}poster/", waves.show_poster, name="show_poster"),
    path(f"{_SURVEYS}consent/", consents.list_consents, name="list_consents"),
    path(f"{_SURVEYS}letters/", letters.list_letters, name="list_letters"),
    path(_LETTER, letters.edit_letter, name="edit_letter"),
    path(f"{_LETTER}preview/", letters.preview_letter, name="preview_letter"),
    path(f"{_LETTER}html/", letters.letter_as_html, name="letter_as_html"),
    path(f"{_LETTER}restore/", letters.discard_letter, name="restore_letter"),
]
