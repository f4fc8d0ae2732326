"""Which module of the curriculum a session teaches, by its words."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mentoringup.training.page import ModuleOnPage

_KEYWORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "communication": ("communicat", "feedback", "listening", "comunicaci", "retroaliment"),
        "expectations": ("expect", "align"),
        "equity": (
            "equit",
            "inclusi",
            "divers",
            "bias",
            "prejudice",
            "assumption",
            "equidad",
            "sesgo",
        ),
        "self-efficacy": ("self-efficacy", "confidence", "self-doubt", "autoeficacia", "confianza"),
        "independence": ("independen", "autonom"),
        "professional-development": (
            "professional development",
            "career",
            "development plan",
            "idp",
            "network",
            "desarrollo profesional",
            "carrera",
        ),
        "work-life": (
            "work-life",
            "work life",
            "well-being",
            "wellbeing",
            "vida personal",
            "bienestar",
        ),
    }
)
"""Beginnings of words that point to a competency, by module id; other modules go by their names."""

_IN_TITLE, _NAME, _KEYWORD, _OBJECTIVE_WORD = 12.0, 5.0, 1.0, 0.4
_LEAST = 2.0
_MOST_CHARACTERS = 8000
_WORD = re.compile(r"[^\W\d_]{4,}")


def guess_module(*, title: str, text: str, modules: Sequence[ModuleOnPage]) -> ModuleOnPage | None:
    """The module with the best score; None where none is clear.

    A name or alias in the title decides; then names in the text, keywords, and words of the
    module's objectives count. A tie is no guess.
    """
    plain_title, plain_text = _plain(title), _plain(text)
    words = set(_WORD.findall(plain_text))
    scored = sorted(
        ((_score(module, plain_title, plain_text, words), -n) for n, module in enumerate(modules)),
        reverse=True,
    )
    if not scored or scored[0][0] < _LEAST:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return modules[-scored[0][1]]


def names_module(title: str, modules: Sequence[ModuleOnPage]) -> bool:
    """Whether a heading is the name or another name of a module, or holds it."""
    plain = _plain(title)
    return any(name in plain for module in modules for name in _names(module))


def _score(module: ModuleOnPage, title: str, text: str, words: set[str]) -> float:
    names = _names(module)
    keywords = _KEYWORDS.get(module.id, ())
    objective_words = set(_WORD.findall(_plain(" ".join(module.objectives))))
    overlap = len(objective_words & words) / max(1, len(objective_words))
    return (
        _IN_TITLE * any(name in title for name in names)
        + _NAME * any(name in text for name in names)
        + _KEYWORD * sum(min(6, text.count(word)) + 3 * title.count(word) for word in keywords)
        + 10 * _OBJECTIVE_WORD * overlap
    )


def _names(module: ModuleOnPage) -> list[str]:
    return [plain for name in (module.name, *module.aliases) if (plain := _plain(name))]


def _plain(text: str) -> str:
    return " ".join(text[:_MOST_CHARACTERS].casefold().split())
