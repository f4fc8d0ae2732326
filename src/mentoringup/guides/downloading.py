"""How a file is handed to a browser."""

import re
import unicodedata
from urllib.parse import quote


def attachment(name: str) -> str:
    """Give a `Content-Disposition` with the name in ASCII, and in UTF-8 for those who read that."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._ -]+", "-", letters).strip(" -") or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
