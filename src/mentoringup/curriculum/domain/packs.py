"""How the shipped curriculum comes into the database."""

from django.db import transaction

from mentoringup.curriculum.models import Edition, Module, ModuleText
from mentoringup.curriculum.pack import SOURCE_LANGUAGE, Pack


@transaction.atomic
def load_pack(*, pack: Pack) -> None:
    """Make modules, texts and editions what the pack says; a second run changes nothing.

    Rows that the pack does not name stay as they are, since sessions may teach them.
    """
    _make_room(pack)
    Module.objects.bulk_create(
        [Module(id=m.id, position=m.position, is_core=m.is_core) for m in pack.modules],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["position", "is_core"],
    )
    ModuleText.objects.bulk_create(
        [
            ModuleText(
                module_id=module.id,
                language=text.language,
                name=text.name,
                summary=text.summary,
                aliases=list(text.aliases),
                objectives=list(text.objectives),
            )
            for module in pack.modules
            for text in module.texts
        ],
        update_conflicts=True,
        unique_fields=["module", "language"],
        update_fields=["name", "summary", "aliases", "objectives"],
    )
    for edition in pack.editions:
        stored, _ = Edition.objects.update_or_create(
            slug=edition.slug,
            defaults={
                "name": edition.names[SOURCE_LANGUAGE],
                "names": dict(edition.names),
                "version": edition.version,
            },
        )
        stored.modules.set(Module.objects.filter(pk__in=edition.modules))


def _make_room(pack: Pack) -> None:
    """Move modules whose place changed out of the way, since a place is taken only once."""
    placed = {module.id: module.position for module in pack.modules}
    moved = [
        module
        for module in Module.objects.order_by("position")
        if placed.get(module.id) != module.position
    ]
    beyond = len(placed) + max((module.position for module in moved), default=0)
    for offset, module in enumerate(moved, start=1):
        module.position = beyond + offset
        module.save(update_fields=["position"])
