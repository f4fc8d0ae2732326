"""A document: its words on top and around, and its blocks."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoringup.curriculum.enums import Mode
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Pack
from mentoringup.guides.documents.schedule import Schedule, say_minutes
from mentoringup.guides.documents.tree import Block, to_json
from mentoringup.guides.documents.voice import in_language
from mentoringup.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideDocument:
    """What is printed.

    Attributes:
        metadata: plain texts that the templates know, by name.
        blocks: the body; headings begin at level 1.
    """

    metadata: Mapping[str, str]
    blocks: tuple[Block, ...]

    @property
    def tree(self) -> str:
        """The document as pandoc reads it."""
        return to_json(self.blocks, self.metadata)


def frame(schedule: Schedule, *, subtitle: str) -> dict[str, str]:
    """The words on top of a document and around its pages."""
    request = schedule.request
    pack = request.pack
    kind = str(request.kind.label)
    return {
        "title": " ".join(request.name.split()) or kind,
        "subtitle": subtitle,
        "kicker": kind,
        "lang": request.language,
        "description-meta": f"{kind}. {subtitle}",
        "running-head": f"{request.name} · {kind}",
        "footer": " · ".join(part for part in (request.site, edition_name(schedule)) if part),
        "source": source_line(pack),
        "page-word": _("Page"),
        "contents-word": _("Contents"),
        "skip-word": _("Skip to the text"),
        "notes-word": _("Speaker notes"),
    }


def edition_name(schedule: Schedule) -> str:
    """The edition's name, or the pack's where it has that edition no more."""
    pack, edition = schedule.pack, schedule.edition
    names = pack.edition_by_id[edition].names if edition else pack.titles
    return in_language(names, schedule.request.language).words


def source_line(pack: Pack) -> str:
    """Say from what the document is made, and under which license."""
    words = _("Made from “%(title)s”, version %(version)s, by %(authors)s. License: %(license)s.")
    return words % {
        "title": in_language(pack.titles, SOURCE_LANGUAGE).words,
        "version": pack.version,
        "authors": ", ".join(pack.authors),
        "license": pack.license,
    }


def about_plan(plan: Plan) -> str:
    """Say for how many, how, and how long: "12 participants · Online · 4 hours"."""
    settings = plan.settings
    minutes = sum(session.planned_minutes for session in plan.sessions)
    people = _("%(count)s participants") % {"count": settings.group_size}
    return " · ".join([people, str(Mode(settings.mode).label), say_minutes(minutes)])
