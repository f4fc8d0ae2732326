"""The mail server, from an address such as `smtp+tls://user:password@mail.example.edu:587`."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_SMTP_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
_FOR_DEVELOPMENT = {"console": "console", "nowhere": "dummy"}
_EXPECTED = (
    "smtp://, smtps:// or smtp+tls:// with user:password@host:port, console:// or nowhere://"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """How mails leave.

    Attributes:
        backend: path of Django's mail backend.
        folder: where a mail becomes a file, instead of leaving.
    """

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_tls_from_the_start: bool = False
    is_tls_by_starttls: bool = False
    folder: str = ""


def mail_server(text: str) -> MailServer:
    """Read the address of a mail server."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(_EXPECTED) from error
    if parts.scheme == "console":
        return MailServer(backend=_backend("console"))
    if parts.scheme == "file" and parts.path.strip("/"):
        return MailServer(backend=_backend("filebased"), folder=unquote(parts.path))
    if parts.scheme not in _SMTP_PORTS or not parts.hostname or parts.path.strip("/"):
        raise ValueError(_EXPECTED)
    return MailServer(
        backend=_backend("smtp"),
        host=parts.hostname,
        port=port or _SMTP_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls_from_the_start=parts.scheme == "smtps",
        is_tls_by_starttls=parts.scheme == "smtp+tls",
    )


def _backend(name: str) -> str:
    return f"django.core.mail.backends.{name}.EmailBackend"
