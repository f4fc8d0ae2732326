"""What is logged, and how: facts about requests and jobs, never about persons.

In production one JSON object a line; with DEBUG a readable line. Addresses of people and machines
are cut out of every text, exceptions are told by their class and their places in the code only
(the text of a database error may quote a row), and of a request only the route is named, because a
path or a query can hold a token or a name.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that this thread answers, or answered last."""

_MAIL_ADDRESS = re.compile(r"[^\s<>\"'=(,;:]+(?:@|%40)[^\s<>\"'),;]+")
_MACHINE = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]{1,}"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f:]*",
    re.IGNORECASE,
)
_QUERY = re.compile(r"\?[^\s\"']+")
_FRAMES = 8
HEALTH = "/health"
"""The route that load balancers ask."""
_FACTS = frozenset(
    {"job", "task", "method", "route", "status", "milliseconds", "tick", "mail", "kind", "state"}
)
"""Names of facts that may be logged beside the text; others are left out."""


def without_addresses(text: str) -> str:
    """The text without mail addresses, machine addresses and query strings."""
    for pattern, word in ((_QUERY, "?…"), (_MAIL_ADDRESS, "[address]"), (_MACHINE, "[machine]")):
        text = pattern.sub(word, text)
    return text


def without_paths(record: logging.LogRecord) -> bool:
    """Put the route in the place of the path that Django's request loggers name.

    A health check that finds something wrong is left out: its answer is the message, and who asks
    twice a second would fill the log.
    """
    request = getattr(record, "request", None)
    if record.name.startswith(("django.request", "django.security")) and record.args:
        match = getattr(request, "resolver_match", None)
        route, status = f"/{match.route}" if match else "none", getattr(record, "status_code", 0)
        if (route, status) == (HEALTH, HTTPStatus.SERVICE_UNAVAILABLE):
            return False
        record.route, record.status = route, status
        record.msg, record.args = "Answered with an error", ()
    return True


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, text, request, facts, and where an exception came from."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": without_addresses(record.getMessage()),
        }
        if request_id.get():
            line["request"] = request_id.get()
        for name in sorted(_FACTS & vars(record).keys()):
            value = vars(record)[name]
            line[name] = value if isinstance(value, int | float) else without_addresses(str(value))
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            line["at_code"] = [
                f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            ]
        return json.dumps(line, ensure_ascii=False)


class ReadableLines(logging.Formatter):
    """For developers: time, level, text and facts; whole exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the exception below it."""
        when = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        facts = " ".join(f"{n}={vars(record)[n]}" for n in sorted(_FACTS & vars(record).keys()))
        line = f"{when} {record.levelname.lower():7} {record.getMessage()} {facts}".rstrip()
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return without_addresses(line)


def logging_settings(*, readable: bool, level: str) -> dict[str, Any]:
    """Django's `LOGGING`."""
    plain = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": ReadableLines if readable else JsonLines}},
        "filters": {"without_paths": {"()": lambda: without_paths}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "lines",
                "filters": ["without_paths"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "mentoringup": {"level": level},
            "django": {**plain, "level": "INFO" if readable else "WARNING"},
            "django.server": {**plain, "level": "INFO" if readable else "WARNING"},
            "gunicorn.error": {**plain, "level": "WARNING"},
        },
    }
