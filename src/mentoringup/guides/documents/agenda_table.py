"""A session's agenda as a table, and what needs to be at hand for it."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from mentoringup.guides.documents import tree
from mentoringup.guides.documents.schedule import LedItem, LedSession, say_span
from mentoringup.guides.documents.tree import Block, Inline
from mentoringup.guides.documents.voice import Said, Voice
from mentoringup.planning.enums import ItemKind

_WIDTHS = (0.18, 0.09, 0.36, 0.37)


def title_of(led: LedItem, voice: Voice) -> list[Inline]:
    """What an item is called: by the pack, or by the plan where the pack has it no more."""
    if led.activity:
        return voice.line(voice.title(led.activity))
    return tree.text(title_of_own(led))


def title_of_own(led: LedItem) -> str:
    """What the plan calls an item; breaks that got no name of their own are in our language."""
    label = str(ItemKind(led.item.kind).label)
    is_unnamed = led.is_break and led.item.title in _names_of_breaks()
    return label if is_unnamed or not led.item.title else led.item.title


def _names_of_breaks() -> frozenset[str]:
    names = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(str(ItemKind.BREAK.label))
    return frozenset(names)


def agenda_table(session: LedSession, voice: Voice, *, has_links: bool) -> Block:
    """When, how long, what, and of which module."""
    rows = []
    for led in session.items:
        title = title_of(led, voice)
        if has_links and not led.is_break:
            title = tree.link(title, f"#{identifier_of(led)}")
        module = voice.line(voice.name(led.module)) if led.module else []
        if led.is_break:
            title = tree.emphasis(title)
        minutes = tree.text(_("%(minutes)s min") % {"minutes": led.item.minutes})
        rows.append(
            [tree.text(say_span(led.begins, led.ends, led.starts_at)), minutes, title, module]
        )
    heads = [
        _("When") if session.occasion else _("From the start"),
        _("Time"),
        _("What"),
        _("Module"),
    ]
    return tree.table(
        [tree.text(head) for head in heads],
        rows,
        caption=tree.text(_("Agenda: %(title)s") % {"title": session_title(session)}),
        widths=_WIDTHS,
        kind="agenda",
        aligns=["left", "right", "left", "left"],
    )


def identifier_of(led: LedItem) -> str:
    """Where links to an item lead."""
    return f"item-{led.number}"


def session_title(session: LedSession) -> str:
    """Say which session: its own title, or its number."""
    return session.session.title or _("Session %(number)s") % {"number": session.number}


def source(words: str) -> Said:
    """Give a text of facilitators, which packs have in their own language only."""
    return Said(words, "en")
