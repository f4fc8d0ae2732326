"""What all pages of a pack have in common: the pack, the language, and what is stored of a part."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mentoringup.curriculum.domain.library import PackInUse, find_pack, pack_in_use, part_at
from mentoringup.curriculum.errors import (
    PackIsBrokenError,
    PackIsUnknownError,
    PartIsUnknownError,
)
from mentoringup.curriculum.languages import name_of_language
from mentoringup.curriculum.models import Part
from mentoringup.curriculum.pack.values import Module, ModuleTranslation, Pack, Translation
from mentoringup.organizations.gate import Scope

type_of_page = Callable[Concatenate[HttpRequest, Scope, "OpenPack", ...], HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPack:
    """A pack that somebody reads.

    Attributes:
        language: which its participants' words are shown in; empty for the pack's own.
        translation: the words in that language.
    """

    use: PackInUse
    language: str
    translation: Translation | None

    @property
    def slug(self) -> str:
        """The pack's short name."""
        return self.use.at_site.slug

    @property
    def pack(self) -> Pack:
        """What it says."""
        return self.use.pack

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Languages beside its own, with their names."""
        return [(one, name_of_language(one)) for one in self.pack.translations]

    def part(self, path: str) -> Part:
        """What is stored at this path."""
        return part_at(at_site=self.use.at_site, path=path)

    def module(self, name: str) -> Module:
        """The module of this id, or there is no such page."""
        try:
            return self.pack.module_by_id[name]
        except KeyError as error:
            raise Http404 from error

    def words_of(self, module: Module) -> ModuleTranslation | None:
        """The module's words in the language, None where there are none."""
        return self.translation.modules.get(module.id) if self.translation else None


def of_pack(page: type_of_page) -> Callable[..., HttpResponse]:
    """Open the pack of the address (`pack_slug`); say so where it is unknown or broken."""

    @wraps(page)
    def opened(request: HttpRequest, scope: Scope, *, pack_slug: str, **rest: Any) -> HttpResponse:
        try:
            use = pack_in_use(at_site=find_pack(site=scope.site, slug=pack_slug))
            language = request.GET.get("language", "")
            translation = use.pack.translations.get(language)
            pack = OpenPack(
                use=use, language=language if translation else "", translation=translation
            )
            return page(request, scope, pack, **rest)
        except (PackIsUnknownError, PartIsUnknownError) as error:
            raise Http404 from error
        except PackIsBrokenError as error:
            told = {"scope": scope, "error": error}
            return render(request, "curriculum/broken.html", told, status=503)

    return opened
