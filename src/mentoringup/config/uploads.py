"""Files that are too large are refused while they come in, before anything is stored."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUploadHandler(FileUploadHandler):
    """Counts what comes in; more than `UPLOAD_MAX_SIZE` bytes in one request end it (413).

    What kind of file it is, is for the form that takes it.
    """

    chunk_size = 64 * 1024

    def __init__(self, *arguments: Any, **rest: Any) -> None:
        super().__init__(*arguments, **rest)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  Django's
        """Count, and pass the chunk on."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_SIZE:
            raise RequestDataTooBig(f"more than {settings.UPLOAD_MAX_SIZE} bytes of files")
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002  Django's
        """The next handler makes the file."""
        return
