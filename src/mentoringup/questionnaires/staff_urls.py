"""Addresses of the pages on which questionnaires are written."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.questionnaires.views import (
    editor,
    elements,
    exchanging,
    lists,
    versions,
    wholes,
)

_ALL = "sites/<slug:site_slug>/questionnaires/"
_ONE = f"{_ALL}<int:questionnaire_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ALL, lists.list_questionnaires, name="list_questionnaires"),
    path(f"{_ALL}new/", lists.new_questionnaire, name="new_questionnaire"),
    path(f"{_ALL}import/", exchanging.import_file, name="import_file"),
    path(_ONE, editor.show_questionnaire, name="show_questionnaire"),
    path(f"{_ONE}arrange/", editor.arrange, name="arrange"),
    path(f"{_ONE}copy/", lists.copy, name="copy"),
    path(f"{_ONE}rename/", lists.rename, name="rename"),
    path(f"{_ONE}put-away/", lists.put_away, name="put_away"),
    path(f"{_ONE}settings/", wholes.edit_settings, name="edit_settings"),
    path(f"{_ONE}instruments/", wholes.change_cores, name="change_cores"),
    path(f"{_ONE}pages/<str:page_id>/", wholes.edit_page, name="edit_page"),
    path(f"{_ONE}pages/<str:page_id>/new/<slug:kind>/", elements.new_element, name="new_element"),
    path(f"{_ONE}elements/<str:element_id>/", elements.edit_element, name="edit_element"),
    path(f"{_ONE}translations/<slug:code>/", wholes.translate, name="translate"),
    path(f"{_ONE}history/", versions.show_history, name="show_history"),
    path(f"{_ONE}history/restore/", versions.restore, name="restore"),
    path(f"{_ONE}versions/", versions.list_versions, name="list_versions"),
    path(f"{_ONE}versions/publish/", versions.publish_now, name="publish_now"),
    path(f"{_ONE}versions/compare/", versions.compare, name="compare"),
    path(f"{_ONE}instrument.yaml", exchanging.export_yaml, name="export_yaml"),
    path(f"{_ONE}document.json", exchanging.export_json, name="export_json"),
    path(f"{_ONE}print/", exchanging.print_view, name="print_view"),
]
