"""Addresses of `eligibility`."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.eligibility.views import proofs, rosters, rules, uploads

app_name = "eligibility"

_AT = "sites/<slug:site_slug>/"
_RULES = f"{_AT}rules/"
_ROSTERS = f"{_AT}rosters/"
_ROSTER = f"{_ROSTERS}<int:roster_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_RULES, rules.list_rules, name="list_rules"),
    path(f"{_RULES}new/", rules.edit_rule, name="new_rule"),
    path(f"{_RULES}say/", rules.say_rule, name="say_rule"),
    path(f"{_RULES}<int:rule_id>/", rules.edit_rule, name="edit_rule"),
    path(f"{_RULES}<int:rule_id>/remove/", rules.remove_rule_page, name="remove_rule"),
    path(_ROSTERS, rosters.list_rosters, name="list_rosters"),
    path(_ROSTER, rosters.show_roster, name="show_roster"),
    path(f"{_ROSTER}edit/", rosters.edit_roster, name="edit_roster"),
    path(f"{_ROSTER}upload/", uploads.upload_roster, name="upload_roster"),
    path(f"{_ROSTER}export/", rosters.export_roster, name="export_roster"),
    path(
        f"{_ROSTER}people/<int:entry_id>/remove/",
        rosters.remove_roster_entry,
        name="remove_roster_entry",
    ),
    path(f"{_ROSTER}remove/", rosters.remove_roster_page, name="remove_roster"),
    path(f"{_AT}proofs/", proofs.edit_proofs, name="edit_proofs"),
]
