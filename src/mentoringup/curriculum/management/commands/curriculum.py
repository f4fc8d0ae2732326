"""`mentoringup curriculum load`: put a curriculum pack into the library."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.arguments import add_subcommands
from mentoringup.curriculum.domain.storing import load_pack
from mentoringup.curriculum.pack import checking
from mentoringup.curriculum.pack.files import read_folder, shipped_pack, shipped_texts
from mentoringup.curriculum.pack.reading import read_pack
from mentoringup.organizations.domain.queries import site_by_slug
from mentoringup.organizations.models import Site


class Command(BaseCommand):
    """Check packs and load them."""

    help = "Checks curriculum packs, and loads them into the library."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which subcommand, and what it asks for."""
        add_subcommands(parser)

    def handle(self, *, subcommand: str, **given: Any) -> None:
        """Do it."""
        if subcommand == "check":
            status = checking.main([given["pack"]] if given["pack"] else [])
            if status:
                raise SystemExit(status)
            return
        self._load(given["folder"], given["site"])

    def _load(self, folder: Path | None, slug: str | None) -> None:
        """Read the folder and store it, or say every fault."""
        site = _site(slug)
        try:
            texts = shipped_texts() if folder is None else read_folder(folder)
            _refuse_taken_name(texts, is_shipped=folder is None)
            pack = load_pack(texts=texts, site=site, actor=None, now=timezone.now())
        except InputRefusedError as error:
            what = f"{error}\n{len(error.reasons)} faults; nothing was loaded."
            raise CommandError(what, returncode=2) from error
        self.stdout.write(
            f"{pack} is in the library of {site or 'every site'}: {pack.parts.count()} parts."
        )


def _site(slug: str | None) -> Site | None:
    if slug is None:
        return None
    site = site_by_slug(slug=slug)
    if site is None:
        raise CommandError(f"There is no site “{slug}”.")
    return site


def _refuse_taken_name(texts: Mapping[str, str], *, is_shipped: bool) -> None:
    """Refuse a folder that calls itself as the shipped pack; each migrate would undo it."""
    shipped = shipped_pack().id
    if not is_shipped and read_pack(texts).id == shipped:
        raise CommandError(
            f"The id “{shipped}” belongs to the pack that ships with the site; "
            "give yours another one in pack.yaml."
        )
