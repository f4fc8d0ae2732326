"""Addresses of `planning`."""

from django.urls import URLPattern, path

from mentoringup.planning.views import editor, keeping, lists

app_name = "planning"

_AT = "sites/<slug:site_slug>/plans/"
_ONE = f"{_AT}<int:plan_id>/"

urlpatterns: list[URLPattern] = [
    path(_AT, lists.list_plans, name="list_plans"),
    path(f"{_AT}new/", lists.new_plan, name="new_plan"),
    path(_ONE, editor.show_plan, name="show_plan"),
    path(f"{_ONE}change/", editor.change, name="change_plan"),
    path(f"{_ONE}propose/", editor.propose, name="propose_plan"),
    path(f"{_ONE}proposal/close/", editor.close_proposal, name="close_proposal"),
    path(f"{_ONE}add/<slug:session_key>/", editor.add_item, name="add_item"),
    path(f"{_ONE}settings/", keeping.edit_settings, name="edit_settings"),
    path(f"{_ONE}series/", keeping.link_plan, name="link_plan"),
    path(f"{_ONE}copy/", keeping.copy, name="copy_plan"),
    path(f"{_ONE}template/", keeping.make_template, name="make_template"),
    path(f"{_ONE}away/", keeping.put_away, name="put_away"),
]
