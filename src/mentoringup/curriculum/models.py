"""Modules and editions as series name them; packs and parts as the library holds them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoringup.curriculum.enums import ActivityKind, Facet, PartKind
from mentoringup.organizations.models import Site


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


class Pack(models.Model):
    """A curriculum pack as it is known here: one that ships, or one of a site.

    Attributes:
        site: whose it is; None for packs that everybody sees.
        original: the pack that this one adapts; only the parts that differ are stored with it.
        title: in English; `titles` holds it by language.
        license: its SPDX name.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="packs")
    original = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="adaptations"
    )
    slug = models.SlugField(_("short name"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    title = models.CharField(_("title"), max_length=300)
    titles = models.JSONField(default=dict)
    license = models.CharField(_("license"), max_length=60)
    loaded_at = models.DateTimeField()

    class Meta:
        """Shared packs first, then by title."""

        ordering: ClassVar = [models.F("site").asc(nulls_first=True), "title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(site__isnull=True),
                name="shared_pack_slug_is_unique",
            ),
            models.UniqueConstraint(
                fields=["site", "slug"],
                condition=models.Q(site__isnull=False),
                name="pack_slug_is_unique_at_site",
            ),
            models.UniqueConstraint(
                fields=["site", "original"],
                condition=models.Q(original__isnull=False),
                name="pack_is_adapted_once_at_site",
            ),
            models.CheckConstraint(
                condition=models.Q(original__isnull=True) | models.Q(site__isnull=False),
                name="adapted_pack_belongs_to_a_site",
            ),
        ]

    def __str__(self) -> str:
        """Title and version."""
        return f"{self.title}, {self.version}"


class Part(models.Model):
    """One file of a pack, and what lists and searches ask of it.

    `text` is the truth; every other column is read from it when it is written.

    Attributes:
        path: in the pack's folder, with slashes.
        module: id of the module it belongs to; empty outside modules.
        key: id of the activity, case, worksheet or module; else empty.
        language: of a translation; empty for the pack's own language.
        position: of its module in the pack, from 1; 0 outside modules.
        title_words: of the title, as in `words`, each with a space before it.
        digest: SHA-256 of the text, hex.
        words: title and text in lower case without accents and markup, for the search.
        version: number of its latest `PartVersion`.
        base_text, base_version, base_digest: the original's text when a site adapted it, and the
            version of the original's pack; None and empty for what is nobody's adaptation.
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="parts")
    path = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=PartKind.choices)
    module = models.SlugField(max_length=40, blank=True)
    key = models.SlugField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    title_words = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(null=True)
    short_minutes = models.PositiveSmallIntegerField(null=True)
    activity_kind = models.CharField(max_length=16, choices=ActivityKind.choices, blank=True)
    words = models.TextField()
    version = models.PositiveIntegerField(default=1)
    base_text = models.TextField(null=True)  # noqa: DJ001  empty is a text, None is no original
    base_version = models.CharField(max_length=20, blank=True)
    base_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        """In the order in which a pack is taught, then by title."""

        ordering: ClassVar = ["position", "kind", "title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "path"], name="part_path_is_unique_in_pack"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PartKind.values), name="part_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=PartKind.ACTIVITY, language="")
                | models.Q(
                    minutes__isnull=False, minutes__gt=0, activity_kind__in=ActivityKind.values
                ),
                name="activity_has_minutes_and_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(base_text__isnull=True, base_version="", base_digest="")
                | models.Q(base_text__isnull=False) & ~models.Q(base_digest=""),
                name="adapted_part_knows_its_original",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "language", "module"], name="part_by_kind"),
            models.Index(fields=["path"], name="part_by_path"),
            # All that lists ask and sort by, so that they need not read past the texts.
            models.Index(
                fields=[
                    "language",
                    "kind",
                    "pack",
                    "module",
                    "position",
                    "title_words",
                    "activity_kind",
                    "minutes",
                    "short_minutes",
                ],
                name="part_in_lists",
            ),
        ]

    def __str__(self) -> str:
        """Its title, or its path."""
        return self.title or self.path


class PartVersion(models.Model):
    """A part's text as it was saved once. Only ever added to.

    Attributes:
        note: what was done, e.g. "taken over from open 1.1"; empty for an edit.
    """

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "number"], name="part_version_is_unique")
        ]

    def __str__(self) -> str:
        """Its number."""
        return str(self.number)


class PartFacet(models.Model):
    """Something a part can be found by, beside its own columns."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=12, choices=Facet.choices)
    value = models.CharField(max_length=40)

    class Meta:
        """Each once a part."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "facet", "value"], name="part_facet_is_unique"),
            models.CheckConstraint(
                condition=models.Q(facet__in=Facet.values), name="part_facet_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["facet", "value", "part"], name="part_by_facet")]

    def __str__(self) -> str:
        """Facet and value."""
        return f"{self.facet} {self.value}"
