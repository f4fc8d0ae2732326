"""Where a result comes from: program, files, instrument."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    """Which program made the result."""

    name: str
    version: str
    libraries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file that went in; `rows` counts data rows before anything was dropped."""

    name: str
    sha256: str
    rows: int
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What else the command was given, so that it can be repeated: names of files, not paths.

    `instrument` is a shipped id or the name of a file; `compare` is as it was typed.
    """

    instrument: str | None = None
    crosswalk: str | None = None
    dictionary: str | None = None
    rules: str | None = None
    compare: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentUsed:
    """The key that scored the answers; `cores` are the locked instruments it includes."""

    id: str
    version: str
    sha256: str
    title: str
    notices: Mapping[str, str] = field(default_factory=dict)
    cores: tuple[Mapping[str, str], ...] = ()
    design: str = "retrospective"
