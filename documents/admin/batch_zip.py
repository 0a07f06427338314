"""The Word files of a batch as one zip that is written while it is sent, so that it takes no memory."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import StreamingHttpResponse

from documents import file_names
from documents.file_names import WORD, ZIP, with_ending
from documents.models import Batch

AT_A_TIME = 20


class Outlet(io.RawIOBase):
    """A file that only grows: what was written is taken out and sent."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """How much was written since the beginning."""
        return self._position

    def write(self, data: Any) -> int:
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(data))
        self._position += len(data)
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def zip_response(batch: Batch, taken: models.QuerySet[Any]) -> StreamingHttpResponse:
    """The letters of these items of the batch."""
    name = with_ending(file_names.of_batch(batch.kind, batch.created_at), ZIP)
    response = StreamingHttpResponse(_zipped(batch, taken.select_related("document")), content_type=ZIP)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _zipped(batch: Batch, taken: models.QuerySet[Any]) -> Iterator[bytes]:
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for item in taken.iterator(chunk_size=AT_A_TIME):
            name = file_names.in_batch(batch.kind, item.subject_name, item.position)
            archive.writestr(with_ending(name, WORD), item.document.content)
            yield outlet.taken()
    yield outlet.taken()
