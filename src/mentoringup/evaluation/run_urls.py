"""Addresses of runs, findings, their files, and texts to redact."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.evaluation.views import files, findings, runs, texts

_EVALUATION = "sites/<slug:site_slug>/evaluation/"
_RUN = f"{_EVALUATION}runs/<int:run_id>/"
_TEXTS = f"{_EVALUATION}data-sets/<int:data_set_id>/texts/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_EVALUATION, runs.overview, name="overview"),
    path(f"{_EVALUATION}runs/new/", runs.start_run, name="start_run"),
    path(_RUN, findings.show_run, name="show_run"),
    path(f"{_RUN}again/", runs.begin_run_again, name="begin_run_again"),
    path(f"{_RUN}files/<int:file_id>/", files.download_file, name="download_run_file"),
    path(f"{_RUN}live/<slug:figure_id>/", files.live_figure, name="live_figure"),
    path(_TEXTS, texts.list_questions, name="list_texts"),
    path(f"{_TEXTS}<slug:question>/", texts.show_texts, name="show_texts"),
    path(f"{_TEXTS}<slug:question>/review/", texts.review, name="review_text"),
    path(f"{_TEXTS}<slug:question>/csv/", texts.download_texts, name="download_texts"),
]
