"""Delimited text: from bytes to text columns, with the line on which each row begins."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentoreval.errors import InputRefusedError, Reason
from mentoreval.readers.signatures import looks_like

DELIMITERS: Mapping[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}
"""What may separate cells, with its name."""

_ROWS_A_CHUNK = 20_000
_ROWS_TO_GUESS_FROM = 20
_RAGGED_ROWS_LISTED = 20
_HEAD_BYTES = 1 << 16
_UNNAMED = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The rows of a delimited text file, every cell as text.

    Attributes:
        file: file name without its folder.
        frame: String columns in the file's order; an empty or blank cell is null.
        line: line of the file on which each row begins, from 1. Shape (rows,).
        blank_rows: rows without any content, which are no rows of the frame.
    """

    file: str
    sha256: str
    frame: pl.DataFrame
    line: NDArray[np.int64]
    blank_rows: int

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was left out, one sentence each."""
        if not self.blank_rows:
            return ()
        rows = "1 row" if self.blank_rows == 1 else f"{self.blank_rows:,} rows"
        return (f"{rows} without any content {'was' if rows == '1 row' else 'were'} left out.",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A delimited text file whose first rows are known and whose other rows can be read.

    Attributes:
        name: file name without its folder.
        encoding: the codec that decodes `content` whole.
        head: the first records, up to 20, to tell a format by.
    """

    name: str
    sha256: str
    content: bytes
    encoding: str
    delimiter: str
    head: tuple[tuple[str, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The cells of the first row, without blanks around them."""
        return tuple(cell.strip() for cell in self.head[0])

    def table(self, *, header_rows: int = 1, drop: Collection[str] = frozenset()) -> TextTable:
        """Read all rows; columns named in `drop` are never stored.

        Raises:
            InputRefusedError: if a column name stands twice or is missing, a row has more or fewer
                cells than the header, a quotation mark is not closed, or there are no rows.
        """
        names = self._checked_names()
        kept = [place for place, name in enumerate(names) if name not in drop]
        rows = _Rows(file=self.name, names=names, kept=kept)
        for number, (line, cells) in enumerate(self._records()):
            if number >= header_rows:
                rows.add(line, cells)
        frame = _without_unnamed(self.name, rows.frame())
        return TextTable(
            file=self.name,
            sha256=self.sha256,
            frame=frame,
            line=np.array(rows.lines, dtype=np.int64),
            blank_rows=rows.blank,
        )

    def _checked_names(self) -> tuple[str, ...]:
        names = self.names
        if len(names) == 1:
            _refuse(
                self.name,
                "the first line holds a single cell; expected column names separated by commas, "
                "semicolons or tabs",
                line=1,
            )
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names, start=1):
            places.setdefault(name, []).append(place)
        twice = [
            Reason(
                file=self.name,
                line=1,
                column=name,
                what=f"the column name stands {len(found)} times (columns "
                f"{', '.join(map(str, found))}); expected once",
            )
            for name, found in places.items()
            if name and len(found) > 1
        ]
        if twice:
            raise InputRefusedError(twice)
        return tuple(name or f"{_UNNAMED}{place}" for place, name in enumerate(names, start=1))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        return _records(self.content, self.encoding, self.delimiter, file=self.name)


class _Rows:
    """Gathers rows by chunks of columns, so that no list of all cells is ever held."""

    def __init__(self, *, file: str, names: Sequence[str], kept: Sequence[int]) -> None:
        self.lines: list[int] = []
        self.blank = 0
        self._file = file
        self._names = names
        self._kept = kept
        self._chunk: list[list[str]] = []
        self._frames: list[pl.DataFrame] = []
        self._ragged: list[Reason] = []

    def add(self, line: int, cells: list[str]) -> None:
        width = len(self._names)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            self._note_ragged(line, len(cells))
        elif not any(cells):
            self.blank += 1
        else:
            self._chunk.append(cells)
            self.lines.append(line)
            if len(self._chunk) == _ROWS_A_CHUNK:
                self._flush()

    def frame(self) -> pl.DataFrame:
        if self._ragged:
            raise InputRefusedError(self._ragged)
        if self._chunk:
            self._flush()
        if not self._frames:
            _refuse(self._file, "the file has column names but no rows; expected answers")
        frame = pl.concat(self._frames)
        cell = pl.all()
        return frame.with_columns(
            pl.when(cell.str.strip_chars() != "").then(cell).otherwise(None).name.keep()
        )

    def _flush(self) -> None:
        columns = list(zip(*self._chunk, strict=True))
        self._frames.append(
            pl.DataFrame(
                [pl.Series(self._names[i], columns[i], dtype=pl.String) for i in self._kept]
            )
        )
        self._chunk.clear()

    def _note_ragged(self, line: int, found: int) -> None:
        cells = "1 cell" if found == 1 else f"{found} cells"
        what = f"the row has {cells}; expected {len(self._names)}, as in the first line"
        self._ragged.append(Reason(file=self._file, line=line, what=what))
        if len(self._ragged) > _RAGGED_ROWS_LISTED:
            first = self._ragged[0].line
            _refuse(
                self._file,
                f"this is no table: more than {_RAGGED_ROWS_LISTED} rows have another number of "
                f"cells than the first line, which has {len(self._names)}; the first stands on "
                f"line {first}",
            )


def open_text(path: Path) -> TextFile:
    """Read the bytes of `path` and tell its encoding and what separates its cells.

    Text is UTF-8, with or without a byte-order mark, or UTF-16 with one.

    Raises:
        InputRefusedError: if the file is not there, is empty, is of another kind (named by its
            first bytes), holds NUL bytes or is in another encoding.
    """
    content = read_bytes(path)
    encoding = _encoding(path.name, content)
    delimiter = _delimiter(content, encoding)
    records = _records(content, encoding, delimiter, file=path.name)
    head = tuple(tuple(cells) for _, cells in islice(records, _ROWS_TO_GUESS_FROM))
    if not head:
        _refuse(path.name, "the file holds only blank lines; expected column names and answers")
    return TextFile(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        encoding=encoding,
        delimiter=delimiter,
        head=head,
    )


def read_text_table(path: Path, *, header_rows: int = 1) -> TextTable:
    """Read a delimited text file whole; see `TextFile.table` and `open_text` for refusals."""
    return open_text(path).table(header_rows=header_rows)


def read_bytes(path: Path) -> bytes:
    """Read a file whole, after a look at its beginning.

    Raises:
        InputRefusedError: if it can't be opened, is empty, or is a folder.
    """
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        _refuse(path.name, "this is a folder; expected a file")
    except FileNotFoundError:
        _refuse(str(path), "there is no such file")
    except OSError as error:
        _refuse(str(path), f"the file can't be opened ({error.strerror})")
    if not content:
        _refuse(path.name, "the file is empty; expected column names and answers")
    return content


def _encoding(file: str, content: bytes) -> str:
    kind = looks_like(content[:_HEAD_BYTES])
    if kind is not None:
        _refuse(file, f"this is {kind}; expected a survey export as CSV text")
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and b"\0" in content:
        at = content.index(b"\0")
        _refuse(
            file,
            f"byte {at:,} is zero, so this is no text in UTF-8; save the file as CSV in UTF-8",
            line=_line_at(content, at),
        )
    encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(
            file,
            f"byte {error.start:,} (0x{content[error.start]:02x}) is not "
            f"{'UTF-16' if utf16 else 'UTF-8'}; export the file again, or save it, as CSV in UTF-8",
            line=None if utf16 else _line_at(content, error.start),
        )
    if utf16 and "\0" in text:
        _refuse(file, "the text holds zero characters; save the file as CSV in UTF-8")
    return encoding


def _line_at(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _delimiter(content: bytes, encoding: str) -> str:
    return max(DELIMITERS, key=lambda mark: _fit(content, encoding, mark))


def _fit(content: bytes, encoding: str, delimiter: str) -> tuple[bool, bool, int, int, int]:
    """Score a delimiter by the first rows; the largest score fits best.

    It separates; no row is broken by a quotation mark; few cells hold half a pair of quotation
    marks; many rows are as wide as the first; the first row is wide.
    """
    rows: list[list[str]] = []
    whole = True
    records = _records(content, encoding, delimiter, file="")
    try:
        for _, cells in islice(records, _ROWS_TO_GUESS_FROM):
            rows.append(cells)
    except InputRefusedError:
        whole = False
    if not rows:
        return (False, False, 0, 0, 0)
    widths = Counter(len(cells) for cells in rows)
    width = len(rows[0])
    halves = sum(cell.count('"') % 2 for cells in rows for cell in cells)
    return (width > 1, whole, -halves, widths[width], width)


def _records(
    content: bytes, encoding: str, delimiter: str, *, file: str
) -> Iterator[tuple[int, list[str]]]:
    """Give the line on which each record begins, and its cells; blank lines give nothing."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        _refuse(file, _in_words(str(error), delimiter), line=line)


def _in_words(error: str, delimiter: str) -> str:
    if "field larger" in error:
        return (
            f"a cell has more than {csv.field_size_limit():,} characters; expected a table, "
            "and a quotation mark at the end of each quoted cell"
        )
    if "unexpected end" in error:
        return "a quotation mark opens a cell of this row and is never closed"
    return (
        "a quotation mark closes a cell, but the cell goes on; expected "
        f"a {DELIMITERS[delimiter]} or the end of the line after it"
    )


def _without_unnamed(file: str, frame: pl.DataFrame) -> pl.DataFrame:
    unnamed = [name for name in frame.columns if name.startswith(_UNNAMED)]
    filled = [name for name in unnamed if frame[name].null_count() < frame.height]
    if filled:
        raise InputRefusedError(
            Reason(
                file=file,
                line=1,
                what=f"column {name.removeprefix(_UNNAMED)} has content but no name; "
                "expected a name in the first line",
            )
            for name in filled
        )
    return frame.drop(unnamed)


def _refuse(file: str, what: str, *, line: int | None = None) -> NoReturn:
    raise InputRefusedError([Reason(file=file, what=what, line=line)])
