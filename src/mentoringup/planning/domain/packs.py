"""The curriculum packs that plans are made from."""

from mentoringup.curriculum.domain.library import PackAtSite, find_pack, packs_at
from mentoringup.curriculum.domain.library import pack_at as library_pack
from mentoringup.curriculum.errors import PackIsBrokenError, PackIsUnknownError
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE, Pack, Primer
from mentoringup.organizations.models import Site

__all__ = ["PackAtSite", "find_pack", "pack_for", "packs_at"]


def pack_for(*, site: Site, slug: str) -> Pack:
    """The pack as the site uses it; an empty one where the site has it no more.

    A plan outlives its pack: it can still be seen, and says which activities are gone.
    """
    try:
        return library_pack(site=site, slug=slug)
    except (PackIsUnknownError, PackIsBrokenError):
        return Pack(
            id=slug,
            version="",
            titles={SOURCE_LANGUAGE: slug},
            license="",
            authors=(),
            about="",
            editions=(),
            strategies=(),
            primer=Primer(title="", text=""),
            modules=(),
            worksheets=(),
            translations={},
        )
