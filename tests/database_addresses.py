"""The address under which another process finds a database of the tests."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


def address_of(given: Mapping[str, Any], *, name: str) -> str:
    """A `DATABASE_URL` for `name` on the server (or in the folder) of Django's settings `given`.

    A host that is the folder of a socket is quoted, as `DATABASE_URL` wants it.
    """
    if str(given["ENGINE"]).endswith("sqlite3"):
        return f"sqlite:///{name}"
    host = quote(given["HOST"] or "localhost", safe="")
    who = quote(given["USER"], safe="")
    if given["PASSWORD"]:
        who += f":{quote(given['PASSWORD'], safe='')}"
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{who}@{host}{port}/{name}"
