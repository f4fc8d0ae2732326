"""Addresses of `curriculum`."""

from django.urls import URLPattern, URLResolver, path

from mentoringup.curriculum import editing_urls
from mentoringup.curriculum.views import comparing, library, parts

app_name = "curriculum"

_AT = "sites/<slug:site_slug>/curriculum/"
_PACK = f"{_AT}packs/<slug:pack_slug>/"
_MODULE = f"{_PACK}modules/<slug:module_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_AT, library.browse, name="browse"),
    path(f"{_AT}compare/", comparing.compare_editions, name="compare"),
    path(_PACK, parts.show_pack, name="show_pack"),
    path(f"{_PACK}primer/", parts.show_primer, name="show_primer"),
    path(f"{_PACK}strategies/", parts.show_strategies, name="show_strategies"),
    path(_MODULE, parts.show_module, name="show_module"),
    path(f"{_MODULE}activities/<slug:key>/", parts.show_activity, name="show_activity"),
    path(f"{_MODULE}cases/<slug:key>/", parts.show_case, name="show_case"),
    path(f"{_PACK}worksheets/<slug:key>/", parts.show_worksheet, name="show_worksheet"),
    *editing_urls.urlpatterns,
]
