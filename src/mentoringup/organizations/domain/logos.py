"""A site's logo: a file outside the web root, named by what is in it."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from mentoringup.organizations.domain.versions import write_fields
from mentoringup.organizations.errors import NotAPictureError
from mentoringup.organizations.models import Site
from mentoringup.organizations.pictures import MOST_BYTES, MOST_PIXELS_A_SIDE, read_picture
from mentoringup.people.models import Person

FOLDER = "logos"


@transaction.atomic
def change_logo(*, site: Site, content: bytes, actor: Person, now: datetime) -> Site:
    """Keep the picture as the site's logo; the file of the former one goes after the commit.

    Raises:
        NotAPictureError: too large, or none of PNG, JPEG and WebP.
    """
    name = f"{sha256(content).hexdigest()[:32]}.{_checked_ending(content)}"
    row = Site.objects.select_for_update().get(pk=site.pk)
    if not default_storage.exists(_place(row, name)):
        default_storage.save(_place(row, name), ContentFile(content))
    return _write(row, name, actor=actor, now=now)


@transaction.atomic
def remove_logo(*, site: Site, actor: Person, now: datetime) -> Site:
    """Show the site without a logo."""
    row = Site.objects.select_for_update().get(pk=site.pk)
    return _write(row, "", actor=actor, now=now)


def logo_content(*, site: Site, name: str) -> bytes | None:
    """The bytes of the site's logo, if that is what it is called now."""
    if not site.logo or name != site.logo or not default_storage.exists(_place(site, name)):
        return None
    with default_storage.open(_place(site, name)) as file:
        return bytes(file.read())


def _write(row: Site, name: str, *, actor: Person, now: datetime) -> Site:
    former = row.logo
    written = write_fields(
        row=row, fields={"logo": name}, verb="site.logo_changed", actor=actor, now=now
    )
    if former and former != name:
        transaction.on_commit(lambda: default_storage.delete(_place(row, former)))
    return written


def _place(site: Site, name: str) -> str:
    return f"{FOLDER}/{site.pk}/{name}"


def _checked_ending(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise NotAPictureError(
            _("The file has %(given)d kB; a logo may have at most %(most)d kB.")
            % {"given": len(content) // 1024 + 1, "most": MOST_BYTES // 1024}
        )
    picture = read_picture(content)
    if picture is None:
        raise NotAPictureError(
            _("That file is no whole PNG, JPEG or WebP picture. SVG files are not taken.")
        )
    if min(picture.width, picture.height) == 0:
        raise NotAPictureError(_("The picture has no width or no height."))
    if max(picture.width, picture.height) > MOST_PIXELS_A_SIDE:
        raise NotAPictureError(
            _("The picture is %(width)d × %(height)d pixels; at most %(most)d a side are taken.")
            % {"width": picture.width, "height": picture.height, "most": MOST_PIXELS_A_SIDE}
        )
    return picture.kind.value
