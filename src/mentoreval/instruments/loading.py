"""From the id of a shipped instrument, or a YAML file, to an `Instrument`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.instruments.model import Instrument
from mentoreval.instruments.parts import Draft
from mentoreval.instruments.resolve import Included, resolve
from mentoreval.instruments.schema import instrument_faults
from mentoreval.instruments.shelf import pack_content, pack_name, shipped
from mentoreval.yaml_files.document import MAX_BYTES, Document, KeyPath, parse_yaml
from mentoreval.yaml_files.shape import meant, shown

_SUFFIXES = frozenset({".yaml", ".yml"})


def load_instrument(reference: str | Path) -> Instrument:
    """Load a shipped instrument by its id, or any other from a YAML file.

    Args:
        reference: an id of `shipped()`, or the path of a YAML file. The id goes first.

    Raises:
        InputRefusedError: no such instrument, or the file has faults; all of them are named.
    """
    if isinstance(reference, str) and reference in shipped():
        return _load_shipped(reference)
    path = Path(reference)
    if path.suffix.lower() not in _SUFFIXES and not path.is_file():
        what = f"there is no shipped instrument '{reference}' and no such file"
        raise InputRefusedError([Reason(what=f"{what}; {meant(str(reference), shipped())}")])
    return _load_file(path, within=())


def parse_instrument(content: bytes, *, file: str) -> Instrument:
    """Read an instrument from the content of a YAML file; it can include shipped ones only.

    Args:
        content: the bytes of the file.
        file: its name in messages.

    Raises:
        InputRefusedError: with every fault.
    """
    return _parse(content, file=file, folder=None, within=())


@cache
def _load_shipped(instrument_id: str) -> Instrument:
    content = pack_content(instrument_id)
    return _parse(content, file=pack_name(instrument_id), folder=None, within=(), is_shipped=True)


def _load_file(path: Path, *, within: tuple[Path, ...]) -> Instrument:
    """Load a file that the files `within` include, the outermost first."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file can't be read: {error.strerror}"
        raise InputRefusedError([Reason(what=what, file=str(path))]) from error
    return _parse(content, file=str(path), folder=path.parent, within=(*within, path.resolve()))


def _parse(
    content: bytes,
    *,
    file: str,
    folder: Path | None,
    within: tuple[Path, ...],
    is_shipped: bool = False,
) -> Instrument:
    document = parse_yaml(content, file=file)
    faults = instrument_faults(document)
    if not faults.only_unknown_keys:
        raise InputRefusedError(faults.reasons)
    draft = Draft(document=document, reasons=list(faults.reasons))
    included = tuple(_included(draft, folder=folder, within=within))
    if len(included) < len(draft.content.get("include", ())):
        raise InputRefusedError(draft.reasons)  # the rest can't be judged without it
    instrument = resolve(draft, included)
    if not is_shipped and instrument.id in shipped():
        _check_copy(instrument, document)
    return instrument


def _check_copy(instrument: Instrument, document: Document) -> None:
    """Refuse another content under the id of a shipped instrument."""
    if instrument.sha256 != _load_shipped(instrument.id).sha256:
        what = f"'{instrument.id}' is a shipped instrument and this differs from it; change the id"
        raise InputRefusedError([document.reason(("id",), what)])


def _included(draft: Draft, *, folder: Path | None, within: tuple[Path, ...]) -> Iterator[Included]:
    """Load what a file includes; keep the faults and go on."""
    for number, entry in enumerate(draft.content.get("include", ())):
        path = ("include", number)
        try:
            instrument = _load_included(draft, path, entry, folder=folder, within=within)
        except InputRefusedError as error:
            draft.reasons.extend(error.reasons)
        else:
            yield Included(path=path, instrument=instrument)


def _load_included(
    draft: Draft, path: KeyPath, entry: Any, *, folder: Path | None, within: tuple[Path, ...]
) -> Instrument:
    name = entry if isinstance(entry, str) else str(entry["instrument"])
    version = None if isinstance(entry, str) else entry.get("version")
    instrument = _find(draft.document, path, name, folder=folder, within=within)
    if version not in (None, instrument.version):
        what = f"asks for {name} {version}; it is here as {instrument.version}"
        raise InputRefusedError([draft.document.reason(path, what)])
    if instrument.id == draft.id:
        what = f"includes an instrument that has its own id, '{draft.id}'"
        raise InputRefusedError([draft.document.reason(path, what)])
    return instrument


def _find(
    document: Document, path: KeyPath, name: str, *, folder: Path | None, within: tuple[Path, ...]
) -> Instrument:
    if name in shipped():
        return _load_shipped(name)
    if folder is None or PurePath(name).suffix.lower() not in _SUFFIXES:
        what = f"there is no shipped instrument {shown(name)}; {meant(name, shipped())}"
        raise InputRefusedError([document.reason(path, what)])
    if PurePath(name).is_absolute() or ".." in PurePath(name).parts:
        what = f"found {shown(name)}; expected a file in the folder of this one or below it"
        raise InputRefusedError([document.reason(path, what)])
    target = folder / name
    if target.is_file() and target.resolve() in within:
        what = f"{shown(name)} includes this file, so it can't be included here"
        raise InputRefusedError([document.reason(path, what)])
    return _load_file(target, within=within)
