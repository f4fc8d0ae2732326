"""Addresses of adapting, importing and exporting; `urls` takes them in."""

from django.urls import URLPattern, path

from mentoringup.curriculum.editing_views import editing, exchanging, versions

_LIBRARY = "sites/<slug:site_slug>/curriculum/"
_PACK = f"{_LIBRARY}packs/<slug:pack_slug>/"
_FILE = f"{_PACK}files/<slug:module>/"

urlpatterns: list[URLPattern] = [
    path(f"{_LIBRARY}import/", exchanging.import_pack_page, name="import_pack"),
    path(f"{_PACK}export/", exchanging.export_pack_file, name="export_pack"),
    path(f"{_PACK}adapted/", versions.list_adapted, name="list_adapted"),
    path(_FILE, exchanging.exchange_module, name="exchange_module"),
    path(f"{_FILE}<slug:kind>/", exchanging.export_module_file, name="export_module"),
    path(f"{_PACK}edit/<path:part_path>", editing.edit_part, name="edit_part"),
    path(f"{_PACK}history/<path:part_path>", versions.part_history, name="part_history"),
    path(f"{_PACK}restore/<path:part_path>", versions.restore_part, name="restore_part"),
    path(f"{_PACK}changes/<path:part_path>", versions.part_changes, name="part_changes"),
    path(f"{_PACK}update/<path:part_path>", versions.update_part, name="update_part"),
    path(f"{_PACK}give-back/<path:part_path>", versions.give_part_back, name="give_part_back"),
]
