"""How the site stands to its database."""

from collections.abc import Mapping
from typing import Any

KEPT_FROM = 2
"""PostgreSQL keeps a statement once a connection sent it so often (`mentoringup.statements`)."""


def database_settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """Django's settings of a database, from what DATABASE_URL says.

    Args:
        given: `ENGINE`, `NAME` and so on; `OPTIONS` are the URL's parameters. `prepare_threshold`
            `none` keeps no statements, for poolers that answer each transaction by another
            connection.
    """
    kept_open = {**given, "CONN_MAX_AGE": 60}
    if given["ENGINE"].endswith("sqlite3"):
        return kept_open | {"ENGINE": "mentoringup.config.sqlite3", "OPTIONS": _SQLITE}
    options = {"prepare_threshold": KEPT_FROM, **given.get("OPTIONS", {})}
    if options["prepare_threshold"] == "none":
        options["prepare_threshold"] = None
    return kept_open | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-20000; PRAGMA secure_delete=ON;"  # erased persons leave no bytes
    ),
}
