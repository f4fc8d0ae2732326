"""The instruments that come with the package, as files."""

from functools import cache
from importlib.resources import files

_SUFFIX = ".yaml"
_PACKS = files("mentoreval.instruments").joinpath("packs")


@cache
def shipped() -> tuple[str, ...]:
    """Return the ids of the shipped instruments, sorted."""
    names = (pack.name for pack in _PACKS.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def pack_name(instrument_id: str) -> str:
    """Return the file name of a shipped instrument."""
    return instrument_id + _SUFFIX


def pack_content(instrument_id: str) -> bytes:
    """Return the YAML of a shipped instrument."""
    return _PACKS.joinpath(pack_name(instrument_id)).read_bytes()
