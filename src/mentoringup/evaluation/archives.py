"""Reading the archives that a run keeps."""

import io
import zipfile


def texts_in(content: bytes | memoryview, *, ending: str) -> dict[str, str]:
    """The texts of an archive whose names end so, by name without the ending."""
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        return {
            name.removesuffix(ending): archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith(ending)
        }
