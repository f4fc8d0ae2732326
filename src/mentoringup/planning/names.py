"""Names of modules and texts of objectives in the language of whoever reads.

A pack has these in every language, since participants read them; what only facilitators read is in
the source language alone.
"""

from django.utils.translation import get_language

from mentoringup.curriculum.pack.values import Module, ModuleTranslation, Objective, Pack


def name_of_module(module: str, *, pack: Pack) -> str:
    """Name the module of this id; one that the pack no longer has is called by its id."""
    known = pack.module_by_id.get(module)
    words = _translation(module, pack=pack)
    return (words.name if words else "") or (known.name if known else module)


def text_of_objective(objective: Objective, module: Module, *, pack: Pack) -> str:
    """Tell an objective of the module."""
    words = _translation(module.id, pack=pack)
    return (words.objectives.get(objective.id, "") if words else "") or objective.text


def _translation(module: str, *, pack: Pack) -> ModuleTranslation | None:
    translation = pack.translations.get((get_language() or "").partition("-")[0])
    return translation.modules.get(module) if translation else None
