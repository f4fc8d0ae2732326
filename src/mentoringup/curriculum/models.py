"""Modules and curriculum editions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Module(models.Model):
    """Teaches one competency. The id is the competency's (`communication`)."""

    id = models.SlugField(primary_key=True, max_length=40)
    position = models.PositiveSmallIntegerField(unique=True)
    is_core = models.BooleanField(default=True)

    class Meta:
        """In the order in which the curriculum teaches them."""

        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        """The id."""
        return self.id


class ModuleText(models.Model):
    """A module's words in one language, all our own.

    Attributes:
        aliases: other names met, list of str.
        objectives: what a mentee can do afterwards, list of str; empty where none are written.
    """

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    name = models.CharField(_("name"), max_length=120)
    summary = models.TextField(blank=True)
    aliases = models.JSONField(default=list)
    objectives = models.JSONField(default=list)

    class Meta:
        """One text a language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["module", "language"], name="module_text_is_unique")
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class Edition(models.Model):
    """A version of a curriculum for an audience, e.g. that for postdocs, 2026.

    Attributes:
        name: in English; `names` holds it by language.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(default=dict)
    version = models.CharField(_("version"), max_length=20)
    modules = models.ManyToManyField(Module, related_name="editions")

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "version"]

    def __str__(self) -> str:
        """Name and version."""
        return f"{self.name}, {self.version}"
