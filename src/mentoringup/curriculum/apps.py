"""The app's name for Django, and the loading of what ships with it."""

from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as all_apps
from django.db.models.signals import post_migrate


class CurriculumConfig(AppConfig):
    """What is taught: modules and curriculum editions."""

    name = "mentoringup.curriculum"
    label = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the shipped curriculum after every migration."""
        post_migrate.connect(_load_shipped_pack, sender=self)


def _load_shipped_pack(*, apps: Apps = all_apps, **_: Any) -> None:
    """Load modules and editions, unless this app was just migrated away."""
    if "module" not in apps.all_models["curriculum"]:
        return
    from mentoringup.curriculum.domain.taught import load_taught  # noqa: PLC0415  needs loaded apps
    from mentoringup.curriculum.pack.files import shipped_pack  # noqa: PLC0415  the same

    load_taught(pack=shipped_pack())
