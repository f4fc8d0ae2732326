"""The web server: gunicorn with threads, started from our own settings."""

import socket
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import resolve
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger


class PortIsTakenError(Exception):
    """Something else listens there. The text is one clear line."""


class QuietLogger(Logger):  # type: ignore[misc]  # the same
    """Gunicorn's logger without its access log.

    Gunicorn makes every line of that log as soon as it is told how to log at all, even where nobody
    reads it.
    """

    def access(self, *_facts: object) -> None:
        """Make no line."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The site behind gunicorn.

    Requests are logged by our own middleware, without machine addresses; gunicorn's access log is
    off. Threads share a process, so that SQLite has one writer and few connections.
    """

    def __init__(self, *, host: str, port: int, processes: int, threads: int) -> None:
        self.listening = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.processes = processes
        self.threads = threads
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn; nothing is read from files or the command line."""
        wanted: dict[str, Any] = {
            "bind": self.listening,
            "workers": self.processes,
            "threads": self.threads,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "max_requests": 10_000,
            "max_requests_jitter": 1000,
            "proc_name": "mentoringup",
            "logconfig_dict": settings.LOGGING,
            "logger_class": QuietLogger,
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
        }
        for name, value in wanted.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """What answers requests, with every address read: no visitor should wait for that."""
        application = get_wsgi_application()
        resolve("/")
        return application


def refuse_taken_port(*, host: str, port: int) -> None:
    """Find out early, because gunicorn would try again and again.

    Raises:
        PortIsTakenError: if something else listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PortIsTakenError(
                f"Port {port} can't be used: {error.strerror}. Choose another one."
            ) from error
