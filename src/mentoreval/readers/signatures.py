"""What a file is by its first bytes, so that a wrong file is called by its name."""

_FIRST_BYTES = (
    (b"PK\x03\x04", "an Excel workbook or another ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"$FL2", "an SPSS file (.sav)"),
    (b"$FL3", "a compressed SPSS file (.zsav)"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"RDX", "an R data file"),
    (b"<stata_dta>", "a Stata file (.dta)"),
    (b"HEADER RECORD*******", "a SAS transport file"),
)
_FIRST_CHARACTERS = (
    (b"<", "an HTML page or an XML document"),
    (b'{"SurveyEntry"', "a Qualtrics survey definition (.qsf), which holds no answers"),
    (b"{", "a JSON document"),
    (b"[", "a JSON document"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

SPSS = (b"$FL2", b"$FL3")
PARQUET = (b"PAR1",)


def looks_like(head: bytes) -> str | None:
    """Name the kind of file that begins with `head`; None if it may be delimited text."""
    for first, name in _FIRST_BYTES:
        if head.startswith(first):
            return name
    start = head.removeprefix(_BYTE_ORDER_MARK).lstrip()
    for first, name in _FIRST_CHARACTERS:
        if start.startswith(first):
            return name
    return None
