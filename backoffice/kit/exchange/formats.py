"""Our safe lists as formats of django-import-export."""

from typing import Any, ClassVar

from import_export.formats.base_formats import Format
from tablib import Dataset

from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.table import read_table
from backoffice.kit.exchange.writing import write_list


class SafeFormat(Format):
    """Writes what no sheet calculates with; reads whatever our own lists may be."""

    kind: ClassVar[FileKind]
    CONTENT_TYPE: ClassVar[str]

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding  # what the library proposes; the file itself tells

    def get_title(self) -> str:
        """The name in the choice of formats."""
        return self.kind.value

    def get_extension(self) -> str:
        """The extension of the file's name."""
        return self.kind.value

    def get_content_type(self) -> str:
        """What the browser is told."""
        return self.CONTENT_TYPE

    def can_export(self) -> bool:
        """Always."""
        return True

    def can_import(self) -> bool:
        """Always."""
        return True

    def export_data(self, dataset: Dataset, **_kwargs: Any) -> bytes:
        """The file."""
        return write_list(self.kind, dataset.title or "Lijst", dataset.headers, iter(dataset))

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """The rows of a file, whichever of the three kinds it is. Raises `UnreadableFile`."""
        table = read_table(in_stream)
        return Dataset(*(cells for _number, cells in table.rows), headers=table.header)


class SafeCSV(SafeFormat):
    """CSV."""

    kind = FileKind.CSV
    CONTENT_TYPE = "text/csv; charset=utf-8"


class SafeXLSX(SafeFormat):
    """XLSX."""

    kind = FileKind.XLSX
    CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SafeODS(SafeFormat):
    """ODS."""

    kind = FileKind.ODS
    CONTENT_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


SAFE_FORMATS = [SafeCSV, SafeXLSX, SafeODS]
