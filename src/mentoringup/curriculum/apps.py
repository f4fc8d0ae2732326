"""The app's name for Django, how the history tells of it, and the loading of what ships with it."""

from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.apps.registry import apps as all_apps
from django.db.models.signals import post_migrate
from django.utils import timezone


class CurriculumConfig(AppConfig):
    """What is taught: modules and curriculum editions, and the library of packs."""

    name = "mentoringup.curriculum"
    label = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the shipped curriculum after every migration."""
        from mentoringup.curriculum import history  # noqa: F401, PLC0415  needs loaded apps

        post_migrate.connect(_load_shipped_pack, sender=self)


def _load_shipped_pack(*, apps: Apps = all_apps, **told: Any) -> None:
    """Load modules and editions, and the library, unless this app was just migrated away.

    The library is loaded by `migrate` alone, which tells its plan: what merely empties the tables,
    as tests do, leaves it empty.
    """
    there = apps.all_models["curriculum"]
    if "module" not in there:
        return
    from mentoringup.curriculum.domain.storing import load_pack  # noqa: PLC0415  needs loaded apps
    from mentoringup.curriculum.domain.taught import load_taught  # noqa: PLC0415  the same
    from mentoringup.curriculum.pack import files  # noqa: PLC0415  the same

    load_taught(pack=files.shipped_pack())
    if "plan" in told and "part" in there:
        load_pack(texts=files.shipped_texts(), site=None, actor=None, now=timezone.now())
