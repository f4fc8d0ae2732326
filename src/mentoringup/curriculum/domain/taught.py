"""How the competencies and editions of the shipped pack become what series can name."""

from collections.abc import Iterator

from django.db import transaction

from mentoringup.curriculum.enums import ModuleKind
from mentoringup.curriculum.models import Edition, Module, ModuleText
from mentoringup.curriculum.pack import values
from mentoringup.curriculum.pack.values import SOURCE_LANGUAGE


@transaction.atomic
def load_taught(*, pack: values.Pack) -> None:
    """Make modules, texts and editions what the pack says; a second run changes nothing.

    Openings and closings are left out: a session teaches competencies. Rows that the pack does not
    name stay as they are, since sessions may teach them.
    """
    modules = [one for one in pack.modules if one.kind is ModuleKind.COMPETENCY]
    _make_room({one.id: position for position, one in enumerate(modules, start=1)})
    Module.objects.bulk_create(
        [
            Module(id=one.id, position=position, is_core=one.is_core)
            for position, one in enumerate(modules, start=1)
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["position", "is_core"],
    )
    ModuleText.objects.bulk_create(
        [text for module in modules for text in _texts(pack, module)],
        update_conflicts=True,
        unique_fields=["module", "language"],
        update_fields=["name", "summary", "aliases", "objectives"],
    )
    for edition in pack.editions:
        stored, _ = Edition.objects.update_or_create(
            slug=edition.id,
            defaults={
                "name": edition.names[SOURCE_LANGUAGE],
                "names": dict(edition.names),
                "version": edition.version,
            },
        )
        stored.modules.set(Module.objects.filter(pk__in=edition.modules))


def _texts(pack: values.Pack, module: values.Module) -> Iterator[ModuleText]:
    """Its words in every language that has them."""
    yield ModuleText(
        module_id=module.id,
        language=SOURCE_LANGUAGE,
        name=module.name,
        summary=module.summary,
        aliases=list(module.aliases),
        objectives=[objective.text for objective in module.objectives],
    )
    for language, translation in pack.translations.items():
        if words := translation.modules.get(module.id):
            yield ModuleText(
                module_id=module.id,
                language=language,
                name=words.name,
                summary=words.summary,
                aliases=list(words.aliases),
                objectives=[words.objectives[one.id] for one in module.objectives],
            )


def _make_room(placed: dict[str, int]) -> None:
    """Move modules whose place changed out of the way, since a place is taken only once."""
    moved = [
        module
        for module in Module.objects.order_by("position")
        if placed.get(module.id) != module.position
    ]
    beyond = len(placed) + max((module.position for module in moved), default=0)
    for offset, module in enumerate(moved, start=1):
        module.position = beyond + offset
        module.save(update_fields=["position"])
