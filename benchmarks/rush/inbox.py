"""A real SMTP server that writes one line a mail: `inbox.py PORT FILE`."""

import asyncio
import json
import re
import sys
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

_LINK = re.compile(r"https?://[^/\s]+(/seats/[^/\s]+/)")


class Inbox:
    """Takes every mail."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", buffering=1)

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802  aiosmtpd's
        """Write down to whom, which mail, and its link."""
        mail = message_from_bytes(envelope.original_content, policy=policy.default)
        text = mail.get_body(("plain",))
        found = _LINK.search(text.get_content()) if text else None
        row = {
            "to": envelope.rcpt_tos[0],
            "id": mail["Message-ID"],
            "link": found[1] if found else "",
        }
        self._file.write(json.dumps(row) + "\n")
        return "250 taken"


def main() -> None:
    """Listen until killed."""
    controller = Controller(Inbox(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
