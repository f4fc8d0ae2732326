"""Reads about modules and editions. Each takes one query more than it has kinds of rows."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from mentoringup.curriculum.models import Edition, Module, ModuleText
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE
from mentoringup.curriculum.values import EditionInLanguage, ModuleInLanguage

T = TypeVar("T")


def modules_in(language: str) -> tuple[ModuleInLanguage, ...]:
    """All modules in their order, with words in the language, or in English where it has none."""
    return _in_language(Module.objects.all(), language)


def edition_modules(edition: Edition | int, language: str) -> tuple[ModuleInLanguage, ...]:
    """The modules of an edition (or of its primary key), as `modules_in` gives them."""
    key = edition if isinstance(edition, int) else edition.pk
    return _in_language(Module.objects.filter(editions=key), language)


def editions_in(language: str) -> tuple[EditionInLanguage, ...]:
    """All editions by name."""
    ordered = Module.objects.order_by("position")
    return tuple(
        EditionInLanguage(
            id=edition.pk,
            slug=edition.slug,
            name=_best(edition.names, language) or edition.name,
            version=edition.version,
            modules=tuple(module.id for module in edition.modules.all()),
        )
        for edition in Edition.objects.prefetch_related(Prefetch("modules", queryset=ordered))
    )


def _in_language(modules: QuerySet[Module], language: str) -> tuple[ModuleInLanguage, ...]:
    with_texts = modules.order_by("position").prefetch_related("texts")
    return tuple(_value(module, module.texts.all(), language) for module in with_texts)


def _value(module: Module, texts: Iterable[ModuleText], language: str) -> ModuleInLanguage:
    text = _best({text.language: text for text in texts}, language)
    return ModuleInLanguage(
        id=module.id,
        position=module.position,
        is_core=module.is_core,
        language=text.language if text else SOURCE_LANGUAGE,
        name=text.name if text else module.id,
        summary=text.summary if text else "",
        aliases=tuple(text.aliases) if text else (),
        objectives=tuple(text.objectives) if text else (),
    )


def _best(by_language: Mapping[str, T], language: str) -> T | None:
    for wanted in (language, language.partition("-")[0], SOURCE_LANGUAGE):
        if wanted in by_language:
            return by_language[wanted]
    return None
