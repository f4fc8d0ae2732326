"""Addresses of data sets and of uploads on their way to one."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.evaluation.views import data_sets, uploads

_SETS = "sites/<slug:site_slug>/evaluation/data-sets/"
_SET = f"{_SETS}<int:data_set_id>/"
_UPLOADS = "sites/<slug:site_slug>/evaluation/uploads/"
_UPLOAD = f"{_UPLOADS}<int:upload_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_SETS, data_sets.list_data_sets, name="list_data_sets"),
    path(f"{_SETS}freeze/<int:wave_id>/", data_sets.freeze_wave, name="freeze_wave"),
    path(_SET, data_sets.show_data_set, name="data_set"),
    path(f"{_SET}answers/<slug:kind>/", data_sets.take_answers, name="take_answers"),
    path(f"{_SET}files/<slug:kind>/", data_sets.download_questions, name="download_questions"),
    path(f"{_UPLOADS}new/", uploads.new_upload, name="new_upload"),
    path(_UPLOAD, uploads.place_columns, name="place_columns"),
    path(f"{_UPLOAD}finish/", uploads.finish_upload, name="finish_upload"),
    path(f"{_UPLOAD}discard/", uploads.discard_upload, name="discard_upload"),
]
